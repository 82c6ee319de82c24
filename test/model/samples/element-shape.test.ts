import { listItem } from "../../../generator/model/content-kind.js";
import { expect, test } from "vitest";
import { complexNamed, inferOp, memberOf, typeNamed } from "../infer.js";

test("two adjacent equal siblings are a list, with or without an enclosing element", () => {
  const item = "<Item><Id>[int]</Id></Item>";
  const { lines, service } = inferOp(`<n>[int]</n><n>[int]</n><Items>${item}${item}</Items>`);
  expect(lines).toEqual(["Op(n[]: int, Items?: Items): OpResponse()", "Items(Item[]: Item | nil)", "Item(Id: int)"]);
  expect(listItem(typeNamed(service, "Items"))?.name.local).toBe("Item");
  expect(memberOf(service, "Items", "Item").evidence.maxOccurs).toMatchObject({ kind: "shown", places: [{}, {}] });
});

test("an operation's wrapper is not a list, even if it contains one repeated element", () => {
  const { service } = inferOp("<n>[int]</n><n>[int]</n>", "<r>[int]</r><r>[int]</r>");
  expect(listItem(typeNamed(service, "Op"))).toBeUndefined();
  expect(listItem(typeNamed(service, "OpResponse"))).toBeUndefined();
});

test("an element that occurs again apart from the first is not a list, and is reported", () => {
  const { lines, codes } = inferOp("<a>[int]</a><b>[int]</b><a>[int]</a>");
  expect(lines[0]).toBe("Op(a: int, b: int): OpResponse()");
  expect(codes).toEqual(["element-again"]);
});

test("siblings of one name that differ are reported, and their content is unknown", () => {
  const { lines, diagnostics } = inferOp("<a>[int]</a><a>[string]</a>");
  expect(lines[0]).toBe("Op(a[]: a): OpResponse()");
  expect(diagnostics).toMatchObject([{ severity: "warning", code: "siblings-disagree", related: [{}] }]);
});

test("text beside elements is left out and said", () => {
  const { lines, codes } = inferOp("<a><b>[int]</b>see below</a>");
  expect(lines).toContain("a(b: int)");
  expect(codes).toEqual(["text-between-elements"]);
});

test("an element with attributes may hold text: what a sample does not show is unknown", () => {
  const { service, lines } = inferOp('<v unit="[string]" /><w unit="[string]">[decimal]</w>');
  expect(complexNamed(service, "v").content).toEqual({ kind: "unknown" });
  expect(lines).toContain("v(@unit?: string) = unknown");
  expect(lines).toContain("w(@unit?: string) = decimal");
});

test("attributes of messages are none of a type", () => {
  const { lines } = inferOp(
    '<a xsi:schemaLocation="x y" soap:mustUnderstand="1" k="[int]" xsi:foo="1"><b>[int]</b></a>',
  );
  expect(lines).toContain("a(@k: int, b: int)");
});

test("an attribute without a value is a string, and one without a name is ignored", () => {
  const { lines } = inferOp('<a k="" =""><b>[int]</b></a>');
  expect(lines).toContain("a(@k?: string, b: int)");
});

test("an empty element is unknown, but an operation's wrapper is then without members", () => {
  const { service, lines, codes } = inferOp("", "<OpResult />");
  expect(lines).toEqual(["Op(): OpResponse(OpResult?: OpResult | nil)", "OpResult = unknown"]);
  expect(complexNamed(service, "Op").content).toEqual({ kind: "sequence", particles: [] });
  expect(complexNamed(service, "OpResult").evidence.content.kind).toBe("shown");
  expect(codes).toEqual([]);
});

test.each([
  ["xml", "<x>[xml]</x>"],
  ["two wildcards", "<x>[xml][xml]</x>"],
  ["a schema before xml, the DataSet of SOAP", "<x><xsd:schema>[schema]</xsd:schema>[xml]</x>"],
  [
    "a schema before xml, the DataSet of HTTP",
    '<x><schema xmlns="http://www.w3.org/2001/XMLSchema">schema</schema>xml</x>',
  ],
  ["dataset, a DataSet that is typed", "<x>[dataset]</x>"],
])("wildcards: %s", (_, sample) => {
  const { lines, codes } = inferOp(sample);
  expect(lines).toContain("x(any[])");
  expect(codes).toEqual([]);
});

test("a wildcard may occur among elements and beside attributes", () => {
  expect(inferOp('<x k="[int]"><a>[int]</a>[xml]</x>').lines).toContain("x(@k: int, a: int, any[])");
});

test("xsi:type is the placeholder of anyType, and so is an empty item of that name", () => {
  const { lines, codes } = inferOp('<a xsi:type="[type]" /><b><anyType /><anyType /></b>');
  expect(lines).toEqual(["Op(a?: anyType, b?: b): OpResponse()", "b(anyType[]: anyType | nil)"]);
  expect(codes).toEqual([]);
});

test("each element keeps its own namespace, and its type is in its parent's where it has none", () => {
  const { service } = inferOp('<a xmlns="urn:a"><b xmlns=""><c>[int]</c></b></a>');
  expect(service.types.map(({ name }) => `${name.namespace} ${name.local}`)).toEqual([
    "urn:shop Op",
    "urn:a a",
    "urn:a b",
    "urn:shop OpResponse",
  ]);
  expect(memberOf(service, "a", "b").name).toEqual({ namespace: "", local: "b" });
});

test("however often an element repeats, it is shown by the first two", () => {
  const { service } = inferOp("<n>[int]</n>".repeat(20_000));
  expect(memberOf(service, "Op", "n").evidence.maxOccurs.places).toHaveLength(2);
});

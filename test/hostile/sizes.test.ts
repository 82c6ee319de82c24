import { expect, test } from "vitest";
import { defaultConfiguration } from "../../generator/configuration.js";
import { inspect } from "../../generator/inspect.js";
import { membersIn } from "../../generator/model/traversal.js";
import { shopWsdl } from "../support/shop-wsdl.js";
import { generated } from "./generated.js";

const many = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join("");
const element = (name: string, type: string) => `<xs:element name="${name}" type="${type}"/>`;
const simple = (name: string, content: string) => `<xs:simpleType name="${name}">${content}</xs:simpleType>`;
const list = (item: string) => `<xs:list itemType="${item}"/>`;
const restriction = (base: string, facets: string) => `<xs:restriction base="${base}">${facets}</xs:restriction>`;
const union = (members: string) => `<xs:union memberTypes="${members}"/>`;
const complex = (name: string, content: string) => `<xs:complexType name="${name}">${content}</xs:complexType>`;
const extension = (base: string, content = "") =>
  `<xs:complexContent><xs:extension base="${base}">${content}</xs:extension></xs:complexContent>`;
const sequence = (content: string) => `<xs:sequence>${content}</xs:sequence>`;
const group = (name: string, content: string) => `<xs:group name="${name}">${content}</xs:group>`;
const take = (type: string) => element("a", `tns:${type}`);

/** In milliseconds: quadratic time in tens of thousands of types takes many times as long. */
const limit = 20_000;

/** The diagnostics for a shop with these types; the first type is in line 8, at column 7. */
function inspected(request: string, types: string) {
  const sources = [{ path: "shop.wsdl", text: shopWsdl({ request, types }) }];
  const { services, diagnostics } = inspect({ name: "shop", path: "specs/shop", sources }, defaultConfiguration);
  const found = diagnostics.map(
    ({ code, severity, place: { line, column } }) => `${severity} ${code} ${line}:${column}`,
  );
  return { found, types: services[0]?.types ?? [] };
}

test.each([
  ["a list in itself", simple("T", list("tns:T")), ["warning simple-type-recursive 8:7"]],
  ["a union in itself", simple("T", union("xs:int tns:T")), ["warning simple-type-recursive 8:7"]],
  [
    "unions in a circle",
    simple("T", union("xs:int tns:U")) + simple("U", union("tns:V")) + simple("V", union("xs:date tns:T")),
    ["warning simple-type-recursive 8:85"],
  ],
  [
    "a list in a union in a list",
    simple("T", list("tns:U")) + simple("U", union("xs:int tns:T")),
    ["warning simple-type-recursive 8:7"],
  ],
  [
    "restrictions in a circle",
    simple("T", '<xs:restriction base="tns:U"/>') + simple("U", '<xs:restriction base="tns:T"/>'),
    ["warning derivation-cycle 8:7"],
  ],
  [
    "extensions in a circle",
    complex("T", extension("tns:U")) + complex("U", extension("tns:T")),
    ["warning derivation-cycle 8:7"],
  ],
  [
    "groups in a circle",
    complex("T", '<xs:group ref="tns:g"/>') +
      group("g", sequence('<xs:group ref="tns:h"/>')) +
      group("h", sequence('<xs:choice><xs:element name="e"/><xs:group ref="tns:g"/></xs:choice>')),
    ["warning group-recursive 8:217"],
  ],
])("%s is reported where it is", (_, types, found) => {
  expect(inspected(take("T"), types).found).toEqual(found);
});

test.each([
  ["elements", complex("T", sequence(take("T").replace("/>", ' minOccurs="0"/>')))],
  [
    "attribute groups",
    complex("T", '<xs:attributeGroup ref="tns:g"/>') +
      '<xs:attributeGroup name="g"><xs:attribute name="b"/><xs:attributeGroup ref="tns:g"/></xs:attributeGroup>',
  ],
  [
    "substitution groups",
    complex("T", sequence('<xs:element ref="tns:b"/>')) +
      '<xs:element name="b" substitutionGroup="tns:c"/><xs:element name="c" substitutionGroup="tns:b"/>',
  ],
])("%s in a circle are read once", async (_, types) => {
  const { modules, found } = await generated({ "shop.wsdl": shopWsdl({ request: take("T"), types }) });
  expect(found).toEqual([]);
  expect(modules.get("shop.ts")?.length).toBeLessThan(3000);
});

test("unions that double with each level are refused, not put together", () => {
  const unions = (depth: number) =>
    many(depth, (n) => simple(`T${n}`, union(n + 1 < depth ? `tns:T${n + 1} tns:T${n + 1}` : "xs:int")));
  expect(inspected(take("T0"), unions(10)).found).toEqual([]);
  expect(new Set(inspected(take("T0"), unions(60)).found.map((each) => each.split(" ")[1]))).toEqual(
    new Set(["simple-type-too-large"]),
  );
});

test("unions that are a chain of ten thousand are refused, since a value is read through all of them", () => {
  const { found } = inspected(
    take("T0"),
    many(10_000, (n) => simple(`T${n}`, union(n < 9999 ? `xs:int tns:T${n + 1}` : "xs:int"))),
  );
  expect(found[0]).toMatch(/^warning simple-type-too-large /);
});

test("a chain of ten thousand derived types that can all stand for the first is refused: each repeats all before it", () => {
  const types = many(10_000, (n) => complex(`T${n + 1}`, extension(`tns:T${n}`, sequence(element("e", "xs:int")))));
  const { found } = inspected(take("T0"), `${complex("T0", "")}${types}`);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^error content-too-large 8:\d+$/);
});

test("references to the head of a substitution group are not each all of it, if there are too many", () => {
  const count = 2000;
  const { found } = inspected(
    many(count, () => '<xs:element ref="tns:head"/>'),
    `<xs:element name="head"/>${many(count, (n) => `<xs:element name="m${n}" substitutionGroup="tns:head"/>`)}`,
  );
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^error content-too-large 10:\d+$/);
});

const attribute = (name: string): string => `<xs:attribute name="${name}"/>`;
const substitutes = (count: number): string =>
  `<xs:element name="head"/>${many(count, (n) => `<xs:element name="m${n}" substitutionGroup="tns:head"/>`)}`;
const head = '<xs:element ref="tns:head"/>';
/** The choice has no name of its own, since another element has one of its names. */
const ambiguous = head + '<xs:element name="m1"/>';

test.each<[string, (count: number) => string]>([
  ["groups", (count) => several(count, group("g", sequence(members(count))), () => '<xs:group ref="tns:g"/>')],
  [
    "attribute groups",
    (count) =>
      many(count, (n) => complex(`T${n}`, '<xs:attributeGroup ref="tns:g"/>')) +
      `<xs:attributeGroup name="g">${many(count, (n) => attribute(`a${n}`))}</xs:attributeGroup>`,
  ],
  ["substitution groups beside one of their elements", (count) => several(count, substitutes(count), () => ambiguous)],
  [
    "bases",
    (count) => many(count, (n) => complex(`T${n}`, extension("tns:B"))) + complex("B", sequence(members(count))),
  ],
  [
    "bases that hold a substitution group and one of its elements",
    (count) =>
      many(count, (n) => complex(`T${n}`, extension("tns:B"))) + complex("B", sequence(ambiguous)) + substitutes(count),
  ],
  [
    "choices in bases",
    (count) =>
      many(count, (n) => complex(`T${n}`, extension("tns:B"))) +
      complex("B", sequence(`<xs:choice>${members(count)}</xs:choice>`)),
  ],
  [
    "enumerations",
    (count) =>
      many(count, (n) => simple(`T${n}`, restriction("tns:B", '<xs:maxLength value="9"/>'))) +
      simple(
        "B",
        restriction(
          "xs:string",
          many(count, (n) => `<xs:enumeration value="v${n}"/>`),
        ),
      ),
  ],
  [
    "patterns",
    (count) =>
      many(count, (n) => simple(`T${n}`, restriction("tns:B", '<xs:maxLength value="9"/>'))) +
      simple("B", restriction("xs:string", `<xs:pattern value="${"a?".repeat(count * 50)}"/>`)),
  ],
  [
    "unions",
    (count) =>
      many(count, (n) => simple(`T${n}`, restriction("tns:B", ""))) +
      simple("B", union("xs:int xs:date ".repeat(count))),
  ],
  [
    "documentation",
    (count) =>
      several(count, "", () => '<xs:element ref="tns:long"/>') +
      `<xs:element name="long"><xs:annotation><xs:documentation>${"word ".repeat(count * 20)}</xs:documentation></xs:annotation></xs:element>`,
  ],
])("what types repeat of %s is refused where it outgrows the schemas", (_, types) => {
  const request = (count: number): string => many(count, (n) => element(`a${n}`, `tns:T${n}`));
  expect(inspected(request(100), types(100)).found).toEqual([]);
  const { found, types: some } = inspected(request(400), types(400));
  expect(found).toEqual([expect.stringMatching(/^error content-too-large \d+:\d+$/)]);
  const members = some.flatMap((type) =>
    type.kind === "complex" ? [...type.attributes, ...membersIn(type.content)] : [],
  );
  expect(members.length).toBeLessThan(40_000);
});

test("references to a substitution group are refused where visiting its elements outgrows the schemas", () => {
  const found = (count: number): readonly string[] =>
    inspected(
      many(count, (n) => element(`a${n}`, `tns:T${n}`)),
      several(count, substitutes(count), () => head),
    ).found;
  expect(found(400)).toEqual([]);
  expect(found(800)).toEqual([expect.stringMatching(/^error content-too-large \d+:\d+$/)]);
});

/** The given number of types with this content. */
function several(count: number, declarations: string, content: (n: number) => string): string {
  return many(count, (n) => complex(`T${n}`, sequence(content(n)))) + declarations;
}

function members(count: number): string {
  return many(count, (n) => element(`e${n}`, "xs:int"));
}

test("forty thousand types of which a message takes one are one type", { timeout: limit }, () => {
  const { found, types } = inspected(
    take("T9"),
    many(40_000, (n) => complex(`T${n}`, "")),
  );
  expect(found).toEqual([]);
  expect(types.map(({ name }) => name.local)).toEqual(["GetPrice", "T9", "GetPriceResponse"]);
});

test("ten thousand types that are derived from one are all there", () => {
  const types = many(10_000, (n) => complex(`T${n + 1}`, extension("tns:T0")));
  expect(inspected(take("T0"), `${complex("T0", "")}${types}`).types).toHaveLength(10_003);
});

test.each<[string, (count: number) => Parameters<typeof shopWsdl>[0]]>([
  ["operations", (count) => ({ operations: Array.from({ length: count }, (_, n) => `Op${n + 1000}`) })],
  [
    "alternatives",
    (count) => ({ request: `<xs:choice>${many(count, (n) => element(`e${n + 1000}`, "xs:int"))}</xs:choice>` }),
  ],
  [
    "choices",
    (count) => ({
      request: many(
        count,
        (n) => `<xs:choice>${element(`a${n + 1000}`, "xs:int")}${element(`b${n + 1000}`, "xs:int")}</xs:choice>`,
      ),
    }),
  ],
  [
    "choices of the same elements",
    (count) => ({
      request: many(
        count,
        () => `<xs:choice minOccurs="0">${element("a", "xs:int")}${element("b", "xs:int")}</xs:choice>`,
      ),
    }),
  ],
  [
    "groups that repeat",
    (count) => ({
      request: many(
        count,
        (n) =>
          `<xs:choice maxOccurs="999999999">${element(`a${n + 1000}`, "xs:int")}${element("b", "xs:int")}</xs:choice>`,
      ),
    }),
  ],
  [
    "elements of a substitution group and references to it",
    (count) => ({
      request: many(count, (n) => element(`a${n + 1000}`, `tns:T${n + 1000}`)),
      types:
        many(count, (n) => complex(`T${n + 1000}`, sequence(referenceTo(["", "?", "*"][n % 3])))) +
        '<xs:element name="head" abstract="true"/>' +
        many(count, (n) => `<xs:element name="m${n + 1000}" substitutionGroup="tns:head"/>`),
    }),
  ],
  [
    "bases that hold a substitution group, and elements of it",
    (count) => ({
      request: many(count, (n) => element(`a${n + 1000}`, `tns:T${n + 1000}`)),
      types:
        many(count, (n) => complex(`T${n + 1000}`, extension("tns:B"))) +
        complex("B", sequence(referenceTo("?"))) +
        '<xs:element name="head" abstract="true"/>' +
        many(count, (n) => `<xs:element name="m${n + 1000}" substitutionGroup="tns:head"/>`),
    }),
  ],
  [
    "lists of lists",
    (count) => ({
      request: take("T1000"),
      types: many(count, (n) => {
        const item = element("i", n + 1 < count ? `tns:T${n + 1001}` : "xs:int");
        return complex(`T${n + 1000}`, sequence(item.replace("/>", ' maxOccurs="unbounded"/>')));
      }),
    }),
  ],
  [
    "names that only differ in what no identifier has",
    (count) => ({
      request: many(count, (n) => element(`e${n + 1000}`, `tns:${dotted(n)}`)),
      types: many(count, (n) => complex(dotted(n), '<xs:attribute name="a"/>')),
    }),
  ],
])("twice as many %s are twice as much", async (_, wsdl) => {
  const sizeOf = async (count: number): Promise<number> => {
    const { modules, found } = await generated({ "shop.wsdl": shopWsdl(wsdl(count)) });
    expect(found).toEqual([]);
    return [...modules.values()].reduce((sum, text) => sum + text.length, 0);
  };
  const [one, two, four] = [await sizeOf(30), await sizeOf(60), await sizeOf(120)];
  expect((four - two) / (two - one)).toBeGreaterThan(1.8);
  expect((four - two) / (two - one)).toBeLessThan(2.3);
});

test("groups inside each other, as deep as a document is, are printed in linear space", async () => {
  const sizeOf = async (depth: number): Promise<number> => {
    const open = many(
      depth,
      (n) => `<xs:choice maxOccurs="999999999">${element(`c${n + 100}`, "xs:int")}<xs:sequence>`,
    );
    const request = open + element("e", "xs:int") + "</xs:sequence></xs:choice>".repeat(depth);
    const { modules } = await generated({ "shop.wsdl": shopWsdl({ request }) });
    return modules.get("shop.ts")?.length ?? NaN;
  };
  expect(await sizeOf(100)).toBeLessThan(120_000);
});

test("numbers of times that nobody could count are as good as any", async () => {
  const times = (count: string) => `minOccurs="${count}" maxOccurs="${count}"`;
  const request = `<xs:sequence ${times("999999999")}><xs:choice ${times("999999999")}>
    <xs:element name="a" ${times("999999999")}/><xs:element name="b" maxOccurs="${"9".repeat(400)}"/></xs:choice></xs:sequence>`;
  const { modules, found } = await generated({ "shop.wsdl": shopWsdl({ request }) });
  expect(found).toEqual([]);
  expect(modules.get("shop.ts")).not.toMatch(/NaN|e\+/);
  expect(modules.get("shop.ts")?.length).toBeLessThan(2500);
});

test.each(["-1", "1e9", "0x10", "1); owned(", ""])("%j is not a valid number of repetitions", async (count) => {
  const request = `<xs:element name="a" maxOccurs="${count}"/>`;
  const { modules, found } = await generated({ "shop.wsdl": shopWsdl({ request }) });
  expect(found).toEqual(["warning attribute-invalid shop.wsdl:10:69"]);
  expect(modules.get("shop.ts")).not.toContain("owned");
});

/** A reference to a head that can be absent, or that repeats. */
function referenceTo(occurs = ""): string {
  const times = { "": "", "?": 'minOccurs="0"', "*": 'maxOccurs="unbounded"' }[occurs] ?? "";
  return `<xs:element ref="tns:head" ${times}/>`;
}

/** `t.-..`, which is different for each number. */
function dotted(number: number): string {
  return `t${number.toString(2).padStart(14, "0").replaceAll("0", ".").replaceAll("1", "-")}`;
}

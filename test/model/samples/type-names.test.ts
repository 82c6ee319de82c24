import { expect, test } from "vitest";
import { get, infer, page, readPages, soap, wrapped } from "../infer.js";
import { observe } from "../observe.js";

test("a shown name takes precedence over names of elements, in any order", () => {
  const first = page("A", wrapped("<Order><Nr>[string]</Nr></Order>", "", "A"));
  const order = "<Id>[int]</Id>";
  const second = page(
    "B",
    wrapped("", `<BResult>${order}</BResult>`, "B"),
    get("B", "", `<Order xmlns="urn:shop">${order}</Order>`),
  );
  const { lines } = infer(readPages(first, second));
  expect(lines).toContain("A_Order(Nr?: string)");
  expect(lines).toContain("Order(Id?: int | nil)");
});

test("one name with two contents is an error that names both places", () => {
  const reply = (operation: string, content: string) =>
    page(
      operation,
      wrapped("", `<${operation}Result>${content}</${operation}Result>`, operation),
      get(operation, "", `<Order xmlns="urn:shop">${content}</Order>`),
    );
  const { diagnostics } = infer(readPages(reply("A", "<Id>[int]</Id>"), reply("B", "<Id>[string]</Id>")));
  expect(diagnostics).toMatchObject([
    { severity: "error", code: "types-disagree", place: { path: "page1.html" }, related: [{ path: "page0.html" }] },
  ]);
});

test("a request and its response whose roots have one name but other content have two types, with a warning", () => {
  const text = soap("Ask", {
    request: '<Quote xmlns="urn:shop"><Id>[int]</Id></Quote>',
    response: '<Quote xmlns="urn:shop"><Price>[decimal]</Price></Quote>',
  });
  const { lines, diagnostics } = infer(readPages(page("Ask", text)));
  expect(lines).toEqual([
    "Ask(Id: int): Quote(Price?: decimal | nil)",
    "Quote(Id: int)",
    "AskResponse_Quote(Price?: decimal | nil)",
  ]);
  expect(diagnostics).toMatchObject([{ severity: "warning", code: "types-disagree" }]);
});

test("equal types of one element in several operations are one type", () => {
  const { lines } = infer(
    readPages(
      page("A", wrapped("<Order><Id>[int]</Id></Order>", "", "A")),
      page("B", wrapped("<Order><Id>[int]</Id></Order>", "", "B")),
    ),
  );
  expect(lines.filter((line) => line.includes("Order"))).toEqual([
    "A(Order?: Order): AResponse()",
    "B(Order?: Order): BResponse()",
    "Order(Id: int)",
  ]);
});

test("all types of one element's name take the names of their parents", () => {
  const { lines } = infer(
    readPages(
      page("A", wrapped("<Order><Id>[int]</Id></Order>", "", "A")),
      page("B", wrapped("<Order><Code>[string]</Code></Order>", "", "B")),
    ),
  );
  expect(lines).toEqual(expect.arrayContaining(["A_Order(Id: int)", "B_Order(Code?: string)"]));
});

test("a type is named after the same parent whatever the order of its pages", () => {
  const pages = [
    page("A", wrapped("<Box><Order><Id>[int]</Id></Order></Box>", "", "A")),
    page("B", wrapped("<Order><Id>[int]</Id></Order>", "", "B")),
    page("C", wrapped("<Order><Code>[string]</Code></Order>", "", "C")),
    page("D", wrapped("<Order><Id>[int]</Id></Order>", "", "D")),
  ];
  const namesIn = (those: readonly string[]) =>
    infer(readPages(...those))
      .service.types.map(({ name }) => name.local)
      .sort();
  expect(namesIn(pages)).toContain("B_Order");
  expect(namesIn(pages.toReversed())).toEqual(namesIn(pages));
});

test("a type is not named by a word for its place", () => {
  const { lines } = infer(readPages(page("A", wrapped("<value><Data><Id>[int]</Id></Data></value>", "", "A"))));
  expect(lines).toEqual(expect.arrayContaining(["A_value(Data?: A_value_Data)", "A_value_Data(Id: int)"]));
});

test("header blocks of one name that traffic shows with other content take the names of their messages", () => {
  const { service } = observe(
    { request: '<Get xmlns="urn:shop"/>', header: '<User xmlns="urn:shop"><Key>abc</Key></User>' },
    { request: '<Set xmlns="urn:shop"/>', header: '<User xmlns="urn:shop"><Name>def</Name></User>' },
  );
  expect(service.types.map(({ name }) => name.local)).toEqual(expect.arrayContaining(["Get_User", "Set_User"]));
});

import { expect, test } from "vitest";
import { attribute, child, children, textOf } from "../../../templates/runtime/document/find.js";
import { parseXml } from "../../../templates/runtime/document/parse.js";

const order = parseXml(
  '<o:Order xmlns:o="urn:o" Id="7" o:Id="8">one<Line>A<b>1</b></Line> two<o:Line><![CDATA[B]]></o:Line><Line/></o:Order>',
);

test("child finds the first element of a name, in a namespace if one is given", () => {
  expect(child(order, "Line")?.children[0]).toBe("A");
  expect(child(order, "Line", "urn:o")?.children).toEqual(["B"]);
  expect(child(order, "b")).toBeUndefined();
  expect(child(order, "Line", "urn:p")).toBeUndefined();
});

test("children finds all elements, those of a name, and those of a name in a namespace", () => {
  expect(children(order).map(({ name }) => name)).toEqual(["Line", "Line", "Line"]);
  expect(children(order, "Line")).toHaveLength(3);
  expect(children(order, "Line", "")).toHaveLength(2);
  expect(children(order, "constructor")).toEqual([]);
});

test("attribute finds a value in no namespace, or in the one that is given", () => {
  expect(attribute(order, "Id")).toBe("7");
  expect(attribute(order, "Id", "urn:o")).toBe("8");
  expect(attribute(order, "o")).toBeUndefined();
});

test("textOf joins all texts", () => {
  expect(textOf(order)).toBe("oneA1 twoB");
  const deep = "<a>x".repeat(200) + "</a>".repeat(200);
  expect(textOf(parseXml(deep))).toBe("x".repeat(200));
});

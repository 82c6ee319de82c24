import { expect, test } from "vitest";
import { clark } from "../../../generator/model/service.js";
import { elementsIn } from "../../../generator/model/traversal.js";
import { declare, messages, sending, typesOf } from "./declare.js";
import { complex, element, restriction, root, sequence } from "./schema-text.js";

test("an array of SOAP encoding is one repeated item of its arrayType", () => {
  const array = (name: string, arrayType: string, content = "") =>
    complex(
      name,
      restriction("soapenc:Array", `${content}<xs:attribute ref="soapenc:arrayType" wsdl:arrayType="${arrayType}"/>`),
    );
  const types = typesOf(
    root(element("a", "tns:Ints"), element("b", "tns:Named"), element("c", "tns:Rows"), element("d", "soapenc:Array")) +
      array("Ints", "xs:int[]") +
      array("Named", "xs:string[]", sequence(element("name", "xs:string", 'maxOccurs="unbounded"'))) +
      array("Rows", "xs:int[][]"),
  );
  const item = { minOccurs: 0, maxOccurs: "unbounded", nillable: true };
  expect(types.get("Ints")).toMatchObject({
    array: true,
    attributes: [],
    content: { particles: [{ ...item, name: { namespace: "", local: "item" }, type: { name: "int" } }] },
  });
  expect(types.get("Named")).toMatchObject({
    content: { particles: [{ ...item, name: { local: "name" }, type: { name: "string" } }] },
  });
  expect(types.get("Rows")).toMatchObject({
    array: true,
    content: { particles: [{ type: { name: "{urn:shop}ArrayOfint" } }] },
  });
  expect(types.get("ArrayOfint")).toMatchObject({
    array: true,
    anonymous: true,
    content: { particles: [{ type: { name: "int" } }] },
  });
  expect(types.get("Array")).toMatchObject({ array: true, content: { particles: [{ type: { name: "anyType" } }] } });
});

test("an array of several dimensions is one of rows", () => {
  const array = (name: string, arrayType: string) =>
    complex(
      name,
      restriction("soapenc:Array", `<xs:attribute ref="soapenc:arrayType" wsdl:arrayType="${arrayType}"/>`),
    );
  const of = (arrayType: string) => {
    const { services, diagnostics } = declare(sending(root(element("a", "tns:A")) + array("A", arrayType)));
    const types = new Map(services[0]?.types.map((type) => [clark(type.name), type]));
    const shown = (key: string): string => {
      const type = types.get(key);
      if (type?.kind !== "complex") return key;
      const [item] = elementsIn(type.content);
      return `${type.dimensions ?? 1}(${item === undefined ? "" : shown(item.type.name)}${item?.nillable ? " | nil" : ""})`;
    };
    return { shown: shown("{urn:shop}A"), messages: messages(diagnostics) };
  };
  expect(of("xs:int[]")).toEqual({ shown: "1(int | nil)", messages: [] });
  expect(of("xs:int[,]")).toEqual({ shown: "2(1(int | nil))", messages: [] });
  expect(of("xs:int[,,]")).toEqual({ shown: "3(2(1(int | nil)))", messages: [] });
  expect(of("xs:int[,][]")).toEqual({ shown: "1(2(1(int | nil)) | nil)", messages: [] });
  expect(of("xs:int[][,]")).toEqual({ shown: "2(1(1(int | nil) | nil))", messages: [] });
  expect(of(`xs:int[${",".repeat(8)}]`)).toEqual({
    shown: "1(anyType | nil)",
    messages: [
      "warning array-dimensions: found A with 9 dimensions, expected at most 8; its items are read and sent as XML",
    ],
  });
});

test("arrays in arrays deeper than any service has them hold XML", () => {
  const declared = (depth: number) => {
    const type = `xs:int${"[]".repeat(depth)}`;
    const array = `<xs:attribute ref="soapenc:arrayType" wsdl:arrayType="${type}"/>`;
    const { services, diagnostics } = declare(
      sending(root(element("a", "tns:A")) + complex("A", restriction("soapenc:Array", array))),
    );
    return {
      types: services[0]?.types.filter(({ kind }) => kind === "complex").length,
      messages: messages(diagnostics),
    };
  };
  const { types, messages: found } = declared(8);
  expect([types, found]).toEqual([(declared(1).types ?? 0) + 7, []]);
  expect(declared(10_000)).toEqual({
    types: declared(1).types,
    messages: [
      "warning array-dimensions: found A of arrays 10000 deep, expected at most 8; its items are read and sent as XML",
    ],
  });
});

import { expect, test } from "vitest";
import { declare, messages, sending, typesOf } from "./model/wsdl/declare.js";
import { element, root } from "./model/wsdl/schema-text.js";

test("the types of Microsoft and of SOAP encoding are builtins, and so is any type", () => {
  const types = typesOf(
    root(
      element("g", "ms:guid"),
      element("c", "ms:char"),
      element("s", "soapenc:string"),
      element("b", "soapenc:base64"),
      '<xs:element name="a"/>',
    ),
  );
  expect(types.get("Root")).toMatchObject({
    content: {
      particles: ["guid", "char", "string", "base64Binary", "anyType"].map((name) => ({
        type: { kind: "builtin", name },
      })),
    },
  });
});

test("a builtin type in the wrong case is read as that type", () => {
  const { services, diagnostics } = declare(sending(root(element("a", "xs:dateTIME"))));
  expect(services[0]?.types[0]).toMatchObject({ content: { particles: [{ type: { name: "dateTime" } }] } });
  expect(messages(diagnostics)).toEqual([
    "warning component-inexact: found type dateTIME of XML Schema, expected dateTime; read as that",
  ]);
});

import { expect, test } from "vitest";
import { declare, sending, serviceOf } from "./declare.js";
import { complex, element, extension, restricted, root, sequence, simple } from "./schema-text.js";

const types =
  complex("Point", sequence(element("X", "tns:Unit"))) +
  complex("Shape", sequence(element("Name", "xs:string")), 'abstract="true"') +
  complex("Circle", extension("tns:Shape", sequence(element("R", "xs:int")))) +
  complex("Anything", sequence("<xs:any/>")) +
  simple("Unit", restricted("xs:string", ""));

/** The types of the service, and those that a value of anyType can be of. */
function kept(sent: string): readonly (readonly string[] | undefined)[] {
  const { anyTypes, types: all } = serviceOf(sending(sent + types));
  return [all.map(({ name }) => name.local), anyTypes?.map((key) => key.replace(/.*}/, ""))];
}

test("an element of anyType keeps the types with a name, except abstract ones and those of any content", () => {
  const any = ["Root", "Point", "Unit", "Circle"];
  for (const type of ['type="xs:anyType"', ""]) {
    expect(kept(root(`<xs:element name="V" ${type}/>`))).toEqual([any, ["Point", "Circle", "Unit"]]);
  }
});

test("without an element of anyType, types that nothing refers to are left out", () => {
  expect(kept(element("Root", "tns:Unit"))).toEqual([["Unit"], undefined]);
});

test("the type of a wrapper is not one of a value", () => {
  const sent = element("Root", "tns:Send") + complex("Send", sequence('<xs:element name="V"/>'));
  expect(kept(sent)).toEqual([
    ["Send", "Point", "Unit", "Circle"],
    ["Point", "Circle", "Unit"],
  ]);
});

test("an undeclared type is XML, and keeps no others", () => {
  const [service] = declare(sending(root(element("V", "tns:Gone")) + types)).services;
  expect(service?.types.map(({ name }) => name.local)).toEqual(["Root"]);
  expect(service?.anyTypes).toBeUndefined();
  expect(JSON.stringify(service?.types)).toContain('"name":"anyType","xml":true');
});

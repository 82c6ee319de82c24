import { expect, test } from "vitest";
import { definitions, read, required, schema } from "../wsdl/read.js";

test("a redefined type is in the place of the one that it derives from", () => {
  const { wsdl, codes } = read({
    "a.wsdl": definitions(
      `<w:types>${schema(
        '<x:redefine schemaLocation="d.xsd"><x:complexType name="T"><x:complexContent><x:extension base="t:T"/>' +
          '</x:complexContent></x:complexType><x:group name="G"><x:sequence><x:group ref="t:G"/></x:sequence></x:group>' +
          '<x:attributeGroup name="A"><x:attributeGroup ref="t:A"/></x:attributeGroup></x:redefine>',
      )}</w:types>`,
    ),
    "d.xsd": schema(
      '<x:complexType name="T"/><x:group name="G"><x:all/></x:group><x:attributeGroup name="A"><x:anyAttribute/></x:attributeGroup>',
    ),
  });
  const { types, groups, attributeGroups } = required(wsdl).schemas;
  const name = (local: string) => ({ namespace: "urn:t", local });
  expect(types.get("{urn:t}T")).toMatchObject({ derivation: { base: name("T.redefined") } });
  expect(types.get("{urn:t}T.redefined")).toMatchObject({ derivation: { kind: "none" } });
  expect(groups.get("{urn:t}G")).toMatchObject({ particle: { particles: [{ name: name("G.redefined") }] } });
  expect(groups.get("{urn:t}G.redefined")).toMatchObject({ particle: { kind: "all" } });
  expect(attributeGroups.get("{urn:t}A")).toMatchObject({ attributes: [{ name: name("A.redefined") }] });
  expect(attributeGroups.get("{urn:t}A.redefined")).toMatchObject({ anyAttribute: true });
  expect(codes).toEqual([]);
});

import type { wsdlCodes } from "../../../generator/diagnostics/wsdl-codes.js";
import { cut, example, file, replace, wsdl, wsdlFiles, type Example } from "../example.js";

const wsdlPath = "specs/shop/shop.wsdl";
const text = wsdlFiles[wsdlPath] ?? "";
const schema = `<xs:schema targetNamespace="urn:shop" elementFormDefault="qualified">`;
const currency = `<xs:element name="Currency" type="xs:string"/>`;
const common = (
  namespace: string,
) => `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${namespace}">
  <xs:simpleType name="Code"><xs:restriction base="xs:string"/></xs:simpleType>
</xs:schema>
`;
/** A reference to a type of another schema, with an import of it. */
const imported = (attributes: string, path = wsdlPath) => [
  replace(path, schema, `${schema}\n      <xs:import ${attributes}/>`),
  replace(path, currency, `<xs:element xmlns:c="urn:common" name="Currency" type="c:Code"/>`),
];

export const wsdlExamples: Record<keyof typeof wsdlCodes, Example> = {
  "attribute-invalid": wsdl(currency, `<xs:element name="Currency" type="xs:string" maxOccurs="many"/>`),
  "attribute-missing": wsdl(`<message name="GetPriceOut">`, "<message>"),
  "component-inexact": wsdl(
    `<input message="tns:GetPriceIn"/>`,
    `<input xmlns:old="urn:old" message="old:GetPriceIn"/>`,
  ),
  "component-mismatch": wsdl(
    `<xs:complexType name="Price">\n        <xs:sequence>`,
    `<xs:complexType name="Price">\n        <xs:sequence><xs:element name="Codes"><xs:simpleType><xs:list itemType="tns:Price"/></xs:simpleType></xs:element>`,
  ),
  "component-repeated": wsdl(`</xs:schema>`, `  <xs:element name="GetPrice" type="xs:string"/>\n    </xs:schema>`),
  "component-unresolved": wsdl(`element="tns:GetPrice"`, `element="tns:GetPrize"`),
  "element-unexpected": wsdl(currency, `${currency}<xs:simpleType name="Code"/>`),
  "import-inexact": example(wsdlFiles, [
    file("specs/shop/common.xsd", common("urn:common")),
    ...imported(`namespace="urn:common" schemaLocation="Common.XSD"`),
  ]),
  "import-mismatch": example(wsdlFiles, [
    file("specs/shop/common.xsd", common("urn:common")),
    ...imported(`namespace="urn:commons" schemaLocation="common.xsd"`),
  ]),
  "import-missing": example(wsdlFiles, [
    file("specs/shop/common.xsd", common("urn:common")),
    replace(wsdlPath, currency, `<xs:element xmlns:c="urn:common" name="Currency" type="c:Code"/>`),
  ]),
  "import-outside": example(
    { "specs/shop/wsdl/shop.wsdl": text },
    [
      file("specs/shop/common.xsd", common("urn:common")),
      ...imported(`namespace="urn:common" schemaLocation="../common.xsd"`, "specs/shop/wsdl/shop.wsdl"),
    ],
    { command: ["generate", "specs/shop/wsdl/shop.wsdl"] },
  ),
  "import-too-large": example(wsdlFiles, [
    file(
      "specs/shop/common.xsd",
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${" ".repeat(8_000_000)}</xs:schema>\n`,
      "(8 MB)",
    ),
    replace(
      wsdlPath,
      schema,
      `${Array.from({ length: 9 }, (_, index) => `<xs:schema targetNamespace="urn:part${index}"><xs:include schemaLocation="common.xsd"/></xs:schema>\n`).join("")}${schema}`,
    ),
  ]),
  "policy-unresolved": wsdl(
    `<soap:binding `,
    `<wsp:PolicyReference xmlns:wsp="http://www.w3.org/ns/ws-policy" URI="#Secured"/>\n    <soap:binding `,
  ),
  "policy-too-large": wsdl(
    `<soap:binding `,
    `<wsp:Policy xmlns:wsp="http://www.w3.org/ns/ws-policy" xmlns:sp="http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702">${Array.from(
      { length: 3000 },
      (_, index) => `<sp:SignedParts><sp:Header Namespace="urn:shop" Name="H${index}"/></sp:SignedParts>`,
    ).join("")}</wsp:Policy>\n    <soap:binding `,
  ),
  "import-unresolved": wsdl(
    schema,
    `${schema}\n      <xs:import namespace="urn:common" schemaLocation="https://shop.example/common.xsd"/>`,
  ),
  "name-invalid": wsdl(`<xs:complexType name="Price">`, `<xs:complexType name="Shop Price">`),
  "prefix-missing": wsdl(`type="tns:Price"`, `type="Price"`),
  "prefix-unbound": wsdl(`type="tns:Price"`, `type="shop:Price"`),
  "wsdl-missing": example(wsdlFiles, [file("specs/shop/common.xsd", common("urn:common"))], {
    command: ["inspect", "specs/shop/common.xsd"],
  }),
  "wsdl-namespace": wsdl(`<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"`, `<definitions`),
  "wsdl-version": example({}, [
    file(wsdlPath, `<description xmlns="http://www.w3.org/ns/wsdl" targetNamespace="urn:shop"/>\n`),
  ]),
  "xml-cut": example(wsdlFiles, [cut(wsdlPath, "    </xs:schema>")]),
  "xml-doctype": wsdl(`<definitions`, `<!DOCTYPE definitions>\n<definitions`),
  "xml-not-well-formed": wsdl(`name="GetPriceOut">`, `name="GetPriceOut>`),
  "xml-too-deep": wsdl(currency, `${"<xs:sequence>".repeat(260)}${"</xs:sequence>".repeat(260)}`),
  "xml-too-wide": wsdl(`<types>`, `<types ${Array.from({ length: 1030 }, (_, index) => `a${index}=""`).join(" ")}>`),
};

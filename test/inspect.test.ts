import { expect, test } from "vitest";
import { defaultConfiguration } from "../generator/configuration.js";
import { inspect } from "../generator/inspect.js";
import { elementsIn } from "../generator/model/traversal.js";
import { shopWsdl } from "./support/shop-wsdl.js";

const namespace = "http://shop.example/";
const envelope = (body: string) =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`;

test("the WSDL in a project of SoapUI is read as a WSDL, with its places in the project", () => {
  const { services, diagnostics } = inspectFiles({ "shop-soapui-project.xml": project(shopWsdl()) });
  const declared = inspectFiles({ "shop.wsdl": shopWsdl() }).services;
  const operations = services.flatMap((service) => service.operations.map(({ name }) => name));
  expect(diagnostics).toEqual([]);
  expect(operations).toEqual(declared.flatMap((service) => service.operations.map(({ name }) => name)));
  expect(services[0]?.operations[0]?.place).toMatchObject({ path: "specs/shop/shop-soapui-project.xml" });
});

test("a WSDL of its own counts, not the one in a project beside it", () => {
  const { services, diagnostics } = inspectFiles({
    "shop.wsdl": shopWsdl(),
    "shop-soapui-project.xml": project("<definitions/>"),
  });
  expect(services).toEqual(inspectFiles({ "shop.wsdl": shopWsdl() }).services);
  expect(diagnostics.map(({ code }) => code)).toEqual([]);
});

test("traffic adds operations to those of a WSDL, and nothing to the operations that it declares", () => {
  const declared = inspectFiles({ "shop.wsdl": shopWsdl() }).services;
  const [known = ""] = declared.flatMap(({ operations }) => operations.map(({ name }) => name));
  const call = (name: string) =>
    `POST https://shop.example/shop.asmx\nSOAPAction: "${namespace}${name}"\n\n${envelope(`<${name} xmlns="${namespace}"><Other>1</Other></${name}>`)}\n`;
  const both = inspectFiles({ "shop.wsdl": shopWsdl(), "shop.http": call(known) });
  expect(both.services).toEqual(declared);
  expect(both.diagnostics).toEqual([]);
});

test("tables of parameters around a call of curl and its response state facts of both", () => {
  const request = envelope('<Find xmlns="urn:shop"><limit>7</limit></Find>');
  const response = envelope('<FindResponse xmlns="urn:shop"><Total>9.95</Total></FindResponse>');
  const { services } = inspectFiles({
    "api.md": `|Name|Type|Required|\n|---|---|---|\n|limit|int|yes|\n\n\`\`\`sh\ncurl https://shop.example/shop.asmx -d '${request}'\n\`\`\`\n\n|Field|Type|\n|---|---|\n|Total|decimal|\n\n\`\`\`\nHTTP/1.1 200 OK\n\n${response}\n\`\`\`\n`,
  });
  const types = services.flatMap((service) => service.types);
  const members = types.flatMap((type) => (type.kind === "complex" ? elementsIn(type.content) : []));
  expect(members).toMatchObject([
    { name: { local: "limit" }, type: { name: "int" }, minOccurs: 1 },
    { name: { local: "Total" }, type: { name: "decimal" } },
  ]);
});

test("a call of curl and the response below it are one operation", () => {
  const { services, diagnostics } = inspectFiles({
    "README.md": `Call it:\n\n\`\`\`sh\ncurl https://shop.example/shop.asmx -H 'SOAPAction: "urn:GetPrice"' -d '${envelope('<GetPriceRequest xmlns="u"><Sku>A-1</Sku></GetPriceRequest>')}'\n\`\`\`\n\nIt answers:\n\n\`\`\`xml\n${envelope('<GetPriceResponse xmlns="u"><Ok>true</Ok><Price>9.95</Price></GetPriceResponse>')}\n\`\`\`\n`,
  });
  expect(services.flatMap(({ operations }) => operations.map(({ name }) => name))).toEqual(["GetPrice"]);
  expect(services[0]?.ports).toMatchObject([{ address: "https://shop.example/shop.asmx" }]);
  expect(diagnostics.map(({ code }) => code)).toEqual(["values-shown"]);
});

test("a call of curl sends the file beside it, which is not read as a message of its own", () => {
  const { services, diagnostics } = inspectFiles({
    "call.sh": `curl -H 'SOAPAction: "urn:GetPrice"' --data-binary @./request.xml https://shop.example/shop.asmx\n`,
    "request.xml": envelope('<GetPrice xmlns="u"><Sku>A-1</Sku></GetPrice>'),
  });
  expect(services).toMatchObject([
    {
      ports: [{ address: "https://shop.example/shop.asmx" }],
      operations: [{ name: "GetPrice", bindings: [{ action: "urn:GetPrice" }] }],
    },
  ]);
  expect(diagnostics.map(({ code }) => code)).toEqual(["message-missing"]);
});

function inspectFiles(files: Readonly<Record<string, string>>) {
  const sources = Object.entries(files).map(([name, text]) => ({ path: `specs/shop/${name}`, text }));
  return inspect({ name: "shop", path: "specs/shop", sources }, defaultConfiguration);
}

function project(wsdl: string): string {
  return `<?xml version="1.0"?>
<con:soapui-project name="Shop" xmlns:con="http://eviware.com/soapui/config">
  <con:interface name="ShopSoap" bindingName="{${namespace}}ShopSoap" soapVersion="1_1">
    <con:definitionCache type="TEXT"><con:part><con:url>http://shop.example/shop.asmx?wsdl</con:url>
      <con:content><![CDATA[${wsdl}]]></con:content></con:part></con:definitionCache>
  </con:interface>
</con:soapui-project>`;
}

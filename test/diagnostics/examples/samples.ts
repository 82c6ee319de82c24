import type { sampleCodes } from "../../../generator/diagnostics/sample-codes.js";
import {
  between,
  bothFiles,
  copy,
  cut,
  example,
  httpFiles,
  page,
  pageFiles,
  replace,
  type Example,
} from "../example.js";

const path = "specs/shop/GetPrice.txt";
const stockPath = "specs/shop/GetStock.txt";
const text = pageFiles[path] ?? "";
const result = between(text, "      <GetPriceResult>", "    </GetPriceResponse>");
const nested = (content: string) => `      <GetPriceResult>
        <Amount>decimal</Amount>
        <Goods>
          <Maker>
            ${content}
          </Maker>
        </Goods>
      </GetPriceResult>
`;
const httpText = httpFiles[path] ?? "";
const overHttp = httpText.slice(httpText.indexOf("GET /"));
const response = between(text, "    <GetPriceResponse", "  </soap:Body>");
const encoded = `    <q1:GetPriceResponse xmlns:q1="urn:shop">
      <GetPriceResult href="#id1"/>
    </q1:GetPriceResponse>
    <q1:Price xmlns:q1="urn:shop" id="id1" xsi:type="q1:Price">
      <Amount xsi:type="xsd:decimal">decimal</Amount>
      <Previous href="#id1"/>
    </q1:Price>
`;

const fault = (code: string) => `HTTP/1.1 500 Internal Server Error
Content-Type: text/xml; charset=utf-8

<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Body>
    <soap:Fault>
      <faultcode>soap:Client</faultcode>
      <faultstring>string</faultstring>
      <detail><NoPrice xmlns="urn:shop"><Code>${code}</Code></NoPrice></detail>
    </soap:Fault>
  </soap:Body>
</soap:Envelope>

`;

export const sampleExamples: Record<keyof typeof sampleCodes, Example> = {
  "action-assumed": page(`SOAPAction: "urn:shop/GetPrice"\n`, ""),
  "addresses-differ": example(pageFiles, [copy(stockPath, path, "shop.example", "test.shop.example")]),
  "content-assumed": page(response, encoded),
  "content-unknown": page(result, nested(`<Country xsi:nil="true"/>`)),
  "element-again": page("<Currency>string</Currency>", "<Currency>string</Currency>\n        <Amount>decimal</Amount>"),
  "faults-disagree": page("HTTP/1.1 200 OK", `${fault("int")}${fault("string")}HTTP/1.1 200 OK`),
  "http-left-out": page(
    "SOAP 1.1\n",
    `HTTP GET\n\n${overHttp.replace("code=string", "code=string&date=string")}\nSOAP 1.1\n`,
  ),
  "message-missing": example(pageFiles, [cut(path, "HTTP/1.1 200 OK")]),
  "nil-above-depth-limit": page("<GetPriceResult>", `<Discount xsi:nil="true"/>\n      <GetPriceResult>`),
  "not-declared": example(bothFiles, [copy("specs/shop/GetRate.txt", path, "GetPrice", "GetRate")]),
  "operation-merged": example(pageFiles, [copy("specs/shop/GetPrice-again.txt", path)]),
  "page-disagrees": example(bothFiles, [replace(path, "<Currency>string</Currency>", "<Currency>int</Currency>")]),
  "part-without-element": page(
    `<GetPrice xmlns="urn:shop">\n      <code>string</code>\n    </GetPrice>`,
    `<GetPrice xmlns="urn:shop">\n      <code>string</code>\n    </GetPrice>\n    xml`,
  ),
  "placeholder-unknown": page("<Currency>string</Currency>", "<Currency>EUR</Currency>"),
  "samples-disagree": example(pageFiles, [
    copy("specs/shop/GetPrice-old.txt", path, "<Amount>decimal</Amount>", "<Amount>int</Amount>"),
  ]),
  "siblings-disagree": page(
    "<Currency>string</Currency>",
    "<Currency>string</Currency>\n        <Currency>int</Currency>",
  ),
  "derived-types-united": page(
    "<Currency>string</Currency>",
    `<Currency>string</Currency>
        <Fee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="shop:Charge" xmlns:shop="urn:shop">
          <Net>decimal</Net>
        </Fee>
        <Fee>
          <Net>decimal</Net>
        </Fee>`,
  ),
  "header-of-steps": page(
    "  <soap:Body>\n    <GetPrice ",
    `  <soap:Header>
    <wsse:Security xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">
      <wsse:UsernameToken>
        <wsse:Username>string</wsse:Username>
        <wsse:Password>string</wsse:Password>
      </wsse:UsernameToken>
    </wsse:Security>
  </soap:Header>
  <soap:Body>
    <GetPrice `,
  ),
  "text-between-elements": page("<Currency>string</Currency>", "<Currency>string</Currency> optional"),
  "values-shown": page(
    result,
    "      <GetPriceResult>\n        <Amount>9.95</Amount>\n        <Currency>EUR</Currency>\n      </GetPriceResult>\n",
  ),
  "types-disagree": example(httpFiles, [
    copy(stockPath, path, "GetPrice", "GetStock"),
    replace(stockPath, "<Currency>string</Currency>", "<Unit>string</Unit>"),
  ]),
};

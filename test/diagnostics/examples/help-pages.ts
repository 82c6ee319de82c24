import type { helpPageCodes } from "../../../generator/diagnostics/help-page-codes.js";
import { between, cut, example, file, httpFiles, page, pageFiles, replace, type Example } from "../example.js";

const path = "specs/shop/GetPrice.txt";
const text = pageFiles[path] ?? "";
const end = "</GetPriceResponse>\n  </soap:Body>\n</soap:Envelope>";
const soap12Request = `POST /shop.asmx HTTP/1.1
Host: shop.example
Content-Type: application/soap+xml; charset=utf-8

<soap12:Envelope xmlns:soap12="http://www.w3.org/2003/05/soap-envelope">
  <soap12:Body>
    <GetPrice xmlns="urn:shop">
      <code>string</code>
    </GetPrice>
  </soap12:Body>
</soap12:Envelope>`;
const soap12Response = `HTTP/1.1 200 OK
Content-Type: application/soap+xml; charset=utf-8

<soap12:Envelope xmlns:soap12="http://www.w3.org/2003/05/soap-envelope">
  <soap12:Body>
    <GetPriceResponse xmlns="urn:shop">
      <GetPriceResult>
        <Amount>decimal</Amount>
        <Currency>string</Currency>
      </GetPriceResult>
    </GetPriceResponse>
  </soap12:Body>
</soap12:Envelope>`;

export const helpPageExamples: Record<keyof typeof helpPageCodes, Example> = {
  "attribute-without-name": page("<GetPriceResult>", `<GetPriceResult ="">`),
  "binding-contradiction": page("Content-Type: text/xml", "Content-Type: application/soap+xml"),
  "binding-unknown": example(httpFiles, [
    file(
      "specs/shop/GetStock.txt",
      `GetStock

HTTP/1.1 200 OK
Content-Type: text/xml; charset=utf-8

<?xml version="1.0" encoding="utf-8"?>
<int xmlns="urn:shop">int</int>
`,
    ),
  ]),
  "diagnostics-left-out": page(
    "<Amount>decimal</Amount>",
    `<Amount ="">decimal</Amount>${`<Note ="">string</Note>`.repeat(210)}`,
  ),
  "element-misplaced": page(
    "  </soap:Body>\n</soap:Envelope>\n\nHTTP",
    '  </soap:Body>\n  <Trailer xmlns="urn:shop">string</Trailer>\n</soap:Envelope>\n\nHTTP',
  ),
  "envelope-missing": example(pageFiles, [cut(path, "HTTP/1.1 200 OK", "HTTP/1.1 200 OK\n")]),
  "name-contradiction": page("GetPrice\n", "GetPrices\n"),
  "no-sample": example(pageFiles, [file("specs/shop/GetStock.txt", "Shop\n\nGetStock\n\nTells how many there are.\n")]),
  "operation-not-shown": example(pageFiles, [
    file(
      "specs/shop/Shop.txt",
      `Shop

The following operations are supported. For a formal definition, please review the Service Description.

GetPrice

GetStock
`,
    ),
  ]),
  "operation-unknown": example(pageFiles, [
    file(
      "specs/shop/unnamed.txt",
      `POST /shop.asmx HTTP/1.1
Host: shop.example
Content-Type: text/xml; charset=utf-8

<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Body/>
</soap:Envelope>
`,
    ),
  ]),
  "page-not-asmx": example(pageFiles, [
    file("specs/shop/GetStock.txt", "To test this service, use svcutil.exe https://shop.example/Service.svc?wsdl\n"),
  ]),
  "parameter-without-value": example(httpFiles, [replace(path, "?code=string", "?code")]),
  "request-missing": example(pageFiles, [replace(path, end, `${end}\n\n${soap12Response}`)]),
  "response-missing": example(pageFiles, [replace(path, end, `${end}\n\n${soap12Request}`)]),
  "sample-cut": example(pageFiles, [cut(path, "      </GetPriceResult>")]),
  "sample-doctype": page(
    `<?xml version="1.0" encoding="utf-8"?>\n`,
    `<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE soap:Envelope>\n`,
  ),
  "sample-elided": page(
    "<Amount>decimal</Amount>\n        <Currency>string</Currency>",
    "<Amount>decimal</Amount>\n        <Currency>string</Currency>\n        ...",
  ),
  "sample-mended": page("</soap:Body>\n</soap:Envelope>", "</soap:Body>"),
  "sample-missing": page("SOAP 1.1\n", "SOAP 1.2\n\nSOAP 1.1\n"),
  "response-assumed": example(pageFiles, [
    file(
      "specs/shop/GetQuote.txt",
      `URL: https://shop.example/Shop.asmx
SOAPAction: "urn:shop/GetQuote"

<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Body><GetQuote xmlns="urn:shop"><code>string</code></GetQuote></soap:Body>
</soap:Envelope>

<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Body><Offer xmlns="urn:shop"><price>decimal</price></Offer></soap:Body>
</soap:Envelope>
`,
    ),
  ]),
  "sample-not-soap": page(
    between(text, "<soap:Envelope", "HTTP/1.1 200 OK"),
    `<GetPrice xmlns="urn:shop">\n  <code>string</code>\n</GetPrice>\n\n`,
  ),
  "sample-not-well-formed": page("<Amount>decimal</Amount>", "<Amount>decimal</Cost>"),
  "sample-too-deep": page("<Amount>decimal</Amount>", "<Item>".repeat(260) + "</Item>".repeat(260)),
  "sample-too-wide": page(
    "<Amount>",
    `<Amount ${Array.from({ length: 1030 }, (_, index) => `a${index}="string"`).join(" ")}>`,
  ),
  "sample-with-attachment": page(
    "<Amount>decimal</Amount>",
    '<Amount><xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:1" /></Amount>',
  ),
  "table-disagrees": example(pageFiles, [
    replace(path, "GetPrice\n", "GetPrice\n\n| Parameter | Type | Required |\n|---|---|---|\n| code | int | yes |\n"),
  ]),
  "table-row-unused": example(pageFiles, [
    replace(
      path,
      "GetPrice\n",
      "GetPrice\n\n| Parameter | Type | Required |\n|---|---|---|\n| codes | string | yes |\n| Amount | decimal | maybe |\n",
    ),
  ]),
  "text-not-read": page("</soap:Envelope>\n", "</soap:Envelope>\n</soap:Envelope>\n"),
};

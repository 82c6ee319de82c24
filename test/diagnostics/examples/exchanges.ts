import type { exchangeCodes } from "../../../generator/diagnostics/exchange-codes.js";
import { example, file, pageFiles, type Example } from "../example.js";

const envelope = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body/></s:Envelope>";

const call = envelope.replace("<s:Body/>", "<s:Body><Restock xmlns='urn:shop'/></s:Body>");

export const exchangeExamples: Record<keyof typeof exchangeCodes, Example> = {
  "body-in-file": example(pageFiles, [
    file(
      "specs/shop/shop.http",
      `POST https://shop.example/service.asmx\nContent-Type: text/xml\n\n< ./GetPrice.xml\n`,
    ),
  ]),
  "command-cut": example(pageFiles, [
    file("specs/shop/shop.sh", `curl https://shop.example/service.asmx \\\n  -d "${envelope}`),
  ]),
  "recording-empty": example(pageFiles, [
    file("specs/shop/shop.http", "POST https://shop.example/prices\nContent-Type: application/json\n\n{}\n"),
  ]),
  "recording-not-well-formed": example(pageFiles, [
    file(
      "specs/shop/shop-soapui-project.xml",
      '<con:soapui-project name="Shop" xmlns:con="http://eviware.com/soapui/config">\n  <con:interface name="ShopSoap">\n',
    ),
  ]),
  "requests-left-out": example(pageFiles, [
    file(
      "specs/shop/shop.http",
      `POST https://shop.example/service.asmx\nContent-Type: text/xml\n\n${call}\n\n###\n\nPOST https://shop.example/login\nContent-Type: application/json\n\n{}\n`,
    ),
  ]),
  "variable-unset": example(pageFiles, [
    file(
      "specs/shop/shop.http",
      `POST https://shop.example/service.asmx\nContent-Type: text/xml\nSOAPAction: {{ns}}/Restock\n\n${call}\n`,
    ),
  ]),
};

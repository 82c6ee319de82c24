import type { sourceCodes } from "../../../generator/diagnostics/source-codes.js";
import { example, file, link, many, pageFiles, wsdlFiles, type Example } from "../example.js";

export const sourceExamples: Record<keyof typeof sourceCodes, Example> = {
  "catalog-entry": example(wsdlFiles, [
    file(
      "specs/shop/catalog.xml",
      `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <uri name="https://shop.example/common.xsd" uri="schemas/common.xsd"/>
</catalog>
`,
    ),
  ]),
  "catalog-not-read": example(wsdlFiles, [
    file(
      "specs/shop/catalog.xml",
      `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <uri name="https://shop.example/common.xsd" uri="common.xsd">
</catalog>
`,
    ),
  ]),
  "source-encoding": example(pageFiles, [
    file(
      "specs/shop/GetStock.txt",
      Buffer.from("Größe und Menge\n", "latin1"),
      "Größe und Menge (saved as ISO 8859-1)",
    ),
  ]),
  "source-mismatch": example(wsdlFiles, [
    file(
      "specs/shop/part.wsdl",
      `<binding xmlns="http://schemas.xmlsoap.org/wsdl/" name="ShopSoap" type="tns:Shop"/>\n`,
    ),
  ]),
  "source-outside": example(pageFiles, [
    link("specs/shop/GetStock.txt", "../../GetStock.txt"),
    file("GetStock.txt", ""),
  ]),
  "source-skipped": example(pageFiles, [file("specs/shop/notes.docx", "Call the shop on Monday.\n")]),
  "source-too-large": example(pageFiles, [
    file("specs/shop/GetStock.txt", new Uint8Array(40 * 2 ** 20).fill(32), "(40 MB)"),
  ]),
  "spec-empty": example(pageFiles, [
    file("specs/stock/stock.xsd", `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:stock"/>\n`),
  ]),
  "spec-not-in-folder": example(pageFiles, [file("specs/stock.txt", "The pages of the stock service.\n")]),
  "spec-too-large": example(pageFiles, [many("specs/shop/0.log", 10_001)]),
};

import { expect, test } from "vitest";
import { besideHint, saveHint } from "../../../generator/read/wsdl/save-hint.js";

test("a document of a folder is saved into it, or listed under another name", () => {
  expect(saveHint("../common.xsd", "specs/shop/")).toBe(
    'save the document into the folder of the spec; under another name, list it in specs/shop/catalog.xml: <uri name="../common.xsd" uri="common.xsd"/>',
  );
});

test.each(["../common/common.xsd", "https://shop.example/common.xsd", ""])(
  "a spec of one file gets a folder for the document at %j",
  (location) => {
    expect(besideHint("specs/the shop.wsdl", "specs/the shop.wsdl", location)).toBe(
      "give the spec a folder, and save the document there: mkdir -p 'specs/the shop/' && mv 'specs/the shop.wsdl' 'specs/the shop/'",
    );
  },
);

test("a document below a spec of one file is saved where it is read", () => {
  expect(besideHint("specs/shop.wsdl", "specs/xsd/items.xsd", "../common.xsd")).toBe(
    "save the document as specs/common.xsd",
  );
  expect(besideHint("shop.wsdl", "shop.wsdl", "xsd/common.xsd")).toBe("save the document as xsd/common.xsd");
});

test.each(["standard input", "shop"])("%s cannot have a folder of its name, so any folder will do", (entry) => {
  expect(besideHint(entry, entry, "../common.xsd")).toBe("save the document and this one into a folder, and name that");
});

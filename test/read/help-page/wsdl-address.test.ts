import { expect, test } from "vitest";
import { savingLine } from "../../../generator/read/help-page/wsdl-address.js";

test.each([
  ["specs/garden/page.txt", "specs/garden/service.wsdl"],
  ["page.txt", "./service.wsdl"],
  ["specs/my garden/page.txt", "'specs/my garden/service.wsdl'"],
  ["specs/$(date) 'it'/page.txt", "'specs/$(date) '\\''it'\\''/service.wsdl'"],
])("the line that saves a WSDL beside %s is one that a shell takes literally", (path, file) => {
  expect(savingLine(path, "service.wsdl", "https://h/it's?wsdl")).toBe(`curl -o ${file} 'https://h/it%27s?wsdl'`);
});

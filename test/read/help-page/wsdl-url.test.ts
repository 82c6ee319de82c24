import { expect, test } from "vitest";
import { savingLine } from "../../../generator/read/help-page/wsdl-url.js";

test.each([
  ["specs/garden/page.txt", "specs/garden/page.wsdl"],
  ["page.txt", "page.wsdl"],
  ["standard input", "service.wsdl"],
  ["specs/my garden/page.txt", "'specs/my garden/page.wsdl'"],
  ["specs/$(date) 'it'/page.txt", "'specs/$(date) '\\''it'\\''/page.wsdl'"],
])("the line that saves a WSDL beside %s is one that a shell takes literally", (path, file) => {
  expect(savingLine(path, "https://h/it's?wsdl")).toBe(`curl -o ${file} 'https://h/it%27s?wsdl'`);
});

import { expect, test } from "vitest";
import { read } from "./read.js";
import { text } from "./sowing-page.js";

test.each([
  ["ServiceStack", `${text}\n\nHTTP + SOAP11`],
  ["PHP", text.replaceAll("/shelf.asmx", "/shelf.php")],
  ["WCF", "You have created a service.\n\nsvcutil.exe http://garden.example/bed.svc?wsdl"],
])("a page of %s is refused by name", (name, source) => {
  const { page: found, diagnostics } = read(source);
  expect(found).toMatchObject({ operations: [], listed: [] });
  expect(diagnostics).toMatchObject([
    { severity: "error", code: "page-not-asmx", message: `found a page of ${name}, expected one of ASMX` },
  ]);
});

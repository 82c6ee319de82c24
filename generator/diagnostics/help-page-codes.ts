import type { CodeEntries } from "./entry.js";

/** What is wrong with the text of a help page. */
export const helpPageCodes = {
  "page-not-asmx": {
    severities: ["error"],
    cause:
      "The page was made by another framework, such as ServiceStack or WCF. Its samples look alike and mean other things.",
    example: "found a page of WCF; expected one of ASMX",
    cure: "Save the service's WSDL in place of the page.",
    paste: "curl -o specs/shop/shop.wsdl 'https://shop.example/Service.svc?singleWsdl'",
  },
  "no-sample": {
    severities: ["error"],
    cause: "The page shows neither a sample message nor a list of operations.",
    example: "found no sample message; expected a request such as POST /service.asmx HTTP/1.1, or an envelope",
    cure: "Save the page of one operation (`?op=GetPrice`), and copy all of it, with the grey boxes that hold the samples.",
  },
  "sample-missing": {
    severities: ["warning"],
    cause: "A heading announces a binding, and no sample of that binding follows.",
    example: 'found the heading "SOAP 1.2" and no sample of that binding; expected a request and a response',
    cure: "Copy the page again if you call the service over that binding. Otherwise nothing is needed: the client lacks that binding only.",
  },
  "sample-cut": {
    severities: ["warning", "error"],
    cause:
      "A sample ends before its envelope does: the end of the page was not copied. The same message in another binding is read in its place; without one the operation is left out. It is an error where nothing names the operation.",
    example: "the sample ends inside GetPriceResponse/GetPriceResult; expected </GetPriceResult>",
    cure: "Copy the page again, to the closing tag of the last envelope.",
  },
  "sample-not-well-formed": {
    severities: ["warning", "error"],
    cause: "The XML of a sample is damaged in a way that leaves its meaning open.",
    example: "found </Price>; expected </Cost> (inside GetPriceResponse/Cost)",
    cure: "Copy the sample again, or correct it by hand at the place.",
  },
  "sample-mended": {
    severities: ["note"],
    cause:
      "A sample was damaged, mostly by copying, in a way that leaves no doubt about its meaning. It is read as if it were whole.",
    example: "found no </soap:Envelope> behind the body; read as the end of the sample",
    cure: "Nothing is needed.",
  },
  "sample-elided": {
    severities: ["note", "warning"],
    cause:
      "Somebody wrote `...` for elements. After one element it means that the element repeats; after several, the elements that it stands for are not known.",
    example: "found ... after several elements; expected the elements that it stands for, which are not read",
    cure: "Write out the elements that are left out.",
  },
  "sample-doctype": {
    severities: ["warning", "error"],
    cause: "A sample has a document type declaration, which no SOAP message may have.",
    example: "found a document type declaration; SOAP allows none",
    cure: "Remove the `<!DOCTYPE …>` from the sample.",
  },
  "sample-too-deep": {
    severities: ["warning", "error"],
    cause: "A sample nests elements deeper than any message does.",
    example: "found more than 256 elements inside each other",
    cure: "Check that the right text was saved.",
  },
  "sample-too-wide": {
    severities: ["warning", "error"],
    cause: "An element of a sample has more attributes or namespaces than any message has.",
    example: "found an element with more than 1024 attributes",
    cure: "Check that the right text was saved.",
  },
  "sample-not-soap": {
    severities: ["warning", "error"],
    cause: "A sample is well-formed XML and not the envelope that its HTTP headers promise.",
    example: "found <GetPrice> in a request; expected an envelope",
    cure: "Copy the sample again with its `<soap:Envelope>`.",
  },
  "binding-unknown": {
    severities: ["error", "warning"],
    cause: "Neither the sample nor a heading above it shows whether it is SOAP 1.1, SOAP 1.2, HTTP GET or HTTP POST.",
    example: "found a response that shows no binding; expected a request before it",
    cure: "Copy the request and the HTTP lines before the sample as well.",
    paste:
      'POST /service.asmx HTTP/1.1\nHost: shop.example\nContent-Type: text/xml; charset=utf-8\nSOAPAction: "urn:shop/GetPrice"',
  },
  "binding-contradiction": {
    severities: ["warning"],
    cause: "The HTTP headers of a sample belong to another binding than its content. The content is believed.",
    example: "found text/xml above a SOAP 1.2 envelope; expected application/soap+xml",
    cure: "Check that the headers and the envelope were copied from the same sample.",
  },
  "name-contradiction": {
    severities: ["warning"],
    cause: "The title of the page names another operation than its samples. The samples are believed.",
    example: 'found the title "GetPrice"; expected "GetPrices", as the samples say',
    cure: "Check that the title and the samples were copied from the same page.",
  },
  "operation-unknown": {
    severities: ["error", "warning"],
    cause: "Nothing on the page names the operation that a sample belongs to.",
    example: "found a sample that names no operation; expected a title, a SOAPAction or an element in the body",
    cure: "Copy the page's title as well: it is a line with the name of the operation alone.",
  },
  "request-missing": {
    severities: ["warning"],
    cause: "The page shows the response of a binding without the request.",
    example: "found a response without a request; expected the request before it",
    cure: "Copy the page again if you call the service over that binding.",
  },
  "response-missing": {
    severities: ["warning"],
    cause: "The page shows the request of a binding without the response.",
    example: "found a request without a response; expected an HTTP status line and what follows it",
    cure: "Copy the page again, to its end. A one-way operation is shown by `HTTP/1.1 202 Accepted`.",
    paste: "HTTP/1.1 202 Accepted",
  },
  "envelope-missing": {
    severities: ["warning"],
    cause: "A response of SOAP has a status of success and no envelope.",
    example: "found the status 200 without an envelope; expected an envelope, or 202",
    cure: "Copy the response again with its envelope, or write 202 if the operation is one-way.",
  },
  "parameter-without-value": {
    severities: ["warning"],
    cause: "A query or form has a parameter without `=`. It is read as a parameter of that name.",
    example: 'found the parameter "code" alone; expected "code="',
    cure: "Write `code=string`.",
  },
  "attribute-without-name": {
    severities: ["note"],
    cause: 'ASMX prints a reference to an attribute as `=""`. Its name is not known, so it is left out.',
    example:
      'found an attribute without a name (=""), which ASMX prints for a reference to an attribute; it is passed over',
    cure: "Nothing is needed unless you need the attribute: then add the service's WSDL to the folder.",
  },
  "text-not-read": {
    severities: ["warning", "error"],
    cause:
      "Text looks like part of a message and belongs to none; or text is in an envelope where only elements may be.",
    example:
      'found "<GetPriceResult>" outside of a message; expected it in one that starts with a request or status line',
    cure: "Copy the sample again from its first line, `POST …` or `HTTP/1.1 200 OK`.",
  },
  "diagnostics-left-out": {
    severities: ["error", "warning", "note"],
    cause: "One page has more defects than anybody reads.",
    example: "found 310 more: 10 errors, 300 warnings, 0 notes; expected at most 200 for one source",
    cure: "Cure the first of them, and generate again.",
  },
  "operation-not-shown": {
    severities: ["note"],
    cause: "The service page lists operations whose help pages are not in the folder. They are not in the client.",
    example: "found GetPrice, GetStock in a list of operations, and no sample",
    cure: "Save the help page of each operation that you call.",
    paste: "curl -o specs/shop/GetPrice.html 'https://shop.example/service.asmx?op=GetPrice'",
  },
} as const satisfies CodeEntries;

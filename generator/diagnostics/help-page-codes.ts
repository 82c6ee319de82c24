import type { CodeEntries } from "./entry.js";

/** Diagnostics about the text of a help page. */
export const helpPageCodes = {
  "page-not-asmx": {
    severities: ["error", "warning"],
    cause:
      "The page was made by another framework, such as ServiceStack, WCF or Axis2, or its samples are in JSON. Such samples mean something else, or there are none. It is a warning for a page in PHP with whole samples, which are read.",
    hint: "save the WSDL of the service in place of the page",
    cure: "Save the service's WSDL in place of the page. The message has its address if the page shows one.",
    paste: { kind: "lines", text: "curl -o specs/shop/shop.wsdl 'https://shop.example/Service.svc?singleWsdl'" },
  },
  "no-sample": {
    severities: ["error"],
    cause: "The page shows neither a sample message nor a list of operations. It may be empty, or ask to sign in.",
    hint: "save the page of one operation (?op=…), with the grey boxes that hold the samples",
    cure: "Save the page of one operation (`?op=GetPrice`), and copy all of it, with the grey boxes that hold the samples.",
  },
  "sample-missing": {
    severities: ["warning"],
    cause: "A heading announces a binding, and no sample of that binding follows.",
    hint: "copy the page again if you call the service over that binding",
    cure: "Copy the page again if you call the service over that binding. Otherwise nothing is needed: the client lacks that binding only.",
  },
  "sample-cut": {
    severities: ["warning", "error"],
    cause:
      "A sample ends before its envelope does: the end of the page was not copied. The same message in another binding is read in its place; without one the operation is left out. It is an error where nothing names the operation.",
    hint: "copy the page again, to the closing tag of the last envelope",
    cure: "Copy the page again, to the closing tag of the last envelope.",
  },
  "sample-not-well-formed": {
    severities: ["warning", "error"],
    cause: "The XML of a sample is damaged in a way that leaves its meaning open.",
    hint: "copy the sample again, or correct it at this place",
    cure: "Copy the sample again, or correct it by hand at this place.",
  },
  "sample-mended": {
    severities: ["note"],
    cause:
      "A sample was damaged, mostly by copying, in a way that leaves no doubt about its meaning. It is read as if it were whole.",
    cure: "Nothing is needed.",
  },
  "sample-elided": {
    severities: ["note", "warning"],
    cause:
      "Somebody wrote `...` for elements. After one element it means that the element repeats; after several, the elements that it stands for are not known.",
    hint: "write out the elements that are left out",
    cure: "Write out the elements that are left out.",
  },
  "sample-with-attachment": {
    severities: ["note"],
    cause:
      "A sample shows `xop:Include` in place of bytes, which the service sends in an attachment of MTOM, or it is a multipart message with an attachment that no element refers to.",
    hint: "give the port the option attachments: mtom()",
    cure: "Give the port the option `attachments: mtom()`, with which it reads and sends [attachments](attachments.md), or `attachments: multipart()` where no element refers to them.",
  },
  "sample-doctype": {
    severities: ["warning", "error"],
    cause: "A sample has a document type declaration, which no SOAP message may have.",
    hint: "remove the <!DOCTYPE …> from the sample",
    cure: "Remove the `<!DOCTYPE …>` from the sample.",
  },
  "sample-too-deep": {
    severities: ["warning", "error"],
    cause: "A sample nests elements deeper than any message does.",
    hint: "check that the right text was saved",
    cure: "Check that the right text was saved.",
  },
  "sample-too-wide": {
    severities: ["warning", "error"],
    cause: "An element of a sample has more attributes or namespaces than any message has.",
    hint: "check that the right text was saved",
    cure: "Check that the right text was saved.",
  },
  "sample-not-soap": {
    severities: ["warning", "error"],
    cause: "A sample is well-formed XML and not the envelope that its HTTP headers promise.",
    hint: "copy the sample again, with its <soap:Envelope>",
    cure: "Copy the sample again with its `<soap:Envelope>`.",
  },
  "response-assumed": {
    severities: ["warning"],
    cause:
      "An envelope without an HTTP line follows a request that has an address or an action. It has neither, and its root element is not named after a response. It is read as the response of that request, because a request comes before its response.",
    cure: "Write `Response:` or `HTTP/1.1 200 OK` above it, or its `SOAPAction` if it is a request.",
  },
  "binding-unknown": {
    severities: ["error", "warning"],
    cause: "Neither the sample nor a heading above it shows whether it is SOAP 1.1, SOAP 1.2, HTTP GET or HTTP POST.",
    hint: "copy the request and its HTTP lines as well",
    cure: "Copy the request and the HTTP lines before the sample as well.",
    paste: {
      kind: "lines",
      text: 'POST /service.asmx HTTP/1.1\nHost: shop.example\nContent-Type: text/xml; charset=utf-8\nSOAPAction: "urn:shop/GetPrice"',
    },
  },
  "binding-contradiction": {
    severities: ["warning"],
    cause: "The HTTP headers of a sample belong to another binding than its content. The content decides.",
    hint: "the content decides; check that both belong to one sample",
    cure: "Check that the headers and the envelope were copied from the same sample.",
  },
  "name-contradiction": {
    severities: ["warning"],
    cause: "The title of the page names another operation than its samples. The samples decide.",
    hint: "the samples decide; check that the title belongs to the same page",
    cure: "Check that the title and the samples were copied from the same page.",
  },
  "operation-unknown": {
    severities: ["error", "warning"],
    cause:
      "Nothing on the page names the operation that a sample belongs to. A fault belongs to the request before it.",
    hint: "copy the title of the page as well: a line with the name of the operation",
    cure: "Copy the page's title as well: it is a line with the name of the operation alone. Put a fault behind its request.",
  },
  "request-missing": {
    severities: ["warning"],
    cause: "The page shows the response of a binding without the request, which it shows in another binding.",
    hint: "copy the page again if you call the service over that binding",
    cure: "Copy the page again if you call the service over that binding.",
  },
  "response-missing": {
    severities: ["warning"],
    cause: "The page shows the request of a binding without the response, which it shows in another binding.",
    hint: "copy the page again, to its end, or add HTTP/1.1 202 Accepted if the operation is one-way",
    cure: "Copy the page again, to its end. A one-way operation is shown by `HTTP/1.1 202 Accepted`.",
    paste: { kind: "lines", text: "HTTP/1.1 202 Accepted" },
  },
  "envelope-missing": {
    severities: ["warning"],
    cause: "A response of SOAP has a status of success and no envelope.",
    hint: "copy the response again, or write 202 if the operation is one-way",
    cure: "Copy the response again with its envelope, or write 202 if the operation is one-way.",
  },
  "parameter-without-value": {
    severities: ["warning"],
    cause: "A query or form has a parameter without `=`. It is read as a parameter of that name.",
    hint: "write =string after it",
    cure: "Write `code=string`.",
  },
  "attribute-without-name": {
    severities: ["note"],
    cause: 'ASMX prints a reference to an attribute as `=""`. Its name is not known, so it is left out.',
    hint: "add the service's WSDL if you need the attribute",
    cure: "Nothing is needed unless you need the attribute: then add the service's WSDL to the folder.",
  },
  "text-not-read": {
    severities: ["warning", "error"],
    cause:
      "Text looks like part of a message and belongs to none; or text is in an envelope where only elements may be.",
    hint: "copy the sample again from its first line",
    cure: "Copy the sample again from its first line, `POST …` or `HTTP/1.1 200 OK`.",
  },
  "element-misplaced": {
    severities: ["warning"],
    cause:
      "An envelope of a sample has an element besides its Header and its Body, or its Body one besides a Fault. The element is left out. Or the Header is after the Body, where services refuse it.",
    hint: "remove the element, or move it to where it belongs",
    cure: "Remove the element from the sample, or move it into the Header or the Body if it is part of the message. A Header goes before the Body.",
  },
  "table-disagrees": {
    severities: ["warning"],
    cause:
      "A table of parameters gives an element a type that its sample contradicts: by the name of another type, or by a value. The sample is used.",
    hint: "correct the table or the sample",
    cure: "Correct the one that is wrong, or override the type.",
  },
  "table-row-unused": {
    severities: ["warning"],
    cause:
      "Rows of a table of parameters state nothing, or not all that they show: no element of the messages below the same heading has the name, another row says otherwise, or the type or the word for what is required is not known. The message names the first one, and how many there are.",
    hint: "correct the row, or move the table below the heading of its operation",
    cure: "Correct the row: write the name as in the message, `yes` or `no`, and a type such as `int`. Move a table of another operation below the heading of that operation.",
  },
  "diagnostics-left-out": {
    severities: ["error", "warning", "note"],
    cause: "One page has more than 200 problems.",
    hint: "correct the first ones, and run the command again",
    cure: "Correct the first ones, and run the command again.",
  },
  "operation-not-shown": {
    severities: ["note"],
    cause: "The service page lists operations whose help pages are not in the folder. They are not in the client.",
    cure: "Save the help page of each operation that you call.",
    paste: { kind: "lines", text: "curl -o specs/shop/GetPrice.html 'https://shop.example/service.asmx?op=GetPrice'" },
  },
} as const satisfies CodeEntries;

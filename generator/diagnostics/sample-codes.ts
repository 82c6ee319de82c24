import type { CodeEntries } from "./entry.js";

/** Diagnostics about the samples of help pages as a whole, and about differences from a WSDL. */
export const sampleCodes = {
  "message-missing": {
    severities: ["warning"],
    cause:
      "No page shows the request, or the response, of an operation in any binding. A reply that no page shows becomes XML; otherwise the operation is left out.",
    cure: "Add a message or a page that shows it, or the WSDL. To be rid of the warning, confirm the XML with an override, or leave the operation out by name.",
  },
  "action-assumed": {
    severities: ["warning"],
    cause:
      "No sample shows the SOAPAction of an operation of SOAP 1.1. The one that ASMX gives to operations is sent: the namespace, a slash, and the name.",
    cure: "Add the line to the sample, or the action to the configuration. If the service answers, nothing else is needed.",
    paste: {
      kind: "configuration",
      text: '"services": { "shop": { "overrides": { "GetPrice": { "action": "urn:shop/GetPrice" } } } }',
    },
  },
  "header-of-steps": {
    severities: ["note"],
    cause:
      "Requests have header blocks that the runtime writes for each call, with a new time, nonce and id: those of WS-Addressing, or a Security block. The types of requests leave them out.",
    cure: "Give the port the steps of the message, with the parts of the runtime in the configuration: see [WS-Security and WS-Addressing](security.md). A Security block with parts that the runtime cannot write, such as a SAML token, stays a header block.",
  },
  "operation-merged": {
    severities: ["note"],
    cause: "Several pages show one operation. Their samples are read together.",
    cure: "Nothing is needed.",
  },
  "samples-disagree": {
    severities: ["warning"],
    cause:
      "Two samples of one message show different elements, types or SOAPActions. One of them was changed by hand, cut, or belongs to another version of the service. The operation is left out.",
    cure: "Correct the wrong sample at one of the two places. To be rid of the warning, leave the operation out by name.",
  },
  "faults-disagree": {
    severities: ["warning"],
    cause: "Samples of faults show an element of one name with different content. The element becomes XML.",
    cure: "Correct one of the samples if somebody changed it.",
  },
  "siblings-disagree": {
    severities: ["warning"],
    cause: "A sample shows an element several times side by side, with different content. The element becomes XML.",
    hint: "correct one of the two, or override the type of the element",
    cure: "Correct one of the elements if somebody changed it, or override its type.",
    paste: {
      kind: "configuration",
      text: '"services": { "shop": { "overrides": { "GetPriceResult.Currency": { "type": "string" } } } }',
    },
  },
  "derived-types-united": {
    severities: ["warning"],
    cause:
      "Samples of one element name several types in `xsi:type`, or only one of them names a type: a base type and types derived from it. Samples do not show how these are related, so the element has one type with the members of all, and requests name no type.",
    cure: "Use the WSDL of the service, which declares the types. To name a type in all requests, set `xsiType` in [overrides](configuration.md#overrides).",
  },
  "values-shown": {
    severities: ["warning"],
    cause:
      "A page shows a message as it travelled, with values such as `A-1` or `9.95` in place of the names of types. Values alone justify little: more than half of the elements that only ever hold whole numbers are declared as strings.",
    cure: "Nothing is needed if strings will do. Otherwise name the types in [overrides](configuration.md#overrides), or add the WSDL.",
  },
  "types-disagree": {
    severities: ["error", "warning"],
    cause:
      "Two samples show types of one name with different content. Usually one of them was changed or cut. It is a warning for the request and the response of one operation, which may have root elements of one name: they have two types.",
    cure: "Correct one of the two samples, or leave its operation out.",
    paste: { kind: "configuration", text: '"services": { "shop": { "ignore": ["GetStock"] } }' },
  },
  "addresses-differ": {
    severities: ["error", "warning"],
    cause:
      "The requests of one service go to different addresses over one binding: the pages come from different servers, or belong to different services. It is a warning for recorded traffic, where the first address is taken.",
    cure: "Put the pages of each service in a folder of their own, or set the address.",
  },
  "http-left-out": {
    severities: ["warning"],
    cause:
      "The samples of HTTP GET or HTTP POST have other parameters, or another reply, than those of SOAP, or their reply is missing or cut. The operation is called over SOAP only.",
    hint: "correct the samples if you call the service over that binding",
    cure: "Nothing is needed if you call the service over SOAP. Otherwise correct the samples.",
  },
  "part-without-element": {
    severities: ["warning"],
    cause:
      "The body of a sample holds a bare word where an element should be: the service declares a message part of a type. Its content is not known.",
    hint: "add the service's WSDL if you need the part",
    cure: "Add the service's WSDL to the folder if you need the part.",
  },
  "placeholder-unknown": {
    severities: ["warning"],
    cause:
      "A sample has a value where help pages name a type. Usually the page was saved with real values. The element becomes a string.",
    cure: "Restore the placeholder on the page, or override the type.",
    paste: {
      kind: "configuration",
      text: '"services": { "shop": { "overrides": { "GetPriceResult.Currency": { "type": "string" } } } }',
    },
  },
  "text-between-elements": {
    severities: ["warning"],
    cause: "A sample has text between elements. Messages of ASMX have none there, so it is left out.",
    hint: "remove the text",
    cure: "Remove the text if it is a remark that somebody wrote into the sample.",
  },
  "element-again": {
    severities: ["warning"],
    cause:
      "An element appears twice in one parent, with other elements between. The client has the first; replies keep the second as XML.",
    hint: "put the two side by side if the element repeats, or add the service's WSDL",
    cure: "Put the two side by side if the element repeats, or add the service's WSDL.",
  },
  "nil-above-depth-limit": {
    severities: ["warning"],
    cause:
      'A sample has `xsi:nil="true"` at a level where help pages print the content. The content of the element is unknown and becomes XML.',
    hint: "write the content into the sample, or override the type of the element",
    cure: "Write the element's content into the sample, or override its type.",
    paste: {
      kind: "configuration",
      text: '"services": { "shop": { "overrides": { "GetPriceResponse.Discount": { "type": "decimal" } } } }',
    },
  },
  "content-unknown": {
    severities: ["warning"],
    cause:
      "No message shows the content of a type: recorded messages have it as nil, or help pages, which leave out what is nested deep, show it only there. The content is unknown and becomes XML.",
    cure: "Add a message with the content, or the page of an operation that returns the type at a higher level, or override the type.",
  },
  "content-assumed": {
    severities: ["note"],
    cause:
      "A sample shows an element without its content, and a sample shows a type of the same name, which the element then has.",
    cure: "Nothing is needed if that is right. Otherwise override the type.",
    paste: {
      kind: "configuration",
      text: '"services": { "shop": { "overrides": { "Price.Previous": { "type": "string" } } } }',
    },
  },
  "page-disagrees": {
    severities: ["warning"],
    cause: "A help page and the WSDL beside it differ. The WSDL is used.",
    cure: "One of the two is of an older version of the service: replace it.",
  },
  "not-declared": {
    severities: ["warning"],
    cause: "A help page shows something that the WSDL beside it does not declare. It is added as the page shows it.",
    hint: "save the current WSDL of the service",
    cure: "Save the current WSDL of the service.",
  },
} as const satisfies CodeEntries;

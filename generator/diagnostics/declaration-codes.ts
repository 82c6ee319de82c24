import type { CodeEntries } from "./entry.js";

/** What WSDL and schemas declare: services, bindings, operations and types that a client can or cannot have. */
export const declarationCodes = {
  "operations-missing": {
    severities: ["error"],
    cause:
      "The WSDL holds nothing that can be called: often it is the part without bindings, which another document imports.",
    example: "found port type Shop without a binding, expected a binding: an operation that can be called",
    cure: "Add the document with the binding and the service to the folder.",
  },
  "operation-left-out": {
    severities: ["warning"],
    cause: "An operation cannot be called over a binding, as with attachments in a request or encoded documents.",
    example: "found a multipart request, expected a soap:body alone; Upload is left out of binding ShopSoap",
    cure: "Nothing is needed if you do not call it there. To be rid of the warning, leave the operation out by name.",
    paste: '"services": { "shop": { "ignore": ["Upload"] } }',
  },
  "operation-unbound": {
    severities: ["warning"],
    cause: "A port type has an operation that the binding does not mention, so that nobody can call it there.",
    example:
      "found operation GetPrice in the port type, expected it in binding ShopSoap as well; it cannot be called there",
    cure: "Nothing is needed if the operation is in another binding. Otherwise the WSDL is incomplete: save it again.",
  },
  "operation-undeclared": {
    severities: ["warning"],
    cause: "A binding has an operation that its port type does not declare, so that its messages are unknown.",
    example: "found operation GetPrice in binding ShopSoap, expected it in port type Shop; it is left out",
    cure: "Save the WSDL again if you need the operation.",
  },
  "binding-left-out": {
    severities: ["warning"],
    cause: "A binding uses something other than SOAP or plain HTTP, or SOAP over another transport such as JMS.",
    example:
      "found transport http://schemas.xmlsoap.org/soap/jms, expected SOAP over HTTP; binding ShopJms is left out",
    cure: "Nothing is needed if the service has another binding.",
  },
  "binding-unused": {
    severities: ["warning"],
    cause: "A binding belongs to no port of a service, so that it has no address.",
    example: "found binding ShopSoap12 without a port, expected a service with one; it is left out",
    cure: "Nothing is needed if the service has another binding.",
  },
  "binding-unusual": {
    severities: ["warning"],
    cause:
      "A binding states something about an operation that the standard does not foresee. The message states how it is read.",
    example:
      "found a soap:body of style rpc without a namespace of GetPrice, expected one; the target namespace is taken",
    cure: "Nothing is needed if calls succeed.",
  },
  "port-type-unbound": {
    severities: ["warning"],
    cause: "A port type has no binding, so that its operations cannot be called.",
    example: "found port type ShopAdmin without a binding, expected one; its operations cannot be called",
    cure: "Add the document that binds it, if you need it.",
  },
  "address-unknown": {
    severities: ["warning"],
    cause: "Neither the WSDL nor a help page gives an HTTP address of the service.",
    example: "found no address at port ShopSoap, expected an HTTP URL",
    cure: "Set the address in the configuration, or give it with the port in your program.",
    paste: '"services": { "shop": { "address": "https://shop.example/service.asmx" } }',
  },
  "fault-untyped": {
    severities: ["warning"],
    cause:
      "A declared fault cannot be typed. Its detail is XML in the client; the operation can be called all the same.",
    example:
      "found no message {urn:shop}Failure, expected its declaration in the spec; fault Failure of GetPrice is not typed",
    cure: "Add the missing declaration if you need the detail typed.",
  },
  "array-dimensions": {
    severities: ["warning"],
    cause:
      "An encoded array has more dimensions than any service uses, or arrays in arrays lie deeper. Its items are read and sent in a row, or as XML.",
    example:
      "found Cube with 9 dimensions, expected at most 8; its items are read and sent in a row, as of one dimension",
    cure: "Check the `arrayType` in the schema.",
  },
  "content-too-large": {
    severities: ["error"],
    cause:
      "Groups, base types and substitution groups are repeated so often that the types grow out of proportion to the schemas.",
    example:
      "found more than 20420 elements and attributes that types repeat of groups, bases and substitution groups, expected fewer; choose the operations that you call",
    cure: "Leave out the operations that you do not call, or name the few that you do.",
    paste: '"services": { "shop": { "operations": ["GetPrice", "Get*Stock"] } }',
  },
  "derivation-cycle": {
    severities: ["warning"],
    cause: "A type is derived from itself. It becomes XML in the client.",
    example:
      "found Item derived from itself, expected a type that is not derived at the end of its bases; any content is taken",
    cure: "Correct the schema if you need the type.",
  },
  "facets-left-out": {
    severities: ["warning"],
    cause: "A union is restricted by facets, which are not checked by `validate`.",
    example: "found facets on Code, a restriction of a union, expected them on its members; they are not checked",
    cure: "Nothing is needed.",
  },
  "group-recursive": {
    severities: ["warning"],
    cause: "A group of a schema contains itself without an element between. It becomes XML in the client.",
    example: "found group ItemGroup in itself, expected an element between them; any content is taken",
    cure: "Correct the schema if you need the type.",
  },
  "groups-too-deep": {
    severities: ["warning"],
    cause: "Choices and sequences are nested deeper than any schema does. It becomes XML in the client.",
    example: "found choices in sequences in choices, expected at most 500 levels of them; any content is taken",
    cure: "Correct the schema if you need the type.",
  },
  "simple-type-recursive": {
    severities: ["warning"],
    cause: "A list or union is made of itself. It becomes a string in the client.",
    example: "found Codes made of itself, expected a list or a union of other types; any text is taken",
    cure: "Correct the schema if you need the type.",
  },
  "simple-type-too-large": {
    severities: ["warning"],
    cause: "A list or union is made of more types than any schema has. It becomes a string in the client.",
    example: "found Codes made of more than 10000 types or 100 levels of them, expected fewer; any text is taken",
    cure: "Correct the schema if you need the type.",
  },
  "substitutes-missing": {
    severities: ["warning"],
    cause: "An abstract element is used, and no element of the spec can take its place. Any element is taken as XML.",
    example: "found the abstract element Shape, expected an element of its substitution group; any element is taken",
    cure: "Add the schema that declares its substitutes, if there is one.",
  },
} as const satisfies CodeEntries;

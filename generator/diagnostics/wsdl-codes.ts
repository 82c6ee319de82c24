import type { CodeEntries } from "./entry.js";

/** Diagnostics about documents of WSDL and XML Schema: their XML, imports, names and attributes. */
export const wsdlCodes = {
  "xml-not-well-formed": {
    severities: ["error", "warning"],
    cause: "The document is not well-formed XML. Often an HTML error page was saved in place of the WSDL.",
    hint: "save the document again, with a tool such as curl",
    cure: "Save the document again, with a tool rather than from a browser's view.",
    paste: { kind: "lines", text: "curl -o specs/shop/shop.wsdl 'https://shop.example/service.asmx?wsdl'" },
  },
  "xml-cut": {
    severities: ["error", "warning"],
    cause: "The document ends before its root element does.",
    hint: "save the document again",
    cure: "Save the document again.",
  },
  "xml-doctype": {
    severities: ["error", "warning"],
    cause: "The document has a document type declaration, which is refused because it can make small documents huge.",
    hint: "remove the <!DOCTYPE …> if the document does not need it",
    cure: "Remove the `<!DOCTYPE …>` if it declares nothing that the document uses.",
  },
  "xml-too-deep": {
    severities: ["error", "warning"],
    cause: "The document nests elements deeper than any WSDL does.",
    hint: "check that the right document was saved",
    cure: "Check that the right document was saved.",
  },
  "xml-too-wide": {
    severities: ["error", "warning"],
    cause: "An element of the document has more attributes or namespaces than any WSDL has.",
    hint: "check that the right document was saved",
    cure: "Check that the right document was saved.",
  },
  "wsdl-missing": {
    severities: ["error"],
    cause: "The file that was named is not a WSDL.",
    hint: "name the WSDL, which leads to the schemas that it imports",
    cure: "Name the WSDL: the schemas that it imports are found from there.",
    paste: { kind: "command", text: "npx soapwright generate specs/shop/shop.wsdl" },
  },
  "wsdl-version": {
    severities: ["error"],
    cause: "The document is WSDL 2.0. Only WSDL 1.1 is read.",
    hint: "ask the service for WSDL 1.1, which most servers offer as well",
    cure: "Ask the service for WSDL 1.1: most servers offer it beside the other.",
  },
  "wsdl-namespace": {
    severities: ["error"],
    cause: "The root of the document is called `definitions`, but it is not in the namespace of WSDL.",
    hint: 'add xmlns="http://schemas.xmlsoap.org/wsdl/" to <definitions>, or save the document again',
    cure: "Save the document again. If the service sends it so, add the namespace to the root element.",
    paste: { kind: "lines", text: '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"' },
  },
  "policy-unresolved": {
    severities: ["warning"],
    cause:
      "A component refers to a policy that its document does not contain, so that nobody knows what it demands of callers.",
    hint: "ask the provider for the policy, and copy it into the WSDL",
    cure: "Ask the provider for the policy, and copy it into `definitions` of the WSDL. Nothing is needed if calls succeed without it.",
  },
  "policy-too-large": {
    severities: ["warning"],
    cause:
      "The policies of a component have more assertions, or refer to each other more often, than any service needs.",
    hint: "check that the right document was saved",
    cure: "Check that the right document was saved. Only the rest of the policies is left out.",
  },
  "import-unresolved": {
    severities: ["warning"],
    cause:
      "A document imports another one that is not in the spec. It matters only if something that you call needs it; then [component-unresolved](#component-unresolved) names what is missing.",
    cure: "Save the document into the spec's folder. If it cannot have the name that the import gives, list it in a `catalog.xml`.",
    paste: {
      kind: "lines",
      text: '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">\n  <uri name="https://shop.example/common.xsd" uri="common.xsd"/>\n</catalog>',
    },
  },
  "import-inexact": {
    severities: ["warning"],
    cause:
      "No document has exactly the location of an import. Another one was found: by its name in another case, by the last part of the URL, or by its namespace.",
    hint: "if another document is meant, list it in a catalog.xml",
    cure: "Nothing is needed if it is the right document. Otherwise rename it, or list it in a `catalog.xml`.",
  },
  "import-mismatch": {
    severities: ["warning"],
    cause: "An import leads to a document of another kind or another namespace than it states.",
    hint: "check that the files were saved under the right names",
    cure: "Check that the files were saved under the right names.",
  },
  "import-missing": {
    severities: ["warning"],
    cause:
      "A document uses names of a namespace that it does not import. Only one document of the spec has that namespace, and it is read.",
    cure: "Nothing is needed.",
  },
  "import-outside": {
    severities: ["warning"],
    cause: "The WSDL that was named imports a file outside of its folder, which is not read.",
    cure: "Name the folder that holds both.",
    paste: { kind: "command", text: "npx soapwright generate specs/shop" },
  },
  "import-too-large": {
    severities: ["error"],
    cause:
      "Schemas without a namespace are included in so many namespaces that together they are larger than any spec.",
    hint: "give the common schema a namespace, and import it",
    cure: "Give the common schema a namespace and import it.",
  },
  "prefix-unbound": {
    severities: ["warning"],
    cause: "A name has a prefix that the document does not declare.",
    hint: 'declare the prefix in the root element: xmlns:prefix="namespace"',
    cure: "Add the declaration to the root element.",
    paste: { kind: "lines", text: 'xmlns:tns="urn:shop"' },
  },
  "prefix-missing": {
    severities: ["warning"],
    cause:
      "A name has no prefix, and nothing of that name is declared where a name without a prefix is. It is read as the component that is: without a namespace, in the target namespace, or of XML Schema.",
    cure: "Nothing is needed: toolkits agree on this reading.",
  },
  "name-invalid": {
    severities: ["warning"],
    cause: "The name of a declaration is not a name of XML. The declaration is left out.",
    hint: "correct the name as the service has it in its messages",
    cure: "Correct the name as the service has it in its messages.",
  },
  "component-repeated": {
    severities: ["error", "warning"],
    cause:
      "The spec declares two things of one kind and name. It is a warning where both declare the same, as where one schema was saved twice.",
    hint: "remove the document of the other version of the service",
    cure: "Remove the document that belongs to another version of the service, or, within one document, the declaration that the hint names.",
  },
  "component-unresolved": {
    severities: ["warning"],
    cause:
      "A message, type, element, binding or group is used and not declared in the spec. Usually a document that the WSDL imports is missing; the hint names it. What is unknown of a type becomes XML; an operation without a message is left out.",
    hint: "save the document that declares it in the spec's folder, or correct the name",
    cure: "Save the missing document into the spec's folder.",
    paste: { kind: "lines", text: "curl -o specs/shop/common.xsd 'https://shop.example/common.xsd'" },
  },
  "component-inexact": {
    severities: ["warning"],
    cause: "A name is right except for its namespace or its case, and only one declaration can be meant.",
    cure: "Nothing is needed.",
  },
  "component-mismatch": {
    severities: ["warning"],
    cause:
      "A complex type is used where only a simple type can be: for an attribute, a list's items, a facet's base. Any text is accepted.",
    hint: "correct the schema at this place",
    cure: "Correct the schema at this place; the service itself cannot work as it states.",
  },
  "attribute-missing": {
    severities: ["warning"],
    cause:
      "An element of WSDL or XML Schema lacks an attribute that it must have. Without a name it is left out; otherwise the message states how it is read.",
    hint: "add the attribute, or save the document again",
    cure: "Add the attribute, or save the document again.",
  },
  "attribute-invalid": {
    severities: ["warning"],
    cause: "An attribute of WSDL or XML Schema has a value that it cannot have. The message states how it is read.",
    hint: "correct the value if the service means another one",
    cure: "Correct the value if it is read otherwise than the service means it.",
  },
  "element-unexpected": {
    severities: ["warning"],
    cause:
      "An element of WSDL or XML Schema is where the standard does not allow it. It is left out, unless the message states how it is read.",
    cure: "Nothing is needed unless something is missing in the client.",
  },
} as const satisfies CodeEntries;

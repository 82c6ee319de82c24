/**
 * Facts that help pages cannot show, or that the WSDL's reader does not accept: the exemptions of the comparison, each
 * with its row in the grammar of help pages. The declarations in the WSDL decide which of them apply.
 */
export const exemptions = {
  "depth limit": "B.2 depth limit 4: what is complex at depth 4 and below prints as nil",
  "anonymous simple type": "B.2 inline anonymous simple type: `bytes`, whatever it is",
  "simple type without enumeration": "B.2 named simple type without enumeration facets: an empty element",
  "empty type": "B.2 empty complex type: `<x />`, as five other constructs",
  "no type": "B.2 object without a type attribute: `<x />`",
  "type not declared": "B.2 what is not in the schemas is printed empty",
  "attribute without a named type": 'B.2 attribute of an inline, list or no type: `attr=""`',
  "base of derived type": "B.2 extension: only its own members",
  "text of simple content": "B.2 simple content: attributes only",
  "attribute reference": 'B.2 attribute reference: ` =""`, without its name',
  "substitution group": "B.2 substitution group: its head only",
  "nested particle": "B.2 a choice, sequence or group inside a sequence is left out",
  "root choice": "B.2 a choice looks like a sequence, sorted by name",
  "order of xs:all": "B.2 members of xs:all are sorted by name",
  "repeated particle": "B.2 repeated sequence or choice: members once",
  "never there": "B.2 maxOccurs 0 is printed once",
  "wildcard of a known namespace": "B.2 xs:any of a known namespace: every global element of it",
  "wildcard beside a schema without a namespace":
    "B.7 xs:any without a namespace prints nothing where a schema has none",
  attributeFormDefault:
    "not in the grammar, seen in page-wsdl-pairs: only `form` on the attribute itself gives it a prefix",
  "part outside of the body": "B.7 `parts=` of soap:body is ignored: parts that it leaves out are printed",
  "body not declared": "B.7 a body element that a second wsdl:types holds: `<soap:Body />`",
  "not callable": "the reader of the WSDL leaves the operation out of the binding, or altogether, and says why",
  "HTTP location":
    "B.1 an operation that only HTTP offers has the name that its location ends in; another title is a wrong label",
  "HTTP location without a slash":
    "not in the grammar, seen in page-wsdl-pairs: it stands straight after the address, which nobody answers",
  "XML over HTTP POST":
    "not in the grammar, seen in page-wsdl-pairs: a request that is an XML document is printed as a form of the message's parts",
  "look-alike": "help-pages-in-the-wild.md: pages of PHP are refused by the address in them",
  "HTTP root": "B.5 the root is the global element of the type, which is mostly named after the type",
  "type name": "B.2 complex type: its name is lost in literal samples",
  "one value": "B.2 an enumeration of one value prints like a plain word once the marks are gone",
  "ambiguous value": 'B.2 values that hold " or ", or that are empty, are ambiguous once the marks are gone',
  "same name apart": "B.2 one name in two particles is one element that repeats, or the first of the two",
} as const;

export type Row = keyof typeof exemptions;

import type { CodeEntries } from "./entry.js";

/** `soapwright.config.json`. */
export const configurationCodes = {
  "json-syntax": {
    severities: ["error"],
    cause: "A configuration or reply file is not valid JSON.",
    example: 'expected , or }, found "ignore"',
    cure: "Correct it at the place. JSON has neither comments nor commas before a closing bracket.",
  },
  "configuration-key": {
    severities: ["error"],
    cause: "The configuration has an unknown key, or one key twice.",
    example: 'unknown key "ignores"',
    cure: "Use the key that the hint suggests. Editors complete keys with the schema.",
    paste: '"$schema": "./node_modules/soapwright/templates/configuration.schema.json"',
  },
  "configuration-value": {
    severities: ["error"],
    cause: "A key of the configuration has a value of the wrong kind.",
    example: 'expected a list, found "GetPrice"',
    cure: "Write a value of the kind that the message expects.",
    paste: '"ignore": ["GetPrice"]',
  },
  "configuration-runtime-part": {
    severities: ["error"],
    cause: "`runtimeParts` names something that the runtime does not have.",
    example: 'found "servers", expected a folder of the runtime or a name that it exports',
    cure: "Use the name that the hint suggests.",
    paste: '"runtimeParts": ["server"]',
  },
  "configuration-service": {
    severities: ["error"],
    cause: "`services` names a spec that is not there, so that its settings would be lost.",
    example: 'found "shopp", expected the name of a folder in specs',
    cure: "Use the name of the spec's folder; for one service of several, `spec/service`.",
    paste: '"services": { "shop/Orders": { "ignore": ["Cancel"] } }',
  },
  "configuration-address": {
    severities: ["error"],
    cause: "`address` is not an absolute URL, or one address is given for several services.",
    example: 'found "shop.example/service.asmx", expected an absolute URL',
    cure: "Give the whole URL, for each service of several under its own name.",
    paste: '"services": { "shop/Orders": { "address": "https://shop.example/orders.asmx" } }',
  },
  "configuration-ignore": {
    severities: ["error"],
    cause: "`ignore` names an operation that the spec does not have.",
    example: 'found "GetPrise", expected the name of an operation',
    cure: "Correct the name, or remove it.",
  },
  "configuration-operations": {
    severities: ["error"],
    cause: "`operations` has a name or pattern that no operation of the spec matches.",
    example: 'found "Fetch*", expected the name of an operation or a pattern of some',
    cure: "Correct it, or remove it: `*` matches any characters, `?` one.",
  },
  "configuration-bindings": {
    severities: ["error"],
    cause: "`bindings` names a binding that no operation of the spec has.",
    example: 'found "httpGet", expected a binding of the spec: soap11, soap12',
    cure: "Remove it, or add the help page or WSDL that shows it.",
    paste: '"services": { "shop": { "bindings": ["soap11", "soap12"] } }',
  },
  "configuration-override": {
    severities: ["error"],
    cause: "`overrides` names a fact that the service does not have, or gives a type that does not exist.",
    example: 'found an override of "GetTarif.Code", expected the path of a fact of the service',
    cure: "`npx soapwright inspect` shows the types and members of a spec by the names to use.",
    paste: "npx soapwright inspect specs/shop",
  },
} as const satisfies CodeEntries;

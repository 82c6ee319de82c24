import type { CodeEntries } from "./entry.js";

/** Diagnostics about `soapwright.config.json`. */
export const configurationCodes = {
  "json-syntax": {
    severities: ["error"],
    cause: "A configuration or reply file is not valid JSON.",
    hint: "JSON has neither comments nor a comma before a closing bracket",
    cure: "Correct it at this place. JSON has neither comments nor commas before a closing bracket.",
  },
  "configuration-key": {
    severities: ["error"],
    cause: "The configuration has an unknown key, or one key twice.",
    hint: "remove one of the two",
    cure: "Use the key that the hint suggests. Editors complete keys with the schema.",
    paste: { kind: "lines", text: '"$schema": "./node_modules/soapwright/templates/configuration.schema.json"' },
  },
  "configuration-value": {
    severities: ["error"],
    cause: "A key of the configuration has a value of the wrong kind.",
    hint: 'with the key "$schema", an editor shows what each key takes',
    cure: "Write a value of the kind that the message expects.",
    paste: { kind: "configuration", text: '"services": { "shop": { "ignore": ["GetPrice"] } }' },
  },
  "configuration-platform": {
    severities: ["error"],
    cause: "`platform` selects a transport for the copied runtime, but the configuration asks for the package.",
    cure: "Remove it, and pass `transport: nodeTransport()` to the ports, or copy the runtime.",
    paste: { kind: "configuration", text: '"runtime": "copy"' },
  },
  "configuration-runtime-part": {
    severities: ["error"],
    cause: "`runtimeParts` names something that the runtime does not have.",
    cure: "Use the name that the hint suggests.",
    paste: { kind: "configuration", text: '"runtimeParts": ["server"]' },
  },
  "configuration-service": {
    severities: ["error"],
    cause: "`services` names a spec that is not there, so that its settings would be lost.",
    cure: "Use the name of the spec's folder; for one service of several, `spec/service`.",
    paste: { kind: "configuration", text: '"services": { "shop": { "address": "https://shop.example/shop.asmx" } }' },
  },
  "configuration-address": {
    severities: ["error"],
    cause: "`address` is not an absolute URL of http or https, or one address is given for several services.",
    hint: "write the whole URL, with https://",
    cure: "Give the whole URL, for each service of several under its own name.",
    paste: {
      kind: "configuration",
      text: '"services": { "shop": { "address": "https://shop.example/shop.asmx" } }',
    },
  },
  "configuration-ignore": {
    severities: ["error"],
    cause: "`ignore` names an operation that the spec does not have.",
    cure: "Correct the name, or remove it.",
  },
  "configuration-demands": {
    severities: ["error"],
    cause: "`ignoreDemands` has a name or pattern that no demand of the spec's policies matches.",
    cure: "Correct the name, or remove it. `soapwright inspect` shows the demands of each port.",
  },
  "configuration-operations": {
    severities: ["error"],
    cause: "`operations` has a name or pattern that no operation of the spec matches.",
    cure: "Correct it, or remove it: `*` matches any characters, `?` one.",
  },
  "configuration-bindings": {
    severities: ["error"],
    cause: "`bindings` names a binding that no operation of the spec has.",
    hint: "remove it, or add the help page or WSDL that shows it",
    cure: "Remove it, or add the help page or WSDL that shows it.",
    paste: { kind: "configuration", text: '"services": { "shop": { "bindings": ["soap11"] } }' },
  },
  "configuration-override": {
    severities: ["error"],
    cause: "`overrides` names a part that the service does not have, or gives a type that does not exist.",
    cure: "`npx soapwright inspect` shows the types and members of a spec by the names to use.",
    paste: { kind: "lines", text: "npx soapwright inspect specs/shop" },
  },
} as const satisfies CodeEntries;

import type { configurationCodes } from "../../../generator/diagnostics/configuration-codes.js";
import { configuration, type Example } from "../example.js";

export const configurationExamples: Record<keyof typeof configurationCodes, Example> = {
  "configuration-address": configuration(`{ "services": { "shop": { "address": "shop.example/shop.asmx" } } }\n`),
  "configuration-bindings": configuration(`{ "services": { "shop": { "bindings": ["soap11", "httpGet"] } } }\n`),
  "configuration-demands": configuration(`{ "services": { "shop": { "ignoreDemands": ["Adressing"] } } }\n`),
  "configuration-ignore": configuration(`{ "services": { "shop": { "ignore": ["GetPrise"] } } }\n`),
  "configuration-key": configuration(`{ "services": { "shop": { "ignores": ["GetPrice"] } } }\n`),
  "configuration-operations": configuration(`{ "services": { "shop": { "operations": ["GetPrice", "Fetch*"] } } }\n`),
  "configuration-override": configuration(
    `{ "services": { "shop": { "overrides": { "Price.Amont": { "type": "double" } } } } }\n`,
  ),
  "configuration-platform": configuration(`{ "runtime": "package", "platform": "node" }\n`),
  "configuration-runtime-part": configuration(`{ "runtimeParts": ["servers"] }\n`, { command: ["generate"] }),
  "configuration-service": configuration(`{ "services": { "shopp": { "ignore": ["GetPrice"] } } }\n`, {
    command: ["generate"],
  }),
  "configuration-value": configuration(`{ "services": { "shop": { "ignore": "GetPrice" } } }\n`),
  "json-syntax": configuration(`{\n  "specs": "specs"\n  "out": "generated"\n}\n`),
};

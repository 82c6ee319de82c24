import type { CodeEntries } from "./entry.js";

/** Diagnostics about files that commands write or compare, and reply files for `serve`. */
export const outputCodes = {
  "operation-lost": {
    severities: ["error"],
    cause:
      "The present client exports an operation that cannot be generated any more. The spec keeps its old files until you decide.",
    cure: "Correct the page or WSDL that the warning about the operation names. If nothing calls the operation, leave it out by name.",
  },
  "output-refused": {
    severities: ["error"],
    cause:
      "A file is not written: a file that soapwright has not written is in its place, a symbolic link is in the way, or two files would have one path.",
    hint: "move it away, or choose another folder with --out",
    cure: "Move the file away, or write to another folder.",
    paste: { kind: "command", text: "npx soapwright generate --out src/generated" },
  },
  "output-missing": {
    severities: ["error"],
    cause: "`--check` found that a generated file is not there.",
    cure: "Generate, and check the result in.",
    paste: { kind: "command", text: "npx soapwright generate" },
  },
  "output-extra": {
    severities: ["error"],
    cause: "`--check` found a generated file that no spec gives any more.",
    cure: "Generate, and check the result in.",
    paste: { kind: "command", text: "npx soapwright generate" },
  },
  "output-stale": {
    severities: ["error"],
    cause: "`--check` found a generated file that differs from what its spec gives now.",
    cure: "Generate, and check the result in. Do not edit generated files: the next run replaces them.",
    paste: { kind: "command", text: "npx soapwright generate" },
  },
  "reply-operation": {
    severities: ["error"],
    cause: "A file in the folder of replies has the name of no operation.",
    cure: "Name the file after its operation: `GetPrice.json`, or `Orders/GetPrice.json` where the spec has several services.",
  },
  "reply-misfit": {
    severities: ["error"],
    cause: "A reply file has a value that does not fit the type of the response, or it is a folder or a pipe.",
    hint: "the client's module declares the type of the response",
    cure: "Write a value of the type that the client's module declares for the response.",
    paste: { kind: "lines", text: '{ "value": { "GetPriceResult": { "Amount": "7.50", "Currency": "EUR" } } }' },
  },
} as const satisfies CodeEntries;

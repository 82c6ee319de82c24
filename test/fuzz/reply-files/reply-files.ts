/** The JSON of reply files that is mutated at random: problems with their places, or replies that can be written. */
import { readJson } from "../../../generator/read/json.js";
import { openContent } from "../../../templates/runtime/complex/open-content.js";
import { writeEnvelope } from "../../../templates/runtime/binding/envelope.js";
import { replyFileOf } from "../../../templates/stand-in/replies.js";
import { randomFrom } from "../../../templates/stand-in/random-numbers.js";
import { bookOperation, storeOperation } from "../../stand-in/depot.js";
import { cancelOperation, getOrderOperation } from "../../runtime/orders.js";
import type { Fuzzer } from "../fuzzer.js";
import { inTime, mutated, shownInput } from "../mutate.js";
import { table } from "../table.js";

const tokens = [
  ...'{}[]:,"\\/-+.eE0123456789 \n'.split(""),
  ...[
    "null",
    "true",
    "false",
    "1e400",
    "-0",
    "1e-7",
    "12345678901234567890",
    '"\\u0000"',
    '"\\ud800"',
    '"__proto__":{},',
  ],
  ...[
    '"constructor":1,',
    '"toString":null,',
    '"$type":"ColdCrate",',
    '"$any":[],',
    '"when":{},',
    '"fault":{"code":"Sender","reason":""}',
  ],
  ...["[[[[[[[[", "]]]]]]]]", '{"a":', "\ufeff", "é", "\0", "//", "/* */", "NaN", "Infinity"],
];

const operations = [
  {
    operation: storeOperation(),
    text: `[{ "when": { "Crate": [{ "$type": "ColdCrate", "Degrees": "-5" }] }, "fault": { "code": "Sender", "reason": "too cold",
  "subcodes": ["Cold"], "detail": { "Full": { "Free": "3" } } }, "header": { "Key": "k" } },
  { "value": { "Last": { "Weight": 2.5 }, "At": "2024-02-29T12:00:00Z" } }]`,
  },
  { operation: bookOperation(), text: `{ "value": { "entry": { "Text": "rent", "Sum": 4 } } }` },
  { operation: cancelOperation(), text: `{ "value": {}, "header": { "Session": "a" } }` },
  {
    operation: getOrderOperation(),
    text: `{ "when": { "Number": 7 }, "value": { "GetOrderResult": { "Number": 7, "Status": "sent" } } }`,
  },
];

export const replyFiles: Fuzzer = {
  name: "reply-files",
  claim: "a mutated reply file has problems with places, or replies that can be written",
  runs: { test: 300, command: 50_000 },
  fuzz: async ({ seed, runs, print }) => {
    const random = randomFrom(seed);
    const counts = { "not JSON": 0, problems: 0, replies: 0 };
    for (let run = 0; run < runs; run++) {
      const { operation, text } = operations[random(operations.length)] ?? { operation: bookOperation(), text: "" };
      const changed = new TextDecoder().decode(mutated(new TextEncoder().encode(text), random, tokens));
      try {
        counts[await inTime(() => outcomeOf(operation, changed))]++;
      } catch (error) {
        throw new Error(shownInput(new TextEncoder().encode(changed)), { cause: error });
      }
    }
    print(table([["outcome", "files"], ...Object.entries(counts)]));
  },
};

type Outcome = "not JSON" | "problems" | "replies";

function outcomeOf(operation: (typeof operations)[number]["operation"], text: string): Outcome {
  const json = readJson({ path: "reply.json", text }, ({ place, message }) => {
    if (place.line < 1 || place.column < 1 || message === "") throw new Error(`${message} has no place`);
  });
  const parsed = parse(text);
  if ((json === undefined) !== (parsed === undefined)) {
    // Depth and duplicate keys are errors of this project, and no others.
    if (json !== undefined) throw new Error("read as JSON that is not");
    return "not JSON";
  }
  if (parsed === undefined) return "not JSON";
  const file = replyFileOf(operation, parsed.value);
  if (file.kind === "problems") {
    if (file.problems.length === 0) throw new Error("problems without a problem");
    return "problems";
  }
  for (const reply of file.replies) {
    if (reply.kind === "message" && operation.response !== undefined)
      writeEnvelope("soap12", operation.response, reply.value, reply.header, [], { openContent });
  }
  return "replies";
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

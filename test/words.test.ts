import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Phrases that readers have to decode, each with the words to write in its place. */
const phrases: readonly (readonly [phrase: RegExp, instead: string])[] = [
  [
    /\b(?<!\b[Tt]here )(?:is|are|was|were) no (?!more|less|worse|such|other|(?:long|bett|deep|larg|great|small|wid|narrow|lat|earli|high|low|old|strict)er)\w+/,
    "is not a, or: other than a",
  ],
  [/\b(?<!\b[Tt]here )(?:is|are|was|were) none\b(?! of)/, "is not one, or: is absent"],
  [/\bwhat (?:stands|is round|is no|is none)\b/i, "the content of, or: the text before, between, around"],
  [
    /\bst(?:and|ands|ood|anding) (?:in(?! for)|at|on|before|between|behind|beside|there|where|together|anywhere|alone|first|here|around|within)\b/i,
    "appears in, is in, comes before",
  ],
  [/\bas (?:it|they) stands?\b/, "unchanged, verbatim"],
  [/\btold (?:from|apart|by|of)\b/i, "distinguished from, or: notified of"],
  [
    /\b(?:attribute|binding|comment|configuration|declaration|description|document|documentation|element|entry|envelope|evidence|facet|file|header|import|it|line|message|model|name|nothing|option|page|part|pattern|property|README|reply|request|response|sample|schema|source|spec|step|table|that|they|traffic|type|what|which|writing|WSDL)s?(?: also| already| alone| only| itself)?(?: can| cannot| may| must| do not| does not| did not)? (?:says?|said)\b/i,
    "states, declares, contains, specifies",
  ],
  [/\b(?:is|are|was|were|be|been|being|not) (?:so )?said\b/i, "is stated, declared, specified"],
  [/\bof which there (?:is|are)\b/i, "without any"],
  [/(?<!\b(?:twice|times|half) )\bas many\b/i, "the same number of, or: up to"],
  [/(?<!\bto )\bround (?:it|them|him|what|this|that|an?|the)\b/i, "around, or: the enclosing"],
  [/\bcalled (?:as|like)\b/i, "named after"],
  [/\bsuch (?:a )?ones?\b/i, "one of these, or: the noun again"],
];

/** First words that make a comment or the name of a test a fragment, which makes sense only with the code beside it. */
const openings = [
  /(?:\/\*\*?\s+(?:\* )?|(?<!^\s*\/\/.*\n)^\s*\/\/ )(What|Of|That|Whether)\b/gm,
  /\b(?:test|describe)(?:\.\w+)?(?:\(\s*|\(.*\)\()["'`](what|of|that|whether)\b/gi,
];

/** The files and folders whose words are checked. */
const rooms = [
  "ARCHITECTURE.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "README.md",
  "SECURITY.md",
  "bench",
  "docs",
  "examples",
  "generator",
  "templates",
  "test",
];

/** Texts that break the rules on purpose, and what commands write into examples. */
const isSkipped = /^test\/(?:cases\/|words\.test\.ts$)|^examples\/.*\/(?:node_modules|generated)\//;

const texts = rooms.flatMap((room) =>
  room.includes(".")
    ? [room]
    : readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
        .map((path) => join(room, path))
        .filter((path) => /\.(?:ts|md)$/.test(path) && !isSkipped.test(path)),
);

test("comments, messages and the names of tests are in plain English", () => {
  const refused = texts.flatMap((path) => refusals(path, readFileSync(join(root, path), "utf8")));
  expect(refused, refused.join("\n")).toEqual([]);
});

/** One line for each phrase to rewrite: `path:line: "phrase": write …`. */
function refusals(path: string, text: string): string[] {
  // Phrases may span the lines of a comment or of a paragraph.
  const prose = text.replace(/\n[ \t]*(?:\/\/ |\* )?/g, (lineBreak) => " ".padEnd(lineBreak.length));
  const places = [
    ...phrases.flatMap(([phrase, instead]) =>
      [...prose.matchAll(new RegExp(phrase, `g${phrase.flags}`))].map(({ 0: found, index }) => ({
        found,
        index,
        instead,
      })),
    ),
    ...openings
      .flatMap((opening) => [...text.matchAll(opening)])
      .map((match) => ({
        found: match[1] ?? "",
        index: match.index + match[0].length,
        instead: "a verb or a noun phrase first",
      })),
  ];
  return places
    .map(({ found, index, instead }) => ({ line: text.slice(0, index).split("\n").length, found, instead }))
    .sort((a, b) => a.line - b.line)
    .map(({ line, found, instead }) => `${path}:${line}: "${found.replace(/\s+/g, " ")}": write ${instead}`);
}

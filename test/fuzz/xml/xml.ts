/** Messages that are mutated at random, read by the runtime, by libxml2 and by saxes: equal trees, or a reason known by name. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { randomFrom } from "../../../templates/stand-in/random-numbers.js";
import { envelope, orderXml } from "../../runtime/wire.js";
import type { Fuzzer } from "../fuzzer.js";
import { inTime, minimized, mutated, shownInput } from "../mutate.js";
import { table } from "../table.js";
import type { Reading } from "./trees.js";

const tokens = [
  ..."<>&\"'=/:;![]?-# \t\r\n".split(""),
  ...["]]>", "<![CDATA[", "<!--", "-->", "--", "<?", "?>", "<?xml version='1.0'?>", "</", "/>", "<a>", "</a>", "<a/>"],
  ...[
    "&amp;",
    "&lt;",
    "&#0;",
    "&#x9;",
    "&#xD800;",
    "&#x10FFFF;",
    "&#1114112;",
    "&#65",
    "&a;",
    "\ufeff",
    "\ufffe",
    "\u0085",
    "\u2028",
  ],
  ...[" xmlns=''", " xmlns:a='urn:a'", " xmlns:a=''", " xmlns:xml='x'", " xmlns:xmlns='x'", " a:b='c'", " a='1' a='2'"],
  ...[" xml:space='preserve'", "<a:b/>", "<:a/>", "<a:/>", "<a:b:c/>", "<!DOCTYPE a>", "é", "\u{10400}", "\0", "\x01"],
  ...[" encoding='utf-16'", " encoding='latin1'", " standalone='yes'", " version='1.1'"],
];

type Verdict = "equal" | (typeof classes)[number]["name"];

interface Readings {
  readonly ours: Reading;
  readonly saxes: Reading;
  readonly libxml: Reading;
}

/** The disagreements that are meant, each with its reason. */
const classes = [
  {
    // Refused by the runtime because entities can expand; the others read it, or refuse what is in it.
    name: "a document type is refused",
    applies: ({ ours }: Readings) => refuses(ours, /a document type is not allowed/),
  },
  {
    // Saxes takes texts and libxml2 has charsets of its own, so what a declaration names is not compared.
    name: "the declaration names another encoding",
    applies: (_: Readings, text: string) => /^\ufeff?<\?xml[^>]*encoding\s*=\s*["'](?!utf-?8["'])/i.test(text),
  },
  {
    name: "the declaration names a version other than 1.0",
    applies: (_: Readings, text: string) => /^\ufeff?<\?xml[^>]*version\s*=\s*["'](?!1\.0["'])/i.test(text),
  },
  {
    // The recommendation makes a namespace of any text but deprecates those that are not URIs, which libxml2 refuses.
    name: "a namespace is not a URI",
    applies: ({ libxml }: Readings) => refuses(libxml, /is not a valid URI|canonicalize/i),
  },
  {
    // The canonical form of libxml2 is read by saxes.
    name: "saxes trims a namespace",
    applies: ({ ours, saxes, libxml }: Readings, text: string) =>
      "tree" in ours && same(saxes, libxml) && /xmlns(?::[^=]*)?\s*=\s*(?:["']\s|"[^"]*\s"|'[^']*\s')/.test(text),
  },
  {
    // libxml2 reports misuse of namespaces as an error that it recovers from.
    name: "libxml2 reads a name that is not one in namespaces",
    applies: ({ ours, saxes, libxml }: Readings) => "refusal" in ours && "refusal" in saxes && "tree" in libxml,
  },
  {
    // Saxes checks less of a declaration, of processing instructions and of the end of a document.
    name: "saxes reads what libxml2 refuses too",
    applies: ({ ours, saxes, libxml }: Readings) => "refusal" in ours && "tree" in saxes && "refusal" in libxml,
  },
  {
    // libxml2 does not escape namespaces in its canonical form.
    name: "libxml2 leaves & in a namespace as it is",
    applies: ({ ours, saxes, libxml }: Readings, text: string) =>
      "refusal" in libxml && same(ours, saxes) && /xmlns[^=]*=[^>]*&/.test(text),
  },
] as const;

function refuses(reading: Reading, reason: RegExp): boolean {
  return "refusal" in reading && reason.test(reading.refusal);
}

function same(one: Reading, other: Reading): boolean {
  return "tree" in one && "tree" in other && one.tree === other.tree;
}

/** Undefined for a disagreement without a name. */
function verdictOf(readings: Readings, text: string): Verdict | undefined {
  const { ours, saxes, libxml } = readings;
  const isRefused = [ours, saxes, libxml].every((reading) => "refusal" in reading);
  if (isRefused || (same(ours, saxes) && same(ours, libxml))) return "equal";
  return classes.find(({ applies }) => applies(readings, text))?.name;
}

/** The messages in the specs of this project, and some with each construct of XML. */
function sources(): readonly Uint8Array[] {
  const root = join(import.meta.dirname, "../../../specs");
  const shown = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".txt"))
    .flatMap((path) => readFileSync(join(root, path), "utf8").match(/<\?xml[^]*?<\/soap(?:12)?:Envelope>/g) ?? []);
  const written = [
    envelope("soap11", orderXml("<![CDATA[a ]] b]]>&#233; é&amp;"), '<a:b xmlns:a="urn:a" a:c="&quot;&#xA;" d=\'"\'/>'),
    `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\r\n<!-- a --><a:b xmlns:a="urn:a" xmlns="urn:d">\r\n<?t d?><c xmlns=""/>\t<d e="1"/></a:b>\n`,
  ];
  return [...shown, ...written].map((text) => new TextEncoder().encode(text));
}

export const xml: Fuzzer = {
  name: "xml",
  claim: "a mutated message has the tree that libxml2 and saxes give it, or a disagreement that has a name",
  runs: { test: 300, command: 100_000 },
  fuzz: async ({ seed, runs, print }) => {
    // Loads a WebAssembly module.
    const { libxmlOf, oursOf, saxesOf } = await import("./trees.js");
    const random = randomFrom(seed);
    const all = sources();
    const counts = new Map<string, number>();
    const count = (verdict: string): void => void counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    const judge = (bytes: Uint8Array) => {
      let text: string;
      try {
        text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch {
        const [ours, libxml] = [oursOf(bytes), libxmlOf(bytes)];
        const isFine = "refusal" in ours && "refusal" in libxml;
        const known = classes
          .slice(0, 3)
          .find(({ applies }) => applies({ ours, libxml, saxes: ours }, Buffer.from(bytes).toString("latin1")));
        return { readings: { ours, libxml, saxes: ours }, verdict: isFine ? ("equal" as const) : known?.name };
      }
      const readings = { ours: oursOf(bytes), saxes: saxesOf(text), libxml: libxmlOf(bytes) };
      return { readings, verdict: verdictOf(readings, text) };
    };
    for (let run = 0; run < runs; run++) {
      const source = all[random(all.length)];
      if (source === undefined) throw new Error("found no messages");
      const input = mutated(source, random, tokens);
      const { readings, verdict } = await inTime(() => judge(input)).catch((error: unknown) => {
        throw new Error(shownInput(input), { cause: error });
      });
      if (verdict === undefined) {
        const smallest = minimized(input, (shorter) => judge(shorter).verdict === undefined);
        throw new Error(`${shownInput(smallest)}: ${JSON.stringify(judge(smallest).readings, undefined, 1)}`);
      }
      count(verdict !== "equal" ? verdict : "refusal" in readings.ours ? "refused by all" : "the same tree");
    }
    print(table([["outcome", "messages"], ...[...counts].sort(([, one], [, other]) => other - one)]));
  },
};

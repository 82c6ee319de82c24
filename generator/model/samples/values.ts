import type { Sample, SampleElement, SampleText } from "../../read/help-page/help-page.js";
import type { LikelyType } from "../service.js";
import { isBracketed, isStandIn, typeWord } from "../../type-words.js";

/** The type that a text looks like. Only the first two are ever inferred, because most numbers are codes. */
export type Look = "boolean" | "dateTime" | "int" | "decimal" | "text" | "empty";

/** The number of values of one element with each look. */
export type Looks = { readonly [look in Look]?: number };

const patterns: readonly (readonly [Look, RegExp])[] = [
  ["empty", /^\s*$/],
  ["boolean", /^(?:true|false)$/],
  ["dateTime", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?$/],
  ["int", /^-?(?:0|[1-9]\d{0,8})$/],
  ["decimal", /^-?(?:0|[1-9]\d{0,17})(?:\.\d{1,18})?$/],
];

export function lookOf(text: string): Look {
  return patterns.find(([, pattern]) => pattern.test(text))?.[0] ?? "text";
}

export function addLooks(first: Looks, second: Looks): Looks {
  const sum: { [look in Look]?: number } = { ...first };
  for (const [look] of looksIn(second)) sum[look] = (first[look] ?? 0) + (second[look] ?? 0);
  return sum;
}

/** The look that all values share; undefined if they differ, or without values. */
export function commonLook(looks: Looks): Look | undefined {
  const [only, ...others] = looksIn(looks);
  return others.length === 0 ? only?.[0] : undefined;
}

/** The number type that nearly all values fit, which are codes more often than not. */
export function likelyType({ empty: _, ...looks }: Looks): LikelyType | undefined {
  const { int = 0, decimal = 0 } = looks;
  const all = looksIn(looks).reduce((sum, [, count]) => sum + count, 0);
  const fitting = int + decimal;
  if (fitting === 0 || fitting < all * leastShare) return undefined;
  return { like: decimal > 0 ? "decimal" : "int", fitting, all };
}

/** Leaves room for requests that test how a service answers wrong values. */
const leastShare = 0.8;

function looksIn(looks: Looks): readonly (readonly [Look, number])[] {
  const order: readonly Look[] = ["boolean", "dateTime", "int", "decimal", "text", "empty"];
  return order.flatMap((look) => (looks[look] === undefined ? [] : [[look, looks[look]]]));
}

/**
 * True for a message with more values than names of types. Without texts, a recorded message counts as one with values.
 */
export function showsValues(sample: Sample): boolean {
  return holdsValues(partsOf(sample), sample.recorded === true);
}

/** True for parts of a message as {@link showsValues} is for all of it. */
export function holdsValues(parts: readonly (SampleElement | SampleText)[], isRecorded: boolean): boolean {
  const { words, values, standIns } = countTexts(parts);
  // A single word may be the only value of an enumeration on a page.
  const enumerations = standIns > 0 ? 0 : 1;
  return isRecorded ? values >= words : values > Math.max(words, enumerations);
}

/** True for a message without names of types, which contains values if the others of its service do. */
export function lacksWords(sample: Sample): boolean {
  return countTexts(partsOf(sample)).words === 0;
}

function partsOf(sample: Sample): readonly (SampleElement | SampleText)[] {
  if ("header" in sample) return [...sample.header, ...(sample.body ?? [])];
  return sample.content === undefined ? [] : [sample.content];
}

function countTexts(parts: readonly (SampleElement | SampleText)[]): {
  readonly words: number;
  readonly values: number;
  /** How many of the values are stand-ins. */
  readonly standIns: number;
} {
  const counts = { words: 0, values: 0, standIns: 0 };
  const count = (text: string, words: SampleText["words"]): void => {
    if (isWord({ text, words })) counts.words += 1;
    else if (!isBracketed(text)) {
      counts.values += 1;
      if (isStandIn(text)) counts.standIns += 1;
    }
  };
  const pending = [...parts];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === "text") count(next.text, next.words);
    else {
      for (const child of next.children) pending.push(child);
      for (const { name, value, words, namespace } of next.attributes)
        if (namespace === "" && value !== "" && !references.has(name)) count(value, words);
    }
  }
  return counts;
}

/** Attributes of SOAP encoding, whose values are names of elements. */
const references: ReadonlySet<string> = new Set(["id", "href"]);

/** True for a placeholder of a help page. */
function isWord({ text, words }: { readonly text: string; readonly words: SampleText["words"] }): boolean {
  return words !== undefined || typeWord(text) !== undefined || text === "bytes" || / or |^(?:xml)+$/.test(text);
}

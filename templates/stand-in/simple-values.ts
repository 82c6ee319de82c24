/** Searches for a value of a simple type by trying candidates until one satisfies the type and its facets. */
import { facets } from "../runtime/simple/facets.js";
import type { Facets, Made, Simple } from "../runtime/simple/simple.js";
import { Output } from "../runtime/xml/output.js";
import { readText, writeText } from "../runtime/simple/xml-text.js";
import { builtinTexts } from "./builtin-values.js";
import { guidedTexts, limitsOf, type Limits } from "./facet-values.js";
import { matching } from "./matching.js";
import type { Random } from "./random-numbers.js";

export type AnySimple = Simple<unknown>;

export interface SimpleChoices {
  readonly random: Random;
  /** Texts of a builtin type to try before the readable ones. */
  readonly texts?: (builtin: string) => readonly string[];
  /** Selects among valid values. */
  readonly fits?: (type: AnySimple, value: unknown) => boolean;
}

/** The limit on tries. */
const mostTries = 500;
/** The limit on characters, bytes, or items of a list; a type that needs more has no value. */
const longest = 100_000;
/** The number of distinct items in a long list; then they repeat. */
const mostDistinct = 10;

/** A value and the number of tries to find it. */
export interface Found {
  readonly value: unknown;
  readonly tries: number;
}

/** Undefined if no value was found. */
export function simpleValue(type: AnySimple, choices: SimpleChoices): Found | undefined {
  let tries = 0;
  for (const value of candidates(type, choices)) {
    tries++;
    if (isOf(type, value) && choices.fits?.(type, value) !== false) return { value, tries };
    if (tries === mostTries) break;
  }
  return undefined;
}

function isOf(type: AnySimple, value: unknown): boolean {
  const output = new Output({ validate: facets });
  try {
    type.write(output, value);
    return true;
  } catch {
    return false;
  }
}

/** The text of a value, in a list that is empty for misfits. */
function textOf(type: AnySimple, value: unknown): readonly string[] {
  try {
    return [writeText(type, value)];
  } catch {
    return [];
  }
}

function* candidates(type: AnySimple, choices: SimpleChoices): Generator<unknown, void> {
  const { made } = type;
  switch (made?.kind) {
    case undefined:
      return yield* plainValues(type, choices);
    case "restriction":
      return yield* restrictedValues(type, choices);
    case "list":
      return yield* lists(type, made, { minLength: 0, maxLength: Infinity }, choices);
    case "union":
      // A text belongs to the first member that it fits, even if it was created for another.
      for (const member of turned(made.members, choices.random)) {
        for (const value of candidates(member, choices)) yield* valuesOf(type, textOf(member, value));
      }
      return;
    case "fixed":
      return yield* valuesOf(made.type, [made.text]);
    case "default":
      if (choices.random(2) === 0) yield* valuesOf(made.type, [made.text]);
      // An empty element has the default.
      for (const value of candidates(made.type, choices)) if (!isEmpty(made.type, value)) yield value;
      return yield* valuesOf(made.type, [made.text]);
  }
}

/** Values of a type that is not constructed from others. */
function plainValues(type: AnySimple, choices: SimpleChoices): Generator<unknown, void> {
  const { builtin, members } = type;
  return valuesOf(type, members === undefined ? textsOf(builtin ?? "token", choices) : turned(members, choices.random));
}

/** Texts of a builtin type. */
export function textsOf(builtin: string, { random, texts }: SimpleChoices): readonly string[] {
  return [...turned(texts?.(builtin) ?? [], random), ...builtinTexts(builtin, random)];
}

/** Values of the base that satisfy the facets, then values derived from the facets. */
function* restrictedValues(type: AnySimple, choices: SimpleChoices): Generator<unknown, void> {
  const { random } = choices;
  const { base, facets } = unrestricted(type);
  const limits = limitsOf(facets);
  const enumeration = facets.find((each) => each.enumeration !== undefined)?.enumeration;
  if (enumeration !== undefined) return yield* valuesOf(type, turned(enumeration, random));
  if (base.made?.kind === "list") yield* lists(base, base.made, limits, choices);
  else yield* candidates(base, choices);
  const { minLength: min, maxLength: max } = limits;
  if (min > longest) return;
  for (const pattern of limits.patterns) yield* valuesOf(type, matching(pattern, random, { min, max }));
  yield* valuesOf(type, guidedTexts(base.builtin ?? "token", limits, random));
}

/** The base below all restrictions, and the facets of all of them. */
function unrestricted(type: AnySimple): { readonly base: AnySimple; readonly facets: readonly Facets[] } {
  const facets: Facets[] = [];
  let base = type;
  while (base.made?.kind === "restriction") {
    facets.push(base.made.facets);
    base = base.made.base;
  }
  return { base, facets };
}

function* lists(
  type: AnySimple,
  { item }: Made & { readonly kind: "list" },
  { minLength, maxLength }: Pick<Limits, "minLength" | "maxLength">,
  choices: SimpleChoices,
): Generator<unknown, void> {
  if (minLength > longest) return;
  // An item cannot contain white space.
  const fits: NonNullable<SimpleChoices["fits"]> = (of, value) =>
    isOf(type, [value]) && choices.fits?.(of, value) !== false;
  const itemChoices: SimpleChoices = { ...choices, fits };
  const lengths = [1 + choices.random(3), 1, 2, 3].map((length) => Math.min(Math.max(length, minLength), maxLength));
  for (const length of [...new Set([...lengths, minLength])]) {
    // The members of an enumeration are flags: each at most once, in order.
    if (item.members !== undefined && item.members.length >= length) {
      const start = choices.random(item.members.length - length + 1);
      yield Array.from(valuesOf(item, item.members.slice(start, start + length)));
    }
    const items: unknown[] = [];
    while (items.length < length) {
      const value =
        items.length < mostDistinct ? simpleValue(item, itemChoices)?.value : items[items.length % mostDistinct];
      if (value === undefined) break;
      items.push(value);
    }
    yield items;
  }
}

function* valuesOf(type: AnySimple, texts: Iterable<string>): Generator<unknown, void> {
  for (const text of texts) {
    try {
      yield readText(type, text);
    } catch {
      // A suggested text that the type refuses.
    }
  }
}

function isEmpty(type: AnySimple, value: unknown): boolean {
  try {
    return writeText(type, value) === "";
  } catch {
    return true;
  }
}

/** All elements, rotated to a random start. */
export function turned<T>(all: readonly T[], random: Random): T[] {
  const start = random(Math.max(all.length, 1));
  return [...all.slice(start), ...all.slice(0, start)];
}

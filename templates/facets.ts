import { builtins } from "../generator/builtins.js";
import type { Module } from "../generator/emit/module.js";
import type { Attribute, Element, TypeReference } from "../generator/model/service.js";
import type { Member } from "../generator/values/value-model.js";
import { documentation, sentences } from "./documentation.js";
import { commentCode, commentLine } from "./escape.js";
import { resolve } from "./reference.js";
import { restrictionOf, type AnySimple, type Restriction } from "../generator/values/restriction.js";

/** The facets of a restriction, in words: `At most 5 characters.`, `From 1 to 10.`, `` Matches `[0-9]+`. `` */
export function facets(type: AnySimple): readonly string[] {
  const restriction = restrictionOf(type);
  if (restriction === undefined || type.kind === "union") return [];
  return [
    ...lengths(restriction, unitOf(type)),
    ...bounds(restriction),
    ...digits(restriction),
    ...(restriction.patterns ?? []).map((pattern) => `Matches ${commentCode(pattern)}.`),
    ...members(restriction.enumeration ?? []),
  ];
}

/** The comment above an element in a type: its documentation, and the facets that no named type documents. */
export function memberDocumentation(member: Member, module: Module): { description: string }[] {
  return member.kind === "element" ? valueDocumentation(member.of, module) : [];
}

/** The comment above an attribute, or above an element by its own facts. `facts` are further sentences. */
export function valueDocumentation(
  { documentation: text, type, default: value, fixed }: Element | Attribute,
  module: Module,
  facts: readonly string[] = [],
): { description: string }[] {
  return documentation(
    [text, sentences([...facts, ...inlineFacets(type, module), ...values(value, fixed)], "  ")],
    "  ",
  );
}

/** Describes a type in place, because it has no declaration of its own. */
export function inlineFacets(reference: TypeReference, module: Module): readonly string[] {
  const type = resolve(reference, module);
  return type.kind === "inline" ? facets(type.type) : [];
}

function values(value: string | undefined, fixed: string | undefined): string[] {
  if (fixed !== undefined) return [`Always ${text(fixed)}.`];
  return value === undefined ? [] : [`Default: ${text(value)}.`];
}

function text(value: string): string {
  return commentLine(value) || "empty";
}

function lengths({ length, minLength, maxLength }: Restriction, unit: string): string[] {
  const of = (count: number): string => `${count} ${unit}${count === 1 ? "" : "s"}`;
  if (length !== undefined) return [`Exactly ${of(length)}.`];
  if (minLength !== undefined && maxLength !== undefined) {
    return [minLength === maxLength ? `Exactly ${of(minLength)}.` : `From ${minLength} to ${of(maxLength)}.`];
  }
  if (minLength !== undefined) return [`At least ${of(minLength)}.`];
  return maxLength === undefined ? [] : [`At most ${of(maxLength)}.`];
}

function bounds({ minInclusive: min, maxInclusive: max, minExclusive, maxExclusive }: Restriction): string[] {
  const inclusive =
    min !== undefined && max !== undefined
      ? [`From ${commentLine(min)} to ${commentLine(max)}.`]
      : [
          ...(min === undefined ? [] : [`At least ${commentLine(min)}.`]),
          ...(max === undefined ? [] : [`At most ${commentLine(max)}.`]),
        ];
  return [
    ...inclusive,
    ...(minExclusive === undefined ? [] : [`More than ${commentLine(minExclusive)}.`]),
    ...(maxExclusive === undefined ? [] : [`Less than ${commentLine(maxExclusive)}.`]),
  ];
}

function digits({ totalDigits, fractionDigits }: Restriction): string[] {
  const of = (count: number): string => `${count} ${count === 1 ? "digit" : "digits"}`;
  return [
    ...(totalDigits === undefined ? [] : [`At most ${of(totalDigits)}.`]),
    ...(fractionDigits === undefined ? [] : [`At most ${of(fractionDigits)} after the point.`]),
  ];
}

function members(enumeration: readonly string[]): string[] {
  if (enumeration.length === 0) return [];
  const shown = enumeration.slice(0, mostMembers).map(text).join(", ");
  const others = enumeration.length - mostMembers;
  return [`One of ${shown}${others > 0 ? ` and ${others} others` : ""}.`];
}

/** The number of enumeration members that a comment lists; the table lists all. */
const mostMembers = 20;

/** The unit that the length facets of a type count. */
function unitOf(type: Exclude<AnySimple, { kind: "union" }>): string {
  if (type.kind === "list") return "item";
  const { value } = builtins[type.base];
  return value === "bytes" ? "byte" : value === "list" ? "item" : "character";
}

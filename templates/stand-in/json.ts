/** Converts values of messages to and from JSON, for reply files and pages. */
import { base64Binary } from "../runtime/simple/binary.js";
import { dateTimeAsDate } from "../runtime/simple/date.js";
import { explain, misfit, RequestError } from "../runtime/error.js";
import { onlyMember, planOf, planOfMember, type Member, type Plan } from "../runtime/complex/plan.js";
import { double } from "../runtime/simple/number.js";
import type { Message } from "../runtime/complex/operation.js";
import type { AnyKind, AnyKinds, Table } from "../runtime/complex/table.js";
import { string } from "../runtime/simple/text.js";
import { isNil } from "../runtime/complex/nil.js";
import { absent, typed, unexpectedNull } from "../runtime/complex/write.js";
import { writeText } from "../runtime/simple/xml-text.js";
import { mixedProperty } from "./mixed.js";
import { listFromJson, maxSteps, objectFromJson, type FromJson } from "./object-json.js";
import { placeIn, problemAt, type Place, type Problem } from "./problem.js";
import { simpleFromJson } from "./simple-json.js";
import { attributesFromJson, elementFromJson } from "./xml-json.js";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** The value of a JSON document, or all its problems. */
export type Conversion =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] };

/**
 * Converts a value to JSON. Numbers that JSON cannot express become strings, bytes become base64, and absent values are
 * left out.
 * Throws a RequestError for a value that is nested too deeply, and for an object that occurs twice, as in a graph of
 * SOAP encoding.
 */
export function toJson(value: unknown): Json {
  return jsonOf(value, 0, new Set());
}

/**
 * Converts JSON to the value of a message, checked as on writing but without facets. A message without content has no
 * value.
 */
export function fromJson(message: Message, json: unknown): Conversion {
  return converted((walk) => messageFromJson(walk, message, json));
}

/** Converts JSON as `fromJson` does, but takes a single item for a list of one, because a word of a command line is one value. */
export function fromWords(message: Message, json: unknown): Conversion {
  return converted((walk) => messageFromJson({ ...walk, isOfWords: true }, message, json));
}

/** Converts a part of a message's value, of which anything may be missing. */
export function partFromJson(message: Message, json: unknown): Conversion {
  return converted((walk) => messageFromJson({ ...walk, isPart: true }, message, json));
}

/** Converts header blocks, or the detail of a fault. */
export function tableFromJson(table: Table, json: unknown): Conversion {
  return converted((walk) => contentFromJson(walk, planOf(table), json, null));
}

interface Walk {
  readonly problems: Problem[];
  readonly isPart: boolean;
  /** True if a single item may stand for a list of one. */
  readonly isOfWords: boolean;
}

function converted(convert: (walk: Walk) => unknown): Conversion {
  const problems: Problem[] = [];
  const value = convert({ problems, isPart: false, isOfWords: false });
  return problems.length === 0 ? { kind: "value", value } : { kind: "problems", problems };
}

function messageFromJson(walk: Walk, { body }: Message, json: unknown): unknown {
  const plan = planOf(body);
  const only = onlyMember(plan);
  if (only === undefined) return contentFromJson(walk, plan, json === undefined ? {} : json, null);
  // No words are an object without properties.
  if (json === undefined && walk.isOfWords && only.minOccurs > 0 && only.simple === null)
    return memberFromJson(walk, plan, only, {}, null);
  if (json !== undefined) return memberFromJson(walk, plan, only, json, null);
  if (only.minOccurs > 0 && !walk.isPart) walk.problems.push(problemAt(null, absent(only).reason));
  return undefined;
}

/** Converts JSON to a value for `writeContent`. */
function contentFromJson(walk: Walk, plan: Plan, json: unknown, place: Place | null): unknown {
  const { problems } = walk;
  const [item] = plan.members;
  if (plan.list && item !== undefined) {
    return listFromJson(listed(walk, json), place, problems, (one, at) => itemFromJson(walk, plan, item, one, at));
  }
  const values = objectFromJson(json, place, problems, propertiesOf(walk, plan));
  if (values === undefined) return undefined;
  if (!walk.isPart) problems.push(...missingIn(plan, values, place));
  return Object.fromEntries(values);
}

function propertiesOf(walk: Walk, plan: Plan): ReadonlyMap<string, FromJson> {
  const { problems, isPart } = walk;
  const properties = new Map<string, FromJson>();
  for (const { key, type } of plan.attributes) {
    properties.set(key, (part, at) => simpleFromJson(type, part, at, problems));
  }
  const { text } = plan;
  if (text !== null) properties.set("$value", (part, at) => simpleFromJson(text, part, at, problems));
  for (const member of plan.members) {
    properties.set(member.key, (part, at) => memberFromJson(walk, plan, member, part, at));
  }
  const { type } = plan;
  if (type !== null)
    properties.set("$type", (part, at) => {
      // A derivation has checked it when it selected the plan.
      if (plan.derivation === null && part !== type.name)
        problems.push(problemAt(at, explain(misfit(JSON.stringify(type.name), part))));
      return part;
    });
  if (!plan.keys.has("$any")) {
    const element: FromJson = (one, at) => elementFromJson(one, at, problems, isPart);
    properties.set("$any", (part, at) => listFromJson(part, at, problems, element));
  }
  properties.set("$attributes", (part, at) => attributesFromJson(part, at, problems, isPart));
  return properties;
}

/** Reports required members that are absent, and members that may not occur together. */
function missingIn(plan: Plan, values: ReadonlyMap<string, unknown>, place: Place | null): Problem[] {
  const attributes = plan.attributes
    .filter(({ required, key }) => required && !values.has(key))
    .map(({ key, type }) => problemAt(placeIn(place, key), `expected ${type.name}, found nothing`));
  if (plan.content === null) {
    const members = plan.members.filter(({ minOccurs, key }) => minOccurs > 0 && !values.has(key));
    return [...attributes, ...members.map((member) => problemAt(placeIn(place, member.key), absent(member).reason))];
  }
  try {
    plan.content.arrange(({ key }) => values.has(key));
    return attributes;
  } catch (error) {
    return [...attributes, problemOf(error, place)];
  }
}

/** Converts an error, whose path contains at most a property of the value at `place`. */
function problemOf(error: unknown, place: Place | null): Problem {
  if (!(error instanceof RequestError)) throw error;
  return problemAt(error.path === "" ? place : placeIn(place, error.path), error.reason);
}

function memberFromJson(walk: Walk, plan: Plan, member: Member, json: unknown, place: Place | null): unknown {
  if (!member.many) return itemFromJson(walk, plan, member, json, place);
  const items = listed(walk, json);
  return listFromJson(items, place, walk.problems, (item, at) => itemFromJson(walk, plan, member, item, at));
}

function listed({ isOfWords }: Walk, json: unknown): unknown {
  return isOfWords && !Array.isArray(json) ? [json] : json;
}

function itemFromJson(walk: Walk, plan: Plan, member: Member, json: unknown, place: Place | null): unknown {
  const { problems, isPart } = walk;
  const { simple, whole, group } = member;
  if (group !== null) return groupItemFromJson(walk, plan, member, json, place);
  if (json === null) {
    if (!member.nillable) problems.push(problemAt(place, unexpectedNull(member).reason));
    return null;
  }
  if (whole?.any !== undefined) return anyFromJson(walk, whole.any, json, place);
  if (whole !== null) return elementFromJson(json, place, problems, isPart);
  if (simple !== null) return simpleFromJson(simple, json, place, problems);
  const declared = planOfMember(member, plan);
  if (member.nil !== null && isNil(json)) return nilFromJson(walk, declared, json, place);
  let actual: Plan;
  try {
    actual = isPart && !isTyped(json) ? declared : typed(declared, json);
  } catch (error) {
    problems.push(problemOf(error, place));
    return undefined;
  }
  return contentFromJson(walk, actual, json, place);
}

/** Converts a value of any type, by the type that it states. */
function anyFromJson(walk: Walk, any: AnyKinds, json: unknown, place: Place | null): unknown {
  const { problems, isPart } = walk;
  let kind: AnyKind | null;
  try {
    kind = isPart && typeof json === "object" && !isTyped(json) ? null : any.kindOf(json);
  } catch (error) {
    problems.push(problemOf(error, place));
    return undefined;
  }
  if (kind === null) return elementFromJson(json, place, problems, isPart);
  const codec = kind.codec();
  const isSimple = "fit" in codec;
  if (isSimple && typeof json !== "object") return simpleFromJson(codec, json, place, problems);
  if (!isSimple && !codec.list) return contentFromJson(walk, codec, json, place);
  const values = objectFromJson(
    json,
    place,
    problems,
    new Map<string, FromJson>([
      ["$type", (part) => part],
      [
        "$value",
        (part, at) => (isSimple ? simpleFromJson(codec, part, at, problems) : contentFromJson(walk, codec, part, at)),
      ],
      ["$attributes", (part, at) => attributesFromJson(part, at, problems, isPart)],
    ]),
  );
  if (values === undefined) return undefined;
  if (!isPart && !values.has("$value")) {
    const expected = isSimple ? codec.name : "a list";
    problems.push(problemAt(placeIn(place, "$value"), `expected ${expected}, found nothing`));
  }
  return Object.fromEntries(values);
}

/** Converts a nil element with attributes. */
function nilFromJson(walk: Walk, declared: Plan, json: unknown, place: Place | null): unknown {
  const plan: Plan = { ...declared, text: null, type: null, members: [], content: null };
  const properties = new Map(propertiesOf(walk, plan)).set("$nil", (part) => part);
  const values = objectFromJson(json, place, walk.problems, properties) ?? new Map<string, unknown>();
  if (!walk.isPart) walk.problems.push(...missingIn(plan, values, place));
  return Object.fromEntries(values);
}

function isTyped(json: unknown): boolean {
  return typeof json === "object" && json !== null && "$type" in json && json.$type !== undefined;
}

/** Converts an item of a wildcard, of mixed content or of a repeated group. */
function groupItemFromJson(walk: Walk, plan: Plan, member: Member, json: unknown, place: Place | null): unknown {
  const { problems, isPart } = walk;
  if (member.group?.table === undefined) return elementFromJson(json, place, problems, isPart);
  if (member.key === mixedProperty && typeof json === "string") return simpleFromJson(string, json, place, problems);
  const value = contentFromJson(walk, planOfMember(member, plan), json, place);
  if (typeof value === "object" && value !== null && "$attributes" in value) {
    problems.push(
      problemAt(placeIn(place, "$attributes"), "expected no such property: a group of elements has no attributes"),
    );
  }
  return value;
}

/** Converts a value; `met` holds the objects and lists already converted. */
function jsonOf(value: unknown, depth: number, met: Set<object>): Json {
  switch (typeof value) {
    case "boolean":
    case "string":
      return value;
    case "undefined":
      return null;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? value : writeText(double, value);
    case "bigint":
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case "object":
      break;
    default:
      throw new RequestError(misfit("a value of a message", value));
  }
  if (value === null) return null;
  if (value instanceof Uint8Array) return writeText(base64Binary, value);
  if (value instanceof Date) return writeText(dateTimeAsDate, value);
  if (met.has(value)) throw new RequestError("expected a tree, found an object that is there twice");
  met.add(value);
  if (depth > maxSteps) throw new RequestError(`expected at most ${maxSteps} values inside each other`);
  const inner = (part: unknown): Json => jsonOf(part, depth + 1, met);
  if (Array.isArray(value)) return value.map((item: unknown) => inner(item));
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(parts.map(([name, part]: [string, unknown]) => [name, inner(part)]));
}

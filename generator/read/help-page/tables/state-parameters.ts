import type { Report } from "../../../diagnostic.js";
import { builtins, type BuiltinName } from "../../../builtins.js";
import { groupBy } from "../../../group-by.js";
import { formatPlace, type Place } from "../../../source.js";
import { isStandIn, typeWord } from "../../../type-words.js";
import type { SampleElement, SampleHints, SampleText } from "../help-page.js";
import { pageDiagnostic } from "../page-diagnostic.js";
import type { PageText } from "../text/page-text.js";
import { parameterTables, type Parameter, type ParameterTables } from "./parameter-table.js";
import type { Reading } from "../reading.js";
import { reportUnused } from "./unused-rows.js";
import { countUpTo, order, sectionsOf, type Heading, type Section } from "./sections.js";

/** The tables of a text, and the headings between them. */
export interface StatedTables {
  readonly tables: ParameterTables;
  readonly headings: readonly Heading[];
}

export function statedTables({ rows, headings }: PageText): StatedTables {
  return { tables: parameterTables(rows), headings };
}

/**
 * Adds what tables of parameters state to the messages of the operation in their section: first to the message that
 * follows a table, or else the one before, then to the others. Reports types that contradict the sample, which counts.
 */
export function stateParameters(
  readings: readonly Reading[],
  { tables, headings }: StatedTables,
  report: Report,
): readonly Reading[] {
  if (tables.length === 0 || readings.length === 0) return readings;
  const indexes = new Map<Reading, ElementIndex>();
  const stated = new Map<SampleElement, Parameter>();
  const indexed = (reading: Reading): ElementIndex => {
    const index = indexes.get(reading) ?? indexOf(reading);
    indexes.set(reading, index);
    return index;
  };
  const named = (table: readonly Parameter[], messages: readonly Reading[]) =>
    table.filter((parameter) => messages.some((message) => indexed(message).find(parameter).length > 0));
  const state = (table: readonly Parameter[], messages: readonly Reading[]): void => {
    for (const message of messages)
      for (const parameter of table)
        for (const element of indexed(message).find(parameter))
          if (!stated.has(element)) stated.set(element, parameter);
  };
  const neighbours = neighboursIn(readings, headings);
  const placed = tables.map((table) => {
    const { above, below, isOne } = neighbours(table[0].place);
    const isBelow =
      above.length === 0 || (below.length > 0 && named(table, below).length >= named(table, above).length);
    const operation = isOne ? [...above, ...below] : isBelow ? below : above;
    const nearest = [below[0], above.at(-1)].find(
      (message) => message !== undefined && operation.includes(message) && named(table, [message]).length > 0,
    );
    return { table, operation, nearest };
  });
  // For an element that several messages have, the table beside its message counts.
  for (const { table, nearest } of placed) if (nearest !== undefined) state(table, [nearest]);
  for (const { table, operation } of placed) state(table, operation);
  for (const { table, operation } of placed) {
    const find = (parameter: Parameter): readonly SampleElement[] =>
      operation.flatMap((message) => indexed(message).find(parameter));
    reportUnused(table, operation, find, stated, report);
  }
  const change = (element: SampleElement): SampleElement => withParameter(element, stated, report);
  return readings.map((reading) => (indexes.has(reading) ? withBody(reading, change) : reading));
}

interface ElementIndex {
  /** The outermost elements that a parameter names. */
  readonly find: (parameter: Parameter) => readonly SampleElement[];
}

interface Indexed {
  readonly element: SampleElement;
  readonly parent: string;
  readonly depth: number;
}

function indexOf({ content }: Reading): ElementIndex {
  const all: Indexed[] = [];
  const add = (parts: readonly (SampleElement | SampleText)[], parent: string, depth: number): void => {
    for (const element of parts) if (element.kind === "element") all.push({ element, parent, depth });
  };
  if (content.kind === "envelope") add([...content.header, ...(content.body ?? [])], "", 0);
  if (content.kind === "fault") add(content.details, "", 0);
  if (content.kind === "content") add([content.content], "", 0);
  // The list grows during the loop, which visits the new elements too.
  for (const { element, depth } of all) add(element.children, element.name.toLowerCase(), depth + 1);
  const byName = groupBy(all, ({ element }) => element.name.toLowerCase());
  return {
    find({ path }) {
      const parent = path.at(-2);
      const named = byName.get(path.at(-1) ?? "") ?? [];
      const fitting = parent === undefined ? named : named.filter((each) => each.parent === parent);
      return fitting.filter(({ depth }) => depth === fitting[0].depth).map(({ element }) => element);
    },
  };
}

interface Neighbours {
  /** The messages of one operation, the nearest last. */
  readonly above: readonly Reading[];
  /** The messages of one operation, the nearest first. */
  readonly below: readonly Reading[];
  /** True if both are of the same operation. */
  readonly isOne: boolean;
}

/** Returns the messages around a place, in the innermost section that has messages. */
function neighboursIn(readings: readonly Reading[], headings: readonly Heading[]): (place: Place) => Neighbours {
  const names = new Set(readings.flatMap((reading) => reading.names));
  const places = readings.map(({ head }) => head.place);
  const dividing = headings.filter(({ name }) => name === undefined || names.has(name));
  const sectionAt = sectionsOf(dividing, places);
  const orders = places.map(order);
  return (place) => {
    let section: Section = sectionAt(place);
    while (section.start === section.end && section.parent !== undefined) section = section.parent;
    const next = countUpTo(orders, order(place));
    const before = readings.slice(Math.max(section.start, next - most), Math.min(section.end, next));
    const after = readings.slice(Math.max(section.start, next), Math.min(section.end, next + most));
    const first = before.findLastIndex((reading, index) => !goesOn(before[index - 1], reading));
    const end = after.findIndex((reading, index) => index > 0 && !goesOn(after[index - 1], reading));
    return {
      above: before.slice(Math.max(first, 0)),
      below: end < 0 ? after : after.slice(0, end),
      isOne: goesOn(before.at(-1), after[0]),
    };
  };
}

/** The most messages on one side of a table: a request and a response in each of four bindings. */
const most = 8;

/** True if a message belongs to the operation of the one before it. */
function goesOn(previous: Reading | undefined, next: Reading | undefined): boolean {
  if (previous === undefined || next === undefined) return false;
  const isAnswer = next.message === "response" || next.message === "fault";
  return isAnswer || next.names.some((name) => previous.names.includes(name));
}

function withBody(reading: Reading, change: (element: SampleElement) => SampleElement): Reading {
  const { content } = reading;
  const changePart = (part: SampleElement | SampleText) => (part.kind === "element" ? change(part) : part);
  if (content.kind === "fault") return { ...reading, content: { ...content, details: content.details.map(change) } };
  if (content.kind === "content") return { ...reading, content: { ...content, content: changePart(content.content) } };
  if (content.kind !== "envelope") return reading;
  const body = content.body?.map(changePart);
  return { ...reading, content: { ...content, header: content.header.map(change), ...(body && { body }) } };
}

/** The reader of XML bounds the recursion. */
function withParameter(
  element: SampleElement,
  stated: ReadonlyMap<SampleElement, Parameter>,
  report: Report,
): SampleElement {
  const children = element.children.map((child) =>
    child.kind === "element" ? withParameter(child, stated, report) : child,
  );
  const parameter = stated.get(element);
  if (parameter === undefined) return { ...element, children };
  return { ...element, children, hints: { ...element.hints, ...hintsOf(element, parameter, report) } };
}

function hintsOf(element: SampleElement, parameter: Parameter, report: Report): SampleHints {
  const { type, required, documentation, place } = parameter;
  const isFitting = type === undefined ? undefined : fits(element, type);
  if (isFitting === false && type !== undefined) reportDisagreement(element, parameter, type, report);
  return {
    place,
    ...(isFitting === true && type !== undefined && { type }),
    ...(required !== undefined && { required }),
    ...(documentation !== undefined && { documentation }),
  };
}

/** False if the sample shows another type or a value that does not fit; undefined if the sample states more than a type. */
function fits({ children }: SampleElement, type: BuiltinName): boolean | undefined {
  const [only, ...others] = children;
  if (only === undefined) return true;
  if (others.length > 0 || only.kind === "element") return undefined;
  const { text, words = [] } = only;
  if (isStandIn(text)) return true;
  const word = typeWord(text);
  if (word !== undefined) return word === type || isAlike(word, type) ? undefined : false;
  if (words.length > 0 || / or /.test(text)) return undefined;
  return isValue(text, type);
}

/** Numbers of one kind, and times: people are seldom exact in a table. */
function isAlike(word: BuiltinName, type: BuiltinName): boolean {
  const kinds = [word, type].map((name) => builtins[name].value);
  const isNumeric = kinds.every((kind) => kind === "number" || kind === "integer" || kind === "decimal");
  return isNumeric || kinds.every((kind) => kind === "time");
}

function isValue(text: string, type: BuiltinName): boolean {
  switch (builtins[type].value) {
    case "boolean":
      return /^(?:true|false|0|1)$/.test(text);
    case "integer":
    case "number":
      return type === "float" || type === "double" ? isNumber(text) : /^[-+]?\d{1,19}$/.test(text);
    case "decimal":
      return isNumber(text);
    case "time":
      return /\d/.test(text);
    case "content":
    case "text":
    case "list":
    case "name":
    case "bytes":
    case "guid":
    case "char":
      return true;
  }
}

function isNumber(text: string): boolean {
  return /^[-+]?\d{1,32}(?:\.\d{0,32})?$/.test(text);
}

function reportDisagreement(element: SampleElement, { place }: Parameter, type: BuiltinName, report: Report): void {
  const message = `found the type ${type} of ${element.name} in a table, expected one that fits the sample at ${formatPlace(element.place)}, which is used`;
  report(pageDiagnostic("table-disagrees", "warning", place, message, { related: [element.place] }));
}

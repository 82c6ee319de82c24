import type { Report } from "../../diagnostic.js";
import { builtins, type BuiltinName } from "../../builtins.js";
import { formatPlace, type Place } from "../../source.js";
import { typeWord } from "../../type-words.js";
import type { SampleElement, SampleHints, SampleText } from "./help-page.js";
import { pageDiagnostic } from "./page-diagnostic.js";
import type { Parameter, ParameterTables } from "./parameter-table.js";
import type { Reading } from "./reading.js";

/**
 * Adds what tables of parameters state to the elements of the messages beside them: of the one that follows a table, or
 * else the one before. Reports types that contradict the sample, which counts.
 */
export function stateParameters(
  readings: readonly Reading[],
  tables: ParameterTables,
  report: Report,
): readonly Reading[] {
  if (tables.length === 0) return readings;
  const indexes = new Map<Reading, ElementIndex>();
  const stated = new Map<SampleElement, Parameter>();
  const state = (reading: Reading | undefined, table: readonly Parameter[]): boolean => {
    if (reading === undefined) return false;
    const index = indexes.get(reading) ?? indexOf(reading);
    indexes.set(reading, index);
    const found = table.flatMap((parameter) => index.find(parameter).map((element) => ({ element, parameter })));
    for (const { element, parameter } of found) if (!stated.has(element)) stated.set(element, parameter);
    return found.length > 0;
  };
  let next = 0;
  for (const table of tables) {
    while (next < readings.length && isBefore(readings[next]?.head.place, table[0].place)) next += 1;
    if (!state(readings[next], table)) state(readings[next - 1], table);
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
  const byName = new Map<string, Indexed[]>();
  const pending: Indexed[] = [];
  const add = (parts: readonly (SampleElement | SampleText)[], parent: string, depth: number): void => {
    for (const element of parts) if (element.kind === "element") pending.push({ element, parent, depth });
  };
  if (content.kind === "envelope") add([...content.header, ...(content.body ?? [])], "", 0);
  for (let at = 0, next = pending[0]; next !== undefined; next = pending[++at]) {
    const name = next.element.name.toLowerCase();
    const others = byName.get(name);
    if (others === undefined) byName.set(name, [next]);
    else others.push(next);
    add(next.element.children, name, next.depth + 1);
  }
  return {
    find({ path }) {
      const parent = path.at(-2);
      const named = byName.get(path.at(-1) ?? "") ?? [];
      const fitting = parent === undefined ? named : named.filter((each) => each.parent === parent);
      return fitting.filter(({ depth }) => depth === fitting[0]?.depth).map(({ element }) => element);
    },
  };
}

function isBefore(place: Place | undefined, other: Place): boolean {
  return place?.path === other.path && (place.line - other.line || place.column - other.column) < 0;
}

function withBody(reading: Reading, change: (element: SampleElement) => SampleElement): Reading {
  const { content } = reading;
  if (content.kind !== "envelope") return reading;
  const body = content.body?.map((part) => (part.kind === "element" ? change(part) : part));
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

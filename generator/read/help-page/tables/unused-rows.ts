import type { Report } from "../../../diagnostic.js";
import { quote } from "../../../quote.js";
import { formatPlace } from "../../../source.js";
import type { SampleElement } from "../help-page.js";
import { pageDiagnostic } from "../page-diagnostic.js";
import type { Parameter } from "./parameter-table.js";
import type { Reading } from "../reading.js";

/** Reports the rows of a table that state nothing, or less than they seem to, once for the table. */
export function reportUnused(
  table: readonly Parameter[],
  operation: readonly Reading[],
  find: (parameter: Parameter) => readonly SampleElement[],
  stated: ReadonlyMap<SampleElement, Parameter>,
  report: Report,
): void {
  if (operation.length === 0 || operation.some(({ content }) => content.kind === "broken")) return;
  const inQuery = new Set(operation.flatMap(parameterNames));
  const problems = table.flatMap((parameter) => {
    if (inQuery.has(parameter.path.at(-1) ?? "")) return [];
    const problem = problemOf(parameter, find(parameter), stated);
    return problem === undefined ? [] : [{ ...problem, place: parameter.place }];
  });
  const [first] = problems;
  if (first === undefined) return;
  const others = problems.length === 1 ? "" : `; ${problems.length} rows of this table are not read whole`;
  report(
    pageDiagnostic(
      "table-row-unused",
      "warning",
      first.place,
      `found ${first.found}, expected ${first.expected}${others}`,
    ),
  );
}

interface Problem {
  readonly found: string;
  readonly expected: string;
}

function problemOf(
  { name, unread = {}, ...parameter }: Parameter,
  elements: readonly SampleElement[],
  stated: ReadonlyMap<SampleElement, Parameter>,
): Problem | undefined {
  const row = `the row ${quote(name)} in a table`;
  if (elements.length === 0)
    return { found: row, expected: "the name of an element in the messages below the same heading" };
  const others = elements.map((element) => stated.get(element));
  const [other] = others;
  if (other !== undefined && others.every((each) => each !== undefined && contradicts(each, parameter)))
    return {
      found: `${row} again, with other facts`,
      expected: `those at ${formatPlace(other.place)}, which are used`,
    };
  if (unread.required !== undefined)
    return { found: `${quote(unread.required)} in ${row}`, expected: "yes or no for what is required" };
  if (unread.type !== undefined && elements.every(showsText))
    return { found: `the type ${quote(unread.type)} in ${row}`, expected: "one such as string, int or dateTime" };
  return undefined;
}

type Facts = Pick<Parameter, "type" | "required">;

function contradicts(used: Facts, other: Facts): boolean {
  const differ = <T>(one: T | undefined, two: T | undefined): boolean =>
    one !== undefined && two !== undefined && one !== two;
  return differ(used.type, other.type) || differ(used.required, other.required);
}

/** True for an element whose sample states no more than one simple type or value. */
function showsText({ children: [only, ...others] }: SampleElement): boolean {
  return others.length === 0 && only?.kind === "text" && (only.words ?? []).length < 2 && !/ or /.test(only.text);
}

function parameterNames({ content }: Reading): readonly string[] {
  return content.kind === "parameters" ? content.parameters.map(({ name }) => name.toLowerCase()) : [];
}

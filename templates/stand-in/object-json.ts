import { explain, misfit } from "../runtime/error.js";
import { placeIn, problemAt, unknownProperty, type Place, type Problem } from "./problem.js";

/** The limit on steps to a value: by default, readers accept 256 nested elements, with at most three steps each. */
export const maxSteps = 768;

/** Converts a part of a JSON document. Adds problems, and then the value is meaningless. */
export type FromJson = (json: unknown, place: Place) => unknown;

/** Converts the properties of an object, each by its own function; undefined for values other than objects. */
export function objectFromJson(
  json: unknown,
  place: Place | null,
  problems: Problem[],
  properties: ReadonlyMap<string, FromJson>,
): ReadonlyMap<string, unknown> | undefined {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    problems.push(problemAt(place, explain(misfit("an object", json))));
    return undefined;
  }
  if (isTooDeep(place, problems)) return undefined;
  const values = new Map<string, unknown>();
  for (const [name, part] of Object.entries(json)) {
    if (part === undefined) continue;
    const fromJson = properties.get(name);
    if (fromJson !== undefined) values.set(name, fromJson(part, placeIn(place, name)));
    else problems.push(unknownProperty(place, name, [...properties.keys()]));
  }
  return values;
}

/** Converts the items of a list. */
export function listFromJson(json: unknown, place: Place | null, problems: Problem[], item: FromJson): unknown[] {
  if (!Array.isArray(json)) {
    problems.push(problemAt(place, explain(misfit("a list", json))));
    return [];
  }
  if (isTooDeep(place, problems)) return [];
  return json.map((one: unknown, index) => item(one, placeIn(place, index)));
}

function isTooDeep(place: Place | null, problems: Problem[]): boolean {
  if (place === null || place.depth <= maxSteps) return false;
  problems.push(problemAt(place, `expected at most ${maxSteps} values inside each other`));
  return true;
}

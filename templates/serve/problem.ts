import { suggest } from "./suggestion.js";

/** What is wrong in a JSON document: what was found and what was expected. */
export interface Problem {
  /** Of the value; the last step may be a property that is missing. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Where a value stands in a document; null for the document itself. */
export interface Place {
  readonly step: string | number;
  readonly outer: Place | null;
  /** How many steps lead here. */
  readonly depth: number;
}

/** The place of a property or an item of the value at `outer`. */
export function placeIn(outer: Place | null, step: string | number): Place {
  return { step, outer, depth: (outer?.depth ?? 0) + 1 };
}

export function problemAt(place: Place | null, message: string): Problem {
  return problemWithin(place, { path: [], message });
}

/** The same problem seen from the document that holds its own at `place`. */
export function problemWithin(place: Place | null, { path, message }: Problem): Problem {
  const steps: (string | number)[] = [];
  for (let at = place; at !== null; at = at.outer) steps.push(at.step);
  return { path: [...steps.reverse(), ...path], message };
}

/** A problem as one line of text: `value.Lines[2]: expected int, found "seven"`. */
export function shownProblem({ path, message }: Problem): string {
  const steps = path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`));
  return path.length === 0 ? message : `${steps.join("")}: ${message}`;
}

/** Says that a property has none of the known names. */
export function unknownProperty(place: Place | null, name: string, known: readonly string[]): Problem {
  const hint = known.length === 0 ? "" : `; ${suggest(name, known)}`;
  return problemAt(placeIn(place, name), `unknown property ${JSON.stringify(name)}${hint}`);
}

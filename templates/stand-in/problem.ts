import { suggest } from "./suggestion.js";

/** A problem in a JSON document: the found and the expected value. */
export interface Problem {
  /** The path of the value; its last step may be a property that is missing. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** The place of a value in a document; null for the document itself. */
export interface Place {
  readonly step: string | number;
  readonly outer: Place | null;
  /** The number of steps to this place. */
  readonly depth: number;
}

/** The place of a property or an item of the value at `outer`. */
export function placeIn(outer: Place | null, step: string | number): Place {
  return { step, outer, depth: (outer?.depth ?? 0) + 1 };
}

export function problemAt(place: Place | null, message: string): Problem {
  return problemWithin(place, { path: [], message });
}

/** Moves a problem from a part, which is at `place`, to the whole document. */
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

/** The problem of a property whose name is unknown. */
export function unknownProperty(place: Place | null, name: string, known: readonly string[]): Problem {
  const hint = known.length === 0 ? "" : `; ${suggest(name, known)}`;
  return problemAt(placeIn(place, name), `unknown property ${JSON.stringify(name)}${hint}`);
}

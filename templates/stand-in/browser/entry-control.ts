import { Malformed, RequestError } from "../../runtime/error.js";
import type { Control, Reading } from "./control.js";
import { make, uniqueId } from "./dom.js";
import type { Entry } from "./entry.js";
import { problemPlace } from "./problem.js";

/** The conversion between an entry's text and its value. */
export interface Meaning {
  /** The expected type, for the message about an empty entry. */
  readonly name: string;
  /** The text to show before there is a value. */
  readonly initial?: string | undefined;
  /** Throws Malformed for an invalid text. */
  parse(text: string): unknown;
  /** Throws a RequestError for a value that has no text. */
  print(value: unknown): string;
}

/** A control for a value that is typed as one text, with hints below it. */
export function entryControl(entry: Entry, meaning: Meaning, hints: readonly string[]): Control {
  const notes = hints.filter((hint) => hint !== "").map((hint) => make("p", { id: uniqueId(), class: "hint" }, hint));
  const place = problemPlace(entry.input, notes);
  const element = make("div", { class: "entry" }, entry.element, place.element, ...notes);
  entry.input.addEventListener("input", () => place.clear());
  entry.show(meaning.initial);
  return {
    element,
    read(): Reading {
      place.clear();
      const text = entry.text();
      if (text === undefined) return place.say(`expected ${meaning.name}, found nothing`);
      try {
        return { kind: "value", value: meaning.parse(text) };
      } catch (error) {
        if (error instanceof Malformed) return place.say(error.message);
        throw error;
      }
    },
    set(value) {
      place.clear();
      entry.show(value === undefined || value === null ? meaning.initial : printed(meaning, value));
    },
  };
}

/** The text of a value. A value that does not fit is shown anyway, so that reading the form reports it. */
function printed(meaning: Meaning, value: unknown): string {
  try {
    return meaning.print(value);
  } catch (error) {
    if (error instanceof RequestError || error instanceof TypeError) return String(value);
    throw error;
  }
}

import type { Report } from "../../diagnostic.js";
import type { Place } from "../../source.js";
import { isBuiltinName, type BuiltinName } from "../../builtins.js";
import type { QName } from "../service.js";
import { typeWord } from "../../type-words.js";
import type { Looks } from "./values.js";

/** The evidence of a sample about a simple type. */
export type SimpleShape = BuiltinShape | EnumerationShape;

export interface BuiltinShape {
  readonly kind: "builtin";
  readonly name: BuiltinName;
  /** `assumed` if the sample has an uninformative text: `bytes`, a saved value, an empty attribute. */
  readonly evidence: "shown" | "assumed";
  readonly observed?: true;
  /** How often values of the element had each look; the type is decided when all are known. */
  readonly looks?: Looks;
  /** True if the looks decided the type. */
  readonly open?: true;
  /** As in `TypeReference`. */
  readonly xml?: true;
  readonly places: readonly Place[];
}

export interface EnumerationShape {
  readonly kind: "enumeration";
  /** The name of the type, if an encoded sample or the root of an HTTP reply states it. */
  readonly name?: ShownName;
  readonly values: readonly string[];
  readonly observed?: never;
  readonly places: readonly Place[];
}

/** The name of a type and its evidence. */
export interface ShownName {
  readonly name: QName;
  readonly places: readonly Place[];
}

export interface Placeholder {
  readonly text: string;
  /** The placeholders in the text, if the page marks them. */
  readonly words?: readonly string[];
  readonly place: Place;
}

/** Reads the placeholder of a simple type, such as `int` or `A or B`. */
export function readPlaceholder(placeholder: Placeholder, report: Report): SimpleShape {
  const { text, words, place } = placeholder;
  const places = [place];
  if (words !== undefined && words.length > 1) return enumeration(words, places);
  // A page that marks its placeholders has the words of ASMX.
  const word = words === undefined || text.endsWith(":QName") || isBuiltinName(text) ? typeWord(text) : undefined;
  if (word !== undefined) return { kind: "builtin", name: word, evidence: "shown", places };
  // ASMX prints "bytes" for any anonymous simple type, and nothing for one in an attribute.
  if (text === "bytes" || text === "") return unknownText(places);
  if (words !== undefined && words[0] === text) return enumeration(words, places);
  const values = alternatives(text);
  if (values.length > 1) return enumeration(values, places);
  reportValue(place, report);
  return unknownText(places);
}

/** Reports a value without showing it, since it may be a secret. The same message at all places is printed once. */
export function reportValue(place: Place, report: Report): void {
  report({
    severity: "warning",
    code: "placeholder-unknown",
    doubt: "type",
    message:
      'found a value, expected the name of a type, such as int, or values joined by " or "; read as string unless another sample shows the type',
    place,
    hint: "if somebody saved a value here, restore the name of the type, or override the type of the element",
  });
}

/** True of an enumeration of one value, which looks like a value that was saved. */
export function isOneValue(shape: SimpleShape): boolean {
  return shape.kind === "enumeration" && shape.values.length === 1;
}

/** The values of an unmarked enumeration. Trimming has removed the blank next to an empty first or last value. */
function alternatives(text: string): readonly string[] {
  const open = text.startsWith("or ") ? " " : "";
  const close = text.endsWith(" or") ? " " : "";
  return `${open}${text}${close}`.split(" or ");
}

function enumeration(values: readonly string[], places: readonly Place[]): EnumerationShape {
  return { kind: "enumeration", values: [...new Set(values)], places };
}

export function unknownText(places: readonly Place[]): BuiltinShape {
  return { kind: "builtin", name: "string", evidence: "assumed", places };
}

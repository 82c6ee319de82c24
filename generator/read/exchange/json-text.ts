import type { Report } from "../../diagnostic.js";
import { readJson, type Json } from "../json.js";
import type { Source } from "../../source.js";
import { joinPieces, type Excerpt, type Piece } from "./excerpt.js";

/** Reads the JSON of a recording. A message shows nothing of the text, which can be a secret. */
export function readRecordedJson(source: Source, expected: string, report: Report): Json | undefined {
  return readJson(source, ({ place }) => {
    const message = `found text that is not JSON, expected the rest of ${expected}`;
    report({ severity: "error", code: "recording-not-well-formed", message, place });
  });
}

type JsonString = Extract<Json, { kind: "string" }>;

/** The text of a JSON string in `source`, with the place of each character. */
export function jsonText({ text }: Source, { value, start }: JsonString, place: Excerpt["place"]): Excerpt {
  const pieces: Piece[] = [];
  let at = start + 1;
  for (let length = 0; length < value.length;) {
    special.lastIndex = at;
    const run = text.slice(at, special.exec(text)?.index);
    escape.lastIndex = at;
    const raw = run === "" ? escape.exec(text)?.[0] : run;
    if (raw === undefined) break;
    const piece = run === "" ? value.charAt(length) : run;
    pieces.push({ text: piece, start: at });
    at += raw.length;
    length += piece.length;
  }
  return joinPieces(pieces, place);
}

/** The end of a run of plain characters. A pattern of the run itself would need memory for each of millions of characters. */
const special = /["\\]/g;
const escape = /\\(?:u[\da-fA-F]{4}|.)/y;

/** The value of a member of a JSON object; undefined for anything else. */
export function memberOf(json: Json | undefined, key: string): Json | undefined {
  return json?.kind === "object" ? json.members.findLast((member) => member.key === key)?.value : undefined;
}

/** The value at a path of keys. */
export function memberAt(json: Json | undefined, ...keys: readonly string[]): Json | undefined {
  return keys.reduce(memberOf, json);
}

export function itemsOf(json: Json | undefined): readonly Json[] {
  return json?.kind === "array" ? json.items : [];
}

export function stringOf(json: Json | undefined): string | undefined {
  return json?.kind === "string" ? json.value : undefined;
}

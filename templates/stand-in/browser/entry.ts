import type { Simple } from "../../runtime/simple/simple.js";
import { readText, writeText } from "../../runtime/simple/xml-text.js";
import { inputId, make, nameAfter, uniqueId } from "./dom.js";
import { builtinsOf, suggestionsOf, takes, textsOf } from "./type-texts.js";

/** An input for one text, typed or chosen. */
export interface Entry {
  readonly element: HTMLElement;
  /** The element that the label refers to. */
  readonly input: HTMLElement;
  /** The text; undefined if nothing is chosen. */
  text(): string | undefined;
  show(text: string | undefined): void;
}

/** The entry for the texts of a type; `caption` is the caption of its label. */
export function entryOf(type: Simple<unknown>, caption: HTMLElement): Entry {
  const texts = textsOf(type);
  if (texts !== undefined) return selectEntry(type, texts, caption);
  const builtins = builtinsOf(type);
  if (builtins.some((builtin) => binary.has(builtin))) return fileEntry(type, caption);
  const suggestions = suggestionsOf(type);
  if (suggestions.length > 0) return suggestedEntry(suggestions, caption);
  if (builtins.some((builtin) => preserved.has(builtin))) return areaEntry(caption, 1);
  const input = make("input", { ...attributesOf(caption), type: "text" });
  const mode = builtins.length === 1 ? inputModes.get(builtins[0] ?? "") : undefined;
  if (mode !== undefined) input.inputMode = mode;
  return typed(input, input);
}

/** An entry for a text of several lines. */
export function areaEntry(caption: HTMLElement, rows: number): Entry {
  const area = make("textarea", { ...attributesOf(caption), rows: String(rows) });
  return typed(area, area);
}

/** Types whose texts may have line breaks. */
const preserved: ReadonlySet<string> = new Set(["string", "anySimpleType"]);
const binary: ReadonlySet<string> = new Set(["base64Binary", "hexBinary"]);

const integers = ["int", "short", "byte", "long", "integer", "nonNegativeInteger", "positiveInteger"];
const others = ["nonPositiveInteger", "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort"];
const inputModes: ReadonlyMap<string, string> = new Map([
  ...[...integers, ...others, "unsignedByte"].map((name) => [name, "numeric"] as const),
  ...["decimal", "float", "double"].map((name) => [name, "decimal"] as const),
]);

/** Turns off history and correction, which do not help with values for a service. */
function attributesOf(caption: HTMLElement): Readonly<Record<string, string>> {
  return { id: inputId(caption), autocomplete: "off", autocapitalize: "off", spellcheck: "false" };
}

/** Browsers normalize line breaks, so an unchanged text is returned as it was set. */
function typed(input: HTMLInputElement | HTMLTextAreaElement, element: HTMLElement): Entry {
  let given = "";
  let shown = "";
  return {
    element,
    input,
    text: () => (input.value === shown ? given : input.value),
    show(text = "") {
      input.value = given = text;
      shown = input.value;
    },
  };
}

function selectEntry(type: Simple<unknown>, texts: readonly string[], caption: HTMLElement): Entry {
  const options = texts.map((text, index) => make("option", { value: String(index) }, text));
  const select = make("select", { id: inputId(caption) }, make("option", { value: "" }), ...options);
  // With a default, the empty text is a value too.
  const empty = takes(type, "") ? "" : undefined;
  // The written form of a member may differ from its text: `01`.
  const written = texts.map((text) => writeText(type, readText(type, text)));
  return {
    element: select,
    input: select,
    text: () => (select.value === "" ? empty : texts[Number(select.value)]),
    show(text) {
      const index = text === undefined ? -1 : written.indexOf(text);
      select.value = index < 0 ? "" : String(index);
    },
  };
}

function suggestedEntry(suggestions: readonly string[], caption: HTMLElement): Entry {
  const list = make("datalist", { id: uniqueId() }, ...suggestions.map((value) => make("option", { value })));
  const input = make("input", { ...attributesOf(caption), type: "text", list: list.id });
  return typed(input, make("div", { class: "suggested" }, input, list));
}

/** An entry for binary data as text, which can be loaded from a file. */
function fileEntry(type: Simple<unknown>, caption: HTMLElement): Entry {
  const area = make("textarea", { ...attributesOf(caption), rows: "1" });
  const file = make("input", { type: "file" });
  nameAfter(caption, (name) => (file.ariaLabel = `File for ${name}`));
  const entry = typed(area, make("div", { class: "binary" }, area, file));
  const fill = async ([chosen]: Iterable<File>): Promise<void> => {
    if (chosen === undefined) return;
    entry.show(writeText(type, new Uint8Array(await chosen.arrayBuffer())));
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  file.addEventListener("change", () => void fill(file.files ?? []));
  return entry;
}

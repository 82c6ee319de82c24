import type { Paste } from "../../generator/diagnostics/entry.js";
import { file, type Example } from "./example.js";

const configurationPath = "soapwright.config.json";

/** The example after a user has copied the lines: their keys take the place of those at the top of the configuration. */
export function cured(example: Example, { kind, text }: Paste): Example {
  if (kind === "command") return { ...example, command: text.split(" ").slice(2) };
  const given = example.edits.find(({ path }) => path === configurationPath);
  const before = given?.kind === "file" ? String(given.text) : "{}";
  const settings: unknown = { ...object(before), ...object(`{ ${text} }`) };
  return { ...example, edits: [...example.edits, file(configurationPath, JSON.stringify(settings))] };
}

/** The settings that a hint shows to be added to the configuration. */
export function hintedPastes(hint = ""): readonly Paste[] {
  const text = /"services": \{.*\}/.exec(hint)?.[0];
  return text === undefined ? [] : [{ kind: "configuration", text }];
}

function object(text: string): object {
  const value: unknown = JSON.parse(text);
  return typeof value === "object" && value !== null ? value : {};
}

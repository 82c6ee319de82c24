import { catalogue, type DiagnosticCode } from "./diagnostics/catalogue.js";
import type { CodeEntry, Severity } from "./diagnostics/entry.js";
import type { Place } from "./source.js";

export type { DiagnosticCode, Severity };

/**
 * A message about a place in a source. States what was found and what was expected, in lower case, without a full stop.
 */
export interface Diagnostic {
  readonly severity: Severity;
  /** The kind of message, a stable identifier: `sample-cut`. */
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly place: Place;
  /** Other places that the message mentions. */
  readonly related?: readonly Place[];
  /** The next step for the user; absent where the hint of the catalogue says it all. */
  readonly hint?: string;
  /** The setting for the spec that resolves the diagnostic: `{ ignore: ["GetPrice"] }`. */
  readonly setting?: Setting;
  /** The fact that is in doubt. An override of it settles the diagnostic. */
  readonly doubt?: "type" | "address";
}

interface Setting {
  readonly [key: string]: SettingValue;
}

type SettingValue = string | readonly string[] | Setting;

/** Receives diagnostics as they are found; reading continues after each. */
export type Report = (diagnostic: Diagnostic) => void;

const entries: Readonly<Record<DiagnosticCode, CodeEntry>> = catalogue;

/** The next step for the user: the diagnostic's own hint, or that of its code. */
export function hintOf({ code, hint }: Pick<Diagnostic, "code" | "hint">): string | undefined {
  return hint ?? entries[code].hint;
}

/** Gives a diagnostic of a spec the hint of the catalogue if it has none, and adds its setting as a line for the configuration. */
export function withHint({ setting, ...diagnostic }: Diagnostic, spec: string): Diagnostic {
  const line = setting && `add ${settingLine(spec, setting)} to the configuration`;
  const hint = [hintOf(diagnostic), line].filter((part) => part !== undefined).join(", or ");
  return hint === "" ? diagnostic : { ...diagnostic, hint };
}

/** `"services": { "shop": { "ignore": ["GetPrice"] } }` */
function settingLine(spec: string, setting: Setting): string {
  return `"services": ${settingText({ [spec]: setting })}`;
}

/** JSON on one line, with a space where people write one. */
function settingText(value: SettingValue): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(settingText).join(", ")}]`;
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${settingText(member)}`);
  return `{ ${members.join(", ")} }`;
}

function isList(value: SettingValue): value is readonly string[] {
  return Array.isArray(value);
}

/** Turns warnings into errors, for runs with `strict`. */
export function strictly(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.severity === "warning" ? { ...diagnostic, severity: "error" } : diagnostic;
}

/** Turns errors into warnings, for a source whose content is also in another, so that nothing is lost. */
export function leniently(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.severity === "error" ? { ...diagnostic, severity: "warning" } : diagnostic;
}

/** True if a diagnostic is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

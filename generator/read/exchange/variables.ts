import type { RecordedRequest } from "./exchange.js";
import { excerptAt, type Excerpt } from "./excerpt.js";

/** The variables of a file, for its URLs. */
export type Variables = ReadonlyMap<string, string>;

/** The greatest depth of variables that refer to others. */
const deepest = 8;

/** Tells how to give a variable a value in a file of its kind. */
export type SettingHint = (name: string, value: string) => string;

/**
 * A URL with its variables (`{{host}}`, `${host}`, `${#Project#host}`) replaced, or the first one without a value. The
 * scheme is http by default, as in the tools that write such files.
 */
export function urlWith(
  url: Excerpt | undefined,
  variables: Variables,
  hint: SettingHint,
): Pick<RecordedRequest, "url" | "unset"> {
  const text = url === undefined ? "" : replaceVariables(url.text, variables).trim();
  if (url === undefined || text === "") return {};
  const unset = variable.exec(text);
  const name = nameOf(unset?.slice(1) ?? []);
  if (unset !== null) {
    return name === undefined
      ? {}
      : { unset: { name, hint: hint(name, unset.index === 0 ? "https://HOST" : "VALUE") } };
  }
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  return { url: whole === url.text ? url : excerptAt(url.place(0), whole) };
}

function replaceVariables(url: string, variables: Variables): string {
  let text = url;
  if (variables.size === 0) return text;
  for (let depth = 0; depth < deepest && variable.test(text) && text.length < longest; depth++) {
    text = text.replace(new RegExp(variable, "g"), (found, ...groups: unknown[]) => {
      const name = nameOf(groups.slice(0, 2));
      return (name === undefined ? undefined : variables.get(name)) ?? found;
    });
  }
  return text;
}

/** The name in the groups of {@link variable}, of which one is undefined. */
function nameOf(groups: readonly unknown[]): string | undefined {
  return groups.find((group) => typeof group === "string");
}

const longest = 4096;
const variable = /\{\{\s*([^{}\s]{1,128})\s*\}\}|\$\{(?:#\w{1,64}#)?([^{}\s]{1,128})\}/;

import { excerptAt, type Excerpt } from "./excerpt.js";

/** The variables of a file, for its URLs. */
export type Variables = ReadonlyMap<string, string>;

/** The greatest depth of variables that refer to others. */
const deepest = 8;

/**
 * A URL with its variables (`{{host}}`, `${host}`, `${#Project#host}`) replaced; undefined if one has no value. The
 * scheme is http by default, as in the tools that write such files.
 */
export function urlWith(url: Excerpt, variables: Variables): Excerpt | undefined {
  let { text } = url;
  for (let depth = 0; depth < deepest && variable.test(text) && text.length < longest; depth++) {
    text = text.replace(variables.size === 0 ? /(?!)/ : new RegExp(variable, "g"), (found, ...names: unknown[]) => {
      const name = names.slice(0, 2).find((each) => typeof each === "string");
      return (typeof name === "string" ? variables.get(name) : undefined) ?? found;
    });
  }
  const trimmed = text.trim();
  if (trimmed === "" || variable.test(trimmed)) return undefined;
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  return whole === url.text ? url : excerptAt(url.place(0), whole);
}

const longest = 4096;
const variable = /\{\{\s*([^{}\s]{1,128})\s*\}\}|\$\{(?:#\w{1,64}#)?([^{}\s]{1,128})\}/;

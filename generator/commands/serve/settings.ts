import { matchesGlob } from "../../glob.js";
import { suggest } from "../../../templates/stand-in/suggestion.js";
import type { ServeOptions } from "../options.js";
import { loginOf } from "../fetch/credentials.js";
import type { Login } from "../fetch/sign-in.js";
import { UsageError, type Shell } from "../shell.js";
import { originOf } from "./cors.js";

/** The numeric options of `soapwright serve`. */
export interface ServeSettings {
  /** The address to listen at. */
  readonly host: string;
  /** The port; 0 selects a free one. */
  readonly port: number;
  /** The origins whose pages may call it, `*` for all; undefined for its own alone. */
  readonly cors: string | undefined;
  readonly seed: number;
  readonly faults: readonly Rule[];
  /** Delays in milliseconds. */
  readonly delays: readonly Rule[];
  /** The user whose token SOAP requests must have; undefined for anyone. */
  readonly login: Login | undefined;
}

/** A setting for some operations. */
export interface Rule {
  /** A name pattern: `*` matches any characters, `?` matches one. */
  readonly operations: string;
  readonly value: number;
}

/** The value of the last rule for an operation; 0 without one. */
export function valueFor(rules: readonly Rule[], operation: string): number {
  return rules.findLast(({ operations }) => matchesGlob(operations, operation))?.value ?? 0;
}

/** Parses the options. Throws a UsageError for an invalid number, and for a user without a password. */
export function serveSettings(
  { host = "127.0.0.1", port = "0", cors, seed = "1", fault = [], delay = [], user }: ServeOptions,
  { environment }: Pick<Shell, "environment">,
): ServeSettings {
  return {
    host: host.replace(/^\[(.*)\]$/, "$1"),
    cors: cors === undefined ? undefined : originOf(cors),
    port: numberOf("--port", port, { form: /^\d{1,5}$/, most: 65535, expected: "a number from 0 to 65535" }),
    seed: numberOf("--seed", seed, { form: /^-?\d{1,15}$/, most: Infinity, expected: "a whole number" }),
    faults: fault.map((text) => ruleOf("--fault", text, share)),
    delays: delay.map((text) => ruleOf("--delay", text, milliseconds)),
    login: user === undefined ? undefined : loginOf(user, environment["SOAPWRIGHT_PASSWORD"]),
  };
}

/** Throws a UsageError for a rule that matches no operation. */
export function checkRules({ faults, delays }: ServeSettings, operations: readonly string[]): void {
  for (const [option, rules] of [
    ["--fault", faults],
    ["--delay", delays],
  ] as const) {
    for (const { operations: pattern } of rules) {
      if (operations.some((name) => matchesGlob(pattern, name))) continue;
      throw new UsageError(`${option} ${pattern}=… is for no operation: ${suggest(pattern, operations)}`);
    }
  }
}

interface NumberForm {
  readonly form: RegExp;
  readonly most: number;
  readonly expected: string;
}

const share: NumberForm = { form: /^(?:\d+(?:\.\d*)?|\.\d+)$/, most: 1, expected: "a share from 0 to 1" };

/** Limited to the longest delay of a timer. */
const milliseconds: NumberForm = { form: /^\d{1,10}$/, most: 2 ** 31 - 1, expected: "a number of milliseconds" };

/** `GetPrice=0.5`, or `0.5` for all operations. */
function ruleOf(option: string, text: string, form: NumberForm): Rule {
  const at = text.lastIndexOf("=");
  return { operations: at < 0 ? "*" : text.slice(0, at), value: numberOf(option, text.slice(at + 1), form) };
}

function numberOf(option: string, text: string, { form, most, expected }: NumberForm): number {
  const value = Number(text);
  if (form.test(text) && value <= most) return value;
  throw new UsageError(`${option}: expected ${expected}, found ${JSON.stringify(text)}`);
}

import type { Table } from "../../templates/runtime/complex/table.js";
import * as builtin from "../support/builtins.js";
import { randomFrom } from "../../templates/stand-in/random-numbers.js";
import { valueOf, type Choices } from "../../templates/stand-in/random.js";
export const { boolean, date, dateTime, decimal, int, integer, string, token } = builtin;

export const seeds = Array.from({ length: 25 }, (_, seed) => seed);

export function choicesOf(seed: number, more: Partial<Choices> = {}): Choices {
  return { random: randomFrom(seed), valid: true, ...more };
}

export function valuesOf(table: Table, more: Partial<Choices> = {}): Record<string, unknown>[] {
  return seeds.map((seed) => valueOf(table, choicesOf(seed, more)));
}

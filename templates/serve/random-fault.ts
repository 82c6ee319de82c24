import type { NewFault } from "../runtime/binding/fault.js";
import { elementOf } from "../runtime/complex/plan.js";
import type { Table } from "../runtime/complex/table.js";
import { NoValue, valueOf, type Choices } from "./random.js";

/** A fault that an operation declares, with a random detail; if it declares none, one without. */
export function randomFault(faults: Table | undefined, choices: Choices): NewFault<object> {
  const fault = { code: "Receiver", reason: "injected" } as const;
  const declared = Object.entries(faults?.sequence ?? {});
  const [key, particle] = declared[choices.random(Math.max(declared.length, 1))] ?? [];
  if (key === undefined || particle === undefined) return fault;
  try {
    const one = { ...faults, sequence: { [key]: { ...elementOf(particle), minOccurs: 1 } } };
    return { ...fault, detail: valueOf(one, choices) };
  } catch (error) {
    if (error instanceof NoValue) return fault;
    throw error;
  }
}

import type { NewFault } from "../runtime/server/fault-envelope.js";
import type { AnyOperation } from "../runtime/binding/binding.js";
import { elementOf } from "../runtime/complex/plan.js";
import type { Table } from "../runtime/complex/table.js";
import { faultHeaderOf } from "../runtime/server/fault.js";
import { NoValue, valueOf, type Choices } from "./random.js";

/**
 * A fault that an operation declares, with a random detail and random header blocks; without a detail if it declares
 * none.
 */
export function randomFault(
  operation: AnyOperation,
  choices: Choices,
): { readonly fault: NewFault<object>; readonly header: object } {
  const fault = { code: "Receiver", reason: "injected" } as const;
  const detail = randomDetail(operation.faults?.detail, choices);
  return {
    fault: detail === undefined ? fault : { ...fault, detail },
    header: valueOf(faultHeaderOf(operation), choices),
  };
}

function randomDetail(detail: Table | undefined, choices: Choices): object | undefined {
  const declared = Object.entries(detail?.sequence ?? {});
  const [key, particle] = declared[choices.random(Math.max(declared.length, 1))] ?? [];
  if (key === undefined || particle === undefined) return undefined;
  try {
    return valueOf({ ...detail, sequence: { [key]: { ...elementOf(particle), minOccurs: 1 } } }, choices);
  } catch (error) {
    if (error instanceof NoValue) return undefined;
    throw error;
  }
}

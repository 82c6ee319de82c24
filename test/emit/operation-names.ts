import { namesOf, type Named } from "../../generator/emit/names.js";
import { operation, service } from "../support/model.js";

export function operationNames(names: readonly string[]): string[] {
  const given = service(
    names.map((name) => operation(name)),
    [],
  );
  return [...namesOf(given, nothing, nothing, []).operations.values()].map((found) => found.function);
}

/** No types and no choices. */
export const nothing: Named = { types: [], choices: [] };

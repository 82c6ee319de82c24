import type { Override } from "../../configuration.js";
import type { Report } from "../../diagnostic.js";
import type { Place } from "../../source.js";
import { suggest } from "../../../templates/stand-in/suggestion.js";
import { builtinNames, isBuiltinName } from "../../builtins.js";
import { clark, type Type, type TypeReference } from "../service.js";

/** Reports what was found in an override, what was expected, and the next step. */
export type Fail = (found: string, expected: string, hint: string) => undefined;

export function failing(report: Report, place: Place): Fail {
  return (found, expected, hint) => {
    const message = `found ${found}, expected ${expected}`;
    report({ severity: "error", code: "configuration-override", message, place, hint });
    return undefined;
  };
}

/** Finds a type by its local name, or as `{namespace}local`. */
export function findType(name: string, types: readonly Type[]): TypeReference | undefined {
  if (isBuiltinName(name)) return { kind: "builtin", name };
  const type = types.find((each) => clark(each.name) === name) ?? types.find((each) => each.name.local === name);
  if (type === undefined) return name === "xml" ? { kind: "builtin", name: "anyType", xml: true } : undefined;
  return { kind: "type", name: clark(type.name) };
}

/** Reports a name that is not one of the types. */
export function failType(name: string, types: readonly Type[], fail: Fail): undefined {
  const known = [...types.map((type) => type.name.local), ...builtinNames, "xml"];
  return fail(`the type ${JSON.stringify(name)}`, "a builtin type or a type of the service", suggest(name, known));
}

/** Reports an element that must occur more often than it can; true if it does. */
export function failOccurs(
  { minOccurs = 1, maxOccurs = 1 }: Pick<Override, "minOccurs" | "maxOccurs">,
  local: string,
  fail: Fail,
): boolean {
  if (maxOccurs === "unbounded" || minOccurs <= maxOccurs) return false;
  fail(
    `minOccurs ${minOccurs} and maxOccurs ${maxOccurs} of ${local}`,
    "a maxOccurs that is not less",
    "give both in the override",
  );
  return true;
}

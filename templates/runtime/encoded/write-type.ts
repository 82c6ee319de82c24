import type { Plan } from "../complex/plan.js";
import { xsd } from "../xml/names.js";
import type { Output } from "../xml/output.js";
import { anyType, innerPlanOf, itemTypeOf, rowOf, soap11Encoding, soap12Encoding, type QName } from "./type.js";

/** An element of a Body or a Header, with the prefixes that it declares for its descendants. */
export interface Part {
  readonly output: Output;
  readonly prefixes: Map<string, string>;
}

/** Writes ` xsi:type="xsd:int"` if the type has a name. */
export function writeType(part: Part, type: QName | undefined): void {
  if (type === undefined) return;
  part.output.attribute("xsi:type", shownAs(part, type));
}

/** Writes the type and size attributes of an array: SOAP 1.1, 5.4.2; SOAP 1.2 part 2, 3.1.4.2. */
export function writeArrayType(binding: "soap11" | "soap12", part: Part, plan: Plan, sizes: readonly number[]): void {
  const { output } = part;
  if (binding === "soap11") {
    const prefix = prefixOf(part, soap11Encoding);
    output.attribute("xsi:type", `${prefix}:Array`);
    output.attribute(`${prefix}:arrayType`, `${arrayTypeOf(part, plan)}[${sizes.join()}]`);
  } else {
    const prefix = prefixOf(part, soap12Encoding);
    output.attribute(`${prefix}:itemType`, shownAs(part, itemTypeOf(rowOf(plan))));
    output.attribute(`${prefix}:arraySize`, sizes.join(" "));
  }
}

/** `xsd:int`, `xsd:int[]` for a list of lists, or `xsd:int[,]` for a list of arrays of two dimensions. */
function arrayTypeOf(part: Part, list: Plan): string {
  let plan = rowOf(list);
  // A list may contain lists of its own type, which have no finite name.
  for (let ranks = ""; ranks.length < 16;) {
    const inner = innerPlanOf(plan);
    if (inner?.list !== true) return shownAs(part, itemTypeOf(plan)) + ranks;
    ranks = `[${",".repeat(inner.dimensions - 1)}]${ranks}`;
    plan = rowOf(inner);
  }
  return shownAs(part, anyType);
}

function shownAs(part: Part, { namespace, local }: QName): string {
  return namespace === "" ? local : `${prefixOf(part, namespace)}:${local}`;
}

/** The prefix of a namespace in an element of the Body or the Header. */
export function prefixOf({ prefixes }: Part, namespace: string): string {
  const known = usualPrefixes.get(namespace) ?? prefixes.get(namespace);
  const prefix = known ?? `q${prefixes.size - usualIn(prefixes) + 1}`;
  prefixes.set(namespace, prefix);
  return prefix;
}

function usualIn(prefixes: ReadonlyMap<string, string>): number {
  return [...usualPrefixes.keys()].filter((namespace) => prefixes.has(namespace)).length;
}

const usualPrefixes: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  [xsd, "xsd"],
  [soap11Encoding, "soapenc"],
  [soap12Encoding, "enc"],
]);

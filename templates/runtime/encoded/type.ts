/** The names of types in messages of SOAP encoding. */
import { isComplex, planOfMember, type Plan } from "../complex/plan.js";
import type { Simple, TypeName } from "../simple/simple.js";
import { xsd } from "../xml/names.js";

export const soap11Encoding = "http://schemas.xmlsoap.org/soap/encoding/";
export const soap12Encoding = "http://www.w3.org/2003/05/soap-encoding";

export interface QName {
  readonly namespace: string;
  readonly local: string;
}

/** The name of a simple type; undefined for an anonymous type, and for anySimpleType, which is abstract. */
export function nameOfSimple({ builtin, type }: Pick<Simple<unknown>, "builtin" | "type">): QName | undefined {
  if (type !== undefined) return qnameOf(type);
  if (builtin === undefined || builtin === "anySimpleType") return undefined;
  const isMicrosoft = builtin === "guid" || builtin === "char";
  return { namespace: isMicrosoft ? "http://microsoft.com/wsdl/types/" : xsd, local: builtin };
}

/** The name of a type in its schema. */
export function qnameOf({ name, namespace, local = name }: TypeName): QName {
  return { namespace, local };
}

/** The plan of the items of a list, if they are objects or lists. */
export function innerPlanOf(list: Plan): Plan | undefined {
  const [item] = list.members;
  return item !== undefined && isComplex(item) ? planOfMember(item, list) : undefined;
}

/** The plan of the lists of the last dimension. */
export function rowOf(list: Plan): Plan {
  let row = list;
  for (let k = 1; k < list.dimensions; k++) row = innerPlanOf(row) ?? row;
  return row;
}

/** The type of the items of a list. */
export function itemTypeOf(list: Plan): QName {
  const [item] = list.members;
  const type = item?.simple ? nameOfSimple(item.simple) : nameOfComplex(innerPlanOf(list));
  return type ?? anyType;
}

export function nameOfComplex(plan: Plan | undefined): QName | undefined {
  return plan?.type ? qnameOf(plan.type) : undefined;
}

export const anyType: QName = { namespace: xsd, local: "anyType" };

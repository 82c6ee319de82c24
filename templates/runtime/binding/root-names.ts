import type { HttpOperation } from "../complex/operation.js";
import { onlyMember, planOf } from "../complex/plan.js";

/** The local names that the roots of replies may have. */
export function rootNames({ root, reply }: HttpOperation): readonly string[] {
  const name = root ?? (reply && onlyMember(planOf(reply))?.name.local);
  return name === undefined ? [] : namesOf(name);
}

/**
 * The names that a root of this name may have. In its WSDL and pages, ASMX numbers lists of different items, whose roots in
 * messages have no number: `ArrayOfString1`.
 */
export function namesOf(root: string): readonly string[] {
  return /^ArrayOf.*\d$/.test(root) ? [root, root.replace(/\d+$/, "")] : [root];
}

import type { SoapBinding } from "./binding.js";
import { findMember, planOf } from "../complex/plan.js";
import type { Table } from "../complex/table.js";
import { misfit } from "../error.js";
import { trim } from "../xml/characters.js";
import type { Cursor } from "../xml/cursor.js";
import type { XmlElement } from "../xml/element.js";

/** A header block with mustUnderstand that is addressed to the ultimate receiver. */
export interface MandatoryBlock {
  readonly local: string;
  readonly namespace: string;
  /** The offset of its start tag. */
  readonly at: number;
}

/** The names of header blocks that a program processes, though the spec does not declare them. */
export type Understood = readonly Pick<XmlElement, "namespace" | "name">[];

/** Moves past the end tag of the Header that was just opened, and returns its mandatory blocks. */
export function mandatoryBlocks(cursor: Cursor, binding: SoapBinding): readonly MandatoryBlock[] {
  const header = cursor.started();
  const soap = cursor.namespace;
  const blocks: MandatoryBlock[] = [];
  while (cursor.next(header)) {
    const { local, namespace, at } = cursor;
    if (isMandatory(cursor, binding, soap)) blocks.push({ local, namespace, at });
    cursor.skip();
  }
  return blocks;
}

/** True for a block that the header of a message declares, or that the program understands. */
export function isUnderstood(
  { local, namespace }: MandatoryBlock,
  header: Table | undefined,
  understands: Understood = [],
): boolean {
  if (header !== undefined && findMember(planOf(header), namespace, local) !== undefined) return true;
  return understands.some((each) => each.name === local && each.namespace === namespace);
}

function isMandatory(cursor: Cursor, binding: SoapBinding, soap: string): boolean {
  if (!cursor.openAttribute(soap, "mustUnderstand")) return false;
  const text = trim(cursor.string());
  if (text === "0" || text === "false") return false;
  if (text !== "1" && text !== "true") cursor.refuse(misfit("boolean", text), cursor.at);
  const role = cursor.openAttribute(soap, binding === "soap11" ? "actor" : "role") ? trim(cursor.string()) : "";
  return ownRoles.has(role);
}

/** The roles that the ultimate receiver acts in (SOAP 1.1, 4.2.2; SOAP 1.2 part 1, 2.2). */
export const ownRoles: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "",
  "http://schemas.xmlsoap.org/soap/actor/next",
  "http://www.w3.org/2003/05/soap-envelope/role/next",
  "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver",
]);

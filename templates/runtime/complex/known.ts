import type { Reading } from "../context.js";
import { Malformed, RequestError } from "../error.js";
import { Cursor } from "../xml/cursor.js";
import { Output } from "../xml/output.js";
import { xsi } from "../xml/tag-reader.js";
import { findMember, planOf, type Member } from "./plan.js";
import { readMember } from "./read.js";
import type { OpenContent, Table } from "./table.js";
import type { XmlElement } from "../xml/element.js";
import { writeElement } from "./write.js";

/** The elements that a table names, as far as they fit; the others are in `$any`. */
export function readKnown(elements: readonly XmlElement[], table: Table, reading: Reading | undefined): OpenContent {
  const plan = planOf(table);
  const values: unknown[] = new Array(plan.size);
  // An element that does not fit costs an error, so there is at most one for each member.
  const misfits = new Set<Member>();
  const others = elements.filter((element) => {
    const member = findMember(plan, element.namespace, element.name);
    if (member === undefined || misfits.has(member)) return true;
    if (values[member.index] !== undefined && !member.many) return true;
    try {
      const output = new Output();
      output.ascii(`<e xmlns:xsi="${xsi}">`);
      writeElement(output, element, "");
      output.ascii("</e>");
      const cursor = new Cursor(output.done(), reading);
      cursor.start();
      cursor.next(cursor.started());
      readMember(cursor, plan, member, values);
      return false;
    } catch (error) {
      if (!(error instanceof Malformed || error instanceof RequestError)) throw error;
      // A fault is never lost: what cannot be written or does not fit stays as it is.
      misfits.add(member);
      return true;
    }
  });
  return others.length > 0 ? { ...plan.create(values), $any: others } : plan.create(values);
}

/** The elements in an element. */
export function elementsIn(parent: XmlElement | undefined): XmlElement[] {
  return (parent?.children ?? []).filter((child) => typeof child !== "string");
}

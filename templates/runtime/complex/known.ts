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

/** Reads the elements that a table declares, as far as they fit; `$any` holds the others. */
export function readKnown(elements: readonly XmlElement[], table: Table, reading: Reading | undefined): OpenContent {
  const plan = planOf(table);
  const values: unknown[] = new Array(plan.size);
  // Each misfit costs the creation of an error, so each member is tried only until the first.
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
      // A fault must never be lost: an element that cannot be written or does not fit is kept as XML.
      misfits.add(member);
      return true;
    }
  });
  return others.length > 0 ? { ...plan.create(values), $any: others } : plan.create(values);
}

/** The child elements of an element. */
export function elementsIn(parent: XmlElement | undefined): XmlElement[] {
  return (parent?.children ?? []).filter((child) => typeof child !== "string");
}

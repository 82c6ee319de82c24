import type { Cursor } from "../xml/cursor.js";
import { linksOf } from "./element.js";
import { elementsIn, type XmlElement } from "../xml/element.js";
import { Malformed } from "../error.js";
import { fill } from "./body.js";
import { readAccessor } from "./read.js";
import { isFree, readingOf } from "./reading.js";
import { keepElement } from "./xml.js";
import { elsewhere } from "../xml/position.js";
import { writeRoots } from "./write.js";
import type { Output } from "../xml/output.js";
import { elementOf, findMember, memberAt, planOf, type Member, type Plan } from "../complex/plan.js";
import { readMember, requireMembers } from "../complex/read.js";
import type { Encoding, OpenContent, Table } from "../complex/table.js";

/** Writes the content of a Header, which does not depend on the Body. Literal blocks are written literally. */
export function writeEncodedHeader(output: Output, plan: Plan, content: unknown, binding: "soap11" | "soap12"): void {
  const members = plan.members.filter(({ encoded }) => encoded !== null);
  writeRoots(output, { binding, inHeader: true }, plan, members, content);
}

/**
 * Reads the Header that was just opened, and moves past its end tag. Literal blocks are read literally. Elements that
 * exist only to be referred to are not blocks.
 */
export function readEncodedHeader(cursor: Cursor, plan: Plan): OpenContent {
  const reading = readingOf(cursor, ({ namespace, local }) => findMember(plan, namespace, local)?.encoded === null);
  const { tag } = reading;
  const values: unknown[] = new Array(plan.size);
  const any: XmlElement[] = [];
  const taken = new Set<Member>();
  while (cursor.next(tag)) {
    const member = memberAt(plan, cursor);
    const isTaken = member !== undefined && taken.has(member) && !member.many;
    const links = linksOf(cursor);
    if (member !== undefined && member.encoded === null) {
      if (isTaken) any.push(cursor.element());
      else readMember(cursor, plan, member, values);
      taken.add(member);
    } else if (member !== undefined && !taken.has(member) && links.root !== false) {
      // ASP.NET names an element that others refer to after its type, which may equal the name of a block.
      taken.add(member);
      values[member.index] = readAccessor(reading, plan, member);
    } else if (isFree(reading, links)) any.push(keepElement(reading));
    else cursor.skip();
  }
  elsewhere(cursor, () => fill(reading));
  requireMembers(cursor, plan, values, tag.at);
  const value: OpenContent = plan.create(values);
  if (any.length > 0) value.$any = any;
  return value;
}

/**
 * Reads the header blocks of a fault, all optional. A fault must never be lost, so encoded blocks that do not fit are
 * kept as XML.
 */
export const readEncodedFaultHeader: Encoding["readFaultHeader"] = (open, table, readLiteral) => {
  const literal = blocksOf(table, false);
  try {
    const { $any = [], ...blocks } = readEncodedHeader(open(), planOf(blocksOf(table, true)));
    return { ...readLiteral($any, literal), ...blocks };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return readLiteral(elementsIn(open().element()), literal);
  }
};

/** The blocks of a header in this encoding, or the literal ones, all made optional. */
function blocksOf({ namespace = "", sequence = {} }: Table, isEncoded: boolean): Table {
  const blocks = Object.entries(sequence).map(([key, particle]) => [key, elementOf(particle)] as const);
  const chosen = blocks.filter(([, { encoded }]) => (encoded !== undefined) === isEncoded);
  return { namespace, sequence: Object.fromEntries(chosen.map(([key, block]) => [key, { ...block, minOccurs: 0 }])) };
}

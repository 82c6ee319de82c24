import type { Reading } from "../context.js";
import { Malformed, RequestError } from "../error.js";
import { elementsIn, type XmlElement } from "../xml/element.js";
import { isType } from "../xml/names.js";
import { cursorAt } from "../xml/reread.js";
import { isComplex, membersNamed, planOf, planOfMember, type Member, type Plan } from "../complex/plan.js";
import { readElement } from "../complex/read.js";
import type { Faults } from "../complex/operation.js";
import type { OpenContent, Table } from "../complex/table.js";
import { typeNameIn } from "../xml/type-name.js";

/**
 * The elements that the details of faults may contain, and the header blocks of faults, all optional. By default the
 * header blocks are those of the response.
 */
export function declaredFaults<Detail extends Table, Header extends Table>(
  tables: Pick<Faults<Detail, Header>, "detail" | "header">,
): Faults<Detail, Header> {
  return {
    ...tables,
    readDetail: (elements, reading) => readKnown(elements, tables.detail, reading, "detail"),
    readHeader(open, header, reading) {
      const table = tables.header ?? header ?? {};
      const readLiteral = (elements: readonly XmlElement[], table: Table) =>
        readKnown(elements, table, reading, "Header");
      const { encoding } = planOf(table);
      if (open === null || encoding === null)
        return readLiteral(open === null ? [] : elementsIn(open().element()), table);
      return encoding.readFaultHeader(open, table, readLiteral);
    },
  };
}

/** Reads the elements that a table declares, as far as they fit; `$any` holds the others. */
function readKnown(
  elements: readonly XmlElement[],
  table: Table | undefined,
  reading: Reading | undefined,
  part: "detail" | "Header",
): OpenContent {
  const plan = planOf(table ?? {});
  const values: unknown[] = new Array(plan.size);
  const strict = { ...reading, tolerance: undefined, notice: undefined };
  // Each misfit costs the creation of an error, so each member is tried only until the first.
  const misfits = new Set<Member>();
  const others = elements.filter((element) => {
    let found: { readonly member: Member; readonly value: unknown } | undefined;
    let misfit: Malformed | undefined;
    for (const member of membersFor(plan, element, reading)) {
      if (misfits.has(member) || (member.index in values && !member.many)) continue;
      try {
        const value = readElement(cursorAt(element, strict), plan, member);
        // Prefers a type that declares all the content to one that merely fits.
        if (found === undefined || !isOpen(value)) found = { member, value };
        if (!isOpen(value)) break;
      } catch (error) {
        if (!(error instanceof Malformed || error instanceof RequestError)) throw error;
        // A fault must never be lost: an element that cannot be written or does not fit is kept as XML.
        misfits.add(member);
        if (error instanceof Malformed) misfit ??= error;
      }
    }
    if (found === undefined) {
      if (misfit !== undefined) reading?.notice?.unfitFault?.(misfit, part);
      return true;
    }
    const { member, value } = found;
    if (member.many) ((values[member.index] ??= []) as unknown[]).push(value);
    else values[member.index] = value;
    return false;
  });
  return others.length > 0 ? { ...plan.create(values), $any: others } : plan.create(values);
}

/**
 * The members that an element may be, likely ones first: they have its name and the type in its `xsi:type`, its name, that
 * type, or its local name. Services name the elements of typed parts as they like.
 */
function membersFor(plan: Plan, element: XmlElement, reading: Reading | undefined): ReadonlySet<Member> {
  const { namespace, name } = element;
  const type = typeNameOf(element, reading);
  const isNamed = (member: Member): boolean =>
    type !== null && isComplex(member) && planOfMember(member, plan).qname === type;
  const named = membersNamed(plan, namespace, name) ?? [];
  return new Set([
    ...named.filter(isNamed),
    ...named,
    ...plan.members.filter(isNamed),
    ...plan.members.filter((member) => member.name.namespace.uri === "" && member.name.local === name),
  ]);
}

/** The name in `xsi:type`; null without one, or if its prefix is not declared. */
function typeNameOf(element: XmlElement, reading: Reading | undefined): string | null {
  if (!element.attributes.some(isType)) return null;
  try {
    return typeNameIn(cursorAt(element, reading));
  } catch (error) {
    if (error instanceof Malformed || error instanceof RequestError) return null;
    throw error;
  }
}

function isOpen(value: unknown): boolean {
  return typeof value === "object" && value !== null && "$any" in value && value.$any !== undefined;
}

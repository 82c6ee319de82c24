import type { Reading } from "../context.js";
import { Malformed, RequestError } from "../error.js";
import { isType, prefixOf, xml, xmlns } from "../xml/names.js";
import { cursorAt } from "../xml/reread.js";
import { isComplex, membersNamed, planOf, planOfMember, type Member, type Plan } from "../complex/plan.js";
import { readElement } from "../complex/read.js";
import type { OpenContent, Table } from "../complex/table.js";
import { type XmlElement, elementsIn } from "../xml/element.js";
import type { Fault } from "./reply.js";
import { trim } from "../xml/characters.js";

/**
 * Reads a Fault element of either version. Ignores the namespaces of names, because services get those wrong: ASMX
 * writes an unqualified `detail` into SOAP 1.2. `faults` is the table of the detail.
 */
export function readFault(element: XmlElement, faults: Table = {}, reading?: Reading): Fault {
  const code12 = child(element, "Code");
  const codes = codesIn(code12 ?? child(element, "faultcode"), [element]);
  const [code = "", ...subcodes] = codes.map(({ text }) => localName(text));
  const reasons = reasonsOf(element);
  const actor = textAt(element, "faultactor");
  const node = textAt(element, "Node");
  const role = textAt(element, "Role");
  return {
    ...(code12 === undefined ? codes11(code) : { code, subcodes }),
    codes: codes
      .filter(({ text }) => text !== "")
      .map(({ text, namespace }) =>
        namespace === undefined ? { namespace: "", name: text } : { namespace, name: localName(text) },
      ),
    reason: (reasons.find(({ language }) => /^en\b/i.test(language)) ?? reasons[0])?.text ?? "",
    reasons,
    ...(actor !== undefined && { actor }),
    ...(node !== undefined && { node }),
    ...(role !== undefined && { role }),
    detail: detailOf(child(element, "Detail") ?? child(element, "detail"), faults, reading),
  };
}

/** Splits a fault code at its dots if SOAP defines it (SOAP 1.1, 4.4.1); others may contain dots of their own. */
function codes11(local: string): Pick<Fault, "code" | "subcodes"> {
  const [first = "", ...subcodes] = local.split(".");
  switch (first) {
    case "Client":
      return { code: "Sender", subcodes };
    case "Server":
      return { code: "Receiver", subcodes };
    case "MustUnderstand":
    case "VersionMismatch":
      return { code: first, subcodes };
    default:
      return { code: local, subcodes: [] };
  }
}

/** The qualified name in a code, and those in the Subcodes in it. `outer` are the elements around it, innermost first. */
function codesIn(code: XmlElement | undefined, outer: readonly XmlElement[]): readonly QName[] {
  if (code === undefined) return [];
  const path = [code, ...outer];
  const value = child(code, "Value") ?? code;
  const text = textIn(value);
  const prefix = prefixOf(text);
  const namespace = [value, ...path].map((each) => namespaceIn(each, prefix)).find((found) => found !== undefined);
  return [{ text, namespace }, ...codesIn(child(code, "Subcode"), path)];
}

interface QName {
  readonly text: string;
  /** Undefined without a prefix, or if it is not declared. */
  readonly namespace: string | undefined;
}

/** The namespace that an element binds to a prefix, by its own name or a declaration. */
function namespaceIn({ prefix: own, namespace, attributes }: XmlElement, prefix: string): string | undefined {
  if (prefix === "") return undefined;
  if (own === prefix) return namespace;
  return attributes.find((attribute) => attribute.namespace === xmlns && attribute.name === prefix)?.value;
}

function reasonsOf(fault: XmlElement): Fault["reasons"] {
  const faultstring = child(fault, "faultstring");
  const texts = faultstring === undefined ? elementsIn(child(fault, "Reason")) : [faultstring];
  return texts.map((text) => ({
    language: text.attributes.find(({ name, namespace }) => name === "lang" && namespace === xml)?.value ?? "",
    text: textIn(text),
  }));
}

function detailOf(detail: XmlElement | undefined, faults: Table, reading: Reading | undefined): OpenContent {
  const inner = elementsIn(detail);
  const isText = detail !== undefined && inner.length === 0 && textIn(detail) !== "";
  return readKnown(isText ? [detail] : inner, faults, reading);
}

function child(parent: XmlElement, name: string): XmlElement | undefined {
  return elementsIn(parent).find((element) => element.name === name);
}

function textAt(parent: XmlElement, name: string): string | undefined {
  const element = child(parent, name);
  return element && textIn(element);
}

function textIn(element: XmlElement): string {
  return trim(element.children.filter((child) => typeof child === "string").join(""));
}

function localName(qname: string): string {
  return /^[^\s:]+:([^\s:]+)$/.exec(qname)?.[1] ?? qname;
}

/** Reads the elements that a table declares, as far as they fit; `$any` holds the others. */
export function readKnown(elements: readonly XmlElement[], table: Table, reading: Reading | undefined): OpenContent {
  const plan = planOf(table);
  const values: unknown[] = new Array(plan.size);
  const strict = { ...reading, tolerance: undefined, notice: undefined };
  // Each misfit costs the creation of an error, so each member is tried only until the first.
  const misfits = new Set<Member>();
  const others = elements.filter((element) => {
    let found: { readonly member: Member; readonly value: unknown } | undefined;
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
      }
    }
    if (found === undefined) return true;
    const { member, value } = found;
    if (member.many) ((values[member.index] ??= []) as unknown[]).push(value);
    else values[member.index] = value;
    return false;
  });
  return others.length > 0 ? { ...plan.create(values), $any: others } : plan.create(values);
}

/**
 * The members that an element may be, likely ones first: `xsi:type` names their type, or they have its name, or its local
 * name. Services name the elements of typed parts as they like.
 */
function membersFor(plan: Plan, element: XmlElement, reading: Reading | undefined): ReadonlySet<Member> {
  const { namespace, name } = element;
  const type = typeNameOf(element, reading);
  const isNamed = (member: Member): boolean =>
    type !== null && isComplex(member) && planOfMember(member, plan).qname === type;
  return new Set([
    ...plan.members.filter(isNamed),
    ...(membersNamed(plan, namespace, name) ?? []),
    ...plan.members.filter((member) => member.name.namespace.uri === "" && member.name.local === name),
  ]);
}

/** The name in `xsi:type`; null without one, or if its prefix is not declared. */
function typeNameOf(element: XmlElement, reading: Reading | undefined): string | null {
  if (!element.attributes.some(isType)) return null;
  try {
    return cursorAt(element, reading).typeName();
  } catch (error) {
    if (error instanceof Malformed || error instanceof RequestError) return null;
    throw error;
  }
}

function isOpen(value: unknown): boolean {
  return typeof value === "object" && value !== null && "$any" in value && value.$any !== undefined;
}

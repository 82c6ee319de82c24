import type { Reading } from "../context.js";
import { Malformed, RequestError } from "../error.js";
import { xml } from "../xml/names.js";
import { cursorAt } from "../xml/reread.js";
import { findMember, planOf, type Member } from "../complex/plan.js";
import { readMember } from "../complex/read.js";
import type { OpenContent, Table } from "../complex/table.js";
import { type XmlElement, elementsIn } from "../xml/element.js";
import type { Fault } from "./reply.js";
import { trim } from "../xml/characters.js";

/**
 * Reads a Fault element of either version. Ignores the namespaces of names, because services get those wrong: ASMX
 * writes an unqualified `detail` into SOAP 1.2. `faults` is the table of the detail.
 */
export function readFault(element: XmlElement, faults: Table = {}, reading?: Reading): Fault {
  const code = child(element, "Code");
  const reasons = reasonsOf(element);
  const actor = textAt(element, "faultactor");
  const node = textAt(element, "Node");
  const role = textAt(element, "Role");
  return {
    ...(code === undefined ? codes11(textAt(element, "faultcode") ?? "") : codes12(code)),
    reason: (reasons.find(({ language }) => /^en\b/i.test(language)) ?? reasons[0])?.text ?? "",
    reasons,
    ...(actor !== undefined && { actor }),
    ...(node !== undefined && { node }),
    ...(role !== undefined && { role }),
    detail: detailOf(child(element, "Detail") ?? child(element, "detail"), faults, reading),
  };
}

type Codes = Pick<Fault, "code" | "subcodes">;

/** Splits a fault code at its dots if SOAP defines it (SOAP 1.1, 4.4.1); others may contain dots of their own. */
function codes11(qname: string): Codes {
  const local = localName(qname);
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

function codes12(code: XmlElement): Codes {
  const subcodes: string[] = [];
  for (let inner = child(code, "Subcode"); inner !== undefined; inner = child(inner, "Subcode")) {
    subcodes.push(localName(textAt(inner, "Value") ?? ""));
  }
  return { code: localName(textAt(code, "Value") ?? ""), subcodes };
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
  // Each misfit costs the creation of an error, so each member is tried only until the first.
  const misfits = new Set<Member>();
  const others = elements.filter((element) => {
    const member = findMember(plan, element.namespace, element.name);
    if (member === undefined || misfits.has(member)) return true;
    if (values[member.index] !== undefined && !member.many) return true;
    try {
      readMember(cursorAt(element, reading), plan, member, values);
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

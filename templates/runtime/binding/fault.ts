import type { Fault, FaultCode } from "./reply.js";
import { trim } from "../xml/characters.js";
import type { Reading } from "../context.js";
import { RequestError } from "../error.js";
import type { Output } from "../xml/output.js";
import { elementsIn, readKnown } from "../complex/known.js";
import { planOf } from "../complex/plan.js";
import type { SoapBinding } from "./binding.js";
import type { OpenContent, Table } from "../complex/table.js";
import type { XmlElement } from "../xml/element.js";
import { xml } from "../xml/tag-reader.js";
import { writeContent } from "../complex/write.js";

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

/** The required parts of a fault. A part that does not exist in its version of SOAP is left out. */
export type NewFault<Detail = OpenContent> = Partial<Fault<Detail>> & {
  readonly code: FaultCode;
  readonly reason: string;
};

/**
 * Writes a Fault element, where the prefix `soap` is bound to its version. Throws a RequestError if the detail does not
 * fit.
 */
export function writeFault(output: Output, binding: SoapBinding, fault: NewFault<object>, faults: Table = {}): void {
  const { code, subcodes = [], reason, actor, node, role, detail = {} } = fault;
  const write = (tag: string, text: string | undefined): void => {
    if (text === undefined) return;
    output.ascii(`<${tag}>`);
    output.text(text);
    output.ascii(`</${tag.replace(/ .*/, "")}>`);
  };
  output.ascii("<soap:Fault>");
  if (binding === "soap11") {
    write("faultcode", `soap:${[codeIn11(code), ...subcodes].join(".")}`);
    write("faultstring", reason);
    write("faultactor", actor);
  } else {
    output.ascii("<soap:Code>");
    write("soap:Value", `soap:${code}`);
    for (const subcode of subcodes) {
      output.ascii("<soap:Subcode>");
      write("soap:Value", subcode);
    }
    output.ascii(`${"</soap:Subcode>".repeat(subcodes.length)}</soap:Code><soap:Reason>`);
    write('soap:Text xml:lang="en"', reason);
    output.ascii("</soap:Reason>");
    write("soap:Node", node);
    write("soap:Role", role);
  }
  const tag = binding === "soap11" ? "detail" : "soap:Detail";
  const start = output.length;
  output.ascii(`<${tag}>`);
  const empty = output.length;
  try {
    writeContent(output, planOf(faults), detail, "");
  } catch (error) {
    throw error instanceof RequestError ? error.within("detail") : error;
  }
  if (output.length === empty) output.length = start;
  else output.ascii(`</${tag}>`);
  output.ascii("</soap:Fault>");
}

function codeIn11(code: FaultCode): string {
  return code === "Sender" ? "Client" : code === "Receiver" ? "Server" : code;
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

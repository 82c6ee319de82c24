import type { Reading } from "../context.js";
import { localName, prefixOf, xml, xmlns } from "../xml/names.js";
import type { Faults } from "../complex/operation.js";
import type { OpenContent } from "../complex/table.js";
import { type XmlElement, elementsIn } from "../xml/element.js";
import type { Fault } from "./reply.js";
import { trim } from "../xml/characters.js";

/**
 * Reads a Fault element of either version. Ignores the namespaces of names, because services get those wrong: ASMX
 * writes an unqualified `detail` into SOAP 1.2.
 */
export function readFault(element: XmlElement, faults?: Faults, reading?: Reading): Fault {
  const code12 = child(element, "Code");
  const codes = codesIn(code12 ?? child(element, "faultcode"), [element]);
  const [code = "", ...subcodes] = codes.map(({ name }) => localName(name));
  const reasons = reasonsOf(element);
  const actor = textAt(element, "faultactor");
  const node = textAt(element, "Node");
  const role = textAt(element, "Role");
  return {
    ...(code12 === undefined ? codes11(code) : { code, subcodes }),
    codes: codes.filter(({ name }) => name !== ""),
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
  const code = codesOf11.get(first);
  return code === undefined ? { code: local, subcodes: [] } : { code, subcodes };
}

/** The codes of SOAP 1.1, and the names of those of SOAP 1.2. */
const codesOf11: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ["Client", "Sender"],
  ["Server", "Receiver"],
  ["MustUnderstand", "MustUnderstand"],
  ["VersionMismatch", "VersionMismatch"],
]);

/** The qualified name in a code, and those in the Subcodes in it. `outer` are the elements around it, innermost first. */
function codesIn(code: XmlElement | undefined, outer: readonly XmlElement[]): Fault["codes"] {
  if (code === undefined) return [];
  const path = [code, ...outer];
  const value = child(code, "Value") ?? code;
  const text = textIn(value);
  const prefix = prefixOf(text);
  const namespace = [value, ...path].map((each) => namespaceIn(each, prefix)).find((found) => found !== undefined);
  // The prefix is kept if it is not declared.
  const own = namespace === undefined ? { namespace: "", name: text } : { namespace, name: localName(text) };
  return [own, ...codesIn(child(code, "Subcode"), path)];
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

function detailOf(
  detail: XmlElement | undefined,
  faults: Faults | undefined,
  reading: Reading | undefined,
): OpenContent {
  const inner = elementsIn(detail);
  const elements = detail !== undefined && inner.length === 0 && textIn(detail) !== "" ? [detail] : inner;
  return faults?.readDetail(elements, reading) ?? openContent(elements);
}

/** Content of which nothing is declared. */
export function openContent(elements: XmlElement[]): OpenContent {
  return elements.length > 0 ? { $any: elements } : {};
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

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
export function readFault(fault: XmlElement, faults?: Faults, reading?: Reading): Fault {
  const element = (...names: readonly string[]) => child(fault, ...names);
  const outermost = element("Code", "faultcode");
  const codes = codesIn(outermost, [fault]);
  const [code = "", ...subcodes] = codes.map(({ name }) => localName(name));
  // SOAP 1.1 separates the parts of its codes by dots (4.4.1); others may contain dots of their own.
  const [first = "", ...rest] = code.split(".");
  const code11 = outermost?.name === "Code" ? undefined : codesOf11.get(first);
  const faultstring = element("faultstring");
  const reasons = (faultstring === undefined ? elementsIn(element("Reason")) : [faultstring]).map((reason) => ({
    language: reason.attributes.find(({ name, namespace }) => name === "lang" && namespace === xml)?.value ?? "",
    text: textIn(reason),
  }));
  const actor = element("faultactor");
  const node = element("Node");
  const role = element("Role");
  const detail = element("Detail", "detail");
  const inner = elementsIn(detail);
  const details = detail !== undefined && inner.length === 0 && textIn(detail) !== "" ? [detail] : inner;
  return {
    code: code11 ?? code,
    subcodes: code11 === undefined ? subcodes : rest,
    codes: codes.filter(({ name }) => name !== ""),
    reason: (reasons.find(({ language }) => /^en\b/i.test(language)) ?? reasons[0])?.text ?? "",
    reasons,
    ...(actor && { actor: textIn(actor) }),
    ...(node && { node: textIn(node) }),
    ...(role && { role: textIn(role) }),
    detail: faults?.readDetail(details, reading) ?? openContent(details),
  };
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
  const name = namespace === undefined ? text : localName(text);
  return [{ namespace: namespace ?? "", name }, ...codesIn(child(code, "Subcode"), path)];
}

/** The namespace that an element binds to a prefix, by its own name or a declaration. */
function namespaceIn({ prefix: own, namespace, attributes }: XmlElement, prefix: string): string | undefined {
  if (prefix === "") return undefined;
  if (own === prefix) return namespace;
  return attributes.find((attribute) => attribute.namespace === xmlns && attribute.name === prefix)?.value;
}

/** Content of which nothing is declared. */
export function openContent(elements: XmlElement[]): OpenContent {
  return elements.length > 0 ? { $any: elements } : {};
}

/** The first element with one of the names. */
function child(parent: XmlElement, ...names: readonly string[]): XmlElement | undefined {
  return elementsIn(parent).find(({ name }) => names.includes(name));
}

function textIn({ children }: XmlElement): string {
  return trim(children.filter((child) => typeof child === "string").join(""));
}

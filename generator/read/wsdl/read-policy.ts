import type { Element } from "@xmldom/xmldom";
import { demandKey, distinctDemands, type Demand } from "../../policies/demands.js";
import type { Report } from "../../diagnostic.js";
import { httpBindingNamespace, mimeBindingNamespace, soapBindingNamespaces, wsdlNamespace } from "../../namespaces.js";
import { quote } from "../../quote.js";
import { isMissing } from "../../policies/remedy.js";
import { childrenOf, collapse, wordsOf, type Markup } from "../xsd/markup.js";
import { named } from "./component-head.js";
import { wsdlDiagnostic } from "./wsdl-diagnostic.js";

/**
 * Returns what policies and required extensions that are attached to a component of WSDL itself demand of callers, beside its
 * messages.
 */
export type Demands = (component: Element) => readonly Demand[];

/** The most assertions and parts of messages that are read at one component, and the most references from policy to policy. */
const mostAssertions = 1000;
const mostReferences = 100;

/** The most characters of demands at all components of a document, since many components can refer to one large policy. */
const mostText = 10_000_000;

/**
 * The demands in a document, whose components refer to its policies by their ids and names. Of the alternatives of a
 * policy (WS-Policy 1.5, 4), the one is read for which the runtime lacks the least, then the one with the fewest keys of the
 * caller, then the one with the fewest assertions.
 * Each choice is made by itself, because what a policy lacks is the sum of what its assertions lack.
 */
export function demandsIn({ root, placeOf }: Pick<Markup, "root" | "placeOf">, report: Report): Demands {
  const policies = new Map<string, Element>();
  for (const policy of childrenOf(root).filter(isPolicy)) {
    for (const name of ["Id", "id", "Name"]) {
      const id = anyAttribute(policy, name);
      if (id !== undefined) policies.set(name === "Name" ? id : `#${id}`, policy);
    }
  }
  const reported = new Set<string>();
  const warn = (element: Element, code: "policy-unresolved" | "policy-too-large", message: string): void => {
    if (reported.has(message)) return;
    reported.add(message);
    report(wsdlDiagnostic(code, "warning", placeOf(element), message));
  };
  const flattened = new Map<Chosen, Flat>();
  let text = 0;
  const known = new Map<string, Map<Element, Chosen>>();

  const ofReference = (element: Element, uri: string, within: string | undefined, depth: number): Chosen => {
    const policy = policies.get(uri);
    if (policy === undefined) {
      const message = `found a reference to policy ${quote(uri)}, expected a policy of this id or name in the same document; it is left out`;
      warn(element, "policy-unresolved", message);
      return none;
    }
    const inContext = known.get(within ?? "") ?? new Map<Element, Chosen>();
    known.set(within ?? "", inContext);
    const found = inContext.get(policy);
    if (found !== undefined) return found;
    if (depth > mostReferences) {
      const message = `found more than ${mostReferences} references from policy to policy, expected fewer; the rest is left out`;
      warn(element, "policy-too-large", message);
      return none;
    }
    // A policy that refers to itself demands nothing more.
    inContext.set(policy, none);
    const chosen = chosenIn(policy, within, depth + 1);
    inContext.set(policy, chosen);
    return chosen;
  };

  /** The choice in a policy, an operator or an assertion. As deep as the document, which is bounded. */
  const chosenIn = (element: Element, within: string | undefined, depth: number): Chosen => {
    if (isTrue(element, "Optional") || isTrue(element, "Ignorable") || isSwitchedOff(element)) return none;
    const name = element.localName ?? "";
    const all = (children: readonly Element[], context = within): Chosen =>
      together(children.map((child) => chosenIn(child, context, depth)));
    switch (name) {
      case "Policy":
      case "All":
        return all(childrenOf(element));
      case "ExactlyOne":
        return cheapest(childrenOf(element).map((child) => chosenIn(child, within, depth)));
      case "PolicyReference":
        return ofReference(element, anyAttribute(element, "URI") ?? "", within, depth);
      case "UsingPolicy":
        return none;
    }
    const nested = childrenOf(element).filter(isPolicy);
    if (isUse(name)) return all(nested, name);
    const own = one(assertionOf(element, within, isBinding(name) ? [] : nested.flatMap(propertiesIn)));
    return isBinding(name) ? together([own, all(nested)]) : own;
  };

  const attached = (component: Element): readonly Demand[] => {
    const chosen = [
      ...wordsOf(anyAttribute(component, "PolicyURIs") ?? "").map((uri) => ofReference(component, uri, undefined, 0)),
      ...childrenOf(component).map((child) => {
        const name = child.localName ?? "";
        if (child.namespaceURI === wsdlNamespace) return none;
        if (isPolicy(child) || name === "PolicyReference") return chosenIn(child, undefined, 0);
        if (!isRequired(child) || readElsewhere.has(child.namespaceURI ?? "") || name === "UsingPolicy") return none;
        return one({ ...assertionOf(child, undefined, []), ...(name !== "UsingAddressing" && { isExtension: true }) });
      }),
    ];
    const all = together(chosen);
    const found = flattened.get(all) ?? flat(all);
    flattened.set(all, found);
    if (found.isCut) {
      const message = `found more than ${mostAssertions} assertions of policies and parts of messages in them, expected fewer; the rest is left out`;
      warn(component, "policy-too-large", message);
    }
    text += found.length;
    if (text <= mostText) return found.demands;
    const message = `found policies of more than ${mostText} characters at the components of a document, expected fewer; the rest is left out`;
    warn(component, "policy-too-large", message);
    return [];
  };
  return attached;
}

/** The demands of an operation and of its messages. */
export function operationDemands(operation: Element, demands: Demands): readonly Demand[] {
  const of = (name: string, message: "request" | "response"): readonly Demand[] =>
    named(operation, name).flatMap((each) => demands(each).map((demand) => ({ ...demand, message })));
  return [...demands(operation), ...of("input", "request"), ...of("output", "response")];
}

/** True for an extension with `wsdl:required` (WSDL 1.1, 2.1.3). */
export function isRequired(extension: Element): boolean {
  const required = extension.getAttributeNS(wsdlNamespace, "required");
  return required === "true" || required === "1";
}

/** Demands that hold together. Policies share parts, so that the parts are not copied until all are known. */
interface Chosen {
  /** The number of demands that nothing satisfies, of tokens that sign, and of all. */
  readonly missing: number;
  readonly signing: number;
  readonly count: number;
  readonly own?: Demand;
  readonly parts: readonly Chosen[];
}

const none: Chosen = { missing: 0, signing: 0, count: 0, parts: [] };

function one(own: Demand): Chosen {
  return { missing: isMissing(own) ? 1 : 0, signing: own.name === "X509Token" ? 1 : 0, count: 1, own, parts: [] };
}

function together(parts: readonly Chosen[]): Chosen {
  const filled = parts.filter(({ count }) => count > 0);
  const [only] = filled;
  if (only === undefined || filled.length === 1) return only ?? none;
  const sum = (of: (part: Chosen) => number): number =>
    filled.reduce((total, part) => Math.min(total + of(part), Number.MAX_SAFE_INTEGER / 2), 0);
  return {
    missing: sum(({ missing }) => missing),
    signing: sum(({ signing }) => signing),
    count: sum(({ count }) => count),
    parts: filled,
  };
}

/** The first of the alternatives for which the least is missing. */
function cheapest([first = none, ...others]: readonly Chosen[]): Chosen {
  return others.reduce(
    (best, each) =>
      (each.missing - best.missing || each.signing - best.signing || each.count - best.count) < 0 ? each : best,
    first,
  );
}

interface Flat {
  readonly demands: readonly Demand[];
  /** The number of characters of the demands. */
  readonly length: number;
  readonly isCut: boolean;
}

/** The demands in the order of the document. A part that several policies share is visited once. */
function flat(chosen: Chosen): Flat {
  const finished = (isCut: boolean): Flat => {
    const distinct = distinctDemands(demands);
    return { demands: distinct, length: distinct.reduce((sum, each) => sum + demandKey(each).length, 0), isCut };
  };
  const demands: Demand[] = [];
  const visited = new Set<Chosen>();
  const pending = [chosen];
  let read = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (visited.has(next)) continue;
    read += next.own?.parts?.length ?? 0;
    if (visited.size > 2 * mostAssertions || read > mostAssertions) return finished(true);
    visited.add(next);
    if (next.own !== undefined) demands.push(next.own);
    for (const part of next.parts.slice(0, 2 * mostAssertions + 1).toReversed()) pending.push(part);
  }
  return finished(false);
}

function isPolicy({ localName }: Element): boolean {
  return localName === "Policy";
}

/** True for an assertion that gives the tokens and parts in its policy their use. */
function isUse(name: string): boolean {
  return (
    /^(?:Signed)?(?:Endorsing)?(?:Encrypted)?SupportingTokens$/.test(name) ||
    /^(?:Transport|Protection|Signature|Encryption)Token$/.test(name) ||
    /^(?:Initiator|Recipient)(?:Signature|Encryption)?Token$/.test(name)
  );
}

/** True for an assertion of SAP with the value of a setting, such as `<enableCommit>false</enableCommit>`. */
function isSwitchedOff(element: Element): boolean {
  const isSetting = /^https?:\/\/(?:www|xml)\.sap\.com\//.test(element.namespaceURI ?? "");
  return isSetting && /^(?:false|no|0)$/i.test(collapse(element.textContent ?? ""));
}

function isBinding(name: string): boolean {
  return /^(?:Transport|Asymmetric|Symmetric)Binding$/.test(name);
}

function assertionOf(element: Element, within: string | undefined, nested: readonly string[]): Demand {
  const inclusion = anyAttribute(element, "IncludeToken")?.replace(/^.*\//, "");
  const properties = [
    ...(inclusion === undefined ? [] : [inclusion]),
    // WS-SecurityPolicy 1.1 states it in an attribute.
    ...(isTrue(element, "RequireClientCertificate") ? ["RequireClientCertificate"] : []),
    ...nested,
  ];
  const parts = childrenOf(element).flatMap(partOf);
  return {
    name: element.localName ?? "",
    namespace: element.namespaceURI ?? "",
    ...(within === undefined ? {} : { within }),
    ...(properties.length === 0 ? {} : { properties }),
    ...(parts.length === 0 ? {} : { parts }),
  };
}

/** The names of the assertions in the policy of an assertion. Of alternatives, the first one is read. */
function propertiesIn(policy: Element): readonly string[] {
  return childrenOf(policy).flatMap((child) => {
    if (isTrue(child, "Optional")) return [];
    const name = child.localName ?? "";
    if (name === "ExactlyOne") return childrenOf(child).slice(0, 1).flatMap(namesIn);
    return namesIn(child);
  });
}

function namesIn(element: Element): readonly string[] {
  const name = element.localName ?? "";
  return name === "All" || name === "Policy" || name === "ExactlyOne" ? propertiesIn(element) : [name];
}

function partOf(element: Element): readonly string[] {
  switch (element.localName) {
    case "Body":
    case "Attachments":
      return [element.localName];
    case "Header": {
      const namespace = anyAttribute(element, "Namespace") ?? "";
      return [`Header {${namespace}}${anyAttribute(element, "Name") ?? "*"}`];
    }
    case "XPath":
      return [collapse(element.textContent ?? "")];
    default:
      return [];
  }
}

/** The namespaces of extensions that other readers read. */
const readElsewhere: ReadonlySet<string> = new Set([
  ...Object.values(soapBindingNamespaces),
  httpBindingNamespace,
  mimeBindingNamespace,
]);

function isTrue(element: Element, local: string): boolean {
  const value = anyAttribute(element, local);
  return value === "true" || value === "1";
}

/** An attribute with or without a namespace. */
function anyAttribute(element: Element, local: string): string | undefined {
  for (const { localName, value } of element.attributes) if (localName === local) return value.trim();
  return undefined;
}

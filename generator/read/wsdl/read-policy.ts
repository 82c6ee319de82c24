import type { Element } from "@xmldom/xmldom";
import { httpBindingNamespace, mimeBindingNamespace, soapBindingNamespaces, wsdlNamespace } from "../../namespaces.js";
import { quote } from "../../quote.js";
import { childrenOf, wordsOf } from "../xsd/markup.js";

/** Returns what WS-Policy and required extensions demand of callers of a component of WSDL, beside its messages. */
export type Demands = (component: Element) => readonly string[];

/** The demands in a document, whose components refer to its policies by their ids. */
export function demandsIn(root: Element): Demands {
  const policies = new Map<string, Element>();
  for (const policy of childrenOf(root).filter(({ localName }) => localName === "Policy")) {
    for (const name of ["Id", "id", "Name"]) {
      const id = anyAttribute(policy, name);
      if (id !== undefined) policies.set(name === "Name" ? id : `#${id}`, policy);
    }
  }
  const known = new Map<Element, ReadonlySet<string>>();

  /** The demands of the policy with this URI. One that refers to itself demands nothing more. */
  const ofReference = (uri: string): ReadonlySet<string> => {
    const policy = policies.get(uri);
    if (policy === undefined) return nothing;
    const found = known.get(policy);
    if (found !== undefined) return found;
    known.set(policy, nothing);
    const demands = ofPolicy(policy);
    known.set(policy, demands);
    return demands;
  };

  /** The demands of a policy, an operator or an assertion (WS-Policy 1.5, 4). As deep as the document, which is bounded. */
  const ofPolicy = (element: Element): ReadonlySet<string> => {
    if (anyAttribute(element, "Optional") === "true") return nothing;
    const { localName } = element;
    if (localName === "PolicyReference") return ofReference(anyAttribute(element, "URI") ?? "");
    const inside = childrenOf(element).map(ofPolicy);
    if (localName === "ExactlyOne") return common(inside);
    const own = assertions.get(localName ?? "");
    return new Set([...(own === undefined ? [] : [own]), ...inside.flatMap((demands) => [...demands])]);
  };

  const attached = (component: Element): readonly string[] => [
    ...wordsOf(anyAttribute(component, "PolicyURIs") ?? "").flatMap((uri) => [...ofReference(uri)]),
    ...childrenOf(component).flatMap((child) => {
      if (child.namespaceURI === wsdlNamespace) return attached(child);
      if (child.localName === "Policy" || child.localName === "PolicyReference") return [...ofPolicy(child)];
      return isRequired(child) ? [assertions.get(child.localName ?? "") ?? extension(child)].flat() : [];
    }),
  ];
  return (component) => [...new Set(attached(component))];
}

/** True for an extension with `wsdl:required` (WSDL 1.1, 2.1.3). */
export function isRequired(extension: Element): boolean {
  const required = extension.getAttributeNS(wsdlNamespace, "required");
  return required === "true" || required === "1";
}

/** The assertions that callers notice, by local name: their namespaces differ between versions only. */
const assertions: ReadonlyMap<string, string> = new Map([
  ["UsernameToken", "a UsernameToken of WS-Security"],
  ["IncludeTimestamp", "a Timestamp of WS-Security"],
  ["X509Token", "an X.509 token of WS-Security"],
  ["IssuedToken", "a token of a security token service"],
  ["SamlToken", "a SAML token of WS-Security"],
  ["KerberosToken", "a Kerberos token of WS-Security"],
  ["AsymmetricBinding", "message security of WS-Security"],
  ["SymmetricBinding", "message security of WS-Security"],
  ["UsingAddressing", "WS-Addressing"],
  ["Addressing", "WS-Addressing"],
  ["OptimizedMimeSerialization", "MTOM"],
  ["MTOM", "MTOM"],
  ["RMAssertion", "WS-ReliableMessaging"],
  ["BasicAuthentication", "HTTP authentication"],
  ["DigestAuthentication", "HTTP authentication"],
  ["NegotiateAuthentication", "HTTP authentication"],
  ["NtlmAuthentication", "HTTP authentication"],
  ["RequireClientCertificate", "a client certificate"],
]);

const nothing: ReadonlySet<string> = new Set();

/** The demands of all alternatives. */
function common([first = nothing, ...others]: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set([...first].filter((demand) => others.every((each) => each.has(demand))));
}

/** An unknown extension; those of SOAP, HTTP and MIME are read elsewhere. */
function extension({ localName, namespaceURI }: Element): readonly string[] {
  const namespace = namespaceURI ?? "";
  if (readElsewhere.has(namespace)) return [];
  return [`the extension ${localName ?? ""} of ${quote(namespace)}`];
}

const readElsewhere: ReadonlySet<string> = new Set([
  ...Object.values(soapBindingNamespaces),
  httpBindingNamespace,
  mimeBindingNamespace,
]);

/** An attribute with or without a namespace. */
function anyAttribute(element: Element, local: string): string | undefined {
  for (const { localName, value } of element.attributes) if (localName === local) return value.trim();
  return undefined;
}

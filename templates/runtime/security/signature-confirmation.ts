import type { IncomingMessage } from "../binding/step.js";
import type { XmlElement } from "../xml/element.js";
import { wsse11 } from "./names.js";
import { Unverified } from "./unverified.js";

/** True for the name of a SignatureConfirmation, by which a reply states which signed request it answers. */
export function isConfirmation(local: string, namespace: string): boolean {
  return local === "SignatureConfirmation" && namespace === wsse11;
}

/** True for a SignatureConfirmation of the request, without a value if that has no signature (WS-Security 1.1, 8.5). */
export function confirms(
  { name, namespace, attributes }: XmlElement,
  { signatureValue }: Pick<IncomingMessage, "signatureValue">,
): boolean {
  const value = attributes.find((each) => each.name === "Value" && each.namespace === "")?.value;
  // Base64 may be on several lines.
  return isConfirmation(name, namespace) && value?.replace(/\s/g, "") === signatureValue;
}

/** Throws Unverified if the reply confirms another signature than that of the request, which has none or one. */
export function checkConfirmations(elements: readonly XmlElement[], reply: IncomingMessage): void {
  if (elements.every((each) => !isConfirmation(each.name, each.namespace) || confirms(each, reply))) return;
  const request = reply.signatureValue === undefined ? "a request without a signature" : "the signature of the request";
  throw new Unverified("unconfirmed", `expected a SignatureConfirmation of ${request}, found another`);
}

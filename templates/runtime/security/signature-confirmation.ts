import type { IncomingMessage } from "../binding/step.js";
import type { XmlElement } from "../xml/element.js";
import { wsse11 } from "./names.js";
import { Unverified } from "./unverified.js";

/** The element by which a reply states which signed request it answers. */
export const confirmation: Pick<XmlElement, "namespace" | "name"> = {
  namespace: wsse11,
  name: "SignatureConfirmation",
};

export function isConfirmation(local: string, namespace: string): boolean {
  return local === confirmation.name && namespace === confirmation.namespace;
}

/**
 * Throws Unverified if the reply confirms another signature than that of the request, which has none or one (WS-Security
 * 1.1, 8.5).
 */
export function checkConfirmations(elements: readonly XmlElement[], { signatureValue }: IncomingMessage): void {
  for (const { name, namespace, attributes } of elements) {
    if (!isConfirmation(name, namespace)) continue;
    const value = attributes.find((each) => each.name === "Value" && each.namespace === "")?.value;
    // Base64 may be on several lines.
    if (value?.replace(/\s/g, "") === signatureValue) continue;
    const request = signatureValue === undefined ? "a request without a signature" : "the signature of the request";
    throw new Unverified("unconfirmed", `expected a SignatureConfirmation of ${request}, found another`);
  }
}

import type { IncomingMessage } from "../binding/step.js";
import type { XmlElement } from "../xml/element.js";
import { wsse11 } from "./names.js";
import { Unverified } from "./unverified.js";

/** True for the name of a SignatureConfirmation, by which a reply states which signed request it answers. */
export function isConfirmation(local: string, namespace: string): boolean {
  return local === "SignatureConfirmation" && namespace === wsse11;
}

/** The signatures of the request. */
type Signed = Pick<IncomingMessage, "signatureValues">;

/** True for a SignatureConfirmation of the request, without a value if that has no signature (WS-Security 1.1, 8.5). */
export function confirms(element: XmlElement, { signatureValues = [] }: Signed): boolean {
  if (!isConfirmation(element.name, element.namespace)) return false;
  const value = confirmedBy(element);
  return value === undefined ? signatureValues.length === 0 : signatureValues.includes(value);
}

/**
 * Throws Unverified if the reply confirms another signature than those of the request, or some of them only. It need not
 * confirm any.
 */
export function checkConfirmations(elements: readonly XmlElement[], reply: IncomingMessage): void {
  const confirmations = elements.filter((each) => isConfirmation(each.name, each.namespace));
  if (confirmations.length === 0) return;
  const { signatureValues = [] } = reply;
  const expected = `expected ${confirmationsOf(signatureValues.length)}`;
  if (!confirmations.every((each) => confirms(each, reply)))
    throw new Unverified("unconfirmed", `${expected}, found another`);
  const confirmed = new Set(confirmations.map(confirmedBy));
  const found = signatureValues.filter((value) => confirmed.has(value)).length;
  if (found < signatureValues.length) throw new Unverified("unconfirmed", `${expected}, found ${found}`);
}

function confirmationsOf(signatures: number): string {
  if (signatures > 1) return `SignatureConfirmations of the ${signatures} signatures of the request`;
  const request = signatures === 0 ? "a request without a signature" : "the signature of the request";
  return `a SignatureConfirmation of ${request}`;
}

function confirmedBy({ attributes }: XmlElement): string | undefined {
  // Base64 may be on several lines.
  return attributes.find(({ name, namespace }) => name === "Value" && namespace === "")?.value.replace(/\s/g, "");
}

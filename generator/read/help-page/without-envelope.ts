import type { SoapBinding } from "../../bindings.js";
import { envelopeNamespaces } from "../../namespaces.js";

/** Names XML that is a part of a message, and states how it becomes a message. */
export function withoutEnvelope(local: string, soap: SoapBinding = "soap11"): readonly [found: string, hint: string] {
  const tag = `<soap:Envelope xmlns:soap="${envelopeNamespaces[soap]}">`;
  const name = local.length > 60 ? `${local.slice(0, 57)}...` : local;
  if (/^envelope$/i.test(local))
    return [`<${name}> in no namespace of SOAP`, `copy the sample again, with its namespaces: ${tag}`];
  const [before, after] = local === "Body" ? ["", ""] : ["<soap:Body>", "</soap:Body>"];
  return [`<${name}> without an envelope`, `put it between ${tag}${before} and ${after}</soap:Envelope>`];
}

/** Attributes of samples that belong to the message rather than a type: those of xsi, of envelopes and of encodings. */
import { encodingNamespaces, envelopeNamespaces, xsiNamespace } from "../../namespaces.js";
import type { SampleAttribute, SampleElement } from "../../read/help-page/help-page.js";
import type { QName } from "../service.js";

const namespaces: ReadonlySet<string> = new Set([
  xsiNamespace,
  ...Object.values(envelopeNamespaces),
  ...Object.values(encodingNamespaces),
]);

export function isOfMessage({ namespace }: SampleAttribute): boolean {
  return namespaces.has(namespace);
}

/** The attributes that belong to the type of the element. */
export function typeAttributes({ attributes }: SampleElement): readonly SampleAttribute[] {
  return attributes.filter((attribute) => attribute.name !== "" && !isOfMessage(attribute));
}

/** The `xsi:type` of an element. */
export function xsiTypeOf({ attributes }: SampleElement): SampleAttribute | undefined {
  return attributes.find(({ name, namespace }) => name === "type" && namespace === xsiNamespace);
}

/** True for `xsi:nil`, or `xsi:null` of early drafts. */
export function isNil({ attributes }: SampleElement): boolean {
  return attributes.some(
    ({ name, namespace, value }) =>
      namespace === xsiNamespace && (name === "nil" || name === "null") && (value === "true" || value === "1"),
  );
}

/** The QName that is the value of an attribute, from the `{namespace}local` of the reader. */
export function qnameIn({ qname }: SampleAttribute): QName | undefined {
  const end = qname?.indexOf("}") ?? -1;
  return qname === undefined || end < 0 ? undefined : { namespace: qname.slice(1, end), local: qname.slice(end + 1) };
}

import { trim } from "../xml/characters.js";
import type { Reading } from "../context.js";
import { Cursor } from "../xml/cursor.js";
import { soap11Namespace, soap12Namespace } from "../binding/envelope.js";
import type { SoapBinding } from "../binding/binding.js";
import { misfit } from "../error.js";
import { shown } from "../complex/message.js";
import type { ElementName } from "./routes.js";

/** The part of an envelope that selects the operation. */
export interface EnvelopeHead {
  /** Undefined for an envelope of another version of SOAP, of which nothing more is read. */
  readonly binding: SoapBinding | undefined;
  /** The header blocks that this service must understand. */
  readonly mandatory: readonly ElementName[];
  /** The first element of the body that belongs to an operation, otherwise the first element. */
  readonly element: ElementName | undefined;
}

/** Reads an envelope as far as needed. Throws Malformed for any other document. */
export function headOf(
  document: Uint8Array,
  isRequest: (element: ElementName) => boolean,
  reading: Reading,
): EnvelopeHead {
  const cursor = new Cursor(document, reading);
  cursor.start();
  const root = nameOf(cursor);
  if (root.local !== "Envelope")
    cursor.fail(`expected <Envelope>, found ${shown(root.local, root.namespace)}`, cursor.at);
  const binding = bindings.get(root.namespace);
  if (binding === undefined) return { binding, mandatory: [], element: undefined };
  const envelope = cursor.started();
  const mandatory: ElementName[] = [];
  while (cursor.next(envelope)) {
    const { local, namespace } = nameOf(cursor);
    const part = cursor.started();
    if (namespace === root.namespace && local === "Header") {
      while (cursor.next(part)) {
        if (isMandatory(cursor, binding, namespace)) mandatory.push(nameOf(cursor));
        cursor.skip();
      }
    } else if (namespace === root.namespace && local === "Body") {
      let first: ElementName | undefined;
      while (cursor.next(part)) {
        const element = nameOf(cursor);
        if (isRequest(element)) return { binding, mandatory, element };
        first ??= element;
        cursor.skip();
      }
      return { binding, mandatory, element: first };
    } else cursor.skip();
  }
  return { binding, mandatory, element: undefined };
}

const bindings: ReadonlyMap<string, SoapBinding> = /* @__PURE__ */ new Map([
  [soap11Namespace, "soap11"],
  [soap12Namespace, "soap12"],
]);

/** The name in the start tag last read. */
function nameOf({ local, namespace }: Cursor): ElementName {
  return { local, namespace };
}

/** True if the block that was just opened has mustUnderstand and is addressed to the ultimate receiver. */
function isMandatory(cursor: Cursor, binding: SoapBinding, soap: string): boolean {
  if (!cursor.openAttribute(soap, "mustUnderstand")) return false;
  const text = trim(cursor.string());
  if (text === "0" || text === "false") return false;
  if (text !== "1" && text !== "true") cursor.fail(misfit("boolean", text), cursor.at);
  const role = cursor.openAttribute(soap, binding === "soap11" ? "actor" : "role") ? trim(cursor.string()) : "";
  return roles.has(role);
}

/** The roles that the service acts in (SOAP 1.1, 4.2.2; SOAP 1.2 part 1, 2.2). */
const roles: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "",
  "http://schemas.xmlsoap.org/soap/actor/next",
  "http://www.w3.org/2003/05/soap-envelope/role/next",
  "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver",
]);

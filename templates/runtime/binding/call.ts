import { openContent } from "../complex/open-content.js";
import type { Operation } from "../complex/operation.js";
import type { OpenContent } from "../complex/table.js";
import type { XmlElement } from "../xml/element.js";
import type { SoapBinding } from "./binding.js";
import type { Port, SoapCallOptions } from "./port.js";
import type { Reply } from "./reply.js";

/** A request whose operation the client lacks. */
export interface XmlRequest {
  /** The SOAPAction, or the action of SOAP 1.2; none by default. */
  readonly action?: string | undefined;
  /** The element in the body. */
  readonly body: XmlElement;
}

/** The element in the body of a reply. `$any` holds further elements, to which encoded values refer. */
export type XmlReply = XmlElement & Pick<OpenContent, "$any">;

/**
 * Calls an operation that the client lacks, with XML in both directions. The value is undefined if the body of the reply
 * is empty.
 */
export async function call(
  port: Port<SoapBinding>,
  { action, body }: XmlRequest,
  options?: SoapCallOptions,
): Promise<Reply<XmlReply | undefined>> {
  const operation: Operation<OpenContent, OpenContent | undefined> = {
    name: body.name,
    ...(action === undefined ? {} : { action }),
    request: { body: { openContent } },
  };
  const reply = await port.call(() => operation, { $any: [body] }, options);
  if (reply.kind !== "ok") return reply;
  const [first, ...others] = reply.value?.$any ?? [];
  const value = first === undefined || others.length === 0 ? first : { ...first, $any: others };
  return { ...reply, value };
}

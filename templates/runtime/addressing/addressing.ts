import { begin, blocksIn, withHeaderBlocks } from "../binding/envelope-head.js";
import type { IncomingMessage, OutgoingMessage, Step } from "../binding/step.js";
import { charsetOf } from "../binding/transport.js";
import { Malformed, RequestError, unlike } from "../error.js";
import { hex } from "../hex.js";
import type { XmlElement } from "../xml/element.js";
import { elementMaker } from "../xml/new-element.js";

/** The contents of the header blocks of WS-Addressing. */
export interface AddressingOptions {
  /** `1.0` (the default) is the recommendation of 2005, `2004/08` the submission before it. */
  readonly version?: "1.0" | "2004/08" | undefined;
  /**
   * The Action, or a function of the operation's name that returns it. By default the one that the WSDL states or
   * implies, which is the SOAPAction of most operations.
   */
  readonly action?: string | ((operation: string) => string) | undefined;
  /** The address in To; the URL of the call by default. */
  readonly to?: string | undefined;
  /** The address in ReplyTo; the anonymous one by default, which makes the service answer in the HTTP response. */
  readonly replyTo?: string | undefined;
  /** True by default. */
  readonly mustUnderstand?: boolean | undefined;
}

/**
 * A step that adds Action, To, MessageID and ReplyTo (WS-Addressing) to each request, and understands these header blocks
 * in replies. A reply that relates to another message is malformed.
 */
export function addressing({
  version = "1.0",
  action,
  to,
  replyTo,
  mustUnderstand = true,
}: AddressingOptions = {}): Step {
  const namespace = namespaces[version];
  if (namespace === undefined) throw new TypeError(`addressing: expected the version 1.0 or 2004/08, found ${version}`);
  const anonymous = version === "1.0" ? `${namespace}/anonymous` : `${namespace}/role/anonymous`;
  const element = elementMaker(namespace, "wsa");
  const step: Step = async (message, next) => {
    const { operation, url } = message;
    const given = typeof action === "function" ? action(operation) : (action ?? message.action);
    if (given === undefined || given === "") {
      throw new RequestError(
        `found no action of ${operation}, expected one: addressing({ action: (operation) => "https://…" })`,
      );
    }
    const id = randomUrn();
    const blocks = [
      element("Action", [given]),
      element("To", [to ?? url]),
      element("MessageID", [id]),
      element("ReplyTo", [element("Address", [replyTo ?? anonymous])]),
    ];
    const reply = await next(await withHeaderBlocks(message, blocks, { mustUnderstand }));
    return related(reply, message, namespace, id);
  };
  return Object.assign(step, { satisfies: ["Addressing"] });
}

/** A random UUID (RFC 9562, version 4). Pages of http have no `crypto.randomUUID`. */
export function randomUrn(): string {
  const digits = hex(crypto.getRandomValues(new Uint8Array(16)));
  return `urn:uuid:${digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})/, "$1-$2-4$3-a$4-")}`;
}

export const namespace10 = "http://www.w3.org/2005/08/addressing";
export const namespace2004 = "http://schemas.xmlsoap.org/ws/2004/08/addressing";

const namespaces: Readonly<Partial<Record<string, string>>> = { "1.0": namespace10, "2004/08": namespace2004 };

async function related(
  reply: IncomingMessage,
  { reading }: OutgoingMessage,
  namespace: string,
  id: string,
): Promise<IncomingMessage> {
  const begun = await begin(reply.body, { ...reading, charset: charsetOf(reply.httpHeaders) });
  const blocks = blocksIn(begun, reply)?.filter((block) => block.namespace === namespace) ?? [];
  const body = begun.whole();
  const other = blocks.find((block) => isReply(block) && textOf(block) !== id);
  if (other !== undefined) throw new Malformed(unlike("a reply that relates to this request", "one to another"));
  const understood = blocks.filter(({ name }) => known.has(name)).map(({ name }) => ({ namespace, name }));
  return { ...reply, body, understood: [...(reply.understood ?? []), ...understood] };
}

/** The names of the header blocks. */
export const known: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "Action",
  "FaultTo",
  "From",
  "MessageID",
  "RelatesTo",
  "ReplyTo",
  "To",
]);

/** True for RelatesTo, unless it states another relation than that of a reply. */
function isReply({ name, attributes }: XmlElement): boolean {
  return (
    name === "RelatesTo" && !attributes.some((each) => each.name === "RelationshipType" && !isReplyType(each.value))
  );
}

function isReplyType(type: string): boolean {
  return /(?:^|\/|:)reply$/i.test(type);
}

export function textOf({ children }: XmlElement): string {
  return children
    .filter((child) => typeof child === "string")
    .join("")
    .trim();
}

import { begin, blocksIn, withHeaderBlocks } from "../binding/envelope-head.js";
import { soapNamespaces } from "../binding/envelope.js";
import type { HeaderBlockOptions } from "../binding/header-block.js";
import type { IncomingMessage, Next, OutgoingMessage, Step } from "../binding/step.js";
import { charsetOf } from "../binding/transport.js";
import { Malformed, RequestError } from "../error.js";
import { elementsIn, type XmlElement } from "../xml/element.js";
import { elementMaker } from "../xml/new-element.js";
import { wsse, wsu } from "./names.js";
import { confirms } from "./signature-confirmation.js";

/** A part of the Security header block: see `timestamp`, `usernameToken`, `x509Signature` and `verify`. */
export interface SecurityPart {
  /** The demands of policies that it satisfies, by the name of their assertion: `UsernameToken`. */
  readonly satisfies?: readonly string[] | undefined;
  /** The elements of a request, made anew for each. */
  elements?(): Promise<readonly XmlElement[]> | readonly XmlElement[];
  /** Sees the request with its Security block, and the reply before it is checked. May replace both. */
  readonly step?: Step;
  /** Throws Malformed for a reply that must not be accepted, given what its Security blocks hold. */
  check?(elements: readonly XmlElement[], reply: IncomingMessage): void;
}

/**
 * A step that adds a Security header block (WS-Security 1.1) with these parts to each request:
 * `steps: [security([timestamp(), usernameToken({ username, password })])]`. A receiver must understand it, unless
 * `mustUnderstand` is false. In a reply it understands a Security block without signatures and encryption.
 * A call throws a RequestError if the request has such a block for the same receiver already.
 */
export function security(
  parts: readonly SecurityPart[],
  { mustUnderstand = true, role }: HeaderBlockOptions = {},
): Step {
  const step: Step = async (message, next) => {
    const elements = (await Promise.all(parts.map(async (part) => part.elements?.() ?? []))).flat();
    const block = elementMaker(wsse, "wsse")("Security", elements);
    // A block without elements demands nothing.
    const isNeeded = parts.some((part) => part.elements !== undefined);
    const sent = isNeeded
      ? await withHeaderBlocks(message, [block], { mustUnderstand, role }, (present) => refuseSecond(present, role))
      : message;
    const send = parts.reduceRight<Next>(
      (next, { step }) => (step === undefined ? next : async (message) => step(message, next)),
      next,
    );
    const reply = await send(sent);
    // Steps before this one may have signed the request.
    return checked({ ...reply, signatureValues: reply.signatureValues ?? message.signatureValues }, message, parts);
  };
  return Object.assign(step, { satisfies: parts.flatMap(({ satisfies = [] }) => satisfies) });
}

/** Throws a RequestError for a Security block of the same receiver, of which a message has one (WS-Security, 5). */
function refuseSecond(present: readonly XmlElement[], role = ""): void {
  if (!present.some((block) => block.namespace === wsse && block.name === "Security" && roleOf(block) === role)) return;
  throw new RequestError(
    "expected one Security header block for each receiver, found a second one: give all parts to one `security([…])`",
  );
}

/** The receiver that a header block names; empty for the service itself. */
function roleOf({ attributes }: XmlElement): string {
  return (
    attributes.find(({ name, namespace }) => isSoap(namespace) && (name === "actor" || name === "role"))?.value ?? ""
  );
}

function isSoap(namespace: string): boolean {
  return Object.values(soapNamespaces).includes(namespace);
}

async function checked(
  reply: IncomingMessage,
  { reading }: OutgoingMessage,
  parts: readonly SecurityPart[],
): Promise<IncomingMessage> {
  const begun = await begin(reply.body, { ...reading, charset: charsetOf(reply.httpHeaders) });
  const blocks = blocksIn(begun, reply);
  const body = begun.whole();
  if (blocks === undefined) return { ...reply, body };
  const elements = blocks.filter((block) => block.namespace === wsse && block.name === "Security").flatMap(elementsIn);
  for (const part of parts) part.check?.(elements, reply);
  // A signature that nobody verifies is not understood, nor is what nobody decrypts.
  if (!elements.every((each) => isKnown(each) || confirms(each, reply))) return { ...reply, body };
  return { ...reply, body, understood: [...(reply.understood ?? []), { namespace: wsse, name: "Security" }] };
}

function isKnown({ name, namespace }: XmlElement): boolean {
  return namespace === wsu ? name === "Timestamp" : namespace === wsse && name === "UsernameToken";
}

/** The child of this name that holds text; throws Malformed for another number of them. */
export function textIn(parent: XmlElement, namespace: string, name: string): string | undefined {
  const found = elementsIn(parent).filter((each) => each.namespace === namespace && each.name === name);
  if (found.length > 1) throw new Malformed(`expected one ${name}, found ${found.length}`);
  return found[0]?.children.filter((child) => typeof child === "string").join("");
}

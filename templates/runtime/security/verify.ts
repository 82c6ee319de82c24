import { withContentType } from "../binding/content-type.js";
import type { IncomingMessage, Next, OutgoingMessage } from "../binding/step.js";
import { asStream } from "../binding/stream.js";
import { charsetOf, readBody, textOf, type Received } from "../binding/transport.js";
import type { ReceiveBody } from "../context.js";
import { Malformed, RequestError, shortened, unlike, type Reason } from "../error.js";
import { shown, type XmlAttribute } from "../xml/element.js";
import { prefixOf } from "../xml/names.js";
import { Output } from "../xml/output.js";
import { openAgain } from "../xml/position.js";
import { isEqual } from "./bytes.js";
import { importPublicKey, modulusLengthOf, type PublicKey } from "./certificate.js";
import { CanonicalCursor } from "./canonical.js";
import { wsse } from "./names.js";
import { readSignature, type ReceivedSignature } from "./received-signature.js";
import type { SecurityPart } from "./security.js";
import { checkConfirmations, isConfirmation } from "./signature-confirmation.js";
import {
  isEnvelope,
  isTimestamp,
  readSignedEnvelope,
  type SignedEnvelope,
  type SignedPart,
} from "./signed-envelope.js";
import { keyFinderOf, type KeyFinder, type Trust } from "./trust.js";
import { tagOf, unsupported, Unverified } from "./unverified.js";

/** Options of `verify`. */
export interface VerifyOptions {
  /** The certificate or the public key of the service, in PEM or as a WebCrypto key; several of them; or a function. */
  readonly trust: Trust;
  /** Accepts algorithms with SHA-1, for which collisions are known. */
  readonly sha1?: boolean | undefined;
  /**
   * Reads a fault that has no signature, which many services send when a request was refused before it was processed.
   * Anybody on the way can have written it.
   */
  readonly unsignedFaults?: boolean | undefined;
  /** Demands that the reply confirms the signature of the request, which is checked in any case (SignatureConfirmation). */
  readonly signatureConfirmation?: boolean | undefined;
  /** The least number of bits of a key of RSA; 2048 by default. */
  readonly minModulusLength?: number | undefined;
}

/**
 * Verifies the signature of each reply (WS-Security 1.1, X.509), and reads what is signed only: a reply without a
 * signature by a key of `trust` that covers the Body and the Timestamp is malformed, with the reason in
 * `reply.misfit.unverified`. Header blocks that are not signed are left out. `security([verify({ trust: pem })])`.
 */
export function verify({
  trust,
  sha1 = false,
  unsignedFaults = false,
  signatureConfirmation = false,
  minModulusLength = 2048,
}: VerifyOptions): SecurityPart {
  const keysFor = keyFinderOf(trust);
  const verification = { keysFor, sha1, unsignedFaults, signatureConfirmation, minModulusLength };
  return {
    satisfies: ["RecipientToken"],
    async step(message, next) {
      if (message.binding !== "soap11" && message.binding !== "soap12")
        throw new RequestError(`expected a port for SOAP, since replies of ${message.binding} are not signed`);
      if ((crypto as { readonly subtle?: unknown }).subtle === undefined)
        throw new RequestError(
          "a signature needs WebCrypto, which browsers have in pages of https and of localhost only",
        );
      const reply = await received(message, next);
      return reply.truncated ? reply : verified(reply, message, verification);
    },
    check: checkConfirmations,
  };
}

interface Verification {
  readonly keysFor: KeyFinder;
  readonly sha1: boolean;
  readonly unsignedFaults: boolean;
  readonly signatureConfirmation: boolean;
  readonly minModulusLength: number;
}

/** The whole reply. As a stream, a multipart arrives as one document: with the bytes of its parts in their places. */
async function received(message: OutgoingMessage, next: Next): Promise<IncomingMessage & Received> {
  let most = Infinity;
  const receive: ReceiveBody = async (body, maxBytes, ...rest) => {
    most = Math.min(most, maxBytes);
    return asStream(body, maxBytes, ...rest);
  };
  const reply = await next({ ...message, receive });
  const { body, truncated } = await readBody(reply.body, most);
  // A step may have replaced the stream by bytes, but the parts of a multipart are not signed.
  return { ...reply, body, truncated: truncated || reply.truncated, attached: undefined };
}

async function verified(
  reply: IncomingMessage & Received,
  { reading: { maxDepth } }: OutgoingMessage,
  verification: Verification,
): Promise<IncomingMessage> {
  const { httpHeaders, status, body } = reply;
  if (body.length === 0) {
    // The answer of a one-way operation. With another status, it could stand for a response.
    if (status === 200) throw new Unverified("unsigned", "expected a signed message, found an empty one");
    return reply;
  }
  const cursor = new CanonicalCursor(body, { maxDepth, charset: charsetOf(httpHeaders) });
  if (!opensEnvelope(cursor)) return other(reply);
  const envelope = readSignedEnvelope(cursor);
  const { signature: places } = envelope;
  if (places === undefined) {
    if (!verification.unsignedFaults || !isFault(cursor, envelope)) unsigned(cursor, envelope);
    return { ...inUtf8(reply), body: cursor.bytes };
  }
  const signature = readSignature(cursor, places, verification.sha1);
  const keys = await verification.keysFor(signature.keyInfo, tokenOf);
  for (const key of keys) checkModulus(key, verification.minModulusLength);
  await checkSignature(signature, keys);
  const covered = await coveredParts(cursor, envelope, signature, places.signature.at);
  if (verification.signatureConfirmation && !envelope.tokens.some(isConfirmationPart))
    throw new Unverified("unconfirmed", unlike("a SignatureConfirmation in the reply", "none"));
  return { ...inUtf8(reply), ...messageOf(covered, envelope) };

  function tokenOf(id: string): ReturnType<CanonicalCursor["element"]> | undefined {
    const token = envelope.byId.get(id);
    if (token === undefined || !envelope.tokens.includes(token)) return undefined;
    openAgain(cursor, token.place);
    return cursor.element();
  }
}

function opensEnvelope(cursor: CanonicalCursor): boolean {
  try {
    cursor.start();
    return isEnvelope(cursor);
  } catch (error) {
    if (error instanceof Malformed) return false;
    throw error;
  }
}

/**
 * A reply other than a message, in a form that nobody can take for one: as text in UTF-8 without the start tag of an
 * Envelope, however tolerant its reader is.
 */
function other(reply: IncomingMessage & Received): IncomingMessage {
  const text = textOf(reply.body, reply.httpHeaders);
  // A tag in UTF-16 has them between its letters.
  if (/<[^\s<>]*Envelope/.test(text.replace(/\0/g, "")))
    unsupported(unlike("an envelope of SOAP", "something like one"));
  return { ...inUtf8(reply), body: new TextEncoder().encode(`\ufeff${text}`) };
}

/** The reply with the Content-Type of a body in UTF-8. */
function inUtf8(reply: IncomingMessage & Received): IncomingMessage & Received {
  const { httpHeaders } = reply;
  const [type = ""] = (httpHeaders.get("content-type") ?? "").split(";");
  return { ...reply, httpHeaders: withContentType(httpHeaders, `${type || "text/plain"}; charset=utf-8`) };
}

function unsigned(cursor: CanonicalCursor, envelope: SignedEnvelope): never {
  const encrypted = envelope.tokens.find(({ namespace }) => namespace.includes("xmlenc"));
  if (encrypted !== undefined) unsupported(unlike("a signature without encryption", tagOf({ name: encrypted.local })));
  const hint = isFault(cursor, envelope) ? ", which `unsignedFaults: true` reads" : "";
  const found = hint === "" ? "a message without one" : "a fault without one";
  throw new Unverified("unsigned", unlike("a signature in the reply", found, `found ${found}${hint}`));
}

/** True if the Body holds a Fault and nothing else. */
function isFault(cursor: CanonicalCursor, { body, namespace }: SignedEnvelope): boolean {
  openAgain(cursor, body.place);
  const tag = cursor.started();
  if (!cursor.next(tag) || cursor.local !== "Fault" || cursor.namespace !== namespace) return false;
  cursor.skip();
  return !cursor.next(tag);
}

/** The most bits that a key of RSA has in practice. Longer ones take long to verify, and anybody can make them. */
const maxModulusLength = 16_384;

/** Refuses a key of RSA with too few bits or too many. */
function checkModulus(publicKey: Uint8Array, minimum: number): void {
  const length = modulusLengthOf(publicKey);
  if (length === undefined) return;
  const found = `one of ${length}`;
  if (length > maxModulusLength) unsupported(unlike(`a key of RSA with at most ${maxModulusLength} bits`, found));
  if (length >= minimum) return;
  const words = `found ${found}, which \`minModulusLength: ${length}\` accepts`;
  throw new Unverified("untrusted", unlike(`a key of RSA with at least ${minimum} bits`, found, words));
}

/** Verifies the signature of SignedInfo with one of the keys. */
async function checkSignature(
  { algorithm, signed, value }: ReceivedSignature,
  publicKeys: readonly Uint8Array[],
): Promise<void> {
  const { name, hash } = algorithm;
  for (const publicKey of publicKeys) {
    const key = await imported(publicKey, hash);
    if (key.algorithm.name !== name) continue;
    if (await crypto.subtle.verify({ name, hash }, key, Uint8Array.from(value), signed)) return;
  }
  throw new Unverified("altered", "expected the signature of a trusted key, found another");
}

async function imported(publicKey: Uint8Array, hash: string): Promise<PublicKey> {
  try {
    return await importPublicKey(publicKey, hash);
  } catch (error) {
    // Platforms differ in the curves that they know.
    return unsupported(`expected a key that can be imported, found another: ${String(error)}`);
  }
}

/** The canonical forms of the parts whose digests are those of the signature. */
async function coveredParts(
  cursor: CanonicalCursor,
  { envelope, byId }: SignedEnvelope,
  { references }: ReceivedSignature,
  signature: number,
): Promise<ReadonlyMap<SignedPart, Uint8Array>> {
  const covered = new Map<SignedPart, Uint8Array>();
  for (const { id, canonical, isEnveloped, hash, digest } of references) {
    const part = id === "" ? envelope : byId.get(id);
    if (part === undefined)
      unsupported(unlike(`the Body, a header block or a token with the id ${JSON.stringify(id)}`, "none"));
    const name = shown(part.local, part.namespace);
    if (covered.has(part)) unsupported(unlike(`one Reference to ${name}`, "another"));
    openAgain(cursor, part.place);
    const uncovered: XmlAttribute[] = [];
    const bytes = cursor.canonical({
      ...canonical,
      ...(isEnveloped && { omitted: signature }),
      onUncovered: (attribute) => uncovered.push(attribute),
    });
    const found = new Uint8Array(await crypto.subtle.digest(hash, bytes));
    if (!isEqual(found, digest)) throw new Unverified("altered", unlike(`${name} as it was signed`, "another"));
    for (const { value } of uncovered) throw new Unverified("uncovered", uncoveredType(value));
    covered.set(part, bytes);
  }
  return covered;
}

/** The reason against a type whose namespace anybody can have declared. */
function uncoveredType(name: string): Reason {
  const prefix = prefixOf(name);
  const namespace = prefix === "" ? "the default namespace" : `the prefix ${JSON.stringify(shortened(prefix))}`;
  const type = `the type ${JSON.stringify(shortened(name))}`;
  return unlike(`a signature that covers ${namespace} of ${type}`, "one that does not");
}

function isConfirmationPart({ local, namespace }: SignedPart): boolean {
  return isConfirmation(local, namespace);
}

/** A message of the bytes that were verified, so that nothing else can be read. */
function messageOf(
  covered: ReadonlyMap<SignedPart, Uint8Array>,
  { namespace, envelope, blocks, tokens, body }: SignedEnvelope,
): Pick<IncomingMessage, "body" | "understood"> {
  const whole = covered.get(envelope);
  if (whole !== undefined) return { body: whole, understood: [{ namespace: wsse, name: "Security" }] };
  const read = tokens.filter((token) => isTimestamp(token) || isConfirmationPart(token)).map(bytesOf);
  const kept = blocks.filter((block) => block.isMandatory || covered.has(block)).map(bytesOf);
  const output = new Output();
  // A usual prefix could be that of a value in a part, which does not declare it.
  output.ascii(`<verified:Envelope xmlns:verified="${namespace}"><verified:Header>`);
  if (read.length > 0) output.ascii(`<verified-wsse:Security xmlns:verified-wsse="${wsse}">`);
  for (const bytes of read) output.bytes(bytes);
  if (read.length > 0) output.ascii("</verified-wsse:Security>");
  for (const bytes of kept) output.bytes(bytes);
  output.ascii("</verified:Header>");
  output.bytes(bytesOf(body));
  output.ascii("</verified:Envelope>");
  return { body: output.done() };

  function bytesOf(part: SignedPart): Uint8Array {
    const bytes = covered.get(part);
    if (bytes !== undefined) return bytes;
    const name = shown(part.local, part.namespace);
    throw new Unverified("uncovered", unlike(`a signature that covers ${name}`, "one that does not"));
  }
}

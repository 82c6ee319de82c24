import { misfit, unlike } from "../error.js";
import { decode } from "../simple/base64.js";
import { readDocument } from "../xml/cursor.js";
import { elementsIn, shown, type XmlElement } from "../xml/element.js";
import { openAgain } from "../xml/position.js";
import { encodeUtf8 } from "../xml/utf8.js";
import { digests, ds, enveloped, exclusive, signatures, type Hash, type SignatureAlgorithm } from "./algorithms.js";
import type { CanonicalCursor, CanonicalOptions } from "./canonical.js";
import type { SignaturePlaces } from "./signed-envelope.js";
import { tagOf, unsupported } from "./unverified.js";

/** A signature as it was received, with nothing in it that is not supported. */
export interface ReceivedSignature {
  readonly algorithm: SignatureAlgorithm;
  /** The canonical form of SignedInfo, from which the algorithm and the references were read. */
  readonly signed: ReturnType<typeof encodeUtf8>;
  readonly value: Uint8Array;
  readonly references: readonly Reference[];
  readonly keyInfo: XmlElement | undefined;
}

export interface Reference {
  /** The id of the part; empty for the Envelope. */
  readonly id: string;
  readonly canonical: Pick<CanonicalOptions, "prefixes">;
  readonly isEnveloped: boolean;
  readonly hash: Hash;
  readonly digest: Uint8Array;
}

/** The most parts that a signature may refer to. */
const mostReferences = 20;

/** The most prefixes in a PrefixList: no more can be in scope. */
const mostPrefixes = 128;

/** Reads a signature. Throws Unverified for one of another form. `sha1` allows algorithms with SHA-1. */
export function readSignature(
  cursor: CanonicalCursor,
  { signedInfo, others }: SignaturePlaces,
  sha1: boolean,
): ReceivedSignature {
  const [value, keyInfo, ...rest] = others;
  if (value?.name !== "SignatureValue" || (keyInfo !== undefined && keyInfo.name !== "KeyInfo") || rest.length > 0)
    unsupported("expected a SignatureValue and a KeyInfo after SignedInfo, found something else");
  openAgain(cursor, signedInfo);
  // Its form limits the work of the canonical one, which anybody can demand.
  const { prefixes } = readSignedInfo(cursor.element(), sha1);
  openAgain(cursor, signedInfo);
  const signed = cursor.canonical({ prefixes });
  // The signature is over these bytes, so that nothing else is believed.
  const { algorithm, references } = readSignedInfo(readDocument(signed), sha1);
  return { algorithm, signed, value: bytesIn(value), references, keyInfo };
}

interface SignedInfo extends Pick<ReceivedSignature, "algorithm" | "references"> {
  /** The PrefixList for its own canonical form. */
  readonly prefixes: readonly string[];
}

function readSignedInfo(signedInfo: XmlElement, sha1: boolean): SignedInfo {
  const [method, signatureMethod, ...references] = childrenOf(signedInfo);
  if (method?.name !== "CanonicalizationMethod") unsupported("expected a CanonicalizationMethod first, found another");
  const prefixes = canonicalization(method);
  if (references.length === 0) unsupported("expected a Reference, found none");
  if (references.length > mostReferences) {
    unsupported(unlike(`at most ${mostReferences} References`, `${references.length}`));
  }
  const algorithm = known(signatures, "signature algorithm", named(signatureMethod, "SignatureMethod"));
  checkHash(algorithm.hash, sha1);
  return { prefixes, algorithm, references: references.map((reference) => referenceOf(reference, sha1)) };
}

function referenceOf(reference: XmlElement, sha1: boolean): Reference {
  if (reference.name !== "Reference") unsupported(unlike("a Reference", tagOf(reference)));
  const uri = attributeOf(reference, "URI");
  if (uri === undefined) unsupported("expected a Reference with a URI, found one without");
  if (uri !== "" && !/^#[^()/\s%]+$/.test(uri)) unsupported(misfit("the id of a part after #", uri));
  const [transforms, method, value, ...others] = childrenOf(reference);
  if (transforms?.name !== "Transforms" || value?.name !== "DigestValue" || others.length > 0)
    unsupported("expected Transforms, a DigestMethod and a DigestValue in a Reference, found something else");
  const hash = known(digests, "digest algorithm", named(method, "DigestMethod"));
  checkHash(hash, sha1);
  const list = childrenOf(transforms);
  const last = list.pop();
  if (last?.name !== "Transform") unsupported("expected a Transform, found none");
  const prefixes = canonicalization(last);
  const [first, ...more] = list;
  if (more.length > 0) unsupported("expected at most two Transforms, found more");
  if (first !== undefined) {
    const uri = named(first, "Transform");
    if (uri !== enveloped) unsupported(misfit("the transform of an enveloped signature", uri));
  }
  return { id: uri.slice(1), canonical: { prefixes }, isEnveloped: first !== undefined, hash, digest: bytesIn(value) };
}

/** The algorithm of an element without content. */
function named(element: XmlElement | undefined, name: string): string {
  if (element?.name !== name) unsupported(unlike(`<${name}>`, element === undefined ? "nothing" : tagOf(element)));
  if (elementsIn(element).length > 0) unsupported(`expected <${name}> without parameters, found some`);
  return attributeOf(element, "Algorithm") ?? "";
}

/** The PrefixList of a canonicalization, which must be the exclusive one without comments. */
function canonicalization(element: XmlElement): readonly string[] {
  const algorithm = attributeOf(element, "Algorithm") ?? "";
  if (algorithm !== exclusive) unsupported(misfit("exclusive canonicalization without comments", algorithm));
  const [inclusive, ...others] = elementsIn(element);
  if (inclusive === undefined) return [];
  if (inclusive.name !== "InclusiveNamespaces" || inclusive.namespace !== exclusive || others.length > 0)
    unsupported(unlike("InclusiveNamespaces", shown(inclusive.name, inclusive.namespace)));
  if (elementsIn(inclusive).length > 0) unsupported("expected InclusiveNamespaces without content, found some");
  const prefixes = (attributeOf(inclusive, "PrefixList") ?? "").split(/[ \t\r\n]+/).filter((prefix) => prefix !== "");
  if (prefixes.length > mostPrefixes) unsupported(unlike(`at most ${mostPrefixes} prefixes`, "more"));
  return prefixes;
}

function known<Algorithm>(algorithms: ReadonlyMap<string, Algorithm>, kind: string, uri: string): Algorithm {
  return algorithms.get(uri) ?? unsupported(misfit(`a ${kind} that is accepted`, uri));
}

function checkHash(hash: Hash, sha1: boolean): void {
  if (hash === "SHA-1" && !sha1) unsupported("expected SHA-256 or better, found SHA-1, which `sha1: true` accepts");
}

/** The children of an element, all of which must be of XML Signature. */
export function childrenOf(parent: XmlElement): XmlElement[] {
  const children = elementsIn(parent);
  const other = children.find(({ namespace }) => namespace !== ds);
  if (other !== undefined) unsupported(unlike("elements of XML Signature", shown(other.name, other.namespace)));
  return children;
}

export function attributeOf({ attributes }: XmlElement, name: string): string | undefined {
  return attributes.find((each) => each.name === name && each.namespace === "")?.value;
}

/** The base64 in an element without others. */
export function bytesIn({ name, children }: XmlElement): Uint8Array {
  const text = children.every((child) => typeof child === "string") ? encodeUtf8(children.join("")) : undefined;
  const bytes = text && decode(text, 0, text.length);
  return bytes ?? unsupported(unlike(`base64 in ${name}`, "something else"));
}

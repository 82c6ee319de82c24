import { versionOf } from "../binding/envelope.js";
import { misfit, unlike } from "../error.js";
import { shown, type XmlElement } from "../xml/element.js";
import { trim } from "../xml/characters.js";
import { ds } from "./algorithms.js";
import type { CanonicalCursor, ElementPlace } from "./canonical.js";
import { wsse, wsu } from "./names.js";
import { tagOf, unsupported } from "./unverified.js";

/**
 * An envelope whose signature has not been verified. A signature can refer to the parts listed here only, each of which
 * is where it takes effect: an element that was moved elsewhere is none of them.
 */
export interface SignedEnvelope {
  /** The namespace of SOAP. */
  readonly namespace: string;
  readonly envelope: SignedPart;
  /** The header blocks other than Security. */
  readonly blocks: readonly SignedPart[];
  /** The elements of the Security block other than the Signature. */
  readonly tokens: readonly SignedPart[];
  readonly body: SignedPart;
  readonly signature: SignaturePlaces | undefined;
  /** The parts by the ids that a signature may use. */
  readonly byId: ReadonlyMap<string, SignedPart>;
}

export interface SignedPart {
  readonly local: string;
  readonly namespace: string;
  readonly place: ElementPlace;
  /** True for a header block whose receiver must understand it. */
  readonly isMandatory: boolean;
}

export interface SignaturePlaces {
  readonly signature: ElementPlace;
  readonly signedInfo: ElementPlace;
  /** The SignatureValue and the KeyInfo. */
  readonly others: readonly XmlElement[];
}

/** Reads the structure of the Envelope that was just opened, in one pass. Throws Malformed if it is another than expected. */
export function readSignedEnvelope(cursor: CanonicalCursor): SignedEnvelope {
  const { namespace } = cursor;
  const ids = new Set<string>();
  const byId = new Map<string, SignedPart>();
  const blocks: SignedPart[] = [];
  const tokens: SignedPart[] = [];
  let signature: SignaturePlaces | undefined;
  let hasSecurity = false;
  let body: SignedPart | undefined;

  const tag = cursor.started();
  const envelope = part();
  let hasHeader = false;
  while (cursor.next(tag)) {
    const { local } = cursor;
    const isFirst = body === undefined && cursor.namespace === namespace;
    if (isFirst && local === "Header" && !hasHeader) {
      hasHeader = true;
      readHeader();
    } else if (isFirst && local === "Body") {
      body = part();
      cursor.visit(noteId);
    } else unsupported(unlike("an Envelope of a Header and a Body", tagOf({ name: local })), cursor);
  }
  cursor.finish();
  if (body === undefined) return unsupported(unlike("<Body>", "nothing"));
  return { namespace, envelope, blocks, tokens, body, signature, byId };

  function readHeader(): void {
    noteId();
    const header = cursor.started();
    while (cursor.next(header)) {
      const { local } = cursor;
      if (cursor.namespace !== wsse || local !== "Security") {
        // Elsewhere, nobody would check it.
        if (cursor.namespace === wsse || cursor.namespace === wsu) misplaced();
        blocks.push(part());
        cursor.visit(noteId);
      } else if (hasSecurity) unsupported(unlike("one Security block", "a second"), cursor);
      else {
        hasSecurity = true;
        readSecurity();
      }
    }
  }

  function readSecurity(): void {
    noteId();
    const security = cursor.started();
    while (cursor.next(security)) {
      const { local } = cursor;
      if (cursor.namespace === ds && local === "Signature") {
        if (signature !== undefined) unsupported(unlike("one Signature", "a second"), cursor);
        signature = readSignature();
      } else {
        if (cursor.namespace === wsu && local === "Timestamp" && tokens.some(isTimestamp))
          unsupported(unlike("one Timestamp", "a second"), cursor);
        // A header block that was moved here would take no effect.
        if (!isOfSecurity(cursor.namespace)) misplaced();
        tokens.push(part());
        cursor.visit(noteId);
      }
    }
  }

  function readSignature(): SignaturePlaces {
    const place = cursor.place();
    noteId();
    const signature = cursor.started();
    let signedInfo: ElementPlace | undefined;
    const others: XmlElement[] = [];
    while (cursor.next(signature)) {
      noteId();
      if (cursor.namespace !== ds) unsupported(unlike("elements of XML Signature in a Signature", "another"), cursor);
      if (cursor.local !== "SignedInfo") {
        others.push(cursor.element());
        continue;
      }
      if (signedInfo !== undefined) unsupported(unlike("one SignedInfo", "a second"), cursor);
      signedInfo = cursor.place();
      cursor.visit(noteId);
    }
    return { signature: place, signedInfo: signedInfo ?? unsupported("expected a SignedInfo, found none"), others };
  }

  function misplaced(): never {
    const { local } = cursor;
    return unsupported(unlike("each element where it takes effect", shown(local, cursor.namespace)), cursor);
  }

  /** The element last opened, with its ids. */
  function part(): SignedPart {
    const { local } = cursor;
    const part = { local, namespace: cursor.namespace, place: cursor.place(), isMandatory: isMandatory() };
    const own = new Set(["", wsu].flatMap((of) => (cursor.openAttribute(of, "Id") ? [trim(cursor.string())] : [])));
    for (const id of own) {
      addId(id);
      byId.set(id, part);
    }
    return part;
  }

  function isMandatory(): boolean {
    if (!cursor.openAttribute(namespace, "mustUnderstand")) return false;
    return !["0", "false"].includes(trim(cursor.string()));
  }

  /** Without a namespace, an attribute of this name can be anything. */
  function noteId(): void {
    if (cursor.openAttribute(wsu, "Id")) addId(trim(cursor.string()));
  }

  function addId(id: string): void {
    if (ids.has(id)) unsupported(misfit("ids that differ from each other", id), cursor);
    ids.add(id);
  }
}

/** True for an Envelope of SOAP, which was just opened. */
export function isEnvelope(cursor: CanonicalCursor): boolean {
  return cursor.local === "Envelope" && versionOf(cursor) !== undefined;
}

export function isTimestamp({ local, namespace }: Pick<SignedPart, "local" | "namespace">): boolean {
  return local === "Timestamp" && namespace === wsu;
}

/** True for the namespaces of what a Security block holds: those of OASIS, of XML Signature and of XML Encryption. */
function isOfSecurity(namespace: string): boolean {
  return (
    [wsse, wsu, ds].includes(namespace) ||
    /^(?:urn:oasis:names:tc:SAML:|http:\/\/docs\.oasis-open\.org\/(?:wss\/|ws-sx\/)|http:\/\/schemas\.xmlsoap\.org\/ws\/2005\/02\/sc$|http:\/\/www\.w3\.org\/2001\/04\/xmlenc#$)/.test(
      namespace,
    )
  );
}

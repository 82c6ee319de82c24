import { versionOf } from "../binding/envelope.js";
import { RequestError } from "../error.js";
import { isNCName } from "../xml/characters.js";
import { xml, xmlns } from "../xml/names.js";
import { Output, type Bytes } from "../xml/output.js";
import { openAgain } from "../xml/position.js";
import type { Binding } from "../xml/tag-reader.js";
import { CanonicalCursor } from "./canonical.js";
import { wsse, wsu } from "./names.js";

/** A part of a message that a signature can cover. */
export type SignedPart =
  | "body"
  | "timestamp"
  | "usernameToken"
  | "binarySecurityToken"
  /** The header blocks of this name, or all of this namespace. */
  | { readonly namespace: string; readonly name?: string | undefined };

/** A part with its id and its canonical form. */
export interface IdentifiedPart {
  readonly id: string;
  readonly canonical: Bytes;
  /** The prefixes of its InclusiveNamespaces. */
  readonly prefixes: readonly string[];
}

/** The prefixes that a canonical form declares although no name uses them; `all` that are declared. */
export type PrefixList = readonly string[] | "all";

/** Which parts of an envelope are signed, and how. */
export interface PartsToSign {
  readonly parts: readonly SignedPart[];
  readonly prefixList: PrefixList;
  /** True if the Timestamp may be missing. */
  readonly isOptional: boolean;
}

/** An envelope whose parts have ids. */
export interface IdentifiedEnvelope {
  readonly bytes: Bytes;
  /** In the order of the document. */
  readonly parts: readonly IdentifiedPart[];
  /** The id of the BinarySecurityToken. */
  readonly tokenId: string | undefined;
  /** The offset of the end tag of the Security block. */
  readonly end: number;
}

/**
 * Gives ids (`wsu:Id`) to the parts of an envelope that will be signed, and to the BinarySecurityToken. Parts that have
 * one keep it. Throws a RequestError for a part that the envelope lacks, except an optional Timestamp.
 */
export function identifyParts(
  envelope: Uint8Array,
  { parts, prefixList, isOptional }: PartsToSign,
  newId: (number: number) => string,
): IdentifiedEnvelope {
  const output = new Output();
  /** The ids of the elements that have one, by their order in the document. */
  const ids = new Map<number, string>();
  const used = new Set<string>();
  const missing = new Set(parts);
  let copied = 0;
  new EnvelopeCursor(envelope).eachPart((cursor, kind, number) => {
    const wanted = parts.filter((part) => isPart(part, kind, cursor));
    for (const part of wanted) missing.delete(part);
    if (wanted.length > 0 || kind === "binarySecurityToken") {
      const { end, attribute } = cursor.nameOfTag();
      const own = cursor.id();
      const id = own ?? newId(number);
      if (!isNCName(id))
        throw new RequestError(`expected a name as the wsu:Id of <${cursor.local}>, found another text`);
      if (used.has(id))
        throw new RequestError(`expected different ids of the signed parts, found two of ${JSON.stringify(id)}`);
      used.add(id);
      ids.set(number, id);
      if (own === undefined) {
        output.bytes(envelope.subarray(copied, end));
        output.ascii(`${attribute}="${id}"`);
        copied = end;
      }
    }
    // The Body is the last.
    if (kind !== "body") cursor.skip();
  });
  if (isOptional) missing.delete("timestamp");
  for (const part of missing) throw new RequestError(`found no ${shownPart(part)} to sign${adviceFor(part)}`);
  output.bytes(envelope.subarray(copied));
  return canonicalParts(output.done(), parts, prefixList, ids);
}

function canonicalParts(
  bytes: Bytes,
  wanted: readonly SignedPart[],
  prefixList: PrefixList,
  ids: ReadonlyMap<number, string>,
): IdentifiedEnvelope {
  const parts: IdentifiedPart[] = [];
  let tokenId: string | undefined;
  const end = new EnvelopeCursor(bytes).eachPart((cursor, kind, number) => {
    const id = ids.get(number);
    if (kind === "binarySecurityToken") tokenId ??= id;
    if (id !== undefined && wanted.some((part) => isPart(part, kind, cursor))) {
      const prefixes = prefixList === "all" ? cursor.prefixes() : prefixList;
      parts.push({ id, canonical: cursor.canonical({ prefixes }), prefixes });
    } else cursor.skip();
  });
  return { bytes, parts, tokenId, end };
}

/** The element of an envelope that a cursor has opened; `other` in the Security block. */
type PartKind = "body" | "headerBlock" | "timestamp" | "usernameToken" | "binarySecurityToken" | "other";

/** The kind of an element of the Security block. */
function kindOf({ namespace, local }: CanonicalCursor): PartKind {
  if (namespace === wsu && local === "Timestamp") return "timestamp";
  if (namespace === wsse && local === "UsernameToken") return "usernameToken";
  return namespace === wsse && local === "BinarySecurityToken" ? "binarySecurityToken" : "other";
}

function isPart(part: SignedPart, kind: PartKind, { namespace, local }: CanonicalCursor): boolean {
  if (typeof part === "string") return part === kind;
  return kind === "headerBlock" && part.namespace === namespace && (part.name ?? local) === local;
}

function shownPart(part: SignedPart): string {
  if (typeof part === "string") return part;
  return `header block ${part.name === undefined ? "" : `${part.name} `}of ${JSON.stringify(part.namespace)}`;
}

function adviceFor(part: SignedPart): string {
  if (typeof part !== "string") return "; a step that adds it comes before security([…])";
  if (part === "binarySecurityToken") return '; expected the key identifier "binarySecurityToken"';
  return `; expected ${part}() in security([…])`;
}

/** Reads an envelope whose first header block is the Security block. */
class EnvelopeCursor extends CanonicalCursor {
  constructor(envelope: Uint8Array) {
    super(envelope, { maxDepth: 1000 });
  }

  /**
   * Calls a function with each child of the Security block, each other header block and the Body, numbered from 1. It
   * moves past the element. Returns the offset of the end tag of the Security block.
   */
  eachPart(see: (cursor: EnvelopeCursor, kind: PartKind, number: number) => void): number {
    this.start();
    const isAt = (local: string): boolean => this.local === local;
    if (!isAt("Envelope") || versionOf(this) === undefined)
      throw new RequestError("expected an envelope, since a step signs it");
    const envelope = this.started();
    let number = 0;
    let end = -1;
    while (this.next(envelope)) {
      if (isAt("Body")) {
        see(this, "body", ++number);
        break;
      }
      const header = this.started();
      while (this.next(header)) {
        if (end >= 0) {
          see(this, "headerBlock", ++number);
          continue;
        }
        const security = this.started();
        for (end = this.i; this.next(security); end = this.i) see(this, kindOf(this), ++number);
      }
    }
    return end;
  }

  /** The prefixes that are declared in the element last opened and around it, `#default` for none. */
  prefixes(): readonly string[] {
    const place = this.place();
    const found = new Set<string>();
    const add = (prefix: string): void => void found.add(prefix === "" ? "#default" : prefix);
    const addDeclared = (): void => {
      for (const { namespace, prefix, name } of this.allAttributes())
        if (namespace === xmlns) add(prefix === "" ? "" : name);
    };
    for (let around: Binding | null = place.outer; around !== null; around = around.outer)
      if (around.uri !== "" && around.uri !== xml) add(around.prefix);
    addDeclared();
    this.visit(addDeclared);
    openAgain(this, place);
    return [...found].sort();
  }

  /** The `wsu:Id` of the element last opened. */
  id(): string | undefined {
    return this.allAttributes().find(({ namespace, name }) => namespace === wsu && name === "Id")?.value;
  }

  /** The offset after the name of the tag last read, and the name of a `wsu:Id` there, with a declaration if needed. */
  nameOfTag(): { readonly end: number; readonly attribute: string } {
    const { at, length } = this.started();
    let prefix = "wsu";
    let namespace: string | undefined;
    for (let number = 1; (namespace = this.bindingOf(prefix)?.uri) !== undefined && namespace !== wsu; number++)
      prefix = `wsu${number}`;
    const declaration = namespace === undefined ? ` xmlns:${prefix}="${wsu}"` : "";
    return { end: at + 1 + length, attribute: `${declaration} ${prefix}:Id` };
  }
}

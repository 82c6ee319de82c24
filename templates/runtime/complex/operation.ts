import type { Reading } from "../context.js";
import type { BoundParts, Packaging } from "../packaging.js";
import type { PolicyCheck } from "../policies.js";
import type { Cursor } from "../xml/cursor.js";
import type { XmlElement } from "../xml/element.js";
import type { Bytes, Writing } from "../xml/output.js";
import type { Member } from "./plan.js";
import type { Encoding, OpenContent, References, Table } from "./table.js";

/**
 * An operation in all its bindings, created on its first call. The type parameters tie the tables to the interfaces.
 */
export interface Operation<
  Request,
  Response,
  Header = OpenContent,
  Detail = OpenContent,
  FaultHeader = Header,
  Parts = unknown,
> {
  readonly name: string;
  /** The SOAPAction header, or the `action` parameter of SOAP 1.2. */
  readonly action?: string;
  /** The Action of WS-Addressing, where it differs. */
  readonly addressingAction?: string;
  /** Refuses calls through ports that lack what policies demand; created by `policyCheck`. */
  readonly policies?: PolicyCheck;
  readonly request: Message;
  /** Absent for a one-way operation. */
  readonly response?: Message;
  /** Present if details or header blocks of faults are declared; otherwise they are read as XML. */
  readonly faults?: Faults;
  /** The form of messages with attachments, if a WSDL binds them to one. An option of the port takes precedence. */
  readonly attachments?: Packaging;
  readonly httpGet?: HttpOperation;
  readonly httpPost?: HttpOperation;
  /** Exists only as a type. */
  readonly types?: (
    request: Request,
  ) => [response: Response, header: Header, detail: Detail, faultHeader: FaultHeader, parts: Parts];
}

/** An operation whose reply has attachments that a WSDL binds. */
export type OperationWithParts<
  Parts,
  Request,
  Response,
  Header = OpenContent,
  Detail = OpenContent,
  FaultHeader = Header,
> = Operation<Request, Response, Header, Detail, FaultHeader, { readonly parts: Parts }>;

/** The declared parts of faults: see `declaredFaults`. */
export interface Faults<Detail = Table, Header = Table> {
  readonly detail?: Detail;
  readonly header?: Header;
  /** Reads the elements of a detail as far as they fit; `$any` holds the others. */
  readonly readDetail: (elements: readonly XmlElement[], reading: Reading | undefined) => OpenContent;
  /**
   * Reads header blocks as far as they fit. `open` returns a cursor at the content of the Header; null without one.
   * `header` is the table of the response's header.
   */
  readonly readHeader: (
    open: (() => Cursor) | null,
    header: Table | undefined,
    reading: Reading | undefined,
  ) => OpenContent;
}

/**
 * The body and the header blocks of a message. If the body's sequence is a single element, the message's value is that
 * element's value.
 */
export interface Message {
  readonly body: Table;
  readonly header?: Table;
  /** The encoding of the body (use "encoded"); literal by default. */
  readonly encoded?: Encoding;
  /** Present if objects in a literal body may refer to each other. */
  readonly references?: References;
  /** The attachments that a WSDL binds. */
  readonly parts?: BoundParts;
}

export interface HttpOperation {
  /** The part of the URL after the port's address. With `urlReplacement`, `(name)` is a parameter. */
  readonly location: string;
  readonly urlReplacement?: UrlReplacement;
  /** Present if the request is an XML document in place of parameters; created by `xmlContent`. */
  readonly content?: XmlContent;
  /** Present if the reply is plain text instead of XML: `textReply`. */
  readonly text?: TextReply;
  /** Names of parameters that differ from their properties. */
  readonly parameters?: { readonly [property: string]: string };
  /** The root element of a reply; absent if the reply has no content. */
  readonly root?: string;
  /** The root's namespace, if it differs from that of the response body. */
  readonly namespace?: string;
  /** The property of the response that holds the value of the root; absent if the root is the response. */
  readonly result?: string;
  /** The root element with its type, in place of `root` and `namespace`, if that is not the type in the response. */
  readonly reply?: Table;
}

/** Requests that are XML documents: see `xmlContent`. */
export interface XmlContent {
  /** The media type. */
  readonly type: string;
  /** Writes the only element of a request as a document. Throws a RequestError if the value does not fit. */
  readonly write: (message: Message, request: unknown, writing: Writing) => Bytes;
}

/**
 * Puts the parameters of a request into its URL: see `urlReplacement`. `urlOf` returns the URL of a location. Throws a
 * RequestError if the value does not fit.
 */
export type UrlReplacement = (
  http: HttpOperation,
  message: Message,
  request: unknown,
  writing: Writing,
  urlOf: (location: string, query?: string) => string,
) => { readonly url: string; readonly shownUrl: string };

/** Reads the value of the member from a reply: see `textReply`. Throws Malformed if it does not fit. */
export type TextReply = (member: Member, document: Uint8Array, reading: Reading) => { readonly value: unknown };

import type { Understood } from "../binding/mandatory.js";
import type { Reading } from "../context.js";
import type { AnyOperation, Binding, HeaderBlock, SoapBinding } from "../binding/binding.js";
import type { HttpOperation } from "../complex/operation.js";
import type { Encoding, OpenContent } from "../complex/table.js";
import type { Attachment, NewAttachment, Packaging } from "../packaging.js";
import type { XmlElement } from "../xml/element.js";
import type { HttpHeaders } from "../binding/transport.js";
import type { NewFault } from "./fault-envelope.js";
import type { PlainRequest, PlainResponse } from "./plain.js";

/**
 * A service in all its bindings: a function of the web's Request and Response, which Node, Deno, Bun and edge workers
 * can serve.
 */
export type Service = (request: Request) => Promise<Response>;

/**
 * The return value of a handler. If the operation declares response header blocks, `T` is `{ value, header }`, and
 * `header` may be omitted; with attachments that the WSDL binds, it is `{ value, parts }`.
 */
export type Answer<T> = T | Promise<T>;

/** Information about a request beside its value. */
export interface Call<Header = OpenContent> {
  /** The operation's name. */
  readonly operation: string;
  readonly binding: Binding;
  /** The header blocks that the spec declares; HTTP GET and POST have none. */
  readonly header: Header;
  /** The header blocks that the spec does not declare, for any receiver. */
  readonly headerBlocks: readonly XmlElement[];
  /** The parts of a multipart that neither the value nor `parts` contains. */
  readonly attachments: readonly Attachment[];
  /** Adds an attachment to the answer, if the service has the option `attachments`. Throws a RequestError otherwise. */
  readonly attach: (attachment: NewAttachment) => void;
  /**
   * The name in the UsernameToken that the option `security` has checked; undefined without that option, and for an
   * anonymous call.
   */
  readonly username: string | undefined;
  /** The HTTP headers of the request, such as `Authorization`. */
  readonly httpHeaders: HttpHeaders;
  /**
   * The request, whose body has already been read. In Node it is created on first use; `httpHeaders` is available
   * without it.
   */
  readonly request: Request;
  /** Aborted when the caller disconnects. */
  readonly signal: AbortSignal;
}

/** The declarations of a service in a generated module. */
export interface Contract {
  readonly name: string;
  readonly namespace: string;
  /** In the order of the help pages. */
  readonly bindings: readonly Binding[];
  /** The path of the service's address: `/shop.asmx`. */
  readonly path: string;
  /** The operations by the names of their handlers, in the order of the spec. */
  readonly operations: { readonly [handler: string]: ContractOperation };
  /** Loads the help pages for the first request that needs one. */
  readonly pages: () => Promise<{ readonly pages: HelpPages }>;
  /** Loads the documents for `?wsdl`; absent if the spec has no WSDL. */
  readonly documents?: () => Promise<Documents>;
}

/** An operation of a contract. */
export interface ContractOperation {
  readonly operation: () => AnyOperation;
  readonly bindings: readonly Binding[];
}

/** HTML in which the comments `<!--address-->`, `<!--host-->` and `<!--path-->` are replaced by the service's own. */
export interface HelpPages {
  /** A whole page, in which `<!--content-->` is replaced. */
  readonly frame: string;
  /** The documentation of the service. */
  readonly introduction: string;
  /** The operations, with links to their pages. */
  readonly list: string;
  /** The pages by operation name. */
  readonly operations: { readonly [name: string]: OperationPage };
}

export interface OperationPage {
  readonly heading: string;
  /** The documentation of the operation. */
  readonly introduction: string;
  /** A sample request and response in each binding. */
  readonly samples: { readonly [binding in Binding]?: string };
}

/** The module of a service's WSDL and schemas. */
export interface Documents {
  /** Texts by name, the entry document first. They refer to each other as `?wsdl=name` and `?xsd=name`. */
  readonly documents: { readonly [name: string]: string };
}

/** Options of a service. */
export interface ServeOptions extends Pick<Reading, "maxDepth" | "forbiddenCharacters" | "validate"> {
  /** The URL by which callers reach the service, for its WSDL and its pages; by default the request's own. */
  readonly address?: string | undefined;
  /** The path of requests, by default the contract's. It may be mounted below another path. */
  readonly path?: string | undefined;
  /**
   * The bindings to serve and to show on the pages; by default all of the contract's. `?wsdl` does not depend on them.
   */
  readonly bindings?: readonly Binding[] | undefined;
  /**
   * Origins, beside the service's own, whose pages may call it over HTTP GET and POST: `["https://intranet.example"]`.
   * Calls from pages of other origins are refused with status 403.
   */
  readonly origins?: readonly string[] | undefined;
  /** The longest accepted request body in bytes; 4 MiB by default. */
  readonly maxRequestBytes?: number | undefined;
  /**
   * Reads requests with attachments, and answers with some: `multipart()` or `mtom()`. A request that is an XOP package
   * is answered by one if this is `mtom()`. By default what the WSDL binds.
   */
  readonly attachments?: Packaging | undefined;
  /**
   * Header blocks that the spec does not declare but the handlers process through `headerBlocks`. Requests with such a
   * block that has mustUnderstand are accepted.
   */
  readonly understands?: Understood | undefined;
  /**
   * Checks the Security header block of each request: `checkSecurity({ password })`. The service then has the bindings of
   * SOAP alone, since others have no header blocks.
   */
  readonly security?: SecurityCheck | undefined;
  /** Reads and answers the header blocks of WS-Addressing: `answerAddressing()`. */
  readonly addressing?: AddressingAnswers | undefined;
  /**
   * Receives every error that does not reach the caller: an error other than a ServiceFault that a handler throws, any
   * error of a one-way operation, an answer that does not fit its type, and an error of a function that checks passwords.
   * `call` is undefined for errors of such functions, documents and pages. By default errors are printed to the console, and calls in memory reject with them.
   */
  readonly onError?: ((error: unknown, call: Call<object> | undefined) => void) | undefined;
}

/** Checks the Security header block of requests; created by `checkSecurity`. */
export interface SecurityCheck {
  /** The name of its header block, which handlers do not see. */
  readonly block: Pick<XmlElement, "namespace" | "name">;
  /** Names of operations that may be called without a token. */
  readonly anonymous: readonly string[];
  /** True if all of these header blocks of the request that are its own can be checked. */
  understands(blocks: readonly XmlElement[]): boolean;
  /** Rejects with a ServiceFault for a request that must not reach the handler of this operation. */
  check(blocks: readonly XmlElement[], operation: string): Promise<CheckedSecurity>;
}

export interface CheckedSecurity {
  /** Undefined for an anonymous call. */
  readonly username: string | undefined;
  /** The header blocks of the answer. */
  readonly answerBlocks: AnswerBlocks;
}

/** Makes the header blocks of an answer; `fault` is undefined for a response. */
export type AnswerBlocks = (fault?: NewFault<object>) => readonly HeaderBlock[];

/** Reads and answers the header blocks of WS-Addressing; created by `answerAddressing`. */
export interface AddressingAnswers {
  /** Undefined for a request without such blocks, unless they are required. */
  read(blocks: readonly XmlElement[], binding: SoapBinding): Addressed | undefined;
}

/** The properties of a request by WS-Addressing. */
export interface Addressed {
  /** Empty if there is none. */
  readonly action: string;
  readonly understood: Understood;
  /** The fault for properties that are wrong for every operation; `soapAction` must be the Action, unless it is empty. */
  refusal(soapAction: string): NewFault<object> | undefined;
  /** The fault for an action that no operation has. */
  unsupported(): NewFault<object>;
  /** The fault for properties that are wrong for this operation. */
  refusalOf(operation: AnyOperation): NewFault<object> | undefined;
  /** The header blocks of the answer; `operation` is undefined if none was found. */
  answerBlocks(operation: AnyOperation | undefined): AnswerBlocks;
}

/** A contract with its handlers and options. */
export interface Server {
  readonly contract: Contract;
  /** The path of requests in URL form, without a trailing slash. */
  readonly path: string;
  readonly options: ServeOptions;
  readonly onError: NonNullable<ServeOptions["onError"]>;
  readonly operations: readonly ServedOperation[];
  /** The names of the elements in the bodies of SOAP requests; see `isRequest`. */
  readonly requestNames: ReadonlySet<string>;
  /** The encoding of the requests that have one; undefined if all are literal. */
  readonly encoding: Encoding | undefined;
  readonly routes: { readonly [binding in HttpBinding]: readonly HttpRoute[] };
  /** Present if a handler reads its request while that arrives. */
  readonly streaming: Streaming | undefined;
  /** Undefined for a service whose messages have no attachments. */
  readonly packaging: Packaging | undefined;
}

/** A call whose handler may add attachments to its answer. */
export interface OpenCall extends Call<object> {
  readonly added: readonly NewAttachment[];
  /** True if the request was a multipart. */
  readonly isMultipart: boolean;
}

export type HttpBinding = Extract<Binding, "httpGet" | "httpPost">;

/** An operation over HTTP GET or POST, and its binding. */
export interface HttpRoute {
  readonly served: ServedOperation;
  readonly http: HttpOperation;
  /** The path of its location, in URL form. */
  readonly path: string;
  /** The query of the location, with which that of a request must begin. */
  readonly query: string;
}

export interface ServedOperation {
  readonly operation: AnyOperation;
  readonly bindings: readonly Binding[];
  /** Calls its handler. */
  readonly answer: (request: unknown, call: Call<object>) => unknown;
  /** Present for a handler that reads its request while that arrives. */
  readonly streaming?: Streaming | undefined;
}

/** Reads requests while they arrive; a property of such a handler. */
export interface Streaming {
  /** Responds to a SOAP request of any operation, of which it reads as much as necessary to find that. */
  readonly respond: (server: Server, request: PlainRequest, expected: SoapBinding) => Promise<PlainResponse>;
  /** Gives the parts of a request to the handler, whose answer it returns. */
  readonly answer: (request: StreamedRequest, call: Call<object>) => unknown;
}

/** A request that arrives. */
export interface StreamedRequest {
  readonly operation: AnyOperation;
  /** In UTF-8. */
  readonly document: AsyncIterable<Uint8Array>;
  readonly reading: Reading;
  readonly maxBytes: number;
  /** Reads the value of a document without the parts. Throws Malformed if it does not fit. */
  readonly read: (rest: Uint8Array) => unknown;
}

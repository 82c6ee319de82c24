import type { Reading } from "../context.js";
import type { AnyOperation } from "../binding/codec.js";
import type { Binding } from "../binding/binding.js";
import type { HttpOperation, OpenContent } from "../complex/table.js";
import type { XmlElement } from "../xml/element.js";
import type { HttpHeaders } from "../binding/transport.js";

/** A service in all its bindings: a function of the web's own types, which Node, Deno, Bun and edge workers serve. */
export type Service = (request: Request) => Promise<Response>;

/** What a handler gives. Of an operation with typed response header blocks, `T` is `{ value, header }`, the header absent for none. */
export type Answer<T> = T | Promise<T>;

/** What is known of a request beside its value. */
export interface Call<Header = OpenContent> {
  /** The operation's name. */
  readonly operation: string;
  readonly binding: Binding;
  /** The header blocks that the spec names; over HTTP GET and POST there are none. */
  readonly header: Header;
  /** The header blocks that the spec does not name, whomever they are for. */
  readonly headerBlocks: readonly XmlElement[];
  /** Those of the request, such as `Authorization`. */
  readonly httpHeaders: HttpHeaders;
  /** The request as it came, its body read already. In Node it is made when it is asked for: `httpHeaders` cost nothing. */
  readonly request: Request;
  /** Aborted when the caller is gone. */
  readonly signal: AbortSignal;
}

/** What a generated module declares of a service. */
export interface Contract {
  readonly name: string;
  readonly namespace: string;
  /** In the order of the help pages. */
  readonly bindings: readonly Binding[];
  /** The path of its address: `/shop.asmx`. */
  readonly path: string;
  /** By the names of their handlers, in the order of the spec. */
  readonly operations: { readonly [handler: string]: ContractOperation };
  /** Loaded when the first page is asked for. */
  readonly pages: () => Promise<{ readonly pages: HelpPages }>;
  /** What `?wsdl` shows; absent where the spec has no WSDL. */
  readonly documents?: () => Promise<Documents>;
}

export interface ContractOperation {
  readonly operation: () => AnyOperation;
  readonly bindings: readonly Binding[];
}

/** HTML in which the comments `<!--address-->`, `<!--host-->` and `<!--path-->` are the places for where the service is. */
export interface HelpPages {
  /** A whole page; its content comes in the place of `<!--content-->`. */
  readonly frame: string;
  /** The documentation of the service. */
  readonly introduction: string;
  /** The operations, with links to their pages. */
  readonly list: string;
  /** By the names of the operations. */
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
  /** By name, the entry first. They refer to each other as `?wsdl=name` and `?xsd=name`. */
  readonly documents: { readonly [name: string]: string };
}

export interface ServeOptions extends Pick<Reading, "maxDepth" | "forbiddenCharacters" | "validate"> {
  /** The URL that callers know the service by, for its WSDL and its pages: the request's own unless given. */
  readonly address?: string | undefined;
  /** The path that requests come to, if not the contract's. Another path may stand before it. */
  readonly path?: string | undefined;
  /** The bindings that are served, and shown on the pages: all of the contract's unless given. `?wsdl` is not changed by them. */
  readonly bindings?: readonly Binding[] | undefined;
  /**
   * The origins, beside the service's own, whose pages may call it over HTTP GET and POST: `["https://intranet.example"]`.
   * Calls from other pages are refused with the status 403.
   */
  readonly origins?: readonly string[] | undefined;
  /** The longest request body that is read, in bytes: 4 MiB unless given. */
  readonly maxRequestBytes?: number | undefined;
  /**
   * Header blocks that the spec does not name and the handlers see to in `headerBlocks`: a request with such a one that must be
   * understood is let through.
   */
  readonly understands?: readonly Pick<XmlElement, "namespace" | "name">[] | undefined;
  /**
   * Receives every error that does not reach the caller: what a handler throws other than a ServiceFault, what a one-way operation
   * throws, and an answer that does not fit its type. `call` is undefined for an error of the documents and pages. Unless given, the error
   * is printed to the console; a call in memory rejects with it.
   */
  readonly onError?: ((error: unknown, call: Call<object> | undefined) => void) | undefined;
}

/** A contract with its handlers, as it is served. */
export interface Server {
  readonly contract: Contract;
  /** The path that requests come to, as it appears in a URL, without a slash at its end. */
  readonly path: string;
  readonly options: ServeOptions;
  readonly onError: NonNullable<ServeOptions["onError"]>;
  readonly operations: readonly ServedOperation[];
  readonly routes: { readonly [binding in HttpBinding]: readonly HttpRoute[] };
}

export type HttpBinding = Extract<Binding, "httpGet" | "httpPost">;

/** An operation of HTTP GET or POST, and how it is bound. */
export interface HttpRoute {
  readonly served: ServedOperation;
  readonly http: HttpOperation;
  /** Its location, as it appears in a URL. */
  readonly path: string;
  /** Of the location; that of a request begins with it. */
  readonly query: string;
}

export interface ServedOperation {
  readonly operation: AnyOperation;
  readonly bindings: readonly Binding[];
  /** What its handler gives. */
  readonly answer: (request: unknown, call: Call<object>) => unknown;
}

import type { HttpBinding, SoapBinding } from "../../bindings.js";
import type { Place, Source } from "../../source.js";

/** What the pages of one source show, in the order they show it. Nothing is inferred yet. */
export interface HelpPage {
  readonly source: Source;
  /** The title that the page gives the service, which may be as little as "soap". */
  readonly service?: string;
  readonly operations: readonly PageOperation[];
  /** The operations that a service page lists, or that a text gives the addresses of the pages of. */
  readonly listed: readonly ListedOperation[];
  /** The absolute URLs that the page gives as addresses, apart from those of its messages. */
  readonly addresses: readonly PageAddress[];
}

/** An absolute URL without its query. */
export interface PageAddress {
  readonly scheme: Scheme;
  /** With a port where the URL has one. */
  readonly host: string;
  readonly path: string;
  readonly place: Place;
}

export interface ListedOperation {
  readonly name: string;
  readonly documentation?: string;
  readonly place: Place;
}

export interface PageOperation {
  readonly name: string;
  readonly documentation?: string;
  readonly place: Place;
  /** None if no message of it could be read. */
  readonly samples: readonly Sample[];
  /** The messages that the page lacks beside others of the same binding. */
  readonly missing: readonly MissingMessage[];
}

export interface MissingMessage {
  readonly message: "request" | "response";
  /** Of the message that it belongs to. */
  readonly place: Place;
}

/** One sample HTTP message. A message that could not be read is not here but in the diagnostics. */
export type Sample = SoapSample | HttpSample;

export type Scheme = "http" | "https";

interface SampleHead {
  readonly message: "request" | "response";
  readonly place: Place;
  /** Of a request: the path of the request line without its query, as printed: `/soap.asmx/GetImageStatus`. */
  readonly path?: string;
  /** Of a request that is made from a model: the end of the path that the operation adds to the address of its port. */
  readonly location?: string;
  /** Of a request: the Host header, without a port as pages print it, or the host and port of the absolute URL that it is sent to. */
  readonly host?: string;
  /** Of a request that is sent to an absolute URL. */
  readonly scheme?: Scheme;
  /** Of a response: 200, or 202 for a one-way operation. */
  readonly status?: number;
}

export interface SoapSample extends SampleHead {
  readonly binding: SoapBinding;
  /** The SOAPAction header or the `action` parameter, verbatim, without its quotes. */
  readonly action?: string;
  /** Children of `soap:Header`. */
  readonly header: readonly SampleElement[];
  /**
   * Children of `soap:Body`; absent for a message without an envelope (202, or a 200 without a body). A text is the bare `xml`
   * of a part that has no element.
   */
  readonly body?: readonly (SampleElement | SampleText)[];
  /** The Body's encodingStyle, or the one of the element that carries it. */
  readonly encodingStyle?: string;
}

export interface HttpSample extends SampleHead {
  readonly binding: HttpBinding;
  /** Of a request: its query or form. */
  readonly parameters?: readonly SampleParameter[];
  /** Of a response: its content, absent for void. A text is a bare `xml`. */
  readonly content?: SampleElement | SampleText;
}

export interface SampleParameter {
  readonly name: string;
  readonly value: string;
  readonly place: Place;
}

/** An element of a sample, its names resolved. */
export interface SampleElement {
  readonly kind: "element";
  readonly name: string;
  readonly namespace: string;
  readonly attributes: readonly SampleAttribute[];
  /** Elements and texts in document order; white space between elements is left out. */
  readonly children: readonly (SampleElement | SampleText)[];
  readonly place: Place;
}

/** Without the declarations of namespaces, with xsi and encoding attributes. */
export interface SampleAttribute {
  readonly name: string;
  readonly namespace: string;
  readonly value: string;
  /** As in {@link SampleText}. */
  readonly words?: readonly string[];
  /** What a value that is a QName means: `{http://www.w3.org/2001/XMLSchema}string` for `xsd:string`. */
  readonly qname?: string;
  readonly place: Place;
}

export interface SampleText {
  readonly kind: "text";
  /** Entities resolved, white space around it removed. */
  readonly text: string;
  /** The placeholders in it where the page marks them (`<font class=value>`), one for each value of an enumeration. */
  readonly words?: readonly string[];
  /** Of a QName placeholder: what its prefix stands for. */
  readonly qname?: string;
  readonly place: Place;
}

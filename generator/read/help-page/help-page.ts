import type { HttpBinding, SoapBinding } from "../../bindings.js";
import type { BuiltinName } from "../../builtins.js";
import type { UnsetVariable } from "../exchange/exchange.js";
import type { Place, Source } from "../../source.js";

/** The evidence of one source's pages, in the order of the source, before any inference. */
export interface HelpPage {
  readonly source: Source;
  /** The title that the page gives the service, which may be just "soap". */
  readonly service?: string;
  readonly operations: readonly PageOperation[];
  /** The operations in the list of a service page, or in addresses of their pages in a text. */
  readonly listed: readonly ListedOperation[];
  /** For a page with a list: the URL of the service's WSDL, as far as the page shows it. */
  readonly wsdl?: string;
  /** The absolute URLs that the page presents as addresses, except those of its messages. */
  readonly addresses: readonly PageAddress[];
}

/** An absolute URL without its query. */
export interface PageAddress {
  readonly scheme: Scheme;
  /** Includes the port if the URL has one. */
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
  /** Empty if no message could be read. */
  readonly samples: readonly Sample[];
  /** The faults that answer it. */
  readonly faults: readonly FaultSample[];
  /** Messages that are missing beside others of the same binding. */
  readonly missing: readonly MissingMessage[];
}

export interface MissingMessage {
  readonly message: "request" | "response";
  /** The place of the message that it belongs to. */
  readonly place: Place;
}

/** A fault, or a reply with a status of failure: never the response of an operation. */
export interface FaultSample {
  /** The elements of its detail. */
  readonly details: readonly SampleElement[];
  /** True for a fault out of recorded traffic. */
  readonly recorded?: true;
  readonly place: Place;
}

/** A sample HTTP message. Messages that could not be read are only in the diagnostics. */
export type Sample = SoapSample | HttpSample;

export type Scheme = "http" | "https";

interface SampleHead {
  readonly message: "request" | "response";
  readonly place: Place;
  /** For a request: the path of the request line without its query, as printed: `/soap.asmx/GetImageStatus`. */
  readonly path?: string;
  /**
   * For a request that is made from a model: the end of the path, which the operation appends to the port's address.
   */
  readonly location?: string;
  /** For a request: the Host header, which pages print without a port, or the host and port of an absolute URL. */
  readonly host?: string;
  /** For a request to an absolute URL. */
  readonly scheme?: Scheme;
  /** For a request out of the file of a tool: the variable of its URL without a value, in place of host and path. */
  readonly unset?: UnsetVariable;
  /** True for a message out of recorded traffic, or out of the file of a tool that sends requests. */
  readonly recorded?: true;
  /** True for a recorded message in the text of a page. */
  readonly onPage?: true;
  /** For a response: 200, or 202 for a one-way operation. */
  readonly status?: number;
}

export interface SoapSample extends SampleHead {
  readonly binding: SoapBinding;
  /** The SOAPAction header or the `action` parameter, verbatim, without its quotes. */
  readonly action?: string;
  /** The Action of WS-Addressing, of a sample that is left without its header blocks. */
  readonly addressingAction?: string;
  /** Children of `soap:Header`. */
  readonly header: readonly SampleElement[];
  /**
   * Children of `soap:Body`; undefined for a message without an envelope (202, or 200 without a body). A text is the
   * bare `xml` of a part without an element.
   */
  readonly body?: readonly (SampleElement | SampleText)[];
  /** The encodingStyle of the Body or of the element that carries it. */
  readonly encodingStyle?: string;
}

export interface HttpSample extends SampleHead {
  readonly binding: HttpBinding;
  /** For a request: its query or form. */
  readonly parameters?: readonly SampleParameter[];
  /** Its XML; undefined for a request of parameters and for a void response. A text is a bare `xml`. */
  readonly content?: SampleElement | SampleText;
  /** For a request with content: its media type. */
  readonly contentType?: string;
}

export interface SampleParameter {
  readonly name: string;
  readonly value: string;
  readonly place: Place;
}

/** An element of a sample with resolved names. */
export interface SampleElement {
  readonly kind: "element";
  readonly name: string;
  readonly namespace: string;
  readonly attributes: readonly SampleAttribute[];
  /** Elements and texts in document order, without white space between elements. */
  readonly children: readonly (SampleElement | SampleText)[];
  readonly hints?: SampleHints;
  readonly place: Place;
}

/**
 * Facts beside an element: in comments of SoapUI, such as `<!--Zero or more repetitions:-->` before it and
 * `<!--type: int-->` in it, or in a table of parameters.
 */
export interface SampleHints {
  readonly repeated?: true;
  /** True if a message may lack it. */
  readonly optional?: true;
  /** The number of siblings, beginning with this element, of which a message has one. */
  readonly choice?: number;
  readonly type?: BuiltinName;
  readonly required?: boolean;
  readonly documentation?: string;
  /** The row of the table. */
  readonly place?: Place;
}

/** An attribute, such as those of xsi and of SOAP encoding, but no namespace declarations. */
export interface SampleAttribute {
  readonly name: string;
  readonly namespace: string;
  readonly value: string;
  /** As in {@link SampleText}. */
  readonly words?: readonly string[];
  /** The expanded name in a QName value: `{http://www.w3.org/2001/XMLSchema}string` for `xsd:string`. */
  readonly qname?: string;
  readonly place: Place;
}

export interface SampleText {
  readonly kind: "text";
  /** The text with resolved entities, trimmed. */
  readonly text: string;
  /**
   * The placeholders in the text if the page marks them (`<font class=value>`), one for each value of an enumeration.
   */
  readonly words?: readonly string[];
  /** For a QName placeholder: its expanded name. */
  readonly qname?: string;
  readonly place: Place;
}

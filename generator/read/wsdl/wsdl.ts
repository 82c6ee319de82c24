/**
 * The components of WSDL 1.1 from all documents of a spec. Names are resolved to namespaces; references remain names.
 */
import type { HttpBinding, SoapBinding } from "../../bindings.js";
import type { Demand } from "../../policies/demands.js";
import type { QName } from "../xsd/qname.js";
import type { Place, Source } from "../../source.js";
import type { Schemas } from "../xsd/schema.js";

export interface Wsdl {
  readonly schemas: Schemas;
  /** Each map has keys of the form `{namespace}local`. */
  readonly messages: ReadonlyMap<string, WsdlMessage>;
  readonly portTypes: ReadonlyMap<string, PortType>;
  readonly bindings: ReadonlyMap<string, WsdlBinding>;
  /** Services in the order of the documents. */
  readonly services: readonly WsdlService[];
  /** Imported documents that the spec lacks. */
  readonly missing: readonly MissingDocument[];
  readonly documents: WsdlDocuments;
}

/** The texts that components were read from. */
export interface WsdlDocuments {
  /** The WSDLs that reading started with. */
  readonly entries: readonly Source[];
  readonly imports: readonly DocumentImport[];
}

/** The document found for an import, an include or a redefine. */
export interface DocumentImport {
  readonly kind: "wsdl" | "schema";
  /** The place of its tag. */
  readonly place: Place;
  readonly source: Source;
}

export interface MissingDocument {
  /** The namespace of its components; undefined if the import does not specify one. */
  readonly namespace?: string;
  /** The location for messages, without possible secrets in a URL. */
  readonly location?: string;
  readonly place: Place;
}

interface Named {
  readonly name: QName;
  readonly documentation?: string;
  readonly place: Place;
}

export interface WsdlMessage extends Named, Demanding {
  readonly parts: readonly WsdlPart[];
}

export interface WsdlPart {
  readonly name: string;
  readonly element?: QName;
  readonly type?: QName;
  readonly place: Place;
  /** The place of the attribute that names its element or type. */
  readonly contentPlace: Place;
}

/** A component to which policies and extensions are attached. */
interface Demanding {
  /** The demands on callers beside the messages, those of contained components excluded. */
  readonly demands: readonly Demand[];
}

export interface PortType extends Named, Demanding {
  readonly operations: readonly WsdlOperation[];
}

export interface WsdlOperation extends Demanding {
  readonly name: string;
  readonly documentation?: string;
  /** The order of messages in the document: notification and solicit-response start with their output. */
  readonly pattern: "one-way" | "request-response" | "notification" | "solicit-response";
  readonly parameterOrder: readonly string[];
  readonly input?: WsdlMessageUse;
  readonly output?: WsdlMessageUse;
  readonly faults: readonly (WsdlMessageUse & { readonly documentation?: string })[];
  readonly place: Place;
}

export interface WsdlMessageUse {
  readonly name?: string;
  readonly message: QName;
  /** The Action of WS-Addressing, if an attribute states it: `wsam:Action`. */
  readonly action?: string;
  readonly place: Place;
}

export interface WsdlBinding extends Named, Demanding {
  readonly portType: QName;
  readonly protocol: Protocol;
  readonly operations: readonly BoundOperation[];
}

export type Protocol =
  | {
      readonly kind: SoapBinding;
      readonly style: "document" | "rpc";
      /** Undefined means HTTP. */
      readonly transport?: { readonly uri: string; readonly place: Place };
    }
  | { readonly kind: HttpBinding }
  /** The namespace or name of its extension element; empty without one. */
  | { readonly kind: "other"; readonly what: string };

export interface BoundOperation extends Demanding {
  readonly name: string;
  /** Distinguishes overloads. */
  readonly inputName?: string;
  readonly outputName?: string;
  /** The style of the operation itself, by default the binding's. */
  readonly style?: "document" | "rpc";
  /** The SOAPAction; undefined if the document has none, which differs from an empty one. */
  readonly action?: string;
  /** For HTTP: `http:operation/@location`. */
  readonly location?: string;
  readonly input?: BoundMessage;
  readonly output?: BoundMessage;
  readonly place: Place;
}

export interface BoundMessage {
  readonly body?: SoapBody;
  readonly header: readonly SoapHeader[];
  /** The form of the message over HTTP. For SOAP, `multipart` if `mime:multipartRelated` describes it. */
  readonly content:
    | { readonly kind: "soap" | "urlEncoded" | "urlReplacement" | "none" }
    /** `part` names the part of the message; it is undefined, and often wrong, if there is only one. */
    | { readonly kind: "mimeXml"; readonly part?: string }
    | { readonly kind: "mimeContent"; readonly type: string; readonly part?: string }
    | { readonly kind: "multipart"; readonly attachments: readonly MimePart[] };
  readonly place: Place;
}

/** A `mime:part` beside the envelope. */
export interface MimePart {
  /** Its alternative contents. */
  readonly contents: readonly MimeContent[];
  readonly place: Place;
}

/** `mime:content`, or `mime:mimeXml`, which stands for the type `text/xml`. */
export interface MimeContent {
  /** The name of the message part that it contains; undefined if the document names none. */
  readonly part?: string;
  /** A media type, which may be `*` or have one as its subtype. */
  readonly type: string;
  readonly place: Place;
}

export interface SoapBody {
  readonly use: "literal" | "encoded";
  readonly namespace?: string;
  /** The names of the parts in the body; undefined means all. */
  readonly parts?: readonly string[];
  readonly place: Place;
}

export interface SoapHeader extends SoapHeaderPart {
  /** True if `wsdl:required` demands it. WSDL 1.1, 3.7 describes blocks, and demands none otherwise. */
  readonly required: boolean;
  /** The header blocks of faults that concern this block. */
  readonly faults: readonly SoapHeaderPart[];
}

/** A part of a message that is a header block. */
export interface SoapHeaderPart {
  readonly message: QName;
  readonly part: string;
  readonly use: "literal" | "encoded";
  readonly namespace?: string;
  readonly place: Place;
}

export interface WsdlService extends Named, Demanding {
  readonly ports: readonly WsdlPort[];
}

export interface WsdlPort extends Demanding {
  readonly name: string;
  readonly binding: QName;
  /** Undefined if the port has none. */
  readonly address?: string;
  /** The place of the attribute with the address, or of the port. */
  readonly addressPlace: Place;
  readonly documentation?: string;
  readonly place: Place;
}

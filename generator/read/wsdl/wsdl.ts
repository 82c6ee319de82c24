/** The components of WSDL 1.1, of all documents of a spec together: names are resolved to their namespaces, references stay names. */
import type { HttpBinding, SoapBinding } from "../../bindings.js";
import type { QName } from "../xsd/qname.js";
import type { Place, Source } from "../../source.js";
import type { Schemas } from "../xsd/schema.js";

export interface Wsdl {
  readonly schemas: Schemas;
  /** Each by `{namespace}local`. */
  readonly messages: ReadonlyMap<string, WsdlMessage>;
  readonly portTypes: ReadonlyMap<string, PortType>;
  readonly bindings: ReadonlyMap<string, WsdlBinding>;
  /** In the order of the documents. */
  readonly services: readonly WsdlService[];
  /** What the documents import and the spec does not have. */
  readonly missing: readonly MissingDocument[];
  readonly documents: WsdlDocuments;
}

/** The texts that components were read from. */
export interface WsdlDocuments {
  /** The WSDLs that reading began with. */
  readonly entries: readonly Source[];
  readonly imports: readonly DocumentImport[];
}

/** What an import, an include or a redefine was found to mean. */
export interface DocumentImport {
  readonly kind: "wsdl" | "schema";
  /** Of its tag. */
  readonly place: Place;
  readonly source: Source;
}

export interface MissingDocument {
  /** Of its components; absent if the import does not say it. */
  readonly namespace?: string;
  /** As it can be shown: without what may be secret in a URL. */
  readonly location?: string;
  readonly place: Place;
}

interface Named {
  readonly name: QName;
  readonly documentation?: string;
  readonly place: Place;
}

export interface WsdlMessage extends Named {
  readonly parts: readonly WsdlPart[];
}

export interface WsdlPart {
  readonly name: string;
  readonly element?: QName;
  readonly type?: QName;
  readonly place: Place;
}

export interface PortType extends Named {
  readonly operations: readonly WsdlOperation[];
}

export interface WsdlOperation {
  readonly name: string;
  readonly documentation?: string;
  /** In the order of the document: notification and solicit-response have their output first. */
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
  readonly place: Place;
}

export interface WsdlBinding extends Named {
  readonly portType: QName;
  readonly protocol: Protocol;
  readonly operations: readonly BoundOperation[];
}

export type Protocol =
  | {
      readonly kind: SoapBinding;
      readonly style: "document" | "rpc";
      /** A URI; absent stands for HTTP. */
      readonly transport?: string;
    }
  | { readonly kind: HttpBinding }
  /** What it is, in the words of the document: the namespace or name of its extension element; empty if there is none. */
  | { readonly kind: "other"; readonly what: string };

export interface BoundOperation {
  readonly name: string;
  /** To tell overloads apart. */
  readonly inputName?: string;
  readonly outputName?: string;
  /** Of the operation itself; the binding's else. */
  readonly style?: "document" | "rpc";
  /** The SOAPAction; absent if the document has none, which is not the same as an empty one. */
  readonly action?: string;
  /** Of HTTP: `http:operation/@location`. */
  readonly location?: string;
  readonly input?: BoundMessage;
  readonly output?: BoundMessage;
  readonly faults: readonly BoundFault[];
  readonly place: Place;
}

export interface BoundMessage {
  readonly body?: SoapBody;
  readonly header: readonly SoapHeader[];
  /** Of HTTP: how the message is sent. Of SOAP, `multipart` where `mime:multipartRelated` holds the body. */
  readonly content:
    | { readonly kind: "soap" | "urlEncoded" | "urlReplacement" | "mimeXml" | "none" }
    | { readonly kind: "mimeContent"; readonly type: string }
    | { readonly kind: "multipart" };
  readonly place: Place;
}

export interface SoapBody {
  readonly use: "literal" | "encoded";
  readonly namespace?: string;
  /** The parts that are in the body, by name; all of them where it is absent. */
  readonly parts?: readonly string[];
  readonly place: Place;
}

export interface SoapHeader extends SoapHeaderPart {
  /** What faults that are about it can have in their own header. */
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

export interface BoundFault {
  readonly name: string;
  readonly use: "literal" | "encoded";
  readonly place: Place;
}

export interface WsdlService extends Named {
  readonly ports: readonly WsdlPort[];
}

export interface WsdlPort {
  readonly name: string;
  readonly binding: QName;
  /** Absent if the port says none. */
  readonly address?: string;
  readonly documentation?: string;
  readonly place: Place;
}

import type { BodyStep, Reading, ReceiveBody, Source } from "./context.js";
import type { Bytes, Output } from "./xml/output.js";

/** A part of a message beside its envelope, as it was received. */
export interface Attachment {
  readonly content: Uint8Array;
  /** The media type with its parameters; `application/octet-stream` if the part has none. */
  readonly contentType: string;
  /** Without angle brackets; empty if the part has none. */
  readonly contentId: string;
  /** All headers of the part, by their names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
}

/** A part of a reply beside its envelope, whose content is read while it arrives. */
export interface StreamedAttachment extends Omit<Attachment, "content"> {
  /** Can be read once, until the next attachment is asked for. What was not read of it by then is dropped. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** The attachments of a reply that arrives. They can be iterated over once. */
export interface ArrivingAttachments extends AsyncIterable<StreamedAttachment> {
  /** Tells the sender that they are not wanted. */
  readonly cancel: () => void;
}

/** A part of a message to send. One that was received can be sent as it is. */
export interface NewAttachment {
  /** A source is sent as it arrives, and can be sent once. */
  readonly content: Uint8Array | Blob | Source<Uint8Array>;
  /** By default that of a Blob, else what the WSDL binds, else `application/octet-stream`. */
  readonly contentType?: string | undefined;
  /** Without angle brackets; unique by default. */
  readonly contentId?: string | undefined;
}

/** The message parts that a WSDL binds to attachments (`mime:content`), with their media types. */
export interface BoundParts {
  readonly [part: string]: readonly string[];
}

/** The attachments of a message. */
export interface Attachments {
  readonly attachments?: readonly NewAttachment[] | undefined;
  /** Those that the WSDL binds. */
  readonly parts?: Readonly<Record<string, NewAttachment | undefined>> | undefined;
}

/** Sends and reads messages with attachments; created by `multipart` and `mtom`. */
export interface Packaging {
  /** The demands of policies that it satisfies: `MTOM`. */
  readonly satisfies?: readonly string[] | undefined;
  /** Begins a message. Throws a RequestError for attachments that do not fit. */
  pack(attachments: Attachments, bound: BoundParts | undefined): Packing;
  /** Takes a multipart apart; undefined for any other body. Throws Malformed. */
  unpack(contentType: string, body: Uint8Array, reading: Reading): Unpacked | undefined;
  /**
   * The document of a multipart that arrives, with the bytes of its parts in base64. The document and parts that arrive
   * before their places in it are in memory, up to `maxBytes` together. Rejects with Malformed.
   */
  inline(contentType: string, body: Source<Uint8Array>, reading: Reading, maxBytes: number): Promise<Inlined>;
}

/** A document in UTF-8 that arrives, with its media type. */
export interface Inlined {
  readonly contentType: string;
  readonly document: ReadableStream<Uint8Array>;
}

/** A message that is being packed. */
export interface Packing {
  /**
   * Leaves the content of a `base64Binary` element to a part, and writes a reference to it. False if the content belongs
   * into the document. `value` stands for it in the message.
   */
  readonly attach: ((output: Output, content: Uint8Array | Source<Uint8Array>, value: object) => boolean) | undefined;
  /** Packs a document. */
  pack(document: Document): Promise<Packed>;
  /**
   * The steps of a call, and among them those that pack its request and take its reply apart. The steps of sending come
   * after those.
   */
  around<Step extends { readonly after?: "packing" | undefined }>(steps: readonly Step[]): (Step | PackingStep)[];
}

/** A step of a call. */
export type PackingStep = <Sent extends SentMessage, Received extends ReceivedMessage>(
  message: Sent,
  next: (message: Sent) => Promise<Received>,
) => Promise<Received>;

export interface Document {
  readonly contentType: string;
  readonly body: Bytes | ReadableStream<Uint8Array>;
}

/** A packed document. Parts that are sent as they arrive are put into its body by the step. */
export interface Packed extends Document {
  readonly step?: BodyStep | undefined;
}

/** The properties of a request that its packing needs. */
export interface SentMessage {
  readonly binding: string;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly body?: Document["body"] | undefined;
  readonly isOnce?: boolean | undefined;
  readonly reading: Reading;
  readonly receive?: ReceiveBody | undefined;
  readonly onAttachments?: ((attachments: ArrivingAttachments) => void) | undefined;
}

/** The properties of a reply that its packing needs. */
export interface ReceivedMessage {
  readonly httpHeaders: {
    get(name: string): string | null | undefined;
    forEach(see: (value: string, name: string) => void): void;
  };
  readonly body: Uint8Array | ReadableStream<Uint8Array>;
  readonly truncated: boolean;
  readonly attached?: Attached | undefined;
}

/** A message that was taken apart. */
export interface Unpacked {
  /** The media type of the document, which is in UTF-8. */
  readonly contentType: string;
  readonly document: Uint8Array;
  readonly attached: Attached;
}

/** The values of a document. */
export interface MessageContent {
  readonly kind: string;
  readonly value?: unknown;
  readonly header?: unknown;
  readonly fault?: unknown;
}

/** The parts beside a document. */
export interface Attached {
  /** The bytes of the part to which a text in the document refers. */
  readonly included: (text: string) => Uint8Array | undefined;
  /** True if `included` gave all parts to which the document refers, or once it is read again. */
  readonly isWhole: () => boolean;
  /**
   * Reads a message with `included`, and again if elements other than those of base64Binary refer to parts: the texts of
   * these are then the bytes in base64.
   */
  readonly read: <Message extends { readonly body: Uint8Array }, Content extends MessageContent | undefined>(
    message: Message,
    reading: Reading,
    read: (message: Message, reading: Reading) => Content,
  ) => Content;
  /**
   * The parts that no value of the document contains: of a message other than a fault, `parts` are those that the WSDL
   * binds. `attachments` is absent if the message is not a multipart.
   */
  readonly others: (
    message: { readonly parts?: BoundParts } | undefined,
    kind: "ok" | "fault",
  ) => {
    readonly attachments?: readonly Attachment[];
    readonly parts?: { readonly [part: string]: Attachment };
  };
}

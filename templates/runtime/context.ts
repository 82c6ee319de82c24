import { explain, misfit, type Malformed, type Reason } from "./error.js";
import type { XmlAttribute } from "./xml/element.js";

/** The context of reading one message. */
export interface Reading {
  /** The greatest depth of nested elements: 256 by default, 1,000 at most. */
  readonly maxDepth?: number | undefined;
  /** Accepts references to characters that XML 1.0 forbids (`&#x1;`) but .NET writes. */
  readonly forbiddenCharacters?: boolean | undefined;
  /** The encoding that the Content-Type declares. */
  readonly charset?: string | undefined;
  readonly validate?: Validation | undefined;
  /** Takes misfits, so that reading goes on after them; without it, reading ends at the first one. */
  readonly tolerance?: Tolerance | undefined;
  /** Sees what is accepted although the spec does not declare it. */
  readonly notice?: Notice | undefined;
  /** The bytes of the attachment to which the text of a `base64Binary` element refers. */
  readonly included?: ((text: string) => Uint8Array | undefined) | undefined;
}

/** The reader of a document, behind the start tag of an element. */
export interface Reader {
  readonly bytes: Uint8Array;
  /** The offset of the start tag. */
  readonly at: number;
  readonly local: string;
  readonly namespace: string;
  readonly prefix: string;
  fail(reason: Reason, offset: number, cure?: string): never;
}

/** Takes what does not fit. */
export interface Tolerance {
  /** Returns the value in place of the one that does not fit. */
  misfit(unfit: Unfit): unknown;
}

/** A part of a document that does not fit. */
export interface Unfit {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly reason: Reason;
  /** See `Malformed`. */
  readonly cure: string;
  /** The found part as it is, if the reason only describes it. */
  readonly source?: string | undefined;
}

/** Sees what is accepted although the spec does not declare it. */
export interface Notice {
  /** Sees the attributes of an element of simple type, whose value cannot keep them. */
  attributes(reader: Reader, attributes: readonly XmlAttribute[]): void;
  /**
   * Sees an element whose name is unknown. `names` are the known ones, each the namespace and the local name separated
   * by a space. Returns what to read the element as.
   */
  namesake<T>(reader: Reader, names: ReadonlyMap<string, T>): T | undefined;
  /**
   * Sees an element that occurs more often than declared, one of a Body beside the only one that the value shows, or one
   * after the Body; by default the one that was just opened.
   */
  beside(reader: Reader, element?: Pick<Reader, "at" | "local">): void;
  /** Sees why an element that a fault declares is kept as XML; `part` is the part of the message that contains it. */
  unfitFault?(error: Malformed, part: "detail" | "Header"): void;
}

/** Values that arrive one by one: the result of a generator function, a stream of the web or of Node, a database cursor. */
export type Source<T> = AsyncIterable<T> | Iterable<T> | ReadableStream<T>;

/** A step of requests and of replies alike, which replaces the body. */
export type BodyStep = <Message extends { readonly body?: unknown }, Reply>(
  message: Message,
  next: (message: Message) => Promise<Reply>,
) => Promise<Reply>;

/** Checks the facets that a schema declares; implemented by `facets`. Refuses what it notices. */
export interface Validation extends Notice {
  /**
   * The reason why a value of a restricted or fixed type is invalid; undefined if it is valid. `text` is the value in
   * XML.
   */
  violation(type: object, value: unknown, text: string): Reason | undefined;
  /** The reason why a list has too few or too many items; empty if the number is valid. Counts elements only. */
  miscount(member: CountedMember, count: number): string;
  /** Refuses the lists among the values of these members that have too few or too many items. */
  refuseCounts(
    reader: { refuse(reason: Reason, offset: number): unknown },
    members: readonly ListMember[],
    values: readonly unknown[],
    at: number,
  ): void;
}

/** A property that is a list. */
export interface CountedMember {
  readonly minOccurs: number;
  readonly maxOccurs: number;
  readonly name: { readonly local: string };
  /** Null unless the items are groups of elements. */
  readonly group: object | null;
}

/** A property whose value is a list if it has `many` items. */
export interface ListMember extends CountedMember {
  readonly index: number;
  readonly many: boolean;
}

/**
 * Throws a TypeError for the value of an option, given from JavaScript or in an earlier form, that lacks a property of
 * what is expected.
 */
export function checkOption(name: string, value: unknown, property: string, expected: string): void {
  if (value !== undefined && !(property in Object(value)))
    throw new TypeError(`${name}: ${explain(misfit(expected, value))}`);
}

/** Throws a TypeError for the value of the option `validate` in another form. */
export function checkValidation(validate: Validation | undefined): void {
  checkOption("validate", validate, "violation", "`facets` of the runtime");
}

/**
 * Receives up to `maxBytes` of a body; `failure` turns an error of the network into the error of the call. Who returns
 * before the end of the body keeps the time limit.
 */
export type ReceiveBody<Body = Uint8Array | ReadableStream<Uint8Array>> = (
  body: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | Uint8Array | null,
  maxBytes: number,
  failure: (error: unknown) => unknown,
  limit?: TimeLimit,
) => Promise<{ readonly body: Body; readonly truncated: boolean }>;

/** The time limit of an exchange. */
export interface TimeLimit {
  /** Is aborted when the time is over, and by the caller. */
  readonly signal: AbortSignal;
  /** Counts the time from now on, or no longer. */
  count(on: boolean): void;
  /** Counts no longer, and forgets the caller's signal. */
  end(): void;
}

import type { Binding } from "../runtime/binding/binding.js";

/** The JSON of a reply file, and what the file is called. */
export interface ReplySource {
  readonly name: string;
  readonly json: unknown;
}

/** How a call was answered. */
export interface StandInAnswer {
  readonly service: string;
  readonly operation: string;
  readonly binding: Binding;
  /** `fault` if it was injected, `none` of a one-way operation, `error` if there was no reply, of which `onError` knows more. */
  readonly from: "random" | "file" | "fault" | "none" | "error";
  /** Of the reply file. */
  readonly name?: string;
  /** In milliseconds. */
  readonly delay: number;
}

/** Services and operations go by the names that the spec gives them. */
export interface StandInOptions {
  /** The same seed gives the same random replies and faults. */
  readonly seed: number;
  /** The reply file of an operation as it is now, undefined if there is none. Asked for at each call; callers are told why it rejects. */
  readonly replyOf: (service: string, operation: string) => Promise<ReplySource | undefined>;
  /** Of the calls of an operation, the share that is answered with a fault: from 0 to 1. */
  readonly faultShare?: (operation: string) => number;
  /** Milliseconds that a call of an operation takes longer. */
  readonly delay?: (operation: string) => number;
  /** Told of every call of an operation, once. */
  readonly onAnswer: (answer: StandInAnswer) => void;
  readonly onError: (error: unknown, operation: string | undefined) => void;
  /** Asked first; undefined for what is no page. */
  readonly pages?: (request: Request) => Response | undefined | Promise<Response | undefined>;
}

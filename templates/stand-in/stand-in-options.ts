import type { Binding } from "../runtime/binding/binding.js";
import type { Validation } from "../runtime/context.js";

/** The JSON of a reply file, and the name of the file. */
export interface ReplySource {
  readonly name: string;
  readonly json: unknown;
}

/** The record of an answer. */
export interface StandInAnswer {
  readonly service: string;
  readonly operation: string;
  readonly binding: Binding;
  /**
   * `fault` if it was injected, `none` for a one-way operation, `error` if there was no reply (`onError` receives the
   * error).
   */
  readonly from: "random" | "file" | "fault" | "none" | "error";
  /** The name of the reply file. */
  readonly name?: string;
  /** The index of the reply in a file that holds a list. */
  readonly entry?: number;
}

/** Services and operations are identified by their names in the spec. */
export interface StandInOptions {
  /** Determines all random replies and faults. */
  readonly seed: number;
  /**
   * Reads the current reply file of an operation for each call; undefined if there is none. Callers see the error if it
   * rejects.
   */
  readonly replyOf: (service: string, operation: string) => Promise<ReplySource | undefined>;
  /** The share of an operation's calls that is answered with a fault, from 0 to 1. */
  readonly faultShare?: (operation: string) => number;
  /** The delay of an operation's calls in milliseconds. */
  readonly delay?: (operation: string) => number;
  /** The user whose token SOAP requests must have (WS-Security); anyone may call by default. */
  readonly login?: { readonly username: string; readonly password: string } | undefined;
  /** Called once for every call of an operation. */
  readonly onAnswer: (answer: StandInAnswer) => void;
  readonly onError: (error: unknown, operation: string | undefined) => void;
  /** `facets` also refuses values that violate facets. Unless given, only types are checked. */
  readonly validate?: Validation | undefined;
  /** Decides which requests are answered, by the host that they are addressed to; by default those for this machine. */
  readonly accepts?: ((request: Request) => boolean) | undefined;
  /** Called first for every request; undefined if the request is not for a page. */
  readonly pages?: (request: Request) => Response | undefined | Promise<Response | undefined>;
}

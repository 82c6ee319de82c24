import type { Place } from "../../source.js";
import type { Excerpt } from "./excerpt.js";

/** What a file of recorded traffic, or of a tool that sends requests, holds of calls, in the order of the file. */
export interface Recording {
  readonly exchanges: readonly Exchange[];
  /** The WSDLs and schemas in it: those that SoapUI keeps in a project, and those that were fetched. */
  readonly definitions: readonly Definition[];
}

/** A request, and what came back for it: several responses where a tool saved several. */
export interface Exchange {
  /** What its tool calls it. */
  readonly name?: string;
  /** The operation that the tool knows it to be of, by a WSDL. */
  readonly operation?: string;
  readonly request?: RecordedRequest;
  readonly responses: readonly RecordedResponse[];
}

export interface RecordedRequest {
  readonly place: Place;
  readonly method: string;
  /** Absolute as a rule; absent where it is not known, or holds a variable without a value. */
  readonly url?: Excerpt;
  readonly headers: readonly RecordedHeader[];
  readonly body?: Excerpt;
}

export interface RecordedResponse {
  readonly place: Place;
  readonly status?: number;
  readonly headers: readonly RecordedHeader[];
  readonly body?: Excerpt;
}

/** A header that says something of the service; no other is kept, since traffic is full of secrets. */
export interface RecordedHeader {
  readonly name: "content-type" | "host" | "soapaction";
  readonly value: Excerpt;
}

export interface Definition {
  /** Where it came from, which imports name it by: `https://shop.example/shop.asmx?wsdl`. */
  readonly url: string;
  readonly text: Excerpt;
}

/** The header, if it is one of those that are kept. */
export function recordedHeader(name: string, value: Excerpt): readonly RecordedHeader[] {
  const known = keptHeaders.find((each) => each === name.trim().toLowerCase());
  return known === undefined ? [] : [{ name: known, value }];
}

const keptHeaders = ["content-type", "host", "soapaction"] as const;

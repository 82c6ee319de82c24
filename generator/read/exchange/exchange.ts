import type { Place } from "../../source.js";
import type { Excerpt } from "./excerpt.js";

/** The calls in a file of recorded traffic or of a test tool, in the order of the file. */
export interface Recording {
  readonly exchanges: readonly Exchange[];
  /** The WSDLs and schemas in the file: those that SoapUI keeps in a project, and those that were fetched. */
  readonly definitions: readonly Definition[];
}

/** A request and its responses, of which tools may save several. */
export interface Exchange {
  /** The name in the tool. */
  readonly name?: string;
  /** The operation that the tool found in a WSDL. */
  readonly operation?: string;
  readonly request?: RecordedRequest;
  readonly responses: readonly RecordedResponse[];
}

export interface RecordedRequest {
  readonly place: Place;
  readonly method: string;
  /** Usually absolute; undefined if it is unknown, or contains a variable without a value. */
  readonly url?: Excerpt;
  readonly unset?: UnsetVariable;
  readonly headers: readonly RecordedHeader[];
  readonly body?: Excerpt;
}

/** A variable of a URL for which the file has no value. */
export interface UnsetVariable {
  readonly name: string;
  /** The next step, with the line to paste. */
  readonly hint: string;
}

export interface RecordedResponse {
  readonly place: Place;
  readonly status?: number;
  readonly headers: readonly RecordedHeader[];
  readonly body?: Excerpt;
}

/** A header about the service. No other header is kept, because traffic is full of secrets. */
export interface RecordedHeader {
  readonly name: "content-type" | "host" | "soapaction";
  readonly value: Excerpt;
}

export interface Definition {
  /** The URL of the document, which imports refer to: `https://shop.example/shop.asmx?wsdl`. */
  readonly url: string;
  readonly text: Excerpt;
}

/** The header in a list, which is empty for headers that are not kept. */
export function recordedHeader(name: string, value: Excerpt): readonly RecordedHeader[] {
  const known = keptHeaders.find((each) => each === name.trim().toLowerCase());
  return known === undefined ? [] : [{ name: known, value }];
}

const keptHeaders = ["content-type", "host", "soapaction"] as const;

import type { Report } from "../../diagnostic.js";
import { placesOf, type Source } from "../../source.js";
import type { HelpPage, PageOperation } from "../help-page/help-page.js";
import { gatherOperations } from "../help-page/page-operations.js";
import type { PageText } from "../help-page/text/page-text.js";
import { readMessage, type Reading } from "../help-page/reading.js";
import { stateParameters, type StatedTables } from "../help-page/tables/state-parameters.js";
import { isNCName } from "../xsd/ncname.js";
import type { Exchange, RecordedRequest, RecordedResponse, Recording } from "./exchange.js";
import { layOut } from "./recorded-text.js";
import { withoutValues } from "./without-values.js";

/**
 * Converts the exchanges of a recording to a help page: each is a request with a response. Reports nothing about
 * operations that are not kept. `tables` are those of a text around the exchanges.
 */
export function recordingPage(
  source: Source,
  { exchanges, definitions }: Recording,
  isKept: (operation: string) => boolean,
  report: Report,
  tables: StatedTables = { tables: [], headings: [] },
): HelpPage {
  const read = withParameters(exchanges.flatMap(pairsOf).filter(callsService).map(readPair), tables, report);
  reportOthers(source, { exchanges, definitions }, report);
  const shared = sharedActions(read.flatMap(({ readings }) => readings));
  const operations = read.flatMap(({ page, readings, operation }) => {
    const known = operation === undefined ? [] : [operation];
    const named = readings.map((reading) => ({ ...reading, names: [...known, ...namesOf(reading, shared)] }));
    return gatherOperations(page, withoutSuffix(named), isKept, report).operations;
  });
  return {
    source,
    operations: operations.map(asRecorded),
    listed: [],
    addresses: [],
  };
}

function withParameters(pairs: readonly PairReading[], tables: StatedTables, report: Report): readonly PairReading[] {
  const readings = pairs.flatMap((pair) => pair.readings);
  const stated = stateParameters(readings, tables, report);
  const byReading = new Map(readings.map((reading, index) => [reading, stated[index] ?? reading]));
  return pairs.map((pair) => ({ ...pair, readings: pair.readings.map((each) => byReading.get(each) ?? each) }));
}

/** Reports the exchanges that are left out, once for the file: an archive of a browser has one for each image. */
function reportOthers(source: Source, { exchanges, definitions }: Recording, report: Report): void {
  const fetched = new Set(definitions.map(({ url }) => url));
  const others = exchanges.filter((exchange) => !pairsOf(exchange).some(callsService));
  if (others.length === exchanges.length && definitions.length === 0) {
    const message = `${findingOf(others)}, expected at least one envelope`;
    report({ severity: "warning", code: "recording-empty", message, place: placesOf(source)(0) });
    return;
  }
  const unread = others.filter(({ request }) => request?.url === undefined || !fetched.has(request.url.text));
  const [first] = unread;
  if (first === undefined) return;
  const place = (first.request ?? first.responses[0])?.place ?? placesOf(source)(0);
  const rest = unread.length === 1 ? "it is left out" : "they are left out";
  const message = `${findingOf(unread)}, expected envelopes only; ${rest}`;
  report({ severity: "note", code: "requests-left-out", message, place });
}

function findingOf({ length }: readonly Exchange[]): string {
  return `found ${length} request${length === 1 ? "" : "s"} without a SOAP message`;
}

/** Marks samples as recorded. Half of an exchange is complete, so no message is missing. */
function asRecorded(operation: PageOperation): PageOperation {
  const samples = operation.samples.map((sample) => ({ ...sample, recorded: true }) as const);
  const faults = operation.faults.map((fault) => ({ ...fault, recorded: true }) as const);
  return { ...operation, samples, faults, missing: [] };
}

/** A request with one of its responses. */
interface Pair {
  readonly operation?: string;
  readonly request?: RecordedRequest;
  readonly response?: RecordedResponse;
}

function pairsOf({ operation, request, responses }: Exchange): readonly Pair[] {
  const pair = { ...(operation === undefined ? {} : { operation }), ...(request && { request }) };
  const replies = responses.filter((response) => isReply(response, request));
  return replies.length === 0 ? [pair] : replies.map((response) => ({ ...pair, response }));
}

const envelope = /<(?:[^\s<>/:]{1,64}:)?Envelope[\s>]/;

/**
 * False for the status of a proxy, a login page, or an error without an envelope, which is not evidence of the
 * operation.
 */
function isReply({ status, body }: RecordedResponse, request: RecordedRequest | undefined): boolean {
  if (status === 202 || (body !== undefined && envelope.test(body.text))) return true;
  const isOverSoap = request?.body !== undefined && envelope.test(request.body.text);
  return !isOverSoap && (status ?? 200) === 200 && /^\s*<(?!!?(?:doctype\s+)?html)/i.test(body?.text ?? "");
}

/**
 * True for an exchange with an envelope, or with the path of an ASMX operation. Recordings of browsers contain much
 * else.
 */
function callsService({ request, response }: Pair): boolean {
  if ([request, response].some((message) => message?.body !== undefined && envelope.test(message.body.text)))
    return true;
  return response !== undefined && /\.asmx\/\w+(?:[?#]|$)/i.test(request?.url?.text ?? "");
}

interface PairReading {
  readonly page: PageText;
  readonly operation: string | undefined;
  readonly readings: readonly Reading[];
}

function readPair({ operation, request, response }: Pair): PairReading {
  const { page, messages } = layOut(request, response);
  const readings = messages.map((message, index) => {
    const reading = withoutValues(readMessage(page, message, message.start));
    // The request comes first.
    const unset = index === 0 ? request?.unset : undefined;
    return unset === undefined ? reading : { ...reading, head: { ...reading.head, unset } };
  });
  return { page, operation, readings };
}

/** Actions with several body elements, which cannot be the names of operations. */
function sharedActions(readings: readonly Reading[]): ReadonlySet<string> {
  const roots = new Map<string, string>();
  const shared = new Set<string>();
  for (const reading of readings) {
    const { action } = reading.head;
    if (action === undefined || reading.message !== "request") continue;
    const root = rootOf(reading);
    if (root === undefined) continue;
    if (roots.has(action) && roots.get(action) !== root) shared.add(action);
    roots.set(action, root);
  }
  return shared;
}

function namesOf({ names, head: { action } }: Reading, shared: ReadonlySet<string>): readonly string[] {
  const isShared = action !== undefined && shared.has(action);
  return names.filter((name) => isNCName(name) && !(isShared && action.endsWith(name)));
}

/** Removes suffixes: `getPriceRequest`, answered by `getPriceResponse`, is the request of `getPrice`. */
function withoutSuffix(readings: readonly Reading[]): readonly Reading[] {
  const [request, response] = readings;
  const [only, ...others] = request?.names ?? [];
  const name = only?.replace(/Request$/, "");
  if (request === undefined || name === undefined || name === only || others.length > 0) return readings;
  return response?.names.includes(name) ? [{ ...request, names: [name] }, response] : readings;
}

/** The local name of the first element in the body. */
function rootOf({ content }: Reading): string | undefined {
  if (content.kind !== "envelope") return undefined;
  return content.body?.find((part) => part.kind === "element")?.name;
}

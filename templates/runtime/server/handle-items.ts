import { Malformed, placed } from "../error.js";
import { extract, type Extractor, type ExtractorFor } from "../streaming/extractor.js";
import { handedOver, Handover } from "../streaming/handover.js";
import type { BytesPath, ListItem, ListPath } from "../streaming/stream.js";
import { bytesExtractor } from "../streaming/streamed-bytes.js";
import { itemsExtractor } from "../streaming/streamed-list.js";
import { placeInRequest } from "../streaming/streamed-place.js";
import type { Call, StreamedRequest, Streaming } from "./contract.js";
import { ServiceFault } from "./fault.js";
import { legible } from "./legible.js";
import { respondWhileReading } from "./streamed-request.js";

/** Parts of a request, each as soon as it has arrived. */
export interface RequestParts<Part, Request> extends AsyncIterable<Part> {
  /**
   * The rest of the request, with an empty list or no bytes. Reads the request to its end, so parts that were not
   * iterated over are dropped.
   */
  readonly request: () => Promise<Request>;
}

/**
 * A handler that is given the items of the list at a path in its request, while that arrives:
 * `putOrders: handleItems("Orders", async (orders, call) => { for await (const order of orders) … })`. Only one item and
 * the rest of the request are in memory, and `maxRequestBytes` limits these. The sender waits while the handler does.
 *
 * The loop throws a ServiceFault for an item that does not fit, and after the last item for a request that does not or is
 * cut. Requests over HTTP GET and POST, and in SOAP encoding, are read whole first.
 */
export function handleItems<Request, Header, Answer, Path extends ListPath<Request>>(
  path: Path,
  handle: (items: RequestParts<ListItem<Request, Path>, Request>, call: Call<Header>) => Answer,
): (request: Request, call: Call<Header>) => Answer {
  return handler(
    path,
    "list",
    (place, reading) => itemsExtractor(place, reading) as Extractor<ListItem<Request, Path>>, // those at the path
    (list) => [list as ListItem<Request, Path>[], []],
    handle,
  );
}

/** A handler that is given the bytes of the `base64Binary` element at a path in its request, in the same way. */
export function handleBytes<Request, Header, Answer>(
  path: BytesPath<Request>,
  handle: (bytes: RequestParts<Uint8Array, Request>, call: Call<Header>) => Answer,
): (request: Request, call: Call<Header>) => Answer {
  const split = (bytes: unknown): [Uint8Array[], Uint8Array] => [[bytes as Uint8Array], new Uint8Array()]; // as the type of the path states
  return handler(path, "base64Binary element", bytesExtractor, split, handle);
}

function handler<Request, Header, Answer, Part>(
  path: string,
  expected: string,
  extractorOf: ExtractorFor<Part>,
  /** The parts of a whole value, and an empty one. */
  split: (value: unknown) => readonly [readonly Part[], unknown],
  handle: (parts: RequestParts<Part, Request>, call: Call<Header>) => Answer,
): (request: Request, call: Call<Header>) => Answer {
  const keys = path.split(".");
  const answerWhole = (request: Request, call: Call<Header>): Answer => {
    const parts = takenOut(request, keys, split);
    return handle({ [Symbol.asyncIterator]: () => each(parts), request: () => Promise.resolve(request) }, call);
  };
  const answer = async (streamed: StreamedRequest, call: Call<object>): Promise<Awaited<Answer>> => {
    const { operation, document, reading, maxBytes, read } = streamed;
    const extractor = extractorOf(placeInRequest(operation, keys, expected), reading);
    const handover = new Handover<readonly Part[]>();
    const rest = extract(extractor, document, maxBytes, (parts) => handover.put(parts))
      .then((rest) => {
        const value = read(rest);
        extractor.empty(value);
        return value as Request; // as the operation's table states
      })
      .catch((error: unknown) => Promise.reject(faultOf(error)))
      .finally(() => handover.end());
    rest.catch(() => undefined); // rejects for who asks
    const end = async (): Promise<unknown> => rest;
    const parts: RequestParts<Part, Request> = {
      [Symbol.asyncIterator]: () => handedOver(handover, end, left),
      request: () => {
        handover.drain();
        return rest;
      },
    };
    try {
      return await handle(parts, call as Call<Header>); // with the blocks that the operation's table declares
    } finally {
      handover.cancel(left());
    }
  };
  const streaming: Streaming = { respond: respondWhileReading, answer };
  return Object.assign(answerWhole, { streaming });
}

function left(): Error {
  return new Error("the request was left before its end");
}

function faultOf(error: unknown): Error {
  const reason = error instanceof Malformed ? legible(placed(error)) : "the request was cut";
  return new ServiceFault({ code: "Sender", reason });
}

/** Takes the parts out of a request that was read whole. */
function takenOut<Part>(
  request: unknown,
  keys: readonly string[],
  split: (value: unknown) => readonly [readonly Part[], unknown],
): readonly Part[] {
  const [last = ""] = keys.slice(-1);
  let holder = request;
  for (const key of keys.slice(0, -1)) holder = (holder as Record<string, unknown> | null | undefined)?.[key]; // a path of objects
  if (typeof holder !== "object" || holder === null) return [];
  const values = holder as Record<string, unknown>; // an object of the request
  const value = values[last];
  if (value === undefined || value === null) return [];
  const [parts, empty] = split(value);
  values[last] = empty;
  return parts;
}

async function* each<T>(parts: readonly T[]): AsyncGenerator<T, void> {
  for (const part of parts) yield await Promise.resolve(part);
}

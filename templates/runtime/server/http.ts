import type { Reading } from "../context.js";
import { Malformed, placed } from "../error.js";
import { readForm, readLocation } from "./form.js";
import { writeRoot } from "./root.js";
import { answered } from "./answer.js";
import { callOf } from "./call.js";
import type { HttpBinding, HttpRoute, Server } from "./contract.js";
import type { PlainRequest, PlainResponse } from "./plain.js";
import { bytesResponse, emptyResponse, textResponse } from "./response.js";
import { locationOf } from "./routes.js";

/** Responds to a request of HTTP GET or POST, with parameters from `form` or from its location. */
export async function respondToForm(
  server: Server,
  { served, http }: HttpRoute,
  binding: HttpBinding,
  request: PlainRequest,
  form: string,
): Promise<PlainResponse> {
  const { operation } = served;
  const context: Reading = { validate: server.options.validate };
  let value: unknown;
  try {
    value =
      http.urlReplacement === true
        ? readLocation(http, operation.request, locationIn(server, request), context)
        : readForm(http, operation.request, form, context);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return textResponse(500, `Sender: ${placed(error)}`);
  }
  const call = callOf(operation, binding, request);
  const answer = await answered(server, served, value, call, (value, _header, writing) =>
    writeRoot(http, operation.response ?? { body: {} }, value, writing),
  );
  switch (answer.kind) {
    case "accepted":
      return emptyResponse(202);
    case "message":
      if ("length" in answer.body && answer.body.length === 0 && http.text !== true) return emptyResponse(200);
      return bytesResponse(200, `text/${http.text === true ? "plain" : "xml"}; charset=utf-8`, answer.body);
    case "fault":
      return textResponse(500, `${answer.fault.code}: ${answer.fault.reason}`);
  }
}

function locationIn(server: Server, { url: { pathname, search } }: PlainRequest): string {
  return `${locationOf(server, pathname) ?? ""}${search}`;
}

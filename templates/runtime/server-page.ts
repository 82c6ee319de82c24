import type { Server } from "./server-contract.js";
import { textResponse } from "./server-response.js";

export function respondWithPage(_server: Server, _url: URL): Response {
  return textResponse(200, "page");
}

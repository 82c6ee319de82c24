/** Takes the place of binding/default-transport.ts, so its imports must be valid in both folders. */
import type { Transport } from "../binding/transport.js";
import { nodeTransport } from "../node/transport.js";

/** The transport of ports without their own, with one pool of connections for all of them. */
export const defaultTransport: Transport = (url, request) => (shared ??= nodeTransport())(url, request);

let shared: Transport | undefined;

import type { Transport } from "./transport.js";

/** The transport of ports without their own. Looks up `fetch` for every call, so that a replaced global is used. */
export const defaultTransport: Transport = (url, request) => fetch(url, request);

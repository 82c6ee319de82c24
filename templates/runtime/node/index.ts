/** The exports for Node alone, apart from the index, so that clients for the web do not reach Node's modules. */
export { nodeTransport, type NodeTransport, type NodeTransportOptions } from "./transport.js";
export type { NtlmCredentials } from "./ntlm.js";
export type { ProxyEnvironment } from "./proxy.js";
export { undiciTransport, type UndiciRequest } from "./undici.js";

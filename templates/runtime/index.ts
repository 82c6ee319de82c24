/** What generated modules and their users import. */
export { soap11, soap12 } from "./soap.js";
export { httpGet, httpPost } from "./http.js";
export type { Binding, CallOptions, Credentials, HttpOptions, Port, PortOptions } from "./port.js";
export { unwrap } from "./reply.js";
export type { FaultReply, HttpReply, MalformedReply, OkReply, Reply } from "./reply.js";
export type { Fault, FaultCode } from "./fault.js";
export type { HeaderBlock } from "./envelope.js";
export { ReplyError, RequestError, TransportError } from "./error.js";
export type { HttpHeaders, Transport, TransportRequest, TransportResponse } from "./transport.js";
export type { Trace, TracedReply, TracedRequest, TraceEvent } from "./trace.js";
export type { Message, OpenContent, Operation, Table, XmlAttribute, XmlElement } from "./table.js";
export { anyType } from "./any-type.js";
export * from "./builtin.js";

/** The exports for generated modules and their users. */
export { soap11, soap12 } from "./binding/soap.js";
export { httpGet, httpPost } from "./binding/http.js";
export type { Binding } from "./binding/binding.js";
export type {
  CallOptions,
  Credentials,
  HttpCallOptions,
  HttpOptions,
  Port,
  PortOptions,
  SoapCallOptions,
  SoapPortOptions,
} from "./binding/port.js";
export { call, type XmlReply, type XmlRequest } from "./binding/call.js";
export { unwrap } from "./binding/reply.js";
export type {
  Fault,
  FaultCode,
  FaultReply,
  HttpReply,
  MalformedReply,
  OkReply,
  Reply,
  ReplyTo,
  ReplyWithParts,
} from "./binding/reply.js";
export type { Lenient, Read, Strict } from "./binding/mode.js";
export type { ReplyReader } from "./binding/binding.js";
export { lenient } from "./lenient/lenient.js";
export { explain } from "./lenient/explain.js";
export type { HeaderBlock } from "./binding/binding.js";
export { headerBlock, type HeaderBlockOptions } from "./binding/header-block.js";
export { Malformed, ReplyError, RequestError, TransportError, type Misfit, type TransportFailure } from "./error.js";
export type { IncomingMessage, Next, OutgoingMessage, Step } from "./binding/step.js";
export { policyCheck } from "./security/policy-check.js";
export type {
  BindingDemands,
  OperationDemands,
  PolicyAssertion,
  PolicyCheck,
  PolicyDemands,
  PortDemands,
  Satisfying,
} from "./policies.js";
export { asStream } from "./binding/stream.js";
export { security, type SecurityPart } from "./security/security.js";
export { timestamp, type ClockOptions, type TimestampOptions } from "./security/timestamp.js";
export { verify, type VerifyOptions } from "./security/verify.js";
export type { Trust, TrustedKey, TrustsCertificate } from "./security/trust.js";
export type { Certificate, PublicKey } from "./security/certificate.js";
export { x509Signature, type X509SignatureOptions } from "./security/x509-signature.js";
export type { KeyIdentifier } from "./security/key-info.js";
export type { SignedPart } from "./security/parts-to-sign.js";
export type { PrivateKey } from "./security/signing-key.js";
export { usernameToken, type UsernameTokenOptions } from "./security/username-token.js";
export { addressing, type AddressingOptions } from "./addressing/addressing.js";
export { listFrom } from "./streaming/list-from.js";
export { bytesFrom } from "./streaming/bytes-from.js";
export { multipart } from "./attachments/multipart.js";
export { mtom, type MtomOptions } from "./attachments/mtom.js";
export type { PartLimits } from "./attachments/multipart-parser.js";
export type { Attachment, NewAttachment, Packaging } from "./packaging.js";
export { stream, type BytesPath, type ListItem, type ListPath, type StreamedCall } from "./streaming/stream.js";
export type { ItemStream } from "./streaming/item-stream.js";
export type { NamedAttachment } from "./streaming/streamed-attachments.js";
export type { HttpHeaders, Transport, TransportRequest, TransportResponse } from "./binding/transport.js";
export {
  trace,
  type Trace,
  type TracedReply,
  type TracedRequest,
  type TracedMisfit,
  type TraceEvent,
  type TraceOptions,
} from "./binding/trace.js";
export { retries, type RetryOptions } from "./network/retries.js";
export { redirects, type RedirectOptions } from "./network/redirects.js";
export { cookies } from "./network/cookies.js";
export { gzipRequests, type GzipOptions } from "./network/gzip-requests.js";
export { digest, type DigestCredentials } from "./network/digest.js";
export type { XmlAttribute, XmlElement } from "./xml/element.js";
export { nil } from "./complex/nil.js";
export { objectReferences } from "./complex/references.js";
export { parseXml, printXml } from "./document/parse.js";
export { attribute, child, children, textOf } from "./document/find.js";
export { readAs, writeAs } from "./document/convert.js";
export { rows } from "./data/rows.js";
export type { AnyRow, AnyTables, DataResult, DataRow, DataRows, TypedTables, TypedDataSet } from "./data/data-rows.js";
export { writeRows } from "./data/write-rows.js";
export { typedTables } from "./data/typed-tables.js";
export type { Faults, Message, Operation, OperationWithParts } from "./complex/operation.js";
export type { ChoiceTable, Nil, NoChoice, OpenContent, OptionalChoice, Table } from "./complex/table.js";
export { anyType } from "./complex/any-type.js";
export { textReply } from "./binding/text-reply.js";
export { urlReplacement } from "./binding/url-replacement.js";
export { xmlContent } from "./binding/xml-content.js";
export { declaredFaults } from "./binding/declared-faults.js";
export { attributes } from "./complex/attributes.js";
export { openContent } from "./complex/open-content.js";
export { anyValue } from "./complex/any-value.js";
export type { AnyTable } from "./complex/any-value.js";
export type { AnyBuiltin, TypedObject, TypedValue } from "./complex/any-builtins.js";
export { choice, optional, sequence } from "./complex/content.js";
export { repeated } from "./complex/group.js";
export { mixed } from "./complex/mixed.js";
export { simpleContent } from "./complex/simple-content.js";
export { mustUnderstand } from "./complex/must-understand.js";
export { xsiType } from "./complex/xsi-type.js";
export { wildcard } from "./complex/wildcard.js";
export { derivation } from "./complex/derivation.js";
export { encoded } from "./encoded/encoded.js";
export * from "./simple/text.js";
export * from "./simple/boolean.js";
export * from "./simple/number.js";
export * from "./simple/date.js";
export * from "./simple/binary.js";
export * from "./simple/enumeration.js";
export { openType } from "./simple/open.js";
export { list } from "./simple/list.js";
export { union } from "./simple/union.js";
export { restricted } from "./simple/restricted.js";
export { facets } from "./simple/facets.js";
export { withDefault } from "./simple/default.js";
export { fixed } from "./simple/fixed.js";
export { named } from "./simple/named.js";
export type { Facets, Simple } from "./simple/simple.js";
export type { ReceiveBody, Source, TimeLimit, Validation } from "./context.js";
export * from "./server.js";

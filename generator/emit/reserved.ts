import { clientExports, serverExports } from "../../templates/runtime-exports.js";

/** Words that cannot name a function or a type in a module, or that have another meaning in a type. */
const words = `
  any arguments as asserts await bigint boolean break case catch class const continue debugger default delete do else enum eval
  export exports extends false finally for function if implements import in infer instanceof interface is keyof let never new
  null number object package private protected public readonly require return static string super switch symbol this throw true
  try type typeof undefined unique unknown using var void while with yield`;

/** The globals of every ECMAScript host, with the types that TypeScript declares globally. */
const globals = `
  AggregateError Array ArrayBuffer AsyncDisposableStack AsyncIterator Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date
  DisposableStack Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int16Array Int32Array
  Int8Array Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set
  SharedArrayBuffer String SuppressedError Symbol SyntaxError Temporal TypeError URIError Uint16Array Uint32Array Uint8Array
  Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly console decodeURI decodeURIComponent encodeURI encodeURIComponent escape
  fetch globalThis isFinite isNaN parseFloat parseInt unescape
  ArrayLike AsyncGenerator AsyncIterable Awaited Capitalize ConstructorParameters Exclude Extract Generator InstanceType Iterable
  IterableIterator Lowercase NoInfer NonNullable Omit OmitThisParameter Parameters Partial Pick PromiseLike PropertyDescriptor
  PropertyKey Readonly ReadonlyArray ReadonlyMap ReadonlySet Record Required ReturnType TemplateStringsArray ThisParameterType
  ThisType Uncapitalize Uppercase`;

/** Type parameters of generated functions. */
const typeParameters = ["PortBlocks", "PortMode"];

/** Exports of the runtime that no generated module imports, and that may be names of operations and types. */
export const forPrograms: ReadonlySet<string> = new Set([
  "AddressingOptions",
  "AnyRow",
  "AnyTables",
  "BindingDemands",
  "BytesPath",
  "Certificate",
  "ClockOptions",
  "DataResult",
  "DataRow",
  "DataRows",
  "DigestCredentials",
  "Faults",
  "GzipOptions",
  "HeaderBlockOptions",
  "ItemStream",
  "KeyIdentifier",
  "Lenient",
  "ListItem",
  "ListPath",
  "Misfit",
  "MtomOptions",
  "OperationDemands",
  "Packaging",
  "PartLimits",
  "PolicyAssertion",
  "PolicyCheck",
  "PortDemands",
  "PrivateKey",
  "PublicKey",
  "Read",
  "RedirectOptions",
  "ReplyReader",
  "RetryOptions",
  "Satisfying",
  "SecurityPart",
  "SignedPart",
  "Source",
  "StreamedCall",
  "Strict",
  "TimeLimit",
  "TimestampOptions",
  "TracedMisfit",
  "TransportFailure",
  "Trust",
  "TrustedKey",
  "TrustsCertificate",
  "UsernameTokenOptions",
  "VerifyOptions",
  "X509SignatureOptions",
  "XmlReply",
  "XmlRequest",
  "addressing",
  "attribute",
  "bytesFrom",
  "call",
  "child",
  "children",
  "cookies",
  "digest",
  "explain",
  "gzipRequests",
  "headerBlock",
  "lenient",
  "listFrom",
  "mtom",
  "parseXml",
  "printXml",
  "readAs",
  "redirects",
  "retries",
  "rows",
  "security",
  "stream",
  "textOf",
  "timestamp",
  "usernameToken",
  "writeAs",
  "writeRows",
]);

/** Exports that no generated module imports, but that programs use beside clients: another `Reply` would mislead there. */
export const familiar: ReadonlySet<string> = new Set([
  "Credentials",
  "Facets",
  "Fault",
  "FaultCode",
  "FaultReply",
  "HeaderBlock",
  "HttpHeaders",
  "HttpOptions",
  "HttpReply",
  "IncomingMessage",
  "Malformed",
  "MalformedReply",
  "Message",
  "Next",
  "OkReply",
  "OutgoingMessage",
  "PortOptions",
  "ReceiveBody",
  "Reply",
  "ReplyError",
  "RequestError",
  "SoapPortOptions",
  "Step",
  "Trace",
  "TraceEvent",
  "TraceOptions",
  "TracedReply",
  "TracedRequest",
  "Transport",
  "TransportError",
  "TransportRequest",
  "TransportResponse",
  "Validation",
  "XmlAttribute",
  "asStream",
  "facets",
  "trace",
  "unwrap",
]);

/** An export of this name is called by everybody who awaits the module, as `import()` does. */
const thenable = "then";

/** Identifiers that generated modules do not declare. */
export const reserved: ReadonlySet<string> = new Set([
  thenable,
  ...`${words} ${globals}`.trim().split(/\s+/),
  ...Object.keys(clientExports).filter((name) => !forPrograms.has(name)),
  ...typeParameters,
]);

/** Identifiers that modules which serve do not declare. Clients may use those that only servers import. */
export const reservedInServers: ReadonlySet<string> = new Set([...reserved, ...Object.keys(serverExports)]);

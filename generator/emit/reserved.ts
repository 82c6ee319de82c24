import { serverExports, type clientExports } from "../../templates/runtime-exports.js";

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

/**
 * The exports of the runtime that generated modules of clients import: templates print no others. All of them are reserved
 * in each module, imported or not, so that a type added to the spec renames no other.
 */
export const imported = [
  "AnyBuiltin",
  "AnyTable",
  "AnyURI",
  "Attachment",
  "Binding",
  "CallOptions",
  "ChoiceTable",
  "DateString",
  "DateTime",
  "Decimal",
  "Duration",
  "ENTITIES",
  "ENTITY",
  "Guid",
  "HttpCallOptions",
  "ID",
  "IDREF",
  "IDREFS",
  "NCName",
  "NMTOKEN",
  "NMTOKENS",
  "NOTATION",
  "Name",
  "NewAttachment",
  "Nil",
  "NoChoice",
  "OpenContent",
  "Operation",
  "OperationWithParts",
  "OptionalChoice",
  "PolicyDemands",
  "Port",
  "QName",
  "ReplyTo",
  "ReplyWithParts",
  "Simple",
  "SoapCallOptions",
  "Table",
  "TimeString",
  "TypedDataSet",
  "TypedObject",
  "TypedTables",
  "TypedValue",
  "XmlElement",
  "anySimpleType",
  "anyType",
  "anyURI",
  "anyValue",
  "attributes",
  "base64Binary",
  "boolean",
  "byte",
  "char",
  "choice",
  "date",
  "dateTime",
  "dateTimeAsDate",
  "decimal",
  "decimalAsNumber",
  "declaredFaults",
  "derivation",
  "double",
  "duration",
  "encoded",
  "enumeration",
  "fixed",
  "float",
  "gDay",
  "gMonth",
  "gMonthDay",
  "gYear",
  "gYearMonth",
  "guid",
  "hexBinary",
  "httpGet",
  "httpPost",
  "int",
  "integer",
  "integerAsNumber",
  "integerAsString",
  "language",
  "list",
  "long",
  "longAsNumber",
  "longAsString",
  "mixed",
  "multipart",
  "mustUnderstand",
  "named",
  "negativeInteger",
  "nil",
  "nonNegativeInteger",
  "nonPositiveInteger",
  "normalizedString",
  "objectReferences",
  "openContent",
  "openEnumeration",
  "openType",
  "optional",
  "policyCheck",
  "positiveInteger",
  "repeated",
  "restricted",
  "sequence",
  "short",
  "simpleContent",
  "soap11",
  "soap12",
  "string",
  "textReply",
  "time",
  "token",
  "typedTables",
  "union",
  "unsignedByte",
  "unsignedInt",
  "unsignedLong",
  "unsignedLongAsNumber",
  "unsignedLongAsString",
  "unsignedShort",
  "urlReplacement",
  "verify",
  "wildcard",
  "withDefault",
  "x509Signature",
  "xmlContent",
  "xsiType",
] as const satisfies readonly (keyof typeof clientExports)[];

/**
 * Exports that programs use beside clients, where another `Reply` would mislead. Specs may use the names of the other
 * exports for programs, such as `rows`.
 */
export const familiar = [
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
] as const satisfies readonly (keyof typeof clientExports)[];

/** An export of this name is called by everybody who awaits the module, as `import()` does. */
const thenable = "then";

/** Identifiers that generated modules do not declare. */
export const reserved: ReadonlySet<string> = new Set([
  thenable,
  ...`${words} ${globals}`.trim().split(/\s+/),
  ...imported,
  ...familiar,
  ...typeParameters,
]);

/** Identifiers that modules which serve do not declare. Clients may use those that only servers import. */
export const reservedInServers: ReadonlySet<string> = new Set([...reserved, ...Object.keys(serverExports)]);

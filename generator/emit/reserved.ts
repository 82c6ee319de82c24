/** Words that cannot name a function or a type in a module, or that read as something else where a type stands. */
const words = `
  any arguments as asserts await bigint boolean break case catch class const continue debugger default delete do else enum eval
  export exports extends false finally for function if implements import in infer instanceof interface is keyof let never new
  null number object package private protected public readonly require return static string super switch symbol this throw true
  try type typeof undefined unique unknown using var void while with yield`;

/** What every ECMAScript host has, with the types that TypeScript gives to every module. */
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

/** All that `templates/runtime/index.ts` exports for clients, whether a module imports it or not: a new type must not rename another. */
const runtime = `
  AnyURI Binding CallOptions Credentials DateString DateTime Decimal Duration ENTITIES ENTITY Facets Fault FaultCode
  FaultReply Guid HeaderBlock HttpCallOptions HttpHeaders HttpOptions HttpReply ID IDREF IDREFS IncomingMessage
  Malformed MalformedReply Message NCName NMTOKEN NMTOKENS NOTATION Name Next OkReply OpenContent Operation
  OutgoingMessage Pattern Port PortOptions QName ReceiveBody Reply ReplyError RequestError Simple SoapCallOptions
  SoapPortOptions Step Table TimeString Trace TraceEvent TraceOptions TracedReply TracedRequest Transport TransportError
  TransportRequest TransportResponse XmlAttribute XmlElement anySimpleType anyType anyURI asStream base64Binary boolean
  byte char choice date dateTime dateTimeAsDate decimal decimalAsNumber derivation double duration encoded enumeration
  fixed float gDay gMonth gMonthDay gYear gYearMonth guid hexBinary httpGet httpPost int integer integerAsNumber
  integerAsString language list long longAsNumber longAsString mixed named negativeInteger nonNegativeInteger
  nonPositiveInteger normalizedString openEnumeration optional pattern positiveInteger repeated restricted sequence
  short soap11 soap12 string time token trace union unsignedByte unsignedInt unsignedLong unsignedLongAsNumber
  unsignedLongAsString unsignedShort unwrap wildcard withDefault`;

/** All that `templates/runtime/server.ts` exports. */
const server = `
  Answer Call Contract ContractOperation Documents Memory NewFault ServeOptions Service ServiceFault memoryPort nodeListener serve`;

/** Type parameters of generated functions. */
const typeParameters = "PortBlocks";

/** Identifiers that a generated module leaves to others. */
export const reserved: ReadonlySet<string> = new Set(
  `${words} ${globals} ${runtime} ${typeParameters}`.trim().split(/\s+/),
);

/** The part of {@link reserved} that the runtime exports. */
export const runtimeExports: ReadonlySet<string> = new Set(runtime.trim().split(/\s+/));

/** All that the runtime of servers exports beside those of clients. */
export const serverExports: ReadonlySet<string> = new Set(server.trim().split(/\s+/));

/** Identifiers that a module which serves leaves to others; clients may have those of the server. */
export const reservedInServers: ReadonlySet<string> = new Set([...reserved, ...serverExports]);

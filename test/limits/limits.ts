/** The limits, from which docs/limits.md is printed. */
export interface Limit {
  readonly what: string;
  /** The constant that holds it, and the file. A number beside it is part of its expression. */
  readonly file: string;
  readonly constant: string;
  readonly unit: "bytes" | "milliseconds" | "levels" | "characters" | "";
  /** The option that changes it. */
  readonly option?: string;
  /** Why there is a limit, and why it is this one. */
  readonly why: string;
  /** The test of the refusal: its file, and a text in it. */
  readonly test: readonly [file: string, text: string];
}

const port = "test/runtime/binding/port.test.ts";
const cursor = "test/runtime/xml/cursor.test.ts";
const limits = "test/limits/limits.test.ts";
const download = "test/commands/fetch/download.test.ts";

export const messages: readonly Limit[] = [
  {
    what: "a reply",
    file: "templates/runtime/binding/port.ts",
    constant: "maxReplyBytes",
    unit: "bytes",
    option: "`maxReplyBytes` of a port",
    why: "A reply is in memory as a whole. It is counted after decompression. A longer one is `malformed`.",
    test: [port, "the reply is read up to maxReplyBytes"],
  },
  {
    what: "the rest of a reply whose list or bytes are streamed, and each item",
    file: "templates/runtime/binding/port.ts",
    constant: "maxReplyBytes",
    unit: "bytes",
    option: "`maxReplyBytes` of a port",
    why: "Items are not kept, so they do not count together.",
    test: ["test/runtime/streaming/stream.test.ts", "`maxReplyBytes` limits the reply without its items"],
  },
  {
    what: "the time of a call, and between two parts of a streamed reply",
    file: "templates/runtime/binding/transport.ts",
    constant: "timeout",
    unit: "milliseconds",
    option: "`timeout` of a port or a call",
    why: "A server that hangs would keep its callers forever.",
    test: ["test/runtime/binding/transport.test.ts", "`timeout` of a call takes precedence"],
  },
  {
    what: "the body of a reply of kind `http`",
    file: "templates/runtime/binding/transport.ts",
    constant: "longestStart",
    unit: "characters",
    why: "It is for people and logs. The rest is cut off.",
    test: [port, "the body of an http reply is cut"],
  },
  {
    what: "a request of a contract server",
    file: "templates/runtime/server/soap.ts",
    constant: "maxRequestBytes",
    unit: "bytes",
    option: "`maxRequestBytes` of its options",
    why: "The limit of ASP.NET, so services that move keep it. A longer request is answered with 413, and not read further.",
    test: ["test/hostile/server.test.ts", "no more of a body is read than is allowed"],
  },
  {
    what: "elements in each other",
    file: "templates/runtime/xml/cursor.ts",
    constant: "maxDepth",
    unit: "levels",
    option: "`maxDepth` of a port or a server, up to 1,000",
    why: "Values are read by recursion, and their depth must not exhaust the stack.",
    test: [cursor, "the depth is limited"],
  },
  {
    what: "values in each other that are written",
    file: "templates/runtime/xml/output.ts",
    constant: "maxDepth",
    unit: "levels",
    why: "An object that contains itself would be written without end.",
    test: ["test/runtime/encoded/write.test.ts", "values that lie deep inside each other are refused"],
  },
  {
    what: "attributes of an element",
    file: "templates/runtime/xml/tag-reader.ts",
    constant: "maxAttributes",
    unit: "",
    why: "Each is compared with those before it.",
    test: [cursor, "the numbers of attributes and prefixes are limited"],
  },
  {
    what: "namespace declarations in scope",
    file: "templates/runtime/xml/tag-reader.ts",
    constant: "maxBindings",
    unit: "",
    why: "A prefix is looked up among them.",
    test: [cursor, "the numbers of attributes and prefixes are limited"],
  },
  {
    what: "misfits of a reply that are listed",
    file: "templates/runtime/binding/collection.ts",
    constant: "most",
    unit: "",
    why: "A reply of many small misfits would become many large objects. One more misfit counts the rest.",
    test: ["test/runtime/lenient/lenient.test.ts", "many misfits take linear time"],
  },
  {
    what: "the text of a misfit",
    file: "templates/runtime/binding/collection.ts",
    constant: "longestSource",
    unit: "characters",
    why: "The same text can be part of many misfits. It is cut off.",
    test: ["test/runtime/lenient/lenient.test.ts", "misfits of long texts and names are short"],
  },
  {
    what: "a document that `parseXml` reads",
    file: "templates/runtime/document/parse.ts",
    constant: "maxBytes",
    unit: "bytes",
    option: "`maxBytes`",
    why: "As for a reply.",
    test: ["test/runtime/document/parse.test.ts", "takes limits"],
  },
  {
    what: "dimensions of an array in SOAP encoding",
    file: "templates/runtime/encoded/element.ts",
    constant: "maxDimensions",
    unit: "",
    why: "Each is a list in a list. .NET allows no more.",
    test: [limits, "more dimensions than an array can have"],
  },
  {
    what: "items that arrays in SOAP encoding leave out",
    file: "templates/runtime/encoded/reading.ts",
    constant: "maxGaps",
    unit: "",
    why: 'A few bytes (`offset="[999999999]"`) must not become a list of a billion items.',
    test: ["test/runtime/encoded/read.test.ts", "an array leaves out too many items"],
  },
  {
    what: "states of a pattern that `facets` checks",
    file: "templates/runtime/simple/pattern.ts",
    constant: "mostStates",
    unit: "",
    why: "Patterns run as automata, without backtracking. Values of a larger one are not checked.",
    test: ["test/runtime/simple/pattern.test.ts", "a pattern that needs too many states is not checked"],
  },
];

export const specs: readonly Limit[] = [
  {
    what: "a file of a spec, and a reply file",
    file: "generator/commands/input/read-source.ts",
    constant: "fileBytes",
    unit: "bytes",
    why: "Ten times the largest known one.",
    test: [
      "test/commands/input/read-specs.test.ts",
      "a file, a folder and standard input that are too large are refused",
    ],
  },
  {
    what: "all files of a spec",
    file: "generator/commands/input/read-source.ts",
    constant: "specBytes",
    unit: "bytes",
    why: "Ten times the largest known one.",
    test: [
      "test/commands/input/read-specs.test.ts",
      "a file, a folder and standard input that are too large are refused",
    ],
  },
  {
    what: "files of a spec",
    file: "generator/commands/input/read-source.ts",
    constant: "files",
    unit: "",
    why: "A folder with more is another folder than was meant.",
    test: ["test/diagnostics/examples/sources.ts", '"spec-too-large"'],
  },
  {
    what: "a file of recorded traffic",
    file: "generator/read/exchange/read-recording.ts",
    constant: "largest",
    unit: "characters",
    why: "Bodies are texts in texts, so the whole takes several times its size.",
    test: [limits, "a recording that is too large"],
  },
  {
    what: "elements in each other",
    file: "generator/read/xml.ts",
    constant: "deepest",
    unit: "levels",
    why: "Trees are read by recursion.",
    test: ["test/hostile/pages.test.ts", "256 elements may stand inside each other, and no more"],
  },
  {
    what: "attributes of an element",
    file: "generator/read/xml.ts",
    constant: "mostAttributes",
    unit: "",
    why: "The parser searches all attributes for each one that it adds.",
    test: [limits, "more attributes and namespaces than a spec can have"],
  },
  {
    what: "namespaces in scope",
    file: "generator/read/xml.ts",
    constant: "mostNamespaces",
    unit: "",
    why: "The parser copies them for each element that declares another.",
    test: [limits, "more attributes and namespaces than a spec can have"],
  },
  {
    what: "groups in groups of a schema",
    file: "generator/model/wsdl/content.ts",
    constant: "deepest",
    unit: "levels",
    why: "Real schemas have no more than ten.",
    test: ["test/model/wsdl/content.test.ts", "groups that nest so are refused"],
  },
  {
    what: "schemas without a namespace, each time that they are included",
    file: "generator/read/wsdl/wsdl-reading.ts",
    constant: "mostIncluded",
    unit: "characters",
    why: "Each including namespace has a copy, so that few bytes could become many.",
    test: ["test/hostile/schemas.test.ts", "import-too-large"],
  },
  {
    what: "values in each other in JSON: the configuration, reply files",
    file: "generator/read/json.ts",
    constant: "maxDepth",
    unit: "levels",
    why: "JSON is read by recursion.",
    test: ["test/configuration.test.ts", "more than 64 levels deep"],
  },
  {
    what: "documents that `add` and `update` fetch",
    file: "generator/commands/fetch/download.ts",
    constant: "documents",
    unit: "",
    why: "A server can invent addresses without end.",
    test: [download, "is one of more than 2 documents"],
  },
  {
    what: "a document that they fetch",
    file: "generator/commands/fetch/download.ts",
    constant: "documentBytes",
    unit: "bytes",
    why: "As for a file. It is counted after decompression.",
    test: [download, "is larger than 1 MB"],
  },
  {
    what: "all documents that they fetch",
    file: "generator/commands/fetch/download.ts",
    constant: "totalBytes",
    unit: "bytes",
    why: "As for a spec.",
    test: [download, "is larger than 0.1 MB"],
  },
  {
    what: "redirects of a document",
    file: "generator/commands/fetch/download.ts",
    constant: "redirects",
    unit: "",
    why: "Redirects can be circular.",
    test: [download, "redirects to other hosts, schemes and loops are refused"],
  },
  {
    what: "the time of a document",
    file: "generator/commands/fetch/download.ts",
    constant: "documentTime",
    unit: "milliseconds",
    why: "A server that hangs would keep the command.",
    test: [download, "is not answered within 0.1 seconds"],
  },
  {
    what: "the time of all documents",
    file: "generator/commands/fetch/download.ts",
    constant: "totalTime",
    unit: "milliseconds",
    why: "Many slow documents would keep it, too.",
    test: [limits, "all documents that are fetched take too long"],
  },
  {
    what: "the head of a request to `serve`",
    file: "generator/commands/serve/listen.ts",
    constant: "headersTimeout",
    unit: "milliseconds",
    why: "A caller that sends nothing would keep its connection.",
    test: ["test/network/serve.test.ts", "a caller that sends its head slowly"],
  },
  {
    what: "a whole request to `serve`",
    file: "generator/commands/serve/listen.ts",
    constant: "requestTimeout",
    unit: "milliseconds",
    why: "A caller that sends a byte now and then would keep its connection.",
    test: ["test/network/serve.test.ts", "a caller that sends its head slowly"],
  },
];

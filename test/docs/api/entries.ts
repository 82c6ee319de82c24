import type { ApiEntry } from "./page.js";

/** The entry that generated modules import: `runtime/index`, or `soapwright-runtime/v1`. */
export const runtime: ApiEntry = {
  path: "templates/runtime/index.ts",
  groups: [
    {
      title: "Ports and calls",
      introduction: "[Calling](calling.md) shows these at work.",
      files: [
        "binding/soap.ts",
        "binding/http.ts",
        "binding/port.ts",
        "binding/binding.ts",
        "binding/call.ts",
        "binding/header-block.ts",
      ],
    },
    {
      title: "Replies",
      introduction: "A call resolves with one of four kinds of replies, and rejects if none came.",
      files: ["binding/reply.ts", "binding/mode.ts", "lenient/"],
      names: ["ReplyReader", "facets", "Validation"],
    },
    {
      title: "Errors",
      introduction: "All are classes, so that `instanceof` distinguishes them. None prints a secret.",
      files: ["error.ts"],
    },
    {
      title: "Traces",
      introduction: "[Traces and secrets](calling.md#traces-and-secrets) shows what is redacted.",
      files: ["binding/trace.ts"],
    },
    {
      title: "Transports and steps",
      introduction:
        "A transport sends requests; a step is a function between a message and its transport. [Transports](transports.md) has examples.",
      files: ["binding/transport.ts", "binding/step.ts", "binding/stream.ts", "context.ts"],
    },
    {
      title: "Steps for the network",
      introduction: "Each is bundled only by who imports it.",
      files: ["network/"],
    },
    {
      title: "WS-Security and WS-Addressing",
      introduction: "[Security](security.md) has examples.",
      files: ["security/", "addressing/", "policies.ts"],
    },
    {
      title: "Attachments",
      introduction: "[Attachments](attachments.md) has examples.",
      files: ["attachments/", "packaging.ts"],
    },
    {
      title: "Streams",
      introduction: "Lists and bytes that are larger than memory.",
      files: ["streaming/"],
      names: ["Source"],
    },
    {
      title: "XML",
      introduction: "[XML and DataSets](xml.md) has examples of these and the next ones.",
      files: ["xml/", "document/"],
    },
    { title: "DataSets", introduction: "Rows of DataSets and DataTables of .NET.", files: ["data/"] },
    {
      title: "Values in generated types",
      introduction: "Generated interfaces refer to these types.",
      files: [],
      names: [
        "OpenContent",
        "AnyBuiltin",
        "TypedObject",
        "TypedValue",
        "Nil",
        "NoChoice",
        "OptionalChoice",
        "AnyURI",
        "Guid",
        "Decimal",
        "DateTime",
        "DateString",
        "TimeString",
        "Duration",
      ],
    },
    {
      title: "Servers",
      introduction:
        "[Serving](serving.md) has examples. Generated functions such as `serveShop` call `serve` and `memoryPort` for you.",
      files: ["server/"],
    },
    {
      title: "Used by generated modules",
      introduction:
        "Tables of generated modules are made of these. Programs need the simple types for `readAs` and `writeAs`; those have the type of their values in parentheses.",
      files: [
        "complex/",
        "encoded/",
        "simple/",
        "binding/xml-content.ts",
        "binding/text-reply.ts",
        "binding/url-replacement.ts",
        "binding/declared-faults.ts",
      ],
      form: "list",
    },
  ],
};

export const node: ApiEntry = {
  path: "templates/runtime/node/index.ts",
  groups: [
    {
      title: "Transports for Node",
      introduction: "Imported from `runtime/node/index.js`, or `soapwright-runtime/v1/node`, apart from all others.",
      files: ["transport.ts", "ntlm.ts", "proxy.ts", "undici.ts"],
    },
  ],
};

export const library: ApiEntry = {
  path: "generator/index.ts",
  groups: [
    {
      title: "Generating and inspecting",
      introduction: "[As a library](library.md) has examples.",
      files: ["generate.ts", "inspect.ts", "emit/", "commands/", "model/left-out.ts"],
    },
    {
      title: "Specs and diagnostics",
      introduction: "What goes in, and what is reported about it.",
      files: ["source.ts", "diagnostic.ts", "diagnostics/"],
    },
    {
      title: "Configuration",
      introduction: "[Configuration](configuration.md) describes the keys.",
      files: ["configuration.ts"],
    },
    {
      title: "The model",
      introduction: "What `inspect` returns, and `soapwright inspect --json` prints.",
      files: ["model/service.ts", "policies/demands.ts", "bindings.ts", "builtins.ts"],
    },
  ],
};

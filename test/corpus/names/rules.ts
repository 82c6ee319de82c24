import type { ClientExport } from "./client-exports.js";

/** A rule of modules, names and types that is another than in the release. */
export interface Rule {
  readonly what: string;
  /** An example in the release and now. */
  readonly before: string;
  readonly now: string;
  /** The configuration that keeps what was; where there is none, the change that a program needs. */
  readonly keep: string;
}

/** The rules of the modules that are written, and of the runtime. They do not depend on the spec, so that nothing is counted. */
export const commonRules = {
  "modules that serve": {
    what: "The modules that serve a contract, and those with its WSDL, are written only where the configuration asks for them. `soapwright serve` does not need them.",
    before: "`generated/shop.server.ts`, `generated/shop.wsdl.ts`, always",
    now: "with `server` alone",
    keep: '`"server": true`, or `"services": { "shop": { "server": true } }` for one service',
  },
  "exports of the runtime": {
    what: "`runtime/index` exports what the generated modules use and what a caller of them needs, and `generated/runtime/` holds no other files.",
    before: '`import { httpGet } from "./generated/runtime/index.js"` beside a client of SOAP alone',
    now: "the module has no such export",
    keep: '`"runtimeParts": ["httpGet"]`, with the names that you import yourself',
  },
  "exports for servers": {
    what: "What servers use is exported by `runtime/index`, too.",
    before: '`import { nodeListener } from "./generated/runtime/server.js"`',
    now: '`import { nodeListener } from "./generated/runtime/index.js"`',
    keep: 'no setting: change the import; without a module that serves, `"runtimeParts": ["server"]` copies them',
  },
  traces: {
    what: "A trace is imported from the runtime, and states itself whether it shows secrets.",
    before: "`soap11(address, { trace: log, traceSecrets: true })`",
    now: "`soap11(address, { trace: trace(log, { secrets: true }) })`",
    keep: "no setting: wrap the function in `trace`, which `runtime/index` exports",
  },
  validation: {
    what: "The validation of facets is imported from the runtime, by ports and by servers.",
    before: "`soap11(address, { validate: true })`",
    now: "`soap11(address, { validate: facets })`",
    keep: 'no setting: import `facets`; `"runtimeParts": ["facets"]` copies it where no type of the spec has facets',
  },
} satisfies Record<string, Rule>;

export const rules = {
  "operations of one name": {
    what: "Operations that share a name in several port types are all named after their port types, and overloads after their inputs. No name has a number.",
    before: "`find`, `find_2`",
    now: "`orders_Find`, `stock_Find`",
    keep: '`"Orders_Find": { "name": "find" }`, with the name that `soapwright inspect` prints',
  },
  "types of one name": {
    what: "Anonymous types of one element name are all named after their parents, and so are those of elements such as `value` and `return`. Types of one name in several namespaces all take a word of theirs.",
    before: "`Price`, `Offer_Price`",
    now: "`Order_Price`, `Offer_Price`",
    keep: '`"Order_Price": { "name": "Price" }`',
  },
  lists: {
    what: "A type that is one repeated element and nothing else is the list itself wherever it occurs, a message of its own included.",
    before: "`interface ArrayOfInt { int?: number[] }`",
    now: "`number[]`",
    keep: "no override: use `value` in place of `value.int`",
  },
  "modules of namespaces": {
    what: "A module is named after the most telling word of its namespace, and none has a number. The types have the same names.",
    before: "`./shop/types_2.js`",
    now: "`./shop/orders.js`",
    keep: '`"{urn:shop:orders:types}": { "name": "types_2" }`',
  },
  "wrappers of messages": {
    what: "Types that only wrap the messages of operations are in the module of the operations, which exports the others again as before.",
    before: "`./shop/types.js`",
    now: "`./shop/Orders.js`",
    keep: "no override: import them from the module of the operations, as was possible before",
  },
  "any type": {
    what: "An element of `xs:anyType` is a value of the type that its `xsi:type` states, and an `XmlElement` only if it states none that is known.",
    before: "`Item: XmlElement`",
    now: "`Item: AnyValue`",
    keep: '`"Order.Item": { "type": "xml" }`',
  },
  "derived types": {
    what: "Values of derived types must have `$type`, so that a union of them narrows.",
    before: '`$type?: "Book" | undefined`',
    now: '`$type: "Book"`',
    keep: 'no override: add `$type: "Book"` to objects that you create',
  },
  "nil elements": {
    what: "A nil element of a type with attributes is an object with them. It was null, and lost them.",
    before: "`Price: Price | null`",
    now: '`Price: Price | Nil<Price, "$currency"> | null`',
    keep: 'no override: ask `"$nil" in value` before you read other members',
  },
  "header blocks": {
    what: "Header blocks of a WSDL may be left out, unless it has `wsdl:required`, and a port can give them. The types of requests leave out those of samples that [steps of a port](security.md) write.",
    before: "`options: CallOptions & { header: … }`",
    now: "`options?: SoapCallOptions & { header?: … }`",
    keep: "not needed: calls compile as before; for blocks that are left out, give the port the steps that the note `header-of-steps` shows",
  },
  signatures: {
    what: "Functions take ports of lenient mode too, which are typed by a parameter, and the options of their bindings.",
    before: "`Promise<Reply<Order>>`, `CallOptions`",
    now: "`Promise<ReplyTo<Mode, Order>>`, `SoapCallOptions`",
    keep: "not needed: calls compile as before",
  },
  content: {
    what: "Messages and members have another type, because the old one was wrong: elements that may or may not be nil in SOAP encoding, named lists of `xs:anyType`, members at two places, particles beside an extension, and messages that are a list.",
    before: "`Note: string | null`",
    now: "`Note: string`",
    keep: "overrides of single members: `type`, `minOccurs`, `nillable`",
  },
} satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;

export interface Change {
  readonly rule: RuleName;
  readonly name: string;
}

/** The changes from the exports of a released client to those of the present one. */
export function changesBetween(
  before: ReadonlyMap<string, ClientExport>,
  now: ReadonlyMap<string, ClientExport>,
): readonly Change[] {
  const added = [...now].filter(([name, { kind }]) => kind !== "table" && !before.has(name)).map(([name]) => name);
  const operationModules = new Set(
    [...now.values()].filter(({ kind }) => kind === "operation").map(({ path }) => path),
  );
  /** The successors of types that are gone: another name, or a list. */
  const renamed = new Map<string, string>();
  const changes: Change[] = [];
  for (const [name, { kind, text }] of before) {
    if (kind === "table" || now.has(name)) continue;
    const list = kind === "type" ? listIn(text) : undefined;
    if (list !== undefined) {
      changes.push({ rule: "lists", name });
      renamed.set(name, list);
      continue;
    }
    const successor = added.find((each) => lastWord(each) === lastWord(name));
    if (successor !== undefined) renamed.set(name, successor);
    if (kind === "operation") changes.push({ rule: "operations of one name", name });
    else changes.push({ rule: successor === undefined ? "content" : "types of one name", name });
  }
  for (const [name, old] of before) {
    const present = now.get(name);
    if (old.kind === "table" || present === undefined) continue;
    if (old.path !== present.path)
      changes.push({
        rule: operationModules.has(present.path) ? "wrappers of messages" : "modules of namespaces",
        name,
      });
    changes.push(...textChanges(old, present, renamed).map((rule) => ({ rule, name })));
  }
  return changes;
}

function textChanges(
  old: ClientExport,
  present: ClientExport,
  renamed: ReadonlyMap<string, string>,
): readonly RuleName[] {
  const found: RuleName[] = [];
  let text = withoutBars(old.text.replace(/\w+/g, (word) => renamed.get(word) ?? word));
  let other = withoutBars(present.text);
  if (old.kind === "operation") {
    found.push("signatures");
    if (/\boptions: CallOptions & \{ header:/.test(text) && !/\boptions: /.test(other)) found.push("header blocks");
    text = valuesOf(text, "Reply<");
    other = valuesOf(other, "ReplyTo<");
  }
  const step = (rule: RuleName, change: (text: string) => string): void => {
    const changed = change(text);
    const both = change(other);
    if (text === other || (changed === text && both === other)) return;
    found.push(rule);
    text = changed;
    other = both;
  };
  step("derived types", (each) => each.replace(/\$type\??: "[^"]*"(?: \| undefined)?; /g, ""));
  if (/\bNil</.test(other)) {
    found.push("nil elements");
    other = other.replace(/ ?\| Nil<[^<>]*>/g, "");
  }
  if (other.includes("AnyValue")) {
    const plain = other.replace(/\bAnyValue\b/g, "XmlElement");
    found.push("any type");
    other = plain;
  }
  if (text !== other && withoutRenames(text) !== withoutRenames(other)) found.push("content");
  return found;
}

/** Leaves out the bars before the first member of a union, and white space at the ends of brackets. */
function withoutBars(text: string): string {
  return text.replace(/([(<:=]) ?\| /g, "$1 ").replace(/([(<]) | ([)>])/g, "$1$2");
}

/** The types of the request and of the value of the reply in a signature. */
function valuesOf(head: string, reply: string): string {
  const plain = head.replace(/ ?\| Nil<[^<>]*>/g, "");
  const request = /\brequest: ([^,]*)/.exec(plain)?.[1] ?? "";
  const value = plain.slice(plain.indexOf(reply) + reply.length).replace(/^PortMode, /, "");
  return `${request} ${value.replace(/[,>].*$/, "")}`;
}

/** Leaves out the first parts of qualified names, which may have changed. */
function withoutRenames(text: string): string {
  return text.replace(/\b\w+_(?=\w)/g, "");
}

/** The list that a type consists of; undefined for another type. */
function listIn(text: string): string | undefined {
  return /^export (?:interface \w+ extends OpenContent|type \w+ = OpenContent &) \{ \w+\??: ([^;]*\[\])(?: \| null)?(?: \| undefined)?; \};?$/.exec(
    text,
  )?.[1];
}

function lastWord(name: string): string {
  return name
    .replace(/(?:_\d*)?(\(\))?$/, "$1")
    .replace(/^.*_(?=\w)/, "")
    .toLowerCase();
}

import { bindings, type Binding } from "./bindings.js";
import type { Report } from "./diagnostic.js";
import { readJson, stepInto } from "./read/json.js";
import {
  boolean,
  count,
  countOr,
  described,
  list,
  object,
  oneOf,
  record,
  string,
  type JsonSchema,
} from "./read/json-shape.js";
import type { Place, Source } from "./source.js";

/**
 * The content of `soapwright.config.json` with defaults filled in. `templates/configuration.schema.json` describes the
 * same.
 */
export interface Configuration {
  /** The folder of the specs, each of which is a subfolder. */
  readonly specs: string;
  /** The output folder. */
  readonly out: string;
  /**
   * The extension of imports between generated modules: ".js" for tsc and most bundlers, ".ts" for platforms that run
   * TypeScript directly, "" for Next.js, webpack and Jest.
   */
  readonly importExtension: ".js" | ".ts" | "";
  /** "copy" to write a copy of the runtime beside the modules, "package" to import soapwright-runtime. */
  readonly runtime: "copy" | "package";
  /** "node" to send requests with node:http in place of `fetch`, by default, from the copied runtime. */
  readonly platform: "web" | "node";
  /** True to write modules that serve beside the clients. */
  readonly server: boolean;
  /** Folders and exports of the runtime to copy even if no generated module needs them. */
  readonly runtimeParts: readonly string[];
  readonly scalars: Scalars;
  /** Turns warnings about the content of specs into errors. */
  readonly strict?: boolean;
  /** Settings by the name of the spec, or by `spec/service` for one of several services. */
  readonly services: { readonly [spec: string]: ServiceConfiguration };
  /** The text of the configuration, for places in diagnostics. */
  readonly source?: Source;
}

/** The TypeScript types for builtins whose default, the lossless one, is not wanted. */
export interface Scalars {
  readonly decimal?: "number";
  readonly long?: "string" | "number";
  readonly unsignedLong?: "string" | "number";
  readonly integer?: "string" | "number";
  readonly dateTime?: "Date";
}

/** The settings of one spec, or of one of its services. */
export interface ServiceConfiguration {
  /** Replaces the address in the spec. */
  readonly address?: string;
  /** Overrides `server` for this service. */
  readonly server?: boolean;
  /** Operations to leave out, by name. */
  readonly ignore?: readonly string[];
  /**
   * The only operations to keep, by name or pattern: `*` matches any characters, `?` matches one. Types that only other
   * operations use are left out too.
   */
  readonly operations?: readonly string[];
  /** The only bindings to keep, for clients and servers. Operations without any of them are left out. */
  readonly bindings?: readonly Binding[];
  /**
   * Demands of policies that are satisfied in another way, or on which the service does not insist, by the name of their
   * assertion or by pattern: `UsernameToken`. They are left out as if the WSDL had none.
   */
  readonly ignoreDemands?: readonly string[];
  /**
   * Corrections of the model by path: `Type.member` for an element, `Type.@name` for an attribute,
   * `Operation.response/member/member` for one in a message, `Operation.request.header.Block` for a header block, `Type`
   * for an enumeration, `Operation` for an operation, `Operation.response` for a response that no sample shows. `*`
   * matches any characters of a name.
   */
  readonly overrides?: { readonly [path: string]: Override };
}

/** A correction of a part of the model. Keys that do not apply to the kind of the part are errors. */
export interface Override {
  /** The name of a builtin type, or of a type in the service; `xml` for an element that stays XML. */
  readonly type?: string;
  readonly minOccurs?: number;
  readonly maxOccurs?: number | "unbounded";
  readonly nillable?: boolean;
  /** For an element: its namespace in messages; empty for none. */
  readonly namespace?: string;
  /** For an element: true to state its type in `xsi:type` wherever it is written. */
  readonly xsiType?: boolean;
  readonly use?: "required" | "optional";
  /** For an enumeration: true if replies may contain other members. */
  readonly open?: boolean;
  /** For an enumeration: true for flags, several of which can be given at once. */
  readonly list?: boolean;
  /** For an operation: the SOAPAction to send. */
  readonly action?: string;
  /** For an operation: its own address. */
  readonly address?: string;
  /** The name of an operation or a type in the client. */
  readonly name?: string;
  /** For a wildcard: the elements that it holds, by their local names or as `{namespace}local`. */
  readonly elements?: { readonly [name: string]: NamedElement };
}

/** The facts of an element in a wildcard; without a type, it is a global element of the spec. */
export type NamedElement = Pick<Override, "type" | "minOccurs" | "maxOccurs" | "nillable" | "namespace">;

/** The configuration of a project without a `soapwright.config.json`. */
export const defaultConfiguration: Configuration = {
  specs: "specs",
  out: "generated",
  importExtension: ".js",
  runtime: "copy",
  platform: "web",
  server: false,
  runtimeParts: [],
  scalars: {},
  services: {},
};

/** Reads a `soapwright.config.json`, if there is one. Reports invalid settings and keeps their defaults. */
export function readConfiguration(source: Source | undefined, report: Report): Configuration {
  if (source === undefined) return defaultConfiguration;
  const json = readJson(source, report);
  const { $schema, ...given } = (json && shape.read(json, report)) ?? {};
  const configuration = { ...defaultConfiguration, ...given, source };
  checkPlatform(configuration, report);
  return configuration;
}

function checkPlatform(configuration: Configuration, report: Report): void {
  const { runtime, platform } = configuration;
  if (runtime !== "package" || platform !== "node") return;
  report({
    severity: "error",
    code: "configuration-platform",
    message: 'found "node" with "runtime": "package", expected it with a copied runtime only',
    place: configurationPlace(configuration, ["platform"]),
    hint: 'remove it, and pass `transport: nodeTransport()` from "soapwright-runtime/v1/node" to the ports',
  });
}

/** The settings of a spec. Looks up own properties only, because a spec may have any name. */
export function serviceConfiguration(configuration: Configuration, spec: string): ServiceConfiguration {
  return (Object.hasOwn(configuration.services, spec) ? configuration.services[spec] : undefined) ?? {};
}

/** True if the configuration requests the module that serves a service. */
export function wantsServer(configuration: Configuration, spec: string, service: string): boolean {
  const { server = configuration.server } = {
    ...serviceConfiguration(configuration, spec),
    ...serviceConfiguration(configuration, `${spec}/${service}`),
  };
  return server;
}

/**
 * The place of a setting, such as `["services", "shop", "ignore", 0]`, or of its nearest existing parent; a number is the index of an
 * item.
 */
export function configurationPlace(configuration: Configuration, path: readonly (string | number)[]): Place {
  const { source } = configuration;
  const root = source && readJson(source, () => undefined);
  let place = root?.place ?? { path: source?.path ?? "soapwright.config.json", line: 1, column: 1 };
  let json = root;
  for (const key of path) {
    const found = json && stepInto(json, key);
    if (found === undefined) break;
    place = found.place;
    json = found.value;
  }
  return place;
}

const elementFacts = {
  type: described("A builtin type's name, or the name of a type of the service.", string),
  minOccurs: described("0 if the element can be absent.", count),
  maxOccurs: described('The most occurrences, or "unbounded".', countOr("unbounded")),
  nillable: described("Whether the element can be nil, which is null in TypeScript.", boolean),
  namespace: described("Of an element: its namespace in messages; empty for none.", string),
};

const override = object({
  ...elementFacts,
  xsiType: described("Of an element: true to state its type in xsi:type, for servers that demand it.", boolean),
  use: described("Of an attribute.", oneOf("required", "optional")),
  open: described("Of an enumeration: whether replies may hold other members.", boolean),
  list: described("Of an enumeration: true for flags, several of which can be given at once.", boolean),
  action: described("For an operation: the SOAPAction to send.", string),
  address: described("For an operation: its address, if it differs from that of the others.", string),
  name: described("For an operation, a type, or the module of a {namespace}: its name in the client.", string),
  elements: described(
    "Of a wildcard, Type.$any: the elements that it holds, by name; those without a type are global elements of the spec.",
    record(object(elementFacts)),
  ),
});

const service = object({
  address: described("The address to use instead of the one in the spec.", string),
  server: described("In place of server for all services.", boolean),
  ignore: described("Operations to leave out, by name.", list(string)),
  operations: described(
    "The only operations to keep, by name or pattern: * stands for any characters, ? for one.",
    list(string),
  ),
  bindings: described("The only bindings to keep, for clients and servers.", list(oneOf(...bindings))),
  ignoreDemands: described(
    "Demands of policies to leave out, by the name of their assertion or by pattern: UsernameToken, or * for all.",
    list(string),
  ),
  overrides: described(
    "Facts of the model, by path: Type.member, Type.@attribute, Operation.response/member, Operation.request.header.Block, Type for an enumeration, Operation, or Operation.response; * matches any characters of a name.",
    record(override),
  ),
});

const shape = object({
  $schema: described("Where editors find this schema.", string),
  specs: described("The folder that holds the specs, each in a folder of its own.", string),
  out: described("The folder that is written to.", string),
  importExtension: described("How generated modules import each other.", oneOf(".js", ".ts", "")),
  runtime: described(
    "Whether generated modules import a copy of the runtime beside them, or the package soapwright-runtime.",
    oneOf("copy", "package"),
  ),
  platform: described(
    "Where the copied runtime runs: on Node alone, where it sends requests with node:http, or anywhere, with fetch.",
    oneOf("web", "node"),
  ),
  server: described("Whether to write, beside each client, the module that serves its service.", boolean),
  runtimeParts: described(
    "Folders and exports of the runtime that are copied though no generated module needs them.",
    list(string),
  ),
  scalars: described(
    "Which TypeScript type stands for a builtin, where it is not the lossless one.",
    object({
      decimal: oneOf("number"),
      long: oneOf("string", "number"),
      unsignedLong: oneOf("string", "number"),
      integer: oneOf("string", "number"),
      dateTime: oneOf("Date"),
    }),
  ),
  strict: described("Turns warnings about the content of specs into errors, for CI.", boolean),
  services: described(
    "Settings and corrections of a service, by the name of the spec, or spec/service for one service of several.",
    record(service),
  ),
});

/** The source of `templates/configuration.schema.json`, which is published for editors. */
export const configurationSchema: JsonSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "soapwright.config.json",
  ...shape.schema,
};

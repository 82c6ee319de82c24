import { Option } from "commander";
import { bindings } from "../bindings.js";
import { printFailure } from "./failure.js";
import type {
  AddOptions,
  CallOptions,
  DiffOptions,
  GenerateOptions,
  InspectOptions,
  LearnOptions,
  SamplesOptions,
  ServeOptions,
  UpdateOptions,
} from "./options.js";
import { originOf } from "./serve/cors.js";
import { exitCodes, type ExitCode, type Shell } from "./shell.js";

/** A command with its arguments and options, in the order of its help. */
export interface CommandLine {
  readonly name: string;
  readonly description: string;
  readonly arguments: readonly string[];
  readonly options: readonly Option[];
  /** Takes the arguments and the options. Imports the modules of the command on demand, so that help appears at once. */
  readonly run: (shell: Shell, ...words: never[]) => Promise<ExitCode>;
}

const config = new Option("--config <file>", "the configuration (default: soapwright.config.json)");
const debug = new Option("--debug", "print the stack of an unexpected failure");
const diagnostics = new Option("--diagnostics <form>", "text, or json: an object on a line for each")
  .choices(["text", "json"])
  .default("text");
const common = [config, diagnostics, debug];
const quiet = new Option("-q, --quiet", "print errors only");
const name = new Option("-n, --name <name>", "name the spec that standard input holds");
const binding = new Option("--binding <binding>", `only one of ${bindings.join(", ")}`).choices(bindings);

const certificates = "client certificate, its key, issuer of the server's";

/** The options of commands that send requests to a service. */
const connecting = [
  repeated("--http-header <header>", "send 'Name: value' to the service"),
  new Option("--user <name>", "sign in; the password is in SOAPWRIGHT_PASSWORD"),
  new Option("--bearer <token>", "or in SOAPWRIGHT_TOKEN"),
  new Option("--cert <pem>", certificates),
  new Option("--key <pem>", certificates),
  new Option("--ca <pem>", certificates),
  new Option("--proxy <url>", "a proxy, or env for that of HTTPS_PROXY"),
];

/** The options of commands that fetch. */
const fetching = [
  repeated("--allow <host>", "fetch what it imports from this host, too"),
  ...connecting,
  new Option("--keep-query", "keep secret-looking values of addresses in the lock"),
];

const printed = "print the request, or curl's call; send nothing";

export const commandLines: readonly CommandLine[] = [
  {
    name: "add",
    description: "save a service from its address or from files, and write its client",
    arguments: ["<source...>"],
    options: [
      new Option("-n, --name <name>", "the name of the spec (default: that of the source)"),
      ...fetching,
      quiet,
      ...common,
    ],
    run: async (shell, sources: readonly string[], options: AddOptions) =>
      (await import("./add.js")).addCommand(sources, options, shell),
  },
  {
    name: "update",
    description: "fetch specs again that were added, and write their clients",
    arguments: ["[spec...]"],
    options: [
      new Option("--check", "write nothing; exit with 3 if a fact has changed"),
      ...fetching,
      new Option("--force", "replace files that you have changed"),
      repeated("--address <url>", "in place of the recorded one"),
      quiet,
      ...common,
    ],
    run: async (shell, specs: readonly string[], options: UpdateOptions) =>
      (await import("./update.js")).updateCommand(specs, options, shell),
  },
  {
    name: "generate",
    description: "write the clients of all specs, or of those that are named",
    arguments: ["[spec...]"],
    options: [
      name,
      new Option("-o, --out <folder>", "where to write (default: generated)"),
      new Option("--check", "write nothing; exit with 3 if a file is out of date"),
      new Option("--strict", "treat warnings about the content of specs as errors"),
      new Option("--watch", "write them again after each change of a spec"),
      quiet,
      ...common,
    ],
    run: generate,
  },
  {
    name: "inspect",
    description: "print what was found: a line for each operation and type",
    arguments: ["<spec>"],
    options: [
      name,
      new Option("--explain", "print the evidence of each fact, with its place"),
      new Option("--json", "print the whole model as JSON"),
      ...common,
    ],
    run: async (shell, spec: string, options: InspectOptions) =>
      (await import("./inspect.js")).inspectCommand(spec, options, shell),
  },
  {
    name: "diff",
    description: "print the changes between two specs, and what they break",
    arguments: ["<spec...>"],
    options: [
      new Option("--git <revision>", "compare with the spec in a revision, such as main"),
      new Option("--format <form>", "text, json, or github: annotations of a pull request")
        .choices(["text", "json", "github"])
        .default("text"),
      config,
      debug,
    ],
    run: async (shell, specs: readonly string[], options: DiffOptions) =>
      (await import("./diff.js")).diffCommand(specs, options, shell),
  },
  {
    name: "learn",
    description: "print the overrides that recorded replies ask for",
    arguments: ["<spec>", "<traffic...>"],
    options: [new Option("--write", "add them to the configuration"), ...common],
    run: async (shell, spec: string, traffic: readonly string[], options: LearnOptions) =>
      (await import("./learn.js")).learnCommand(spec, traffic, options, shell),
  },
  {
    name: "samples",
    description: "print sample messages, as a help page shows them",
    arguments: ["<spec>", "[operation]"],
    options: [
      name,
      binding,
      new Option("--values", "print example values in place of placeholders"),
      new Option("--html", "print the page as HTML"),
      ...common,
    ],
    run: async (shell, spec: string, operation: string | undefined, options: SamplesOptions) =>
      (await import("./samples.js")).samplesCommand(spec, operation, options, shell),
  },
  {
    name: "serve",
    description: "answer in place of services, with pages to call them from",
    arguments: ["<spec...>"],
    options: [
      name,
      new Option("-p, --port <number>", "where to listen (default: any free port)"),
      new Option("--host <address>", "where others can reach it (default: 127.0.0.1)"),
      // It takes a spec behind it for its value, which is reported before the spec is missed.
      new Option("--cors [origin]", "let pages of this origin call it, or of all").argParser(originOf),
      new Option("--replies <folder>", "JSON files that state what operations reply"),
      new Option("--seed <number>", "another seed gives other random replies (default: 1)"),
      repeated("--fault <share>", "answer a share of the calls, 0 to 1, with a fault"),
      repeated("--delay <ms>", "delay each reply by that many milliseconds"),
      new Option("--user <name>", "demand a token; the password is in SOAPWRIGHT_PASSWORD"),
      new Option("-q, --quiet", "print errors only, and no calls"),
      ...common,
    ],
    run: async (shell, specs: readonly string[], options: ServeOptions) =>
      (await import("./serve.js")).serveCommand(specs, options, shell),
  },
  {
    name: "call",
    description: "call an operation of the service, and print its reply as JSON",
    arguments: ["<spec>", "[operation]", "[value...]"],
    options: [
      binding,
      new Option("--address <url>", "in place of the one in the spec"),
      new Option("--json <file>", "the request; - as a value reads standard input"),
      new Option("--header-blocks <file>", "JSON of SOAP header blocks by name"),
      repeated("--part <name=@file>", "send a file as an attachment"),
      ...connecting,
      new Option("--save-parts <folder>", "write the attachments of the reply to files"),
      new Option("--timeout <seconds>", "how long to wait for the reply (default: 60)"),
      new Option("--trace", "print both messages, without secrets"),
      new Option("--dry-run", printed),
      new Option("--curl", printed),
      new Option("--replies-to <file>", "save the reply for serve --replies"),
      config,
      diagnostics,
      // A failure that it helps with names it.
      new Option("--debug").hideHelp(),
    ],
    run: async (shell, spec: string, operation: string | undefined, values: readonly string[], options: CallOptions) =>
      (await import("./call.js")).callCommand(spec, operation, values, options, shell),
  },
];

async function generate(shell: Shell, specs: readonly string[], options: GenerateOptions): Promise<ExitCode> {
  if (options.watch === true) {
    const { watchCommand } = await import("./watch.js");
    return watchCommand(specs, options, shell, (error) => void printFailure(error, options.debug === true, shell));
  }
  const { runCache } = await import("./cache/run-cache.js");
  const cache = await runCache(specs, options, shell);
  if ((await cache?.replay()) === true) return exitCodes.fine;
  const { generateCommand } = await import("./generate.js");
  return generateCommand(specs, options, shell, cache);
}

/** An option that may be repeated; its values are in order. */
function repeated(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before?: readonly string[]) => [
    ...(before ?? []),
    value,
  ]);
}

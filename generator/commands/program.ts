import { Command, CommanderError, Option } from "commander";
import { bindings } from "../bindings.js";
import { formatHelp } from "./help.js";
import { helpTexts } from "./help-texts.js";
import type {
  AddOptions,
  CallOptions,
  CommonOptions,
  DiffOptions,
  GenerateOptions,
  InspectOptions,
  LearnOptions,
  SamplesOptions,
  ServeOptions,
  UpdateOptions,
} from "./options.js";
import { packageVersion } from "./package.js";
import { originOf } from "./serve/cors.js";
import { exitCodes, UsageError, type ExitCode, type Shell } from "./shell.js";

/** Executes a command line. Imports the modules of a command on demand, so that help appears at once. */
export async function program(args: readonly string[], shell: Shell): Promise<ExitCode> {
  let code: ExitCode = exitCodes.fine;
  const root = new Command("soapwright")
    .description("Typed TypeScript clients for SOAP services, from their WSDLs or help pages.")
    .exitOverride()
    .configureOutput({ writeOut: shell.out, writeErr: shell.err })
    .configureHelp({ formatHelp: (command) => formatHelp(command, helpTexts[command.name()]) })
    .showHelpAfterError("(soapwright --help shows the commands)")
    .version(packageVersion(), "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help");

  fetching(
    root
      .command("add")
      .description("save a service from its address or from files, and write its client")
      .argument("<source...>")
      .option("-n, --name <name>", "the name of the spec (default: that of the source)"),
  )
    .option("-q, --quiet", "print errors only")
    .addOption(configOption())
    .addOption(diagnosticsOption())
    .addOption(debugOption())
    .action(async (sources: readonly string[], options: AddOptions) => {
      const { addCommand } = await import("./add.js");
      code = await addCommand(sources, options, shell);
    });

  fetching(
    root
      .command("update")
      .description("fetch specs again that were added, and write their clients")
      .argument("[spec...]")
      .option("--check", "write nothing; exit with 3 if a fact has changed"),
  )
    .option("--force", "replace files that you have changed")
    .addOption(repeated("--address <url>", "in place of the recorded one"))
    .option("-q, --quiet", "print errors only")
    .addOption(configOption())
    .addOption(diagnosticsOption())
    .addOption(debugOption())
    .action(async (specs: readonly string[], options: UpdateOptions) => {
      const { updateCommand } = await import("./update.js");
      code = await updateCommand(specs, options, shell);
    });

  root
    .command("generate")
    .description("write the clients of all specs, or of those that are named")
    .argument("[spec...]")
    .addOption(nameOption())
    .option("-o, --out <folder>", "where to write (default: generated)")
    .option("--check", "write nothing; exit with 3 if a file is out of date")
    .option("--strict", "treat warnings about the content of specs as errors")
    .option("--watch", "write them again after each change of a spec")
    .option("-q, --quiet", "print errors only")
    .addOption(configOption())
    .addOption(diagnosticsOption())
    .addOption(debugOption())
    .action(async (specs: readonly string[], options: GenerateOptions) => {
      if (options.watch === true) {
        const { watchCommand } = await import("./watch.js");
        const printFailure = (error: unknown): void => void failure(error, args.includes("--debug"), shell);
        code = await watchCommand(specs, options, shell, printFailure);
        return;
      }
      const { runCache } = await import("./cache/run-cache.js");
      const cache = await runCache(specs, options, shell);
      if ((await cache?.replay()) === true) return;
      const { generateCommand } = await import("./generate.js");
      code = await generateCommand(specs, options, shell, cache);
    });

  root
    .command("inspect")
    .description("print what was found: a line for each operation and type")
    .argument("<spec>")
    .addOption(nameOption())
    .option("--explain", "print the evidence of each fact, with its place")
    .option("--json", "print the whole model as JSON")
    .addOption(configOption())
    .addOption(diagnosticsOption())
    .addOption(debugOption())
    .action(async (spec: string, options: InspectOptions) => {
      const { inspectCommand } = await import("./inspect.js");
      code = await inspectCommand(spec, options, shell);
    });

  root
    .command("diff")
    .description("print the changes between two specs, and what they break")
    .argument("<spec...>")
    .option("--git <revision>", "compare with the spec in a revision, such as main")
    .addOption(
      new Option("--format <form>", "text, json, or github: annotations of a pull request")
        .choices(["text", "json", "github"])
        .default("text"),
    )
    .addOption(configOption())
    .addOption(debugOption())
    .action(async (specs: readonly string[], options: DiffOptions) => {
      const { diffCommand } = await import("./diff.js");
      code = await diffCommand(specs, options, shell);
    });

  root
    .command("learn")
    .description("print the overrides that recorded replies ask for")
    .argument("<spec>")
    .argument("<traffic...>")
    .option("--write", "add them to the configuration")
    .addOption(configOption())
    .addOption(diagnosticsOption())
    .addOption(debugOption())
    .action(async (spec: string, traffic: readonly string[], options: LearnOptions) => {
      const { learnCommand } = await import("./learn.js");
      code = await learnCommand(spec, traffic, options, shell);
    });

  root
    .command("samples")
    .description("print sample messages, as a help page shows them")
    .argument("<spec>")
    .argument("[operation]")
    .addOption(nameOption())
    .addOption(bindingOption())
    .option("--values", "print example values in place of placeholders")
    .option("--html", "print the page as HTML")
    .addOption(configOption())
    .addOption(diagnosticsOption())
    .addOption(debugOption())
    .action(async (spec: string, operation: string | undefined, options: SamplesOptions) => {
      const { samplesCommand } = await import("./samples.js");
      code = await samplesCommand(spec, operation, options, shell);
    });

  root
    .command("serve")
    .description("answer in place of services, with pages to call them from")
    .argument("<spec...>")
    .addOption(nameOption())
    .option("-p, --port <number>", "where to listen (default: any free port)")
    .option("--host <address>", "where others can reach it (default: 127.0.0.1)")
    // It takes a spec behind it for its value, which is reported before the spec is missed.
    .option("--cors [origin]", "let pages of this origin call it, or of all", originOf)
    .option("--replies <folder>", "JSON files that state what operations reply")
    .option("--seed <number>", "another seed gives other random replies (default: 1)")
    .addOption(repeated("--fault <share>", "answer a share of the calls, 0 to 1, with a fault"))
    .addOption(repeated("--delay <ms>", "delay each reply by that many milliseconds"))
    .option("--user <name>", "demand a token; the password is in SOAPWRIGHT_PASSWORD")
    .option("-q, --quiet", "print errors only, and no calls")
    .addOption(configOption())
    .addOption(diagnosticsOption())
    .addOption(debugOption())
    .action(async (specs: readonly string[], options: ServeOptions) => {
      const { serveCommand } = await import("./serve.js");
      code = await serveCommand(specs, options, shell);
    });

  connecting(
    root
      .command("call")
      .description("call an operation of the service, and print its reply as JSON")
      .argument("<spec>")
      .argument("[operation]")
      .argument("[value...]")
      .addOption(bindingOption())
      .option("--address <url>", "in place of the one in the spec")
      .option("--json <file>", "the request; - as a value reads standard input")
      .option("--header-blocks <file>", "JSON of SOAP header blocks by name")
      .addOption(repeated("--part <name=@file>", "send a file as an attachment")),
  )
    .option("--save-parts <folder>", "write the attachments of the reply to files")
    .option("--timeout <seconds>", "how long to wait for the reply (default: 60)")
    .option("--trace", "print both messages, without secrets")
    .option("--dry-run", printed)
    .option("--curl", printed)
    .option("--replies-to <file>", "save the reply for serve --replies")
    .addOption(configOption())
    .addOption(diagnosticsOption())
    // A failure that it helps with names it.
    .addOption(debugOption().hideHelp())
    .action(async (spec: string, operation: string | undefined, values: readonly string[], options: CallOptions) => {
      const { callCommand } = await import("./call.js");
      code = await callCommand(spec, operation, values, options, shell);
    });

  for (const command of root.commands)
    command.showHelpAfterError(`(soapwright ${command.name()} --help shows examples and options)`);

  try {
    await root.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.code === "commander.missingArgument") {
      const command = root.commands.find((each) => each.name() === root.args[0]);
      const takesSpec = command?.registeredArguments.some((argument) => argument.name() === "spec") === true;
      const { specNames } = await import("./input/find-specs.js");
      if (!takesSpec) shell.err("name an address or a file: soapwright add https://shop.example/shop.asmx\n");
      else shell.err(await specNames(command.opts<Pick<CommonOptions, "config">>().config, shell));
    }
    return failure(error, args.includes("--debug"), shell);
  }
}

/** Adds the options of commands that fetch. */
function fetching(command: Command): Command {
  return connecting(command.addOption(repeated("--allow <host>", "fetch what it imports from this host, too"))).option(
    "--keep-query",
    "keep secret-looking values of addresses in the lock",
  );
}

/** Adds the options of commands that send requests to a service. */
function connecting(command: Command): Command {
  return command
    .addOption(repeated("--http-header <header>", "send 'Name: value' to the service"))
    .option("--user <name>", "sign in; the password is in SOAPWRIGHT_PASSWORD")
    .option("--bearer <token>", "or in SOAPWRIGHT_TOKEN")
    .option("--cert <pem>", certificates)
    .option("--key <pem>", certificates)
    .option("--ca <pem>", certificates)
    .option("--proxy <url>", "a proxy, or env for that of HTTPS_PROXY");
}

const printed = "print the request, or curl's call; send nothing";

const certificates = "client certificate, its key, issuer of the server's";

/** An option that may be repeated; its values are in order. */
function repeated(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before?: readonly string[]) => [
    ...(before ?? []),
    value,
  ]);
}

function bindingOption(): Option {
  return new Option("--binding <binding>", `only one of ${bindings.join(", ")}`).choices(bindings);
}

function nameOption(): Option {
  return new Option("-n, --name <name>", "name the spec that standard input holds");
}

function configOption(): Option {
  return new Option("--config <file>", "the configuration (default: soapwright.config.json)");
}

function diagnosticsOption(): Option {
  return new Option("--diagnostics <form>", "text, or json: an object on a line for each")
    .choices(["text", "json"])
    .default("text");
}

function debugOption(): Option {
  return new Option("--debug", "print the stack of an unexpected failure");
}

function failure(error: unknown, debug: boolean, shell: Shell): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage; // commander has printed it
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UsageError) {
    shell.err(`error: ${message}\n`);
    return exitCodes.usage;
  }
  const stack = error instanceof Error ? error.stack : undefined;
  shell.err(debug && stack !== undefined ? `${stack}\n` : `error: ${message} (--debug shows where)\n`);
  return exitCodes.errors;
}

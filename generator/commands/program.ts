import { Command, CommanderError, Option } from "commander";
import { bindings } from "../bindings.js";
import type { GenerateOptions, InspectOptions, SamplesOptions, ServeOptions } from "./options.js";
import { packageVersion } from "./package.js";
import { exitCodes, UsageError, type ExitCode, type Shell } from "./shell.js";

/** Carries out a command line. What a command needs is imported when it is called, so that help comes at once. */
export async function program(args: readonly string[], shell: Shell): Promise<ExitCode> {
  let code: ExitCode = exitCodes.fine;
  const root = new Command("soapwright")
    .description("Typed TypeScript clients for SOAP services, from their WSDLs or their ASMX help pages.")
    .exitOverride()
    .configureOutput({ writeOut: shell.out, writeErr: shell.err })
    .showHelpAfterError("(soapwright --help shows what there is)")
    .version(packageVersion(), "-v, --version")
    .addHelpText("after", rootExamples);

  root
    .command("generate")
    .description("Write the clients of all specs, or of those that are named.")
    .argument("[spec...]", "names of folders in specs/, paths, or - for standard input; without any, all of specs/")
    .addOption(nameOption())
    .option("-o, --out <folder>", "where to write (default: generated)")
    .option("--check", "write nothing; exit with 3 if what is there is not what would be written")
    .option("--strict", "take warnings about the content of specs for errors")
    .option("-q, --quiet", "print errors only")
    .addOption(configOption())
    .addOption(diagnosticsOption())
    .addOption(debugOption())
    .addHelpText("after", generateExamples)
    .action(async (specs: readonly string[], options: GenerateOptions) => {
      const { generateCommand } = await import("./generate.js");
      code = await generateCommand(specs, options, shell);
    });

  root
    .command("inspect")
    .description("Print what a spec says: one line for each operation and type.")
    .argument("<spec>", "the name of a folder in specs/, a path, or - for standard input")
    .addOption(nameOption())
    .option("--explain", "say for each fact where it comes from")
    .option("--json", "print the whole model as JSON")
    .addOption(configOption())
    .addOption(diagnosticsOption())
    .addOption(debugOption())
    .addHelpText("after", inspectExamples)
    .action(async (spec: string, options: InspectOptions) => {
      const { inspectCommand } = await import("./inspect.js");
      code = await inspectCommand(spec, options, shell);
    });

  root
    .command("samples")
    .description("Print the messages of operations as a help page shows them.")
    .argument("<spec>", "the name of a folder in specs/, a path, or - for standard input")
    .argument("[operation]", "one operation; without it, all of them")
    .addOption(nameOption())
    .addOption(bindingOption())
    .option("--values", "with example values in place of placeholders")
    .option("--html", "print the page as HTML")
    .addOption(configOption())
    .addOption(diagnosticsOption())
    .addOption(debugOption())
    .addHelpText("after", samplesExamples)
    .action(async (spec: string, operation: string | undefined, options: SamplesOptions) => {
      const { samplesCommand } = await import("./samples.js");
      code = await samplesCommand(spec, operation, options, shell);
    });

  root
    .command("serve")
    .description("Answer in place of the services of a spec, on this machine, until it is ended.")
    .argument("<spec>", "the name of a folder in specs/, a path, or - for standard input")
    .addOption(nameOption())
    .option("-p, --port <number>", "where to listen (default: any free port)")
    .option("--replies <folder>", "JSON files of what operations reply; what none says is random")
    .option("--seed <number>", "of what is random: another seed gives other replies (default: 1)")
    .addOption(repeated("--fault <[operation=]share>", "answer a share of the calls, 0 to 1, with a fault; repeatable"))
    .addOption(repeated("--delay <[operation=]milliseconds>", "let calls take longer; repeatable"))
    .option("-q, --quiet", "print errors only, and no calls")
    .addOption(configOption())
    .addOption(diagnosticsOption())
    .addOption(debugOption())
    .addHelpText("after", serveExamples)
    .action(async (spec: string, options: ServeOptions) => {
      const { serveCommand } = await import("./serve.js");
      code = await serveCommand(spec, options, shell);
    });

  try {
    await root.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    return failure(error, args.includes("--debug"), shell);
  }
}

/** An option that can stand several times; its values are in their order. */
function repeated(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before?: readonly string[]) => [
    ...(before ?? []),
    value,
  ]);
}

function bindingOption(): Option {
  return new Option("--binding <binding>", "one binding; without it, all of them").choices(bindings);
}

function nameOption(): Option {
  return new Option("-n, --name <name>", "the name of the spec that is read from standard input, which generate needs");
}

function configOption(): Option {
  return new Option("--config <file>", "the configuration (default: soapwright.config.json, if there is one)");
}

function diagnosticsOption(): Option {
  return new Option("--diagnostics <form>", "how to print diagnostics: a JSON object a line, or text")
    .choices(["text", "json"])
    .default("text");
}

function debugOption(): Option {
  return new Option("--debug", "print the stack of a failure that should not be");
}

function failure(error: unknown, debug: boolean, shell: Shell): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage; // it has printed
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UsageError) {
    shell.err(`error: ${message}\n`);
    return exitCodes.usage;
  }
  const stack = error instanceof Error ? error.stack : undefined;
  shell.err(debug && stack !== undefined ? `${stack}\n` : `error: ${message} (--debug shows where)\n`);
  return exitCodes.errors;
}

const rootExamples = `
Examples:
  Save a WSDL as specs/shop/shop.wsdl, or the help page of an operation as specs/shop/GetPrice.txt, then:
  $ soapwright generate            writes generated/shop.ts and generated/runtime/
  $ soapwright inspect specs/shop  prints the operations and types that were found
  $ soapwright serve specs/shop    answers in place of the service

Exit codes: 0 fine, 1 errors, 2 wrong usage, 3 generate --check found stale files.`;

const generateExamples = `
Examples:
  $ soapwright generate                        all folders in specs/
  $ soapwright generate shop                   one of them
  $ soapwright generate --check                in CI: is what is checked in up to date?
  $ soapwright generate page.html --out src/soap
  $ soapwright generate shop.wsdl              with what it imports from its own folder
  $ pbpaste | soapwright generate - --name shop    the page or the WSDL in the clipboard

A run writes all files of a spec or none, and only ever replaces or removes files that soapwright wrote.`;

const inspectExamples = `
Examples:
  $ soapwright inspect specs/shop
  $ soapwright inspect specs/shop --explain    with the places that show each fact
  $ pbpaste | soapwright inspect - --name shop
  $ soapwright inspect specs/shop --json | jq '.services[].operations[].name'`;

const samplesExamples = `
Examples:
  $ soapwright samples specs/shop                               a page of all operations
  $ soapwright samples specs/shop GetPrice --binding soap12     one request and its response
  $ soapwright samples specs/shop GetPrice --values             with values that a server could take and send
  $ soapwright samples specs/shop --html > shop.html`;

const serveExamples = `
Examples:
  $ soapwright serve specs/shop                                 with pages to call it from
  $ soapwright serve shop.wsdl --port 8080 --seed 7             the same replies in every run
  $ soapwright serve specs/shop --replies test/replies          GetPrice.json says what GetPrice replies
  $ soapwright serve specs/shop --fault 'Get*=0.1' --delay 250  every tenth Get… fails, and all take a while`;

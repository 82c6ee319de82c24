import { Command, CommanderError } from "commander";
import { commandLines } from "./command-lines.js";
import { printFailure } from "./failure.js";
import { formatHelp } from "./help.js";
import { helpTexts } from "./help-texts.js";
import type { CommonOptions } from "./options.js";
import { packageVersion } from "./package.js";
import { exitCodes, type ExitCode, type Shell } from "./shell.js";

/** Executes a command line. */
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
  for (const { name, description, arguments: words, options, run } of commandLines) {
    const command = root.command(name).description(description);
    for (const word of words) command.argument(word);
    for (const option of options) command.addOption(option);
    command.showHelpAfterError(`(soapwright ${name} --help shows examples and options)`);
    command.action(async (...given) => {
      code = await run(shell, ...(given as never[])); // the arguments and the options that it declares
    });
  }
  try {
    await root.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) return printFailure(error, args.includes("--debug"), shell);
    // Commander has printed it.
    if (error.code === "commander.missingArgument") shell.err(await missingWords(root, shell));
    return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
  }
}

/** A line for a user who gives a command without its arguments: the specs that there are, or an example. */
async function missingWords(root: Command, shell: Shell): Promise<string> {
  const command = root.commands.find((each) => each.name() === root.args[0]);
  const takesSpec = command?.registeredArguments.some((argument) => argument.name() === "spec") === true;
  if (!takesSpec) return "name an address or a file: soapwright add https://shop.example/shop.asmx\n";
  const { specNames } = await import("./input/find-specs.js");
  return specNames(command.opts<Pick<CommonOptions, "config">>().config, shell);
}

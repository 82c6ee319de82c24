import type { Contract, Service } from "../../templates/runtime/server.js";
import type { StandInService } from "../../templates/stand-in/stand-in.js";
import { hasErrors, type Diagnostic } from "../diagnostic.js";
import { printStandIn } from "../stand-in/print-stand-in.js";
import { servicePaths } from "../stand-in/service-paths.js";
import type { StandInModules } from "../stand-in/stand-in-modules.js";
import { respondWithFile, staticPath } from "../stand-in/static-file.js";
import { inspectSpecs } from "./input/inspect-specs.js";
import { callLog } from "./serve/call-log.js";
import { withCors } from "./serve/cors.js";
import { listen } from "./serve/listen.js";
import { loadStandIn } from "./load-stand-in.js";
import type { ServeOptions } from "./options.js";
import { readStandIn } from "./package.js";
import { printDiagnostics, visible } from "./print-diagnostics.js";
import { printRemark } from "./print-remark.js";
import { checkReplies, readReply, replyFolder, type ReplyFolder } from "./serve/reply-files.js";
import { checkRules, serveSettings, valueFor, type ServeSettings } from "./serve/settings.js";
import { exitCodes, type ExitCode, type Shell } from "./shell.js";

/** Runs `soapwright serve`, which answers in place of the services until it is ended. */
export async function serveCommand(words: readonly string[], options: ServeOptions, shell: Shell): Promise<ExitCode> {
  const settings = serveSettings(options, shell);
  const { specs, configuration, exitCode } = await inspectSpecs(words, options, shell);
  if (exitCode !== exitCodes.fine) return exitCode;
  const printed = await printStandIn(specs, configuration, await readStandIn());
  // Everything below must remove the loaded modules at its end.
  const ended = shell.ended();
  const { modules, contracts: made, remove } = await loadStandIn(printed);
  try {
    const contracts = made.map((contract) => contract());
    checkRules(settings, contracts.flatMap(operationNames));
    const replies = options.replies === undefined ? undefined : await replyFolder(options.replies, contracts, shell);
    if (replies !== undefined && !(await isFine(replies, modules, options, shell))) return exitCodes.errors;

    const paths = servicePaths(contracts);
    const services = made.map((contract, index): StandInService => ({
      contract,
      client: staticPath(printed.services[index]?.client ?? ""),
      path: paths[index] ?? "",
    }));
    const quiet = options.quiet === true;
    const { host, port } = settings;
    const isLocal = modules.isLoopbackHost(host.includes(":") ? `[${host}]` : host);
    // By an address that others know, it can have any name.
    const accepts = isLocal ? modules.isLoopback : () => true;
    const service = serviceOf(services, { files: printed.files, modules, replies, settings, accepts, quiet }, shell);
    const report = (error: unknown): void => printError(error, undefined, shell);
    const { origin, close } = await listen(modules.nodeListener(service, report), host, port);
    try {
      if (!isLocal && !quiet)
        printRemark(
          "warning",
          { message: `${settings.host} can be reached from other machines, which may call it as you do` },
          shell,
        );
      const lines = contracts.map(({ name }, index) => `${name} ${new URL(paths[index] ?? "", origin).href}`);
      shell.out(`${[`pages ${origin}/`, ...lines].map(visible).join("\n")}\n`);
      await ended;
      return exitCodes.fine;
    } finally {
      await close();
    }
  } finally {
    await remove();
  }
}

function operationNames({ operations }: Contract): readonly string[] {
  return Object.values(operations).map((each) => each.operation().name);
}

/** Checks the reply files and prints their problems. */
async function isFine(
  replies: ReplyFolder,
  modules: StandInModules,
  options: ServeOptions,
  shell: Shell,
): Promise<boolean> {
  const diagnostics: Diagnostic[] = [];
  const sources = await checkReplies(
    replies,
    (operation, json) => modules.replyProblems(operation, json),
    (diagnostic) => void diagnostics.push(diagnostic),
  );
  printDiagnostics(diagnostics, sources, options.diagnostics, shell);
  return !hasErrors(diagnostics);
}

interface Serving {
  readonly files: ReadonlyMap<string, string>;
  readonly modules: StandInModules;
  readonly replies: ReplyFolder | undefined;
  readonly settings: ServeSettings;
  /** Decides which requests are answered, by the host that they are addressed to. */
  readonly accepts: (request: Request) => boolean;
  readonly quiet: boolean;
}

/** Combines the services, their pages, and the files of the pages. */
function serviceOf(
  services: readonly StandInService[],
  { files, modules, replies, settings, accepts, quiet }: Serving,
  shell: Shell,
): Service {
  const print = (line: string): void => {
    if (!quiet) shell.err(`${visible(line)}\n`);
  };
  const log = callLog(print, modules.refusalReason, services.length > 1);
  const standIn = modules.standIn(services, {
    seed: settings.seed,
    faultShare: (operation) => valueFor(settings.faults, operation),
    delay: (operation) => valueFor(settings.delays, operation),
    login: settings.login,
    replyOf: async (service, operation) => replies && readReply(replies, service, operation),
    onAnswer: log.note,
    accepts,
    onError: (error, operation) => printError(error, operation, shell),
    pages: (request) => modules.respondWithPages(services, request),
  });
  // The stand-in refuses requests that are addressed to another machine.
  const service = log.logged(
    async (request) => (accepts(request) ? respondWithFile(files, request) : undefined) ?? standIn(request),
  );
  return settings.cors === undefined ? service : withCors(service, settings.cors);
}

function printError(error: unknown, operation: string | undefined, shell: Shell): void {
  const message = error instanceof Error ? error.message : String(error);
  printRemark("error", { message: operation === undefined ? message : `${operation}: ${message}` }, shell);
}

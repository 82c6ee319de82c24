import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Contract, ContractOperation } from "../../templates/runtime/server.js";
import type { TraceEvent } from "../../templates/runtime/binding/trace.js";
import { printStandIn } from "../stand-in/print-stand-in.js";
import { findOperation, portOf, type FoundOperation } from "./call/find-operation.js";
import { readParts } from "./call/parts.js";
import { printOutcome } from "./call/print-outcome.js";
import { jsonAt, requestJson } from "./call/request-json.js";
import { credentials, holdsCredentials } from "./fetch/credentials.js";
import { ahead, signingIn } from "./fetch/sign-in.js";
import { ifFound } from "./input/specs-in-folder.js";
import { inspectSpecs } from "./input/inspect-specs.js";
import { loadStandIn } from "./load-stand-in.js";
import type { CallOptions } from "./options.js";
import { readStandIn } from "./package.js";
import { visible } from "./print-diagnostics.js";
import { printRemark } from "./print-remark.js";
import { exitCodes, UsageError, type ExitCode, type Shell } from "./shell.js";

/** Runs `soapwright call`, which calls one operation of a service and prints its reply as JSON. */
export async function callCommand(
  word: string,
  name: string | undefined,
  words: readonly string[],
  options: CallOptions,
  shell: Shell,
): Promise<ExitCode> {
  const time = timeoutOf(options);
  const taken = options.repliesTo && (await ifFound(stat(resolve(shell.directory, options.repliesTo))));
  if (taken) throw new UsageError(`found ${options.repliesTo} at --replies-to, expected the path of a new file`);
  const request = await requestJson(words, options, shell);
  const header =
    options.headerBlocks === undefined ? undefined : await jsonAt(options.headerBlocks, "--header-blocks", shell);
  const { specs, configuration, exitCode } = await inspectSpecs([word], { ...options, quiet: true }, shell);
  if (exitCode !== exitCodes.fine) return exitCode;
  const services = specs.flatMap((spec) => spec.services);
  const found = findOperation(name, services);
  const { binding, address } = portOf(found, options);
  const parts = await readParts(found.operation, binding, options, shell);
  const access = await credentials(options, shell);
  const { login, tls, proxy } = access;
  const isDry = options.dryRun === true || options.curl === true;
  // The transport adds them to a request that is sent.
  const httpHeaders = { ...(isDry && login && ahead(address, login)), ...access.httpHeaders };
  const printed = await printStandIn(specs, configuration, await readStandIn());
  const { modules, contracts, remove } = await loadStandIn(printed);
  const transport = signingIn(login, { tls, proxy });
  try {
    const outcome = await modules.callService({
      operation: contractOperation(found, contracts[services.indexOf(found.service)]),
      binding,
      address,
      request,
      isOfWords: options.json === undefined && words[0] !== "-",
      header,
      parts,
      httpHeaders,
      transport,
      signal: AbortSignal.timeout(time),
      onMessage: options.trace === true ? (event) => shell.err(traceText(event)) : undefined,
      isDry,
    });
    const bindings = found.operation.bindings.map((bound) => bound.binding);
    const hasCredentials = holdsCredentials(access);
    const called = { address, binding, bindings, hasCredentials, hasLogin: login !== undefined };
    return await printOutcome(outcome, options, called, shell);
  } catch (error) {
    if (!(error instanceof Error && error.name === "TransportError")) throw error;
    printRemark("error", { message: error.message, hint: failureHint(error) }, shell);
    return exitCodes.errors;
  } finally {
    transport.close();
    await remove();
  }
}

/** The next step after a TransportError. */
function failureHint(error: Error): string | undefined {
  // A code of Node's parser of HTTP.
  if (/\(HPE_\w+\)/.test(error.message))
    return "what answers does not speak HTTP: check the port of the address, and whether it is http or https";
  const known = "reason" in error ? failureHints.get(error.reason) : undefined;
  // A code of zlib.
  return known ?? (/\(Z_\w+\)/.test(error.message) ? failureHints.get("compression") : undefined);
}

/** By the reason of a TransportError. */
const failureHints: ReadonlyMap<unknown, string> = new Map([
  ["unknown host", "check the address; a proxy is named with --proxy"],
  ["certificate", "name the certificate of the server's issuer: --ca issuer.pem"],
  ["TLS", "give a client certificate, if the service asks for one: --cert client.pem --key key.pem"],
  ["proxy", "check --proxy"],
  ["refused", "nothing listens at this host and port: check the address, or give --address"],
  [
    "reset",
    "the server, or a firewall in between, ended the connection: check that the address is one of HTTP, and try again",
  ],
  ["closed", "the server closed the connection before the reply was whole: try again"],
  ["timeout", "--timeout 300 allows more seconds"],
  [
    "compression",
    "the reply does not have the compression that its Content-Encoding states: --http-header 'Accept-Encoding: identity' may prevent it",
  ],
]);

function contractOperation({ operation: { name } }: FoundOperation, contract?: () => Contract): ContractOperation {
  const found = Object.values(contract?.().operations ?? {}).find(({ operation }) => operation().name === name);
  if (found === undefined) throw new TypeError(`the contract has no operation ${name}`);
  return found;
}

/** In milliseconds. */
function timeoutOf({ timeout = "60" }: CallOptions): number {
  const seconds = Number(timeout);
  if (/^\d{1,6}(?:\.\d{1,3})?$/.test(timeout) && seconds > 0) return seconds * 1000;
  throw new UsageError(`found --timeout ${JSON.stringify(timeout)}, expected seconds, such as 60`);
}

/** A request or a reply, as HTTP has it; names of headers are shown as they are. */
function traceText(event: TraceEvent): string {
  if (event.kind === "misfit") return `${visible(event.body)}\n\n`;
  const start = event.kind === "request" ? `> ${event.method} ${event.url}` : `< ${event.status}`;
  const headers = Object.entries(event.httpHeaders).map(([name, value]) => `${name}: ${value}`);
  return `${[...[start, ...headers].map(visible), "", event.body].join("\n").trimEnd()}\n\n`;
}

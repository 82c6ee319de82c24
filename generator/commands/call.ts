import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { text as textOf } from "node:stream/consumers";
import type { Contract, ContractOperation } from "../../templates/runtime/server.js";
import { redactHttpHeader } from "../../templates/runtime/redaction.js";
import type { TraceEvent } from "../../templates/runtime/binding/trace.js";
import type { CallOutcome, DryRequest, ReceivedPart } from "../../templates/stand-in/service-call.js";
import { suggest } from "../../templates/stand-in/suggestion.js";
import type { Binding } from "../bindings.js";
import type { Operation, Service } from "../model/service.js";
import { printStandIn } from "../stand-in/print-stand-in.js";
import { requestOf } from "./call/arguments.js";
import { curlCall } from "./call/curl.js";
import { readParts, replyParts, reportLeftOut, reportParts } from "./call/parts.js";
import { statusHint, type Called } from "./call/status-hint.js";
import { credentials, holdsCredentials } from "./fetch/credentials.js";
import { ahead, signingIn } from "./fetch/sign-in.js";
import { isMissing, shownCode, shownPath } from "./files.js";
import { ifFound } from "./input/specs-in-folder.js";
import { inspectSpecs } from "./input/inspect-specs.js";
import { loadStandIn } from "./load-stand-in.js";
import type { CallOptions } from "./options.js";
import { readStandIn } from "./package.js";
import { visible } from "./print-diagnostics.js";
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
  const found = find(name, services);
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
    return await print(outcome, options, called, shell);
  } catch (error) {
    if (!(error instanceof Error && error.name === "TransportError")) throw error;
    shell.err(`error: ${visible(error.message)}\n`);
    const hint = "reason" in error ? failureHints.get(error.reason) : undefined;
    if (hint !== undefined) shell.err(`  hint: ${hint}\n`);
    return exitCodes.errors;
  } finally {
    transport.close();
    await remove();
  }
}

/** By the reason of a TransportError. */
const failureHints: ReadonlyMap<unknown, string> = new Map([
  ["unknown host", "check the address; a proxy is named with --proxy"],
  ["certificate", "name the certificate of the server's issuer: --ca issuer.pem"],
  ["TLS", "give a client certificate, if the service asks for one: --cert client.pem --key key.pem"],
  ["proxy", "check --proxy"],
]);

/** The request as JSON: from `--json`, standard input, or words such as `Sku=A-1`; undefined without any. */
async function requestJson(words: readonly string[], { json }: CallOptions, shell: Shell): Promise<unknown> {
  const isInput = words.length === 1 && words[0] === "-";
  if (json !== undefined && words.length > 0) throw new UsageError("found --json and values, expected one of them");
  if (json !== undefined && json !== "-") return jsonAt(json, "--json", shell);
  if (json === undefined && !isInput) return requestOf(words);
  const input = shell.input();
  if (input === undefined) throw new UsageError("standard input is a terminal, expected the request as JSON");
  return parsed(await textOf(input), "standard input");
}

async function jsonAt(path: string, option: string, shell: Shell): Promise<unknown> {
  try {
    return parsed(await readFile(resolve(shell.directory, path), "utf8"), shownPath(shell.directory, path));
  } catch (error) {
    if (isMissing(error)) throw new UsageError(`found no file at ${path}, expected the JSON of ${option}`);
    throw error;
  }
}

function parsed(text: string, shown: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, "")) as unknown;
  } catch (error) {
    throw new UsageError(`${shown} is not JSON: ${error instanceof Error ? error.message : ""}`);
  }
}

interface FoundOperation {
  readonly operation: Operation;
  readonly service: Service;
}

/** Finds an operation by its name, or by `Service/Operation` if several services have it. */
function find(name: string | undefined, services: readonly Service[]): FoundOperation {
  const all = services.flatMap((service) => service.operations.map((operation) => ({ operation, service })));
  if (name === undefined) {
    const names = [...new Set(all.map(({ operation }) => operation.name))];
    throw new UsageError(`found no name of an operation, expected one; ${suggest("", names)}`);
  }
  const [found, other] = all.filter(
    ({ operation, service }) => operation.name === name || `${service.name}/${operation.name}` === name,
  );
  if (found === undefined) {
    const names = all.map(({ operation }) => operation.name);
    throw new UsageError(
      `found no operation ${JSON.stringify(name)}, expected one of the spec; ${suggest(name, names)}`,
    );
  }
  if (other !== undefined) {
    const names = [found, other].map(({ service }) => `${service.name}/${name}`);
    throw new UsageError(`found ${name} in several services, expected one of ${names.join(", ")}`);
  }
  return found;
}

function contractOperation({ operation: { name } }: FoundOperation, contract?: () => Contract): ContractOperation {
  const found = Object.values(contract?.().operations ?? {}).find(({ operation }) => operation().name === name);
  if (found === undefined) throw new TypeError(`the contract has no operation ${name}`);
  return found;
}

/** The binding, by default the first one, and the address: that of `--address`, of the operation, or of the port. */
function portOf(
  { operation, service: { name, ports } }: FoundOperation,
  options: CallOptions,
): { readonly binding: Binding; readonly address: string } {
  const bound = operation.bindings.map(({ binding }) => binding);
  const binding = options.binding ?? bound[0];
  if (binding === undefined || !bound.includes(binding)) {
    throw new UsageError(`found --binding ${options.binding ?? ""}, expected one of ${bound.join(", ")}`);
  }
  if (options.address !== undefined && !/^https?:\/\//i.test(options.address)) {
    throw new UsageError(
      "found --address without http:// or https://, expected an address such as https://shop.example/shop.asmx",
    );
  }
  const address =
    options.address ?? operation.address?.address ?? ports.find((port) => port.binding === binding)?.address;
  if (address === undefined || !/^https?:\/\//i.test(address)) {
    throw new UsageError(`found no address of ${name} for ${binding}, expected --address https://…`);
  }
  return { binding, address };
}

/** In milliseconds. */
function timeoutOf({ timeout = "60" }: CallOptions): number {
  const seconds = Number(timeout);
  if (/^\d{1,6}(?:\.\d{1,3})?$/.test(timeout) && seconds > 0) return seconds * 1000;
  throw new UsageError(`found --timeout ${JSON.stringify(timeout)}, expected seconds, such as 60`);
}

async function print(
  outcome: CallOutcome,
  options: CallOptions,
  called: Called & { readonly hasLogin: boolean },
  shell: Shell,
): Promise<ExitCode> {
  switch (outcome.kind) {
    case "problems":
      for (const problem of outcome.problems) shell.err(`error: ${visible(problem)}\n`);
      return exitCodes.errors;
    case "ok":
      // A one-way operation replies nothing.
      if (outcome.value !== null) shell.out(jsonText(outcome.value));
      await keep(
        {
          value: outcome.value,
          ...(hasEntries(outcome.header) && { header: outcome.header }),
          ...replyParts(outcome.parts),
        },
        outcome.parts,
        options,
        shell,
      );
      return exitCodes.fine;
    case "fault":
      shell.err(`error: the service replied with a fault\n`);
      if (asksForSecurity(outcome.fault))
        shell.err(
          "  hint: call sends no header block of WS-Security: give it with --header-blocks, or call the function\n",
        );
      shell.out(jsonText({ fault: outcome.fault }));
      await keep({ fault: outcome.fault }, outcome.parts, options, shell);
      return exitCodes.errors;
    case "malformed":
      shell.err(`error: ${visible(outcome.reason)}\n`);
      if (outcome.override !== "")
        shell.err(
          `  hint: in overrides: ${visible(outcome.override)}; or save the reply, and npx soapwright learn finds them\n`,
        );
      printBody(outcome.body, shell);
      return exitCodes.errors;
    case "http": {
      const hint = statusHint(outcome, called);
      shell.err(`error: found a reply of status ${outcome.status}, expected a message of the service\n`);
      if (hint !== undefined) shell.err(`  hint: ${visible(hint)}\n`);
      printBody(outcome.body, shell);
      return exitCodes.errors;
    }
    case "dry":
      shell.out(
        options.curl === true
          ? curlCall(outcome.request, { ...options, isSignedIn: called.hasLogin })
          : requestText(outcome.request),
      );
      return exitCodes.fine;
  }
}

/** True for the fault of a service that misses a token, or refuses one (WS-Security 1.1, 12). */
function asksForSecurity(fault: unknown): boolean {
  const text = JSON.stringify(fault);
  return /"(?:[^"\\]*:)?(?:InvalidSecurity|InvalidSecurityToken|FailedAuthentication|FailedCheck)"/.test(text);
}

function printBody(body: string, shell: Shell): void {
  if (body.trim() !== "") shell.out(`${body.trimEnd()}\n`);
}

function hasEntries(json: unknown): boolean {
  return typeof json === "object" && json !== null && Object.keys(json).length > 0;
}

/** Writes the attachments of a reply, and the reply file, also if the attachments cannot be written: the call was made. */
async function keep(
  reply: object,
  parts: readonly ReceivedPart[],
  { saveParts, repliesTo }: CallOptions,
  shell: Shell,
): Promise<void> {
  try {
    await reportParts(parts, saveParts, shell);
  } finally {
    await save(reply, repliesTo, shell);
    if (repliesTo !== undefined) reportLeftOut(parts, shell);
  }
}

/** Saves a reply as a reply file of `soapwright serve`. The reply has been printed, so a failure loses nothing. */
async function save(reply: object, path: string | undefined, shell: Shell): Promise<void> {
  if (path === undefined) return;
  const file = resolve(shell.directory, path);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, jsonText(reply), { flag: "wx" });
    shell.err(`saved the reply in ${visible(shownPath(shell.directory, path))}\n`);
  } catch (error) {
    throw new UsageError(
      `cannot write the reply to ${path}${shownCode(error)}, expected --replies-to with the path of a file`,
    );
  }
}

function jsonText(json: unknown): string {
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** A request or a reply, as HTTP has it; names of headers are shown as they are. */
function traceText(event: TraceEvent): string {
  if (event.kind === "misfit") return `${visible(event.body)}\n\n`;
  const start = event.kind === "request" ? `> ${event.method} ${event.url}` : `< ${event.status}`;
  const headers = Object.entries(event.httpHeaders).map(([name, value]) => `${name}: ${value}`);
  return `${[...[start, ...headers].map(visible), "", event.body].join("\n").trimEnd()}\n\n`;
}

function requestText({ method, url, httpHeaders, body }: DryRequest): string {
  const headers = Object.entries(httpHeaders).map(([name, value]) => `${name}: ${redactHttpHeader(name, value)}`);
  return `${[`${method} ${url}`, ...headers, ...(body === undefined ? [] : ["", body])].join("\n")}\n`;
}

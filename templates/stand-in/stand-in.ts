/**
 * The stand-in: a service that answers in place of the real one, with values that fit its types. `generator/stand-in/` prints the
 * contracts and clients of a spec as JavaScript. The modules of this folder answer for them, and those of `browser/` are the forms
 * of its pages. `soapwright serve` runs a stand-in over HTTP, `soapwright samples --values` in memory.
 *
 * A generated module `….server.ts` is not a stand-in: it serves a service through `serve` of the runtime, with its user's handlers.
 */
import type { AnyOperation } from "../runtime/binding/binding.js";
import { operationOf } from "../runtime/binding/port.js";
import type { Call, Contract, Service } from "../runtime/server/contract.js";
import { answerAddressing } from "../runtime/server/answer-addressing.js";
import { checkSecurity } from "../runtime/server/check-security.js";
import { ServiceFault } from "../runtime/server/fault.js";
import { textResponse } from "../runtime/server/response.js";
import { webResponse } from "../runtime/server/web.js";
import { mtom } from "../runtime/attachments/mtom.js";
import { serve } from "../runtime/server/serve.js";
import { answerTo, type Answer } from "./answer.js";
import { isLoopback } from "./loopback.js";
import { randomFault } from "./random-fault.js";
import { randomFrom } from "./random-numbers.js";
import { seedOf } from "./seed.js";
import type { StandInOptions } from "./stand-in-options.js";

/** A service to stand in for. */
export interface StandInService {
  readonly contract: () => Contract;
  /** The URL path of its client module: `/-/pixelz.js`. */
  readonly client: string;
  /** The path of the service, which is unique. */
  readonly path: string;
}

/** Answers in place of the services: with replies from files, else with random values of their types. */
export function standIn(services: readonly StandInService[], options: StandInOptions): Service {
  const served = services
    .map(({ contract, path }) => ({ path: pathnameOf(path), service: serviceOf(contract, path, options) }))
    .sort((a, b) => b.path.length - a.path.length);
  const { accepts = isLoopback } = options;
  const paths = `${served
    .slice(0, 10)
    .map(({ path }) => path || "/")
    .join(", ")}${served.length > 10 ? ", …" : ""}`;
  return async (request) => {
    if (!accepts(request)) return refusal(421, "expected the name of this machine as the host");
    const { pathname } = new URL(request.url);
    const found = served.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
    return (
      (await options.pages?.(request)) ??
      (await found?.service(request)) ??
      refusal(404, `found ${pathname}, expected the path of a service: ${paths}`)
    );
  };
}

function refusal(status: number, text: string): Response {
  return webResponse(textResponse(status, text));
}

/** The path in URL form, without a trailing slash. */
function pathnameOf(path: string): string {
  const url = new URL("http://localhost");
  url.pathname = path;
  return url.pathname.replace(/\/$/, "");
}

function serviceOf(contract: () => Contract, path: string, options: StandInOptions): Service {
  const { name, operations } = contract();
  const { login } = options;
  const handlers = Object.entries(operations).map(
    ([handler, { operation }]) => [handler, handlerOf(name, operation, options)] as const,
  );
  return serve(contract, Object.fromEntries(handlers), {
    attachments: mtom(),
    addressing: answerAddressing(),
    security: login && checkSecurity({ password: (name) => (name === login.username ? login.password : undefined) }),
    path,
    validate: options.validate,
    onError: (error, call) => options.onError(error, call?.operation),
  });
}

type Handler = (request: unknown, call: Call<object>) => Promise<unknown>;

function handlerOf(service: string, make: () => AnyOperation, options: StandInOptions): Handler {
  const operation = operationOf(make);
  const { name, response } = operation;
  const share = response === undefined ? 0 : (options.faultShare?.(name) ?? 0);
  const delay = options.delay?.(name) ?? 0;
  // Shared by all calls, so that equal requests do not all fail.
  const random = randomFrom(seedOf(options.seed, service, name));
  return async (request, { binding, signal }) => {
    const answer: Answer =
      share > 0 && random(fine) < share * fine
        ? { kind: "fault", from: "fault", ...randomFault(operation, { random, valid: true }) }
        : await answerTo(service, operation, binding, request, options);
    await elapsed(delay, signal);
    const { from, name: file, entry } = answer;
    const source = { from, ...(file !== undefined && { name: file }), ...(entry !== undefined && { entry }) };
    options.onAnswer({ service, operation: name, binding, ...source });
    if (answer.kind === "fault") throw new ServiceFault(answer.fault, { header: answer.header });
    return answer.given;
  };
}

/** The resolution of shares: one millionth. */
const fine = 1_000_000;

/** Waits, unless the caller disconnects. */
function elapsed(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
  });
}

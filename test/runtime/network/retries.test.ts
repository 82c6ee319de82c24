import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { asStream, retries, type RetryOptions, type Step } from "../../../templates/runtime/index.js";
import { rejection } from "../network.js";
import { ok, order, scripted, type Answer } from "./script.js";

const address = "http://h/o.asmx";
const reset = Object.assign(new Error("cut"), { code: "ECONNRESET" });
const busy = (headers = {}): Response => new Response("busy", { status: 503, headers });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  vi.spyOn(Math, "random").mockReturnValue(1);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** The outcome, the number of requests and the time that it took. */
async function outcome(answers: readonly Answer[], options: RetryOptions, signal?: AbortSignal) {
  const { transport, seen } = scripted(...answers);
  const steps = [retries(options)];
  const start = Date.now();
  let end = start;
  const call = order(address, { transport, steps, ...(signal && { signal }) }).then(
    ({ kind, status }) => `${kind} ${status}`,
    (error: unknown) => String(error),
  );
  void call.then(() => (end = Date.now()));
  await vi.runAllTimersAsync();
  return { result: await call, sent: seen.length, time: end - start };
}

test.each<[string, readonly Answer[], string, number, number]>([
  ["no reply", [reset, reset, ok()], "ok 200", 3, 750],
  ["503", [busy(), ok()], "ok 200", 2, 250],
  [
    "429 that asks for 5 seconds",
    [new Response("", { status: 429, headers: { "Retry-After": "5" } }), ok()],
    "ok 200",
    2,
    5000,
  ],
  ["a fault", [new Response("", { status: 500 }), ok()], "http 500", 1, 0],
  ["no reply at all", [reset], "TransportError: POST http://h/o.asmx: no reply (ECONNRESET)", 4, 1750],
  ["503 at all times", [busy()], "http 503", 4, 1750],
  ["503 that asks for more than is left", [busy({ "Retry-After": "3600" }), ok()], "http 503", 1, 0],
  ["an odd Retry-After", [busy({ "Retry-After": "soon" }), ok()], "ok 200", 2, 250],
  [
    "a certificate that is not trusted",
    [new Error("self-signed certificate"), ok()],
    "TransportError: POST http://h/o.asmx: no reply (certificate)",
    1,
    0,
  ],
])("after %s", async (_what, answers, result, sent, time) => {
  expect(await outcome(answers, { idempotent: ["GetOrder"] })).toEqual({ result, sent, time });
});

test("an operation that is not named, and a streamed request, are sent once", async () => {
  expect(await outcome([busy(), ok()], { idempotent: ["PutOrder"] })).toMatchObject({ result: "http 503", sent: 1 });
  const streaming: Step = (message, next) => next({ ...message, body: new Blob(["x"]).stream() });
  const { transport, seen } = scripted(busy(), ok());
  await order(address, { transport, steps: [streaming, retries({ idempotent: true })] });
  expect(seen.length).toBe(1);
});

test("Retry-After may be a date", async () => {
  vi.setSystemTime(new Date("2026-11-28T08:00:00Z"));
  const later = busy({ "Retry-After": "Sat, 28 Nov 2026 08:00:07 GMT" });
  expect(await outcome([later, ok()], { idempotent: true })).toEqual({ result: "ok 200", sent: 2, time: 7000 });
});

test("attempts, backoff and deadline are the caller's", async () => {
  expect(await outcome([reset], { idempotent: true, attempts: 2, backoff: 1000 })).toMatchObject({
    sent: 2,
    time: 1000,
  });
  expect(await outcome([reset], { idempotent: true, backoff: 1000, deadline: 2500 })).toMatchObject({
    sent: 2,
    time: 1000,
  });
});

test("the deadline ends an attempt that hangs", async () => {
  const transport = (_url: string, { signal }: { readonly signal: AbortSignal }) =>
    new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));
  const call = rejection(order(address, { transport, steps: [retries({ idempotent: true, deadline: 500 })] }));
  await vi.runAllTimersAsync();
  expect(await call).toMatchObject({ reason: "timeout" });
  expect(vi.getTimerCount()).toBe(0);
});

test("the caller's abort ends the wait", async () => {
  const controller = new AbortController();
  const { transport, seen } = scripted(reset);
  const step: Step = (message, next) => retries({ idempotent: true })({ ...message, signal: controller.signal }, next);
  const call = rejection(order(address, { transport, steps: [step] }));
  await vi.advanceTimersByTimeAsync(100);
  controller.abort(new Error("enough"));
  expect(await call).toBe(controller.signal.reason);
  expect([seen.length, vi.getTimerCount()]).toEqual([1, 0]);
});

test("an abort while an inner step works on the reply ends the wait", async () => {
  const controller = new AbortController();
  const { transport, seen } = scripted(busy({ "Retry-After": "30" }));
  const step: Step = (message, next) => retries({ idempotent: true })({ ...message, signal: controller.signal }, next);
  const slow: Step = async (message, next) => {
    const reply = await next(message);
    controller.abort(new Error("enough"));
    return reply;
  };
  const start = Date.now();
  const call = rejection(order(address, { transport, steps: [step, slow] })).then((error) => ({
    error,
    time: Date.now() - start,
  }));
  await vi.runAllTimersAsync();
  expect(await call).toEqual({ error: controller.signal.reason as unknown, time: 0 });
  expect(seen.length).toBe(1);
});

test.each([
  [undefined, 600_000, 60_000],
  [undefined, 5000, 5000],
  [100_000, 600_000, 100_000],
  [0, 600_000, 600_000],
])("with a timeout of %s and a deadline of %i, an attempt has %i ms", async (timeout, deadline, expected) => {
  const limits: (number | undefined)[] = [];
  const seeing: Step = (message, next) => next((limits.push(message.timeout), message));
  await order(address, { ...scripted(ok()), timeout, steps: [retries({ idempotent: true, deadline }), seeing] });
  expect(limits).toEqual([expected]);
});

test("the streamed body of a reply that is given up is cancelled", async () => {
  let cancelled = false;
  const body = new ReadableStream({ cancel: () => void (cancelled = true) });
  const answers = [{ status: 503, headers: new Headers(), body }, ok()];
  const transport = () => Promise.resolve(answers.shift() ?? ok());
  const receiving: Step = (message, next) => next({ ...message, receive: asStream });
  const call = order(address, { transport, steps: [retries({ idempotent: true }), receiving] });
  await vi.runAllTimersAsync();
  expect((await call).kind).toBe("ok");
  expect(cancelled).toBe(true);
});

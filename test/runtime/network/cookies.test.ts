import { afterEach, expect, test, vi } from "vitest";
import { cookies, trace, type HttpHeaders, type TraceEvent, type Transport } from "../../../templates/runtime/index.js";
import { answer, order } from "./script.js";

afterEach(() => void vi.useRealTimers());

/** The `Cookie` that is sent after replies with these `Set-Cookie`, from the first URL, to each of the others. */
async function sentAfter(set: readonly string[], from: string, ...to: readonly string[]) {
  const { transport, sent } = setting(set);
  const steps = [cookies()];
  for (const url of [from, ...to]) await order(url, { transport, steps });
  return sent.slice(1);
}

function setting(set: readonly string[]) {
  const sent: (string | undefined)[] = [];
  let left = set;
  const transport: Transport = (_url, { headers }) => {
    sent.push(headers["Cookie"]);
    const now = new Headers(left.map((value): [string, string] => ["Set-Cookie", value]));
    left = [];
    return Promise.resolve({ status: 200, headers: now, body: new TextEncoder().encode(answer) });
  };
  return { transport, sent };
}

test("the session of ASP.NET is sent with later calls, to its host only", async () => {
  const set = ["ASP.NET_SessionId=abc; path=/; HttpOnly; SameSite=Lax"];
  expect(
    await sentAfter(
      set,
      "http://h.example/a/o.asmx",
      "http://h.example/b",
      "http://other.example/",
      "http://www.h.example/",
    ),
  ).toEqual(["ASP.NET_SessionId=abc", undefined, undefined]);
});

test.each([
  ["a=1", "http://h/x/o.asmx", "http://h/x/p", "a=1"],
  ["a=1", "http://h/x/o.asmx", "http://h/xy", undefined],
  ["a=1", "http://h/o.asmx", "http://h/anything", "a=1"],
  ["a=1; Path=/x", "http://h/", "http://h/x", "a=1"],
  ["a=1; Path=/x/", "http://h/", "http://h/x", undefined],
  ["a=1; Path=x", "http://h/y/z", "http://h/x", undefined],
  ["a=1; Secure", "https://h/", "http://h/", undefined],
  ["a=1; Secure", "https://h/", "https://h/", "a=1"],
  ["a=1; Secure", "http://h/", "https://h/", undefined],
  ["a=1; Domain=h.example", "http://www.h.example/", "http://www.h.example/", "a=1"],
  ["a=1; Domain=.h.example", "http://h.example/", "http://www.h.example/", undefined],
  ["a=1; Domain=other.example", "http://h.example/", "http://h.example/", undefined],
  ["a=1; Domain=ample", "http://h.example/", "http://h.example/", undefined],
  ["a=1; Max-Age=0", "http://h/", "http://h/", undefined],
  ["a=1; Max-Age=-1", "http://h/", "http://h/", undefined],
  ["a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "http://h/", "http://h/", "a=1"],
  ["a=1; Expires=Thu, 01-Jan-1970 00:00:00 GMT", "http://h/", "http://h/", undefined],
  ["a=1; Expires=never", "http://h/", "http://h/", "a=1"],
  ["__Host-a=1; Secure; Path=/", "https://h/", "https://h/", "__Host-a=1"],
  ["__Host-a=1; Secure", "https://h/", "https://h/", undefined],
  ["__Secure-a=1", "https://h/", "https://h/", undefined],
  ["=1", "http://h/", "http://h/", undefined],
  ["a", "http://h/", "http://h/", undefined],
  ["a b=1", "http://h/", "http://h/", undefined],
  ["a=", "http://h/", "http://h/", "a="],
  ['a="x=y"', "http://h/", "http://h/", 'a="x=y"'],
  [`a=${"x".repeat(5000)}`, "http://h/", "http://h/", undefined],
])("%s, set by %s, is sent to %s as %s", async (set, from, to, expected) => {
  expect(await sentAfter([set], from, to)).toEqual([expected]);
});

test("the longest path comes first, and a later value takes the place of an earlier one", async () => {
  const set = ["a=1; Path=/", "b=2; Path=/x", "a=3; Path=/"];
  expect(await sentAfter(set, "http://h/x", "http://h/x")).toEqual(["b=2; a=3"]);
});

test("a cookie ends when its time is over", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const { transport, sent } = setting(["a=1; Max-Age=60"]);
  const steps = [cookies()];
  await order("http://h/", { transport, steps });
  await order("http://h/", { transport, steps });
  vi.setSystemTime(Date.now() + 61_000);
  await order("http://h/", { transport, steps });
  expect(sent).toEqual([undefined, "a=1", undefined]);
});

test.each([
  ["replaces no secure cookie", ["a=2; Path=/"], "a=1"],
  ["puts no longer path before that of a secure cookie", ["a=2; Path=/x/o.asmx"], "a=1"],
  ["evicts no secure cookie", Array.from({ length: 60 }, (_, k) => `c${k}=1; Path=/none`), "a=1"],
  ["sets cookies of other names", ["b=2; Path=/x"], "b=2; a=1"],
])("a page without encryption %s", async (_what, set, expected) => {
  const { transport: first } = setting(["a=1; Secure; Path=/"]);
  const { transport: forged } = setting(set);
  const { transport, sent } = setting([]);
  const steps = [cookies()];
  await order("https://h/x/o.asmx", { transport: first, steps });
  await order("http://h/x/p", { transport: forged, steps });
  await order("https://h/x/o.asmx", { transport, steps });
  expect(sent).toEqual([expected]);
});

test("a cookie that is over protects its name no longer", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const { transport: first } = setting(["a=1; Secure; Max-Age=60; Path=/"]);
  const { transport: later } = setting(["a=2; Path=/x"]);
  const { transport, sent } = setting([]);
  const steps = [cookies()];
  await order("https://h/x", { transport: first, steps });
  vi.setSystemTime(Date.now() + 61_000);
  await order("http://h/x", { transport: later, steps });
  await order("https://h/x", { transport, steps });
  expect(sent).toEqual(["a=2"]);
});

test("a host keeps its 50 newest cookies", async () => {
  const set = Array.from({ length: 60 }, (_, k) => `c${k}=1`);
  const [sent] = await sentAfter(set, "http://h/", "http://h/");
  expect(sent?.split("; ").length).toBe(50);
  expect(sent).toMatch(/^c10=1; .* c59=1$/);
});

test("a cookie that is too long is left out", async () => {
  const set = [`a=${"x".repeat(4094)}`, `b=${"x".repeat(4095)}`];
  const [sent] = await sentAfter(set, "http://h/", "http://h/");
  expect(sent).toBe(set[0]);
});

test("the cookies of 100 hosts are kept", async () => {
  const steps = [cookies()];
  for (let k = 0; k <= 100; k++) await order(`http://h${k}/`, { transport: setting(["a=1"]).transport, steps });
  const { transport, sent } = setting([]);
  for (const host of ["h0", "h1", "h100"]) await order(`http://${host}/`, { transport, steps });
  expect(sent).toEqual([undefined, "a=1", "a=1"]);
});

test("cookies of the caller come first, and a trace shows none", async () => {
  const { transport, sent } = setting(["a=SECRET"]);
  const steps = [cookies()];
  const events: TraceEvent[] = [];
  const options = { transport, steps, httpHeaders: { cookie: "own=1" }, trace: trace((event) => events.push(event)) };
  await order("http://h/", options);
  await order("http://h/", options);
  expect(sent[1]).toBe("own=1; a=SECRET");
  expect(JSON.stringify(events)).not.toContain("SECRET");
});

test("joined headers of a transport that does not know them apart are separated", async () => {
  const joined = "a=1; Expires=Wed, 21 Oct 2099 07:28:00 GMT; Path=/,b=2; Path=/, c=3";
  const headers: HttpHeaders = new Map([["set-cookie", joined]]);
  const sent: (string | undefined)[] = [];
  const transport: Transport = (_url, request) => {
    sent.push(request.headers["Cookie"]);
    return Promise.resolve({ status: 200, headers, body: new TextEncoder().encode(answer) });
  };
  const steps = [cookies()];
  for (const url of ["http://h/", "http://h/"]) await order(url, { transport, steps });
  expect(sent[1]).toBe("a=1; b=2; c=3");
});

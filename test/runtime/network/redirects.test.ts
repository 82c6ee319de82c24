import { expect, test } from "vitest";
import { httpGet, redirects, trace, type Step, type TraceEvent } from "../../../templates/runtime/index.js";
import { getOrder, namespace } from "../orders.js";
import { ok, order, scripted } from "./script.js";

const address = "https://h.example/a/o.asmx?key=1";
const to = (status: number, location?: string): Response =>
  new Response(null, { status, headers: location === undefined ? {} : { Location: location } });

test.each([307, 308])("%i repeats the POST with its body and headers", async (status) => {
  const { transport, seen } = scripted(to(status, "/b/new.asmx?x=1#top"), ok());
  const reply = await order(address, { transport, steps: [redirects()], credentials: { bearer: "t" } });
  expect(reply.kind).toBe("ok");
  expect(seen.map(({ url }) => url)).toEqual([address, "https://h.example/b/new.asmx?x=1"]);
  const [first, second] = seen;
  expect(second?.body).toEqual(first?.body);
  expect(second?.request.headers).toEqual(first?.request.headers);
});

test.each([
  ["another host", to(307, "https://evil.example/a")],
  ["another port", to(307, "https://h.example:8443/a")],
  ["another scheme", to(308, "http://h.example/a/o.asmx")],
  ["a scheme of its own", to(308, "javascript:alert(1)")],
  ["nowhere", to(307)],
  ["an invalid URL", to(307, "https://[")],
])("a redirect to %s is a reply", async (_where, redirect) => {
  const { transport, seen } = scripted(redirect, ok());
  expect(await order(address, { transport, steps: [redirects()] })).toMatchObject({
    kind: "http",
    status: redirect.status,
  });
  expect(seen.length).toBe(1);
});

test("301, 302 and 303 are followed for a GET only", async () => {
  for (const status of [301, 302, 303]) {
    const post = scripted(to(status, "/b"), ok());
    expect(await order(address, { ...post, steps: [redirects()] })).toMatchObject({ kind: "http", status });
    const get = scripted(to(status, "b?n=7"), new Response(`<Order xmlns="${namespace}"><Number>7</Number></Order>`));
    const reply = await getOrder(httpGet("https://h.example/o.asmx", { ...get, steps: [redirects()] }), { Number: 7 });
    expect(reply.kind).toBe("ok");
    expect(get.seen[1]?.url).toBe("https://h.example/o.asmx/b?n=7");
  }
});

test("a circle ends after the limit", async () => {
  for (const [step, count] of [
    [redirects(), 6],
    [redirects({ limit: 1 }), 2],
  ] as const) {
    const { transport, seen } = scripted(to(307, "/a"));
    expect(await order(address, { transport, steps: [step] })).toMatchObject({ kind: "http", status: 307 });
    expect(seen.length).toBe(count);
  }
});

test("user names, passwords and queries of a redirect are neither sent nor shown", async () => {
  const events: TraceEvent[] = [];
  const { transport, seen } = scripted(to(307, "https://me:secret@h.example/b?token=secret"), ok());
  await order(address, { transport, steps: [redirects()], trace: trace((event) => events.push(event)) });
  expect(seen[1]?.url).toBe("https://h.example/b?token=secret");
  expect(JSON.stringify(events)).not.toContain("secret");
});

test("a streamed request is sent once", async () => {
  const streaming: Step = (message, next) => next({ ...message, body: new Blob(["x"]).stream() });
  const { transport, seen } = scripted(to(307, "/b"), ok());
  await order(address, { transport, steps: [streaming, redirects()] });
  expect(seen.length).toBe(1);
});

import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { digest, trace, type Step, type TraceEvent } from "../../../templates/runtime/index.js";
import { readChallenges } from "../../../templates/runtime/network/challenge.js";
import { rejection } from "../network.js";
import { ok, order, scripted, type Seen } from "./script.js";

const address = "https://h.example/o.asmx?a=b";
const credentials = { username: "Mufasa", password: "Circle of Life" };
const challenge = (parameters: string): Response =>
  new Response("", { status: 401, headers: { "WWW-Authenticate": `Digest realm="r", nonce="n1", ${parameters}` } });
const fieldsOf = ({ request }: Seen): Readonly<Record<string, string>> =>
  Object.fromEntries(readChallenges(request.headers["Authorization"] ?? "")[0]?.parameters ?? []);

/** The response that a server computes. */
function expected(seen: Seen, { username, password } = credentials): string {
  const fields = fieldsOf(seen);
  const algorithm = fields["algorithm"] ?? "MD5";
  const hash = (...parts: readonly (string | undefined)[]): string =>
    createHash(algorithm.startsWith("MD5") ? "md5" : "sha256")
      .update(parts.join(":"))
      .digest("hex");
  const secret = hash(username, fields["realm"], password);
  const key = algorithm.endsWith("-sess") ? hash(secret, fields["nonce"], fields["cnonce"]) : secret;
  const body =
    fields["qop"] === "auth-int"
      ? [
          createHash(algorithm.startsWith("MD5") ? "md5" : "sha256")
            .update(seen.body)
            .digest("hex"),
        ]
      : [];
  const target = hash("POST", "/o.asmx?a=b", ...body);
  return fields["qop"] === undefined
    ? hash(key, fields["nonce"], target)
    : hash(key, fields["nonce"], fields["nc"], fields["cnonce"], fields["qop"], target);
}

const accepting = (seen: Seen): Response =>
  fieldsOf(seen)["response"] === expected(seen) ? ok() : challenge('qop="auth"');

test.each([
  'qop="auth"',
  'qop="auth-int"',
  'qop="auth,auth-int", opaque="o\\"1"',
  'algorithm=SHA-256, qop="auth"',
  'algorithm=MD5-sess, qop="auth"',
  'algorithm=SHA-256-sess, qop="auth-int"',
  "algorithm=MD5",
])("a challenge with %s is answered", async (parameters) => {
  const { transport, seen } = scripted(challenge(parameters), accepting);
  expect((await order(address, { transport, steps: [digest(credentials)] })).kind).toBe("ok");
  expect(seen.length).toBe(2);
  const fields = fieldsOf(seen[1] as Seen);
  expect(fields).toMatchObject({ username: "Mufasa", realm: "r", nonce: "n1", uri: "/o.asmx?a=b" });
  expect(fields["opaque"]).toBe(parameters.includes("opaque") ? 'o"1' : undefined);
});

test("later requests take the nonce again, with a count, or the next nonce of the server", async () => {
  const { transport, seen } = scripted(
    challenge('qop="auth"'),
    ok(),
    ok({ "Authentication-Info": 'nextnonce="n2", qop=auth' }),
    ok(),
  );
  const steps = [digest(credentials)];
  for (let count = 0; count < 3; count++) await order(address, { transport, steps });
  const used = seen.slice(1).map((each) => [fieldsOf(each)["nonce"], fieldsOf(each)["nc"]]);
  expect(used).toEqual([
    ["n1", "00000001"],
    ["n1", "00000002"],
    ["n2", "00000001"],
  ]);
});

test("a stale nonce is replaced, and wrong credentials are a reply", async () => {
  const stale = new Response("", {
    status: 401,
    headers: { "WWW-Authenticate": 'Digest realm="r", nonce="n9", qop="auth", stale=true' },
  });
  const first = scripted(challenge('qop="auth"'), stale, accepting);
  expect((await order(address, { ...first, steps: [digest(credentials)] })).kind).toBe("ok");
  expect(fieldsOf(first.seen[2] as Seen)["nonce"]).toBe("n9");
  const wrong = scripted(challenge('qop="auth"'));
  expect(await order(address, { ...wrong, steps: [digest(credentials)] })).toMatchObject({ kind: "http", status: 401 });
  expect(wrong.seen.length).toBe(2);
  const endless = scripted(stale);
  expect(await order(address, { ...endless, steps: [digest(credentials)] })).toMatchObject({ status: 401 });
  expect(endless.seen.length).toBe(4);
});

test("the strongest challenge that is known is answered, and others are replies", async () => {
  const header =
    'Digest realm="r", nonce="n", algorithm=MD5, qop="auth", Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth", Basic realm="r"';
  const both = scripted(new Response("", { status: 401, headers: { "WWW-Authenticate": header } }), accepting);
  await order(address, { ...both, steps: [digest(credentials)] });
  expect(fieldsOf(both.seen[1] as Seen)["algorithm"]).toBe("SHA-256");
  for (const parameters of ["algorithm=SHA-512-256", 'qop="other"']) {
    const unknown = scripted(challenge(parameters), ok());
    expect(await order(address, { ...unknown, steps: [digest(credentials)] })).toMatchObject({
      kind: "http",
      status: 401,
    });
  }
  const basic = scripted(new Response("", { status: 401, headers: { "WWW-Authenticate": 'Basic realm="r"' } }), ok());
  expect((await order(address, { ...basic, steps: [digest(credentials)] })).status).toBe(401);
});

test("the user name may be hashed, or have any letters", async () => {
  const hashed = scripted(challenge('qop="auth", userhash=true'), ok());
  await order(address, { ...hashed, steps: [digest(credentials)] });
  expect(fieldsOf(hashed.seen[1] as Seen)).toMatchObject({
    username: createHash("md5").update("Mufasa:r").digest("hex"),
    userhash: "true",
  });
  const odd = { username: "Zoë's", password: "pässword" };
  const letters = scripted(challenge('qop="auth"'), ok());
  await order(address, { ...letters, steps: [digest(odd)] });
  const [, second] = letters.seen;
  expect(second?.request.headers["Authorization"]).toContain("username*=UTF-8''Zo%C3%AB%27s");
  expect(fieldsOf(second as Seen)["response"]).toBe(expected(second as Seen, odd));
});

test("a streamed request waits for the challenge, and is sent once", async () => {
  const streaming: Step = (message, next) => next({ ...message, body: new Blob(["<a/>"]).stream() });
  for (const qop of ["auth", "auth-int"]) {
    const { transport, seen } = scripted(challenge(`qop="${qop}"`), accepting);
    expect((await order(address, { transport, steps: [streaming, digest(credentials)] })).kind).toBe("ok");
    expect(seen.map(({ body }) => new TextDecoder().decode(body))).toEqual(["", "<a/>"]);
  }
  const open = scripted(ok());
  expect((await order(address, { ...open, steps: [streaming, digest(credentials)] })).kind).toBe("ok");
  expect(open.seen.map(({ body }) => body.length)).toEqual([0, 4]);
});

test("a streamed request that is asked for Digest too late is answered by an error, and the next call goes through", async () => {
  const streaming: Step = (message, next) => next({ ...message, body: new Blob(["<a/>"]).stream() });
  const late = challenge('qop="auth"');
  const stale = challenge('qop="auth", stale=true');
  const { transport, seen } = scripted(new Response("", { status: 500 }), late, accepting, stale, accepting);
  const steps = [streaming, digest(credentials)];
  const first = await rejection(order(address, { transport, steps }));
  expect(first).toMatchObject({ reason: "authentication" });
  expect(first.message).toBe(
    "the server asked for Digest after the streamed request, which can be sent only once; call again, as its challenge is known now",
  );
  expect((await order(address, { transport, steps })).kind).toBe("ok");
  const third = await rejection(order(address, { transport, steps }));
  expect(third.message).toContain("asked for a new nonce of Digest after the streamed request");
  expect((await order(address, { transport, steps })).kind).toBe("ok");
  expect(seen.map(({ body }) => body.length)).toEqual([0, 4, 4, 4, 4]);
});

test("a streamed request with wrong credentials is a reply", async () => {
  const streaming: Step = (message, next) => next({ ...message, body: new Blob(["<a/>"]).stream() });
  const { transport } = scripted(challenge('qop="auth"'), challenge('qop="auth"'));
  const steps = [streaming, digest(credentials)];
  expect(await order(address, { transport, steps })).toMatchObject({ kind: "http", status: 401 });
});

test("a streamed request that was collected for `auth-int` is repeated with a new nonce", async () => {
  const steps = [digest(credentials)];
  const streaming: Step = (message, next) => next({ ...message, body: new Blob(["<a/>"]).stream() });
  const stale = challenge('qop="auth-int", stale=true');
  const { transport, seen } = scripted(challenge('qop="auth-int"'), ok(), stale, accepting);
  await order(address, { transport, steps });
  expect((await order(address, { transport, steps: [streaming, ...steps] })).kind).toBe("ok");
  expect(seen.slice(2).map(({ body }) => new TextDecoder().decode(body))).toEqual(["<a/>", "<a/>"]);
});

test("the nonce of one origin is not used for another, and traces show no answer", async () => {
  const events: TraceEvent[] = [];
  const steps = [digest(credentials)];
  const { transport, seen } = scripted(challenge('qop="auth"'), ok(), ok());
  const options = { transport, steps, trace: trace((event) => events.push(event)) };
  await order(address, options);
  await order("https://other.example/", options);
  expect(seen[2]?.request.headers["Authorization"]).toBe(undefined);
  expect(JSON.stringify(events)).not.toMatch(/Mufasa|cnonce/);
});

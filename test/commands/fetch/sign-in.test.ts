import { createHash } from "node:crypto";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { readBody } from "../../../templates/runtime/binding/transport.js";
import type { NodeTransportOptions } from "../../../templates/runtime/node/transport.js";
import { signingIn } from "../../../generator/commands/fetch/sign-in.js";
import { ntlmServer } from "../../runtime/node/ntlm-server.js";
import { serving } from "../../runtime/wire.js";
import { certificate, certificateKey } from "../../support/certificate.js";
import { loopback, type Loopback } from "../../support/loopback.js";

const login = { username: "SHOP\\ann", password: "sesame" };
const basic = `Basic ${Buffer.from("SHOP\\ann:sesame").toString("base64")}`;

/** Sends GET requests one after another, and returns their statuses. */
async function statuses(urls: readonly string[], options: NodeTransportOptions = {}): Promise<readonly number[]> {
  const send = signingIn(login, options);
  const found: number[] = [];
  for (const url of urls) {
    const signal = AbortSignal.timeout(5000);
    const response = await send(url, { method: "GET", headers: {}, signal, redirect: "manual" });
    await readBody(response.body, 1000);
    found.push(response.status);
  }
  send.close();
  return found;
}

/** A server that permits what `permits` does, and asks for `schemes` otherwise. */
async function asking(schemes: readonly string[], permits: (authorization: string) => boolean): Promise<Loopback> {
  const server = await loopback(({ httpHeaders: { authorization = "" } }, response) => {
    const isPermitted = permits(authorization);
    response.writeHead(isPermitted ? 200 : 401, isPermitted ? {} : { "WWW-Authenticate": [...schemes] });
    response.end("content");
  });
  onTestFinished(() => server.close());
  return server;
}

const sent = ({ received }: Loopback): readonly (string | undefined)[] =>
  received.map(({ httpHeaders }) => httpHeaders.authorization);

const md5 = (text: string): string => createHash("md5").update(text).digest("hex");

/** True for the answer of Digest (RFC 7616, 3.4.1) to the challenge below. */
function isDigest(authorization: string, uri: string): boolean {
  const value = (name: string): string => new RegExp(`\\b${name}="?([^",]*)`).exec(authorization)?.[1] ?? "";
  const key = md5(`SHOP\\ann:shop:sesame`);
  const parts = [key, "n1", value("nc"), value("cnonce"), "auth", md5(`GET:${uri}`)];
  return authorization.startsWith("Digest ") && value("response") === md5(parts.join(":"));
}

test("Digest is answered before anything else, and its nonce serves later requests", async () => {
  const challenges = ["Negotiate", "NTLM", 'Digest realm="shop", nonce="n1", qop="auth"', 'Basic realm="shop"'];
  const server = await asking(challenges, (authorization) => isDigest(authorization, "/a?b"));
  expect(await statuses([`${server.origin}/a?b`, `${server.origin}/a?b`])).toEqual([200, 200]);
  expect(sent(server)).toEqual([
    undefined,
    expect.stringMatching(/^Digest .*nc=00000001/),
    expect.stringMatching(/^Digest .*nc=00000002/),
  ]);
});

test.each(["NTLM", "Negotiate"])("%s is answered where Digest is not offered", async (scheme) => {
  const { listener, users } = ntlmServer([scheme, "Basic"], { answer: "content" });
  await serving(listener, async (url) => {
    expect(await statuses([url, url])).toEqual([200, 200]);
  });
  expect([...users.values()]).toEqual(["ann"]);
});

test("over http, Basic is sent where nothing else is offered, and to this origin alone", async () => {
  const server = await asking(['Basic realm="shop"'], (authorization) => authorization === basic);
  const other = await asking([], () => true);
  expect(await statuses([`${server.origin}/a`, `${server.origin}/b`, `${other.origin}/`])).toEqual([200, 200, 200]);
  expect(sent(server)).toEqual([undefined, basic, basic]);
  expect(sent(other)).toEqual([undefined]);
});

test("credentials that were refused are not sent in another scheme", async () => {
  const server = await asking(['Digest realm="shop", nonce="n1", qop="auth"', "NTLM", "Basic"], () => false);
  expect(await statuses([`${server.origin}/`])).toEqual([401]);
  expect(sent(server).map((value) => value?.split(" ")[0])).toEqual([undefined, "Digest"]);
  const unknown = await asking(["Bearer"], () => false);
  expect(await statuses([`${unknown.origin}/`])).toEqual([401]);
  expect(sent(unknown)).toEqual([undefined]);
});

test("over https, Basic is sent at once", async () => {
  const received: (string | undefined)[] = [];
  const server = createTlsServer({ cert: certificate, key: certificateKey }, (request, response) => {
    received.push(request.headers.authorization);
    response.end("content");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // it listens on TCP
  expect(await statuses([`https://127.0.0.1:${port}/`], { tls: { ca: certificate } })).toEqual([200]);
  expect(received).toEqual([basic]);
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import {
  addressing,
  call,
  child,
  digest,
  security,
  soap11,
  soap12,
  textOf,
  timestamp,
  usernameToken,
  verify,
  x509Signature,
  type SignedPart,
  type Step,
  type Transport,
  type TransportRequest,
  type UsernameTokenOptions,
} from "../../../../templates/runtime/index.js";
import { nodeTransport } from "../../../../templates/runtime/node/transport.js";
import { rejection } from "../../../runtime/network.js";
import { holding, run, start, withSoftware, workFolder, type Server } from "../../server.js";
import { compileWithPlugins, pluginNeeds } from "./plugins.js";

const token = { username: "mé", password: "sesame & <co>" };
/** A text whose canonical form differs from what is sent. */
const sku = "A-1 é & <b> \"'";

const keys = ["client", "server", "stranger"] as const;
const algorithms = ["MD5", "MD5-sess", "SHA-256", "SHA-256-sess"] as const;

withSoftware(
  "the plug-ins of gSOAP for WS-Security, WS-Addressing and HTTP Digest",
  { ...pluginNeeds, curl: ["curl", "--version"], openssl: ["openssl", "version"] },
  () => {
    const servers = new Map<string, Server>();
    const hold = holding();
    const { path } = hold(workFolder("gsoap-security"));
    beforeAll(async () => {
      const program = await compileWithPlugins(join(import.meta.dirname, "server.cpp"), path);
      for (const name of keys) {
        const files = ["-keyout", `${name}.key`, "-out", `${name}.pem`];
        const options = ["-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", `/CN=${name}`];
        await run(["openssl", "req", "-x509", ...options, ...files], path);
      }
      servers.set("tokens", hold(await start([program], path)));
      const files = ["client.pem", "server.key", "server.pem"];
      servers.set("signatures", hold(await start([program, "signatures", ...files], path)));
      for (const algorithm of algorithms)
        servers.set(algorithm, hold(await start([program, "digest", algorithm], path)));
    });

    const addressOf = (server: string): string => servers.get(server)?.address ?? "http://127.0.0.1/";
    const pem = (file: string): string => readFileSync(join(path, file), "utf8");

    describe.each([
      ["soap11", soap11],
      ["soap12", soap12],
    ] as const)("%s", (_binding, portTo) => {
      describe("tokens", () => {
        const ask = (options: UsernameTokenOptions, clockOffset = 0) => {
          const parts = [timestamp({ clockOffset }), usernameToken({ ...options, clockOffset })];
          return getPrice(portTo(addressOf("tokens"), { steps: [addressing(), security(parts)] }));
        };

        test.each([
          ["text", {}],
          ["text, a nonce and the time", { nonce: true }],
          ["a digest", { passwordType: "digest" }],
        ] as const)("a token with %s is accepted, and the reply relates to the request", async (_what, options) => {
          const reply = await ask({ ...token, ...options });
          expect(priceOf(reply)).toBe("mé");
          const blocks = okOf(reply).header.$any?.map(({ name }) => name);
          expect(blocks).toEqual(expect.arrayContaining(["Security", "Action", "RelatesTo"]));
        });

        test.each(["text", "digest"] as const)("a wrong password as %s is refused", async (passwordType) => {
          expect(await ask({ ...token, password: "open", passwordType })).toMatchObject({ kind: "fault" });
        });

        test("a request that has expired is refused", async () => {
          expect(await ask(token, -3_600_000)).toMatchObject({ kind: "fault" });
        });
      });

      describe("signatures", () => {
        interface Signing {
          readonly signer?: (typeof keys)[number];
          readonly trusted?: (typeof keys)[number];
          readonly signedParts?: readonly SignedPart[];
          readonly transport?: Transport;
        }

        const ask = ({ signer = "client", trusted = "server", signedParts, transport = fetch }: Signing = {}) => {
          const signature = x509Signature({
            key: pem(`${signer}.key`),
            certificate: pem(`${signer}.pem`),
            signedParts,
          });
          const check = verify({ trust: pem(`${trusted}.pem`), unsignedFaults: true });
          const steps = [security([timestamp(), signature, check])];
          return getPrice(portTo(addressOf("signatures"), { steps, transport }));
        };

        test("gSOAP verifies a signed request, and its signed reply is verified", async () => {
          expect(priceOf(await ask())).toBe(sku);
        });

        test.each(["body", "timestamp"] as const)(
          "gSOAP refuses a request with a signature of its %s only",
          async (part) => {
            const reply = await ask({ signedParts: [part] });
            expect(faultOf(reply)).toBe(`the ${part === "body" ? "Timestamp" : "Body"} is not signed`);
          },
        );

        test("gSOAP refuses a request that was changed on the way", async () => {
          const transport: Transport = (url, request) => fetch(url, { ...request, body: changed(request.body) });
          expect(faultOf(await ask({ transport }))).toBe("The signature or decryption was invalid");
        });

        test("gSOAP refuses the signature of a stranger", async () => {
          expect(faultOf(await ask({ signer: "stranger" }))).toBe("Referenced security token could not be retrieved");
        });

        test("a reply that was changed on the way is refused", async () => {
          const transport: Transport = async (url, request) => {
            const response = await fetch(url, request);
            return new Response(changed(new Uint8Array(await response.arrayBuffer())), response);
          };
          expect(await ask({ transport })).toMatchObject({ kind: "malformed", misfit: { unverified: "altered" } });
        });

        test("a reply with the signature of somebody else is refused", async () => {
          const reply = await ask({ trusted: "stranger" });
          expect(reply).toMatchObject({ kind: "malformed", misfit: { unverified: "untrusted" } });
        });
      });
    });

    describe("HTTP Digest", () => {
      /** Calls three times, and returns the replies with what each request stated. */
      const ask = async (algorithm: string, given: string, transport: Transport = fetch) => {
        const sent: string[] = [];
        const recording: Transport = (url, request) => {
          sent.push(request.headers["Authorization"] ?? "");
          return transport(url, request);
        };
        const steps = [digest({ username: "ann", password: given })];
        const port = soap11(addressOf(algorithm), { steps, transport: recording });
        const replies: PriceReply[] = [];
        for (let count = 0; count < 3; count++) replies.push(await getPrice(port));
        return { replies, sent };
      };

      describe.each(algorithms)("%s", (algorithm) => {
        test.each([
          ["auth", fetch],
          ["auth-int", demandingIntegrity],
        ] as const)("%s lets in who knows the password, call after call", async (qop, transport) => {
          const { replies, sent } = await ask(algorithm, token.password, transport);
          for (const header of sent.filter((each) => each !== "")) {
            expect(header).toContain(`algorithm=${algorithm},`);
            expect(header).toContain(`qop=${qop},`);
          }
          const defect = defectOf(algorithm, qop);
          if (defect === undefined) {
            expect(replies.map(priceOf)).toEqual(["ann", "ann", "ann"]);
            expect(sent.map((each) => each !== "")).toEqual([false, true, true, true]);
          } else {
            const { status } = replies[0] ?? {};
            expect(status, `expected a defect that is fixed: ${defect}`).toBe(401);
          }
        });

        test("curl is let in and refused alike", async () => {
          const envelope = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><GetPrice xmlns="http://shop.example/"/></e:Body></e:Envelope>`;
          const options = ["--anyauth", "--user", `ann:${token.password}`, "--header", "Content-Type: text/xml"];
          const output = ["--silent", "--noproxy", "", "--output", "/dev/null", "--write-out", "%{http_code}"];
          const status = await run(["curl", ...output, ...options, "--data", envelope, addressOf(algorithm)], path);
          expect(status).toBe(defectOf(algorithm, "auth") === undefined ? "200" : "401");
        });
      });

      // The plug-in checks in the operation, so a request without a body is refused for what it is.
      test("curl's empty request, which is to get the challenge, gets an error instead", async () => {
        const options = ["--digest", "--user", `ann:${token.password}`, "--header", "Content-Type: text/xml"];
        const output = ["--silent", "--noproxy", "", "--output", "/dev/null", "--write-out", "%{http_code}"];
        expect(await run(["curl", ...output, ...options, "--data", "<a/>", addressOf("MD5")], path)).toBe("500");
      });

      test.each([
        ["fetch", fetch],
        ["nodeTransport", hold(nodeTransport())],
      ])("a streamed request over %s goes through once the challenge is known", async (_, transport) => {
        const steps = (): Step[] => [digest({ username: "ann", password: token.password })];
        const streaming: Step = (message, next) =>
          next({ ...message, body: new Blob([message.body as Uint8Array<ArrayBuffer>]).stream() });
        const ask = (given: readonly Step[]) => getPrice(soap11(addressOf("MD5"), { transport, steps: given }));
        const streamed = [streaming, ...steps()];
        expect(await rejection(ask(streamed))).toMatchObject({ reason: "authentication" });
        expect(priceOf(await ask(streamed))).toBe("ann");
        const [known = streaming] = steps();
        await ask([known]);
        expect(priceOf(await ask([streaming, known]))).toBe("ann");
      });

      test.each(["MD5", "SHA-256"])("another password is refused with %s", async (algorithm) => {
        const { replies } = await ask(algorithm, "open");
        expect(replies.map(({ status }) => status)).toEqual([401, 401, 401]);
      });

      test("auth-int does not let in a request that was changed on the way", async () => {
        const transport: Transport = (url, request) =>
          demandingIntegrity(url, { ...request, body: changed(request.body) });
        const { replies } = await ask("MD5", token.password, transport);
        expect(replies.map(({ status }) => status)).toEqual([401, 401, 401]);
      });
    });
  },
);

/** The reason why the plug-in refuses what RFC 7616 has it accept. */
function defectOf(algorithm: (typeof algorithms)[number], qop: "auth" | "auth-int"): string | undefined {
  if (algorithm.endsWith("-sess")) return "gSOAP hashes the bytes of H(user:realm:password) instead of its digits";
  if (algorithm !== "MD5" && qop === "auth-int") return "gSOAP hashes the content of the request with MD5 only";
  return undefined;
}

/** The transport of a server that offers auth-int only, as the plug-in always offers both. */
async function demandingIntegrity(...request: Parameters<Transport>): Promise<Response> {
  const response = await fetch(...request);
  const headers = new Headers(response.headers);
  const challenge = headers.get("www-authenticate");
  if (challenge !== null) headers.set("www-authenticate", challenge.replaceAll("auth,auth-int", "auth-int"));
  return new Response(response.body, { status: response.status, headers });
}

function getPrice(port: Parameters<typeof call>[0]) {
  const body = {
    name: "GetPrice",
    namespace: "http://shop.example/",
    attributes: [],
    children: [{ name: "Sku", namespace: "http://shop.example/", attributes: [], children: [sku] }],
  };
  return call(port, { action: "http://shop.example/GetPrice", body });
}

type PriceReply = Awaited<ReturnType<typeof getPrice>>;

function okOf(reply: PriceReply): PriceReply & { readonly kind: "ok" } {
  if (reply.kind !== "ok") throw new Error(JSON.stringify(reply));
  return reply;
}

function priceOf(reply: PriceReply): string | undefined {
  const { value } = okOf(reply);
  const price = value && child(value, "GetPriceResult");
  return price && textOf(price);
}

function faultOf(reply: PriceReply): string {
  if (reply.kind !== "fault") throw new Error(JSON.stringify(reply));
  return reply.fault.reason;
}

/** The message about another article. */
function changed(message: TransportRequest["body"]): Uint8Array<ArrayBuffer> {
  if (!(message instanceof Uint8Array)) throw new TypeError("expected a message in memory");
  const text = new TextDecoder().decode(message);
  expect(text).toContain("A-1 ");
  return new TextEncoder().encode(text.replace("A-1 ", "A-2 "));
}

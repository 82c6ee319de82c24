/** The messages of NTLM beside those of curl, which a server verifies from the password. gss-ntlmssp refuses curl's first message. */
import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { soap11 } from "../../../templates/runtime/index.js";
import { nodeTransport } from "../../../templates/runtime/node/transport.js";
import { getOrder } from "../../runtime/orders.js";
import { envelope, orderXml, serving } from "../../runtime/wire.js";
import { run, withSoftware, type Command } from "../server.js";
import { ntlmVerifier, type Handshake, type NtlmVerifier } from "./ntlm-verifier.js";

const answer = envelope("soap11", orderXml("sent"));
/** OpenSSL 3 has MD4 in its provider of old algorithms only. */
const md4: Command = ["openssl", "dgst", "-provider", "legacy", "-provider", "default", "-md4", "-binary"];

/** The hash of a password (NTOWFv1, MS-NLMP 3.3.1). */
function passwordHash(password: string): Buffer {
  const [program, ...args] = md4;
  return spawnSync(program, args, { input: Buffer.from(password, "utf16le") }).stdout;
}

/** True if the client is let in. */
async function curl(url: string, password: string): Promise<boolean> {
  const user = `SHOP\\ann:${password}`;
  const args = ["--silent", "--noproxy", "*", "--ntlm", "-u", user, "-d", "x", "-w", "%{http_code}", url];
  const printed = await run(["curl", ...args], ".");
  return printed === `${answer}200`;
}

async function ours(url: string, password: string): Promise<boolean> {
  const transport = nodeTransport({ ntlm: { origin: new URL(url).origin, username: "SHOP\\ann", password } });
  try {
    return (await getOrder(soap11(url, { transport }), { Number: 7 })).kind === "ok";
  } finally {
    transport.close();
  }
}

/** One handshake of each client with the same challenge. */
async function handshakesOf(verifier: NtlmVerifier, password: string): Promise<readonly [Handshake, Handshake]> {
  await serving(verifier.listener, async (url) => {
    await curl(url, password);
    await ours(url, password);
  });
  const [first, second, ...more] = verifier.handshakes;
  if (first === undefined || second === undefined || more.length > 0)
    throw new Error(`found ${verifier.handshakes.length} handshakes, expected one of each client`);
  return [first, second];
}

withSoftware(
  "NTLM, beside curl",
  {
    "curl with NTLM": ["sh", "-c", "curl --version | grep -q NTLM"],
    "openssl with MD4": ["sh", "-c", `${md4.join(" ")} < /dev/null`],
  },
  () => {
    // MS-NLMP 4.2.2.1.2
    test("the hash of the password is that of the example", () => {
      expect(passwordHash("Password").toString("hex")).toBe("a4f49c406510bdcab6824ee7c30fd852");
    });

    describe.each([
      ["without a time", undefined],
      ["with the time of the server", BigInt(134_060_000_000_000_000)],
    ])("a challenge %s", (_, time) => {
      const verifier = (): NtlmVerifier => ntlmVerifier({ passwordHash: passwordHash("Secret-1"), time, answer });

      test.each([
        ["curl", curl],
        ["nodeTransport", ours],
      ])("lets %s in with the password, and with no other", async (_, client) => {
        const { listener, handshakes } = verifier();
        await serving(listener, async (url) => {
          expect(await client(url, "Secret-1")).toBe(true);
          expect(await client(url, "secret-1")).toBe(false);
        });
        expect(handshakes.map(({ authentication }) => authentication.ntResponse)).toEqual(["right", "wrong"]);
      });

      test("is answered alike, but for the integrity code, which curl leaves out", async () => {
        const [theirs, own] = await handshakesOf(verifier(), "Secret-1");
        const common = ({ offered, requestBytes, authentication }: Handshake): unknown => {
          const { flags, domain, user, hasSessionKey, targetInfo, ntResponse } = authentication;
          // The flags that both ask for: the target's name, NTLM, signing, extended session security; then Unicode, too.
          const [asked, agreed] = [offered & 0x0008_8204, flags & 0x0008_8205];
          const { 6: _, ...stated } = targetInfo;
          const first = requestBytes[0];
          return { asked, agreed, domain, user, hasSessionKey, stated, ntResponse, first };
        };
        expect(common(own)).toEqual(common(theirs));
        expect(common(own)).toMatchObject({ asked: 0x0008_8204, agreed: 0x0008_8205, user: "ann", first: 0 });
        expect(theirs.authentication.mic).toBe("absent");
        // 3.1.5.1.2: with the server's time, no LMv2 response, that time, and the code.
        expect(own.authentication).toMatchObject(
          time === undefined
            ? { lmResponse: "right", mic: "absent" }
            : { lmResponse: "zero", mic: "right", time, targetInfo: { 6: "02000000" } },
        );
      });
    });
  },
);

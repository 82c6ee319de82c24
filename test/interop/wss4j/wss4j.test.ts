/** Apache WSS4J, the WS-Security of CXF and other services in Java, verifies requests and signs replies. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import {
  security,
  soap11,
  soap12,
  timestamp,
  verify,
  x509Signature,
  type Transport,
} from "../../../templates/runtime/index.js";
import { address, getOrder } from "../../runtime/orders.js";
import { answering, orderXml, xml } from "../../runtime/wire.js";
import { startLines, type Lines } from "../callers/caller.js";
import { holding, run, withSoftware, workFolder } from "../server.js";
import {
  algorithms,
  allParts,
  identifiers,
  keyNames,
  makeKeys,
  password,
  signedRequest,
  tamper,
  type KeyName,
} from "../signatures/requests.js";

const jars = ["wss4j", "xmlsec", "commons-logging", "commons-codec", "slf4j-api"].map(
  (name) => `/usr/share/java/${name}.jar`,
);

const needs = {
  "default-jdk-headless": ["javac", "-version"],
  "libwss4j-java": ["test", "-e", "/usr/share/java/wss4j.jar"],
  openssl: ["openssl", "version"],
} as const;

const more = "http://www.w3.org/2001/04/xmldsig-more#";
const xmlenc = "http://www.w3.org/2001/04/xmlenc#";
const ds = "http://www.w3.org/2000/09/xmldsig#";

/** It knows X509Data in a SecurityTokenReference only. */
const known = identifiers.filter((identifier) => identifier !== "x509Data");

withSoftware("Apache WSS4J", needs, () => {
  const hold = holding();
  const { path } = hold(workFolder("wss4j"));
  let java: Lines;

  beforeAll(async () => {
    await makeKeys(path);
    for (const name of keyNames) {
      const files = ["-inkey", `${name}.key`, "-in", `${name}.pem`, "-out", `${name}.p12`];
      await run(["openssl", "pkcs12", "-export", ...files, "-name", name, "-passout", "pass:secret"], path);
    }
    const program = join(import.meta.dirname, "Wss4j.java");
    const stores = keyNames.map((name) => `${name}.p12`);
    const secret = Buffer.from(password).toString("base64");
    java = hold(startLines(["java", "-cp", jars.join(":"), program, secret, ...stores], path));
  });

  const pem = (name: KeyName): string => readFileSync(join(path, `${name}.pem`), "utf8");

  describe("requests", () => {
    const check = async (file: string, profile = "profile"): Promise<string> =>
      java.ask(["verify", file, profile].join("\t"));

    describe.each(algorithms)("%s with %s and %s", (name, algorithm, digest) => {
      test.each(known)("are verified with the key identifier %s", async (keyIdentifier) => {
        const profile = keyIdentifier === "keyValue" ? "any" : "profile";
        const file = await signedRequest(path, name, { algorithm, digest, keyIdentifier });
        expect(await check(file, profile)).toBe("Timestamp Body user time");
        tamper(file);
        expect(await check(file, profile)).toMatch(/^FAILED /);
      });
    });

    test.each([
      ["soap11", soap11],
      ["soap12", soap12],
    ] as const)("are verified with all parts that can be signed, over %s", async (_binding, portTo) => {
      const file = await signedRequest(path, "rsa", { signedParts: allParts }, portTo);
      const parts = "Timestamp UsernameToken BinarySecurityToken Action To MessageID ReplyTo Body";
      expect(await check(file)).toBe(`${parts} user time`);
    });
  });

  test.each(["all", ["xsi", "o", "#default"]] as const)(
    "requests with the PrefixList %s are verified",
    async (prefixList) => {
      const file = await signedRequest(path, "rsa", { prefixList });
      expect(readFileSync(file, "utf8")).toContain("<ec:InclusiveNamespaces ");
      expect(await java.ask(["verify", file, "profile"].join("\t"))).toBe("Timestamp Body user time");
    },
  );

  describe("replies", () => {
    const unsigned = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${orderXml("s\u00e4nt &lt;&amp;&#13;")}</s:Body></s:Envelope>`;
    const order = { GetOrderResult: { Number: 7, Status: "s\u00e4nt <&\r" } };

    /** A reply with a SignatureConfirmation of this value, if there is one. */
    async function signedReply(
      name: KeyName,
      identifier: string,
      algorithm: string,
      digest: string,
      confirmed = "",
    ): Promise<string> {
      const [from, to] = [join(path, "unsigned.xml"), join(path, "signed.xml")];
      writeFileSync(from, unsigned);
      expect(await java.ask(["sign", from, to, name, identifier, algorithm, digest, confirmed].join("\t"))).toBe(
        "signed",
      );
      return readFileSync(to, "utf8");
    }

    async function replyTo(text: string, trust: string, sha1 = false) {
      const { transport } = answering(text, xml);
      const steps = [security([verify({ trust, sha1 }), timestamp()])];
      return getOrder(soap11(address, { transport, steps }), { Number: 7 });
    }

    describe.each<[KeyName, string]>([
      ["rsa", "rsa"],
      ["p256", "ecdsa"],
      ["p384", "ecdsa"],
    ])("of %s", (name, kind) => {
      test.each([
        ["sha256", `${xmlenc}sha256`],
        ["sha384", `${more}sha384`],
        ["sha512", `${xmlenc}sha512`],
      ])("with %s are verified, and changes are found", async (hash, digest) => {
        const text = await signedReply(name, "binarySecurityToken", `${more}${kind}-${hash}`, digest);
        expect(await replyTo(text, pem(name))).toMatchObject({ kind: "ok", value: order });
        const changed = text.replace("<Number>7", "<Number>8");
        expect(await replyTo(changed, pem(name))).toMatchObject({ misfit: { unverified: "altered" } });
        const other = pem(name === "rsa" ? "p256" : "rsa");
        expect(await replyTo(text, other)).toMatchObject({ misfit: { unverified: "untrusted" } });
      });

      test.each(known)("are verified with the key identifier %s", async (identifier) => {
        const text = await signedReply(name, identifier, `${more}${kind}-sha256`, `${xmlenc}sha256`);
        expect(await replyTo(text, pem(name))).toMatchObject({ kind: "ok", value: order });
      });
    });

    test.each([
      ["the signature of the request", (value: string) => value, { kind: "ok", value: order }],
      ["another signature", () => "AAAA", { kind: "malformed", misfit: { unverified: "unconfirmed" } }],
      ["nothing", () => "", { kind: "malformed", misfit: { unverified: "unconfirmed" } }],
    ] as const)("that confirm %s are checked", async (_what, confirm, expected) => {
      const transport: Transport = async (_url, { body }) => {
        const [, value = ""] = /<ds:SignatureValue>([^<]*)</.exec(new TextDecoder().decode(body as Uint8Array)) ?? [];
        const method = [`${more}rsa-sha256`, `${xmlenc}sha256`] as const;
        return new Response(await signedReply("rsa", "thumbprint", ...method, confirm(value)), xml);
      };
      const signature = x509Signature({ key: readFileSync(join(path, "rsa.key"), "utf8"), certificate: pem("rsa") });
      const check = verify({ trust: pem("rsa"), signatureConfirmation: true });
      const port = soap11(address, { transport, steps: [security([timestamp(), signature, check])] });
      expect(await getOrder(port, { Number: 7 })).toMatchObject(expected);
    });

    test("with SHA-1 are verified on request", async () => {
      const text = await signedReply("rsa", "issuerSerial", `${ds}rsa-sha1`, `${ds}sha1`);
      expect(await replyTo(text, pem("rsa"), true)).toMatchObject({ kind: "ok", value: order });
      expect(await replyTo(text, pem("rsa"))).toMatchObject({ misfit: { unverified: "unsupported" } });
    });
  });
});

/** Signatures of requests, verified by implementations of XML Signature of other people. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { SignedXml } from "xml-crypto";
import {
  addressing,
  call,
  security,
  soap11,
  soap12,
  timestamp,
  usernameToken,
  x509Signature,
  type Transport,
  type X509SignatureOptions,
} from "../../../templates/runtime/index.js";
import { holding, run, withSoftware, workFolder } from "../server.js";

const wsu = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
const wsa = "http://www.w3.org/2005/08/addressing";
const wsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
const soap = ["http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"];

/** The keys, with the options of openssl that make them. */
const keys = {
  rsa: ["-newkey", "rsa:2048"],
  p256: ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
  p384: ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384"],
} as const;

type KeyName = keyof typeof keys;

const algorithms: readonly (readonly [KeyName, X509SignatureOptions["algorithm"], X509SignatureOptions["digest"]])[] = [
  ["rsa", undefined, undefined],
  ["rsa", "rsa-sha1", "sha1"],
  ["rsa", "rsa-sha384", "sha384"],
  ["rsa", "rsa-sha512", "sha512"],
  ["p256", undefined, undefined],
  ["p384", undefined, "sha512"],
  ["p384", "ecdsa-sha512", undefined],
];

const identifiers = [
  "binarySecurityToken",
  "issuerSerial",
  "thumbprint",
  "subjectKeyIdentifier",
  "x509",
  "x509Data",
  "keyValue",
] as const;

const needs = {
  xmlsec1: ["xmlsec1", "--version"],
  openssl: ["openssl", "version"],
  "python3-zeep": ["/usr/bin/python3", "-c", "import zeep"],
  "python3-xmlsec": ["/usr/bin/python3", "-c", "import xmlsec"],
} as const;

withSoftware("xmlsec1 and zeep", needs, () => {
  const hold = holding();
  let folder = "";
  beforeAll(async () => {
    folder = hold(workFolder("xmlsec")).path;
    for (const [name, options] of Object.entries(keys)) {
      const files = ["-keyout", `${name}.key`, "-out", `${name}.pem`];
      const subject = ["-subj", "/C=ES/O=Shop & Co, S.A./CN=Orders", "-days", "2"];
      await run(["openssl", "req", "-x509", "-nodes", ...options, ...files, ...subject], folder);
    }
  });

  const pem = (file: string): string => readFileSync(join(folder, file), "utf8");

  /** The file with a signed request. */
  async function signed(
    name: KeyName,
    options: Partial<X509SignatureOptions>,
    portTo: typeof soap11 | typeof soap12 = soap11,
  ): Promise<string> {
    const file = join(folder, "request.xml");
    const transport: Transport = (_url, { body }) => {
      writeFileSync(file, body as Uint8Array);
      return Promise.resolve(new Response(null, { status: 202 }));
    };
    const signature = x509Signature({ key: pem(`${name}.key`), certificate: pem(`${name}.pem`), ...options });
    const parts = [timestamp(), usernameToken({ username: "a<b", password: "\r\n\t" }), signature];
    const port = portTo("http://127.0.0.1/", { transport, steps: [addressing(), security(parts)] });
    const attributes = [{ name: "kind", namespace: "urn:other", value: "\t\n\r<>&\"'" }];
    const children = ["a < b > c & d \r\n\t 漢字 😀 ]]>"];
    const body = { name: "Order", namespace: "urn:shop", attributes, children };
    await call(port, { action: "urn:shop/Order", body });
    return file;
  }

  function verified(file: string, name: KeyName, trusted: readonly string[] = []): void {
    const ids = [
      ...soap.map((namespace) => `${namespace}:Body`),
      `${wsu}:Timestamp`,
      `${wsse}:UsernameToken`,
      `${wsse}:BinarySecurityToken`,
      ...["Action", "To", "MessageID", "ReplyTo"].map((block) => `${wsa}:${block}`),
    ].map((element) => ["--id-attr:Id", element]);
    const key = trusted.length > 0 ? trusted : ["--pubkey-cert-pem", join(folder, `${name}.pem`)];
    const { status, stdout, stderr } = spawnSync("xmlsec1", ["--verify", ...key, ...ids.flat(), file], {
      encoding: "utf8",
    });
    expect(status, `${stdout}${stderr}`).toBe(0);
  }

  describe.each(algorithms)("%s with %s and %s", (name, algorithm, digest) => {
    test.each(identifiers)("xmlsec1 verifies what is signed with the key identifier %s", async (keyIdentifier) => {
      const file = await signed(name, { algorithm, digest, keyIdentifier });
      verified(file, name);
      // A change is noticed.
      writeFileSync(file, readFileSync(file, "utf8").replace("漢", "字"));
      expect(() => verified(file, name)).toThrow();
    });
  });

  test.each(["rsa", "p256"] as const)("xmlsec1 takes the key of %s from the message", async (name) => {
    verified(await signed(name, { keyIdentifier: "x509Data" }), name, ["--trusted-pem", join(folder, `${name}.pem`)]);
    if (name === "rsa") verified(await signed(name, { keyIdentifier: "keyValue" }), name, ["--print-debug"]);
  });

  test.each([
    ["soap11", soap11],
    ["soap12", soap12],
  ] as const)("xmlsec1 verifies all parts that can be signed, in %s", async (_binding, portTo) => {
    const signedParts = ["body", "timestamp", "usernameToken", "binarySecurityToken", { namespace: wsa }] as const;
    const file = await signed("rsa", { signedParts }, portTo);
    expect(readFileSync(file, "utf8").match(/<ds:Reference /g)).toHaveLength(8);
    verified(file, "rsa");
  });

  // It has neither SHA-384 nor ECDSA.
  test.each([
    [undefined, undefined, soap11],
    [undefined, undefined, soap12],
    ["rsa-sha1", "sha1", soap11],
    ["rsa-sha512", "sha512", soap11],
  ] as const)("xml-crypto verifies what is signed with %s and %s", async (algorithm, digest, portTo) => {
    const signedParts = ["body", "timestamp", "usernameToken", "binarySecurityToken", { namespace: wsa }] as const;
    const text = readFileSync(await signed("rsa", { algorithm, digest, signedParts }, portTo), "utf8");
    const verifierOf = (): SignedXml => {
      const verifier = new SignedXml({ publicCert: pem("rsa.pem") });
      verifier.loadSignature(/<ds:Signature .*<\/ds:Signature>/s.exec(text)?.[0] ?? "");
      return verifier;
    };
    const accepting = verifierOf();
    expect(accepting.checkSignature(text)).toBe(true);
    expect(accepting.getSignedReferences()).toHaveLength(8);
    // A change is noticed.
    expect(verifierOf().checkSignature(text.replace("漢", "字"))).toBe(false);
  });

  test.each([
    ["soap11", soap11],
    ["soap12", soap12],
  ] as const)("zeep verifies a request over %s", async (_binding, portTo) => {
    const file = await signed("rsa", {}, portTo);
    const program =
      "import sys; from lxml import etree; from zeep.wsse import signature; " +
      "signature.verify_envelope(etree.parse(sys.argv[1]).getroot(), sys.argv[2])";
    const { status, stderr } = spawnSync("/usr/bin/python3", ["-c", program, file, join(folder, "rsa.pem")], {
      encoding: "utf8",
    });
    expect(status, stderr).toBe(0);
  });

  test.each([
    ["PKCS #1", "rsa", ["rsa", "-traditional"]],
    ["SEC 1", "p256", ["ec"]],
    ["SEC 1", "p384", ["ec"]],
  ] as const)("a key in the form of %s signs", async (_form, name, options) => {
    const key = await run(["openssl", ...options, "-in", `${name}.key`], folder);
    expect(key).toMatch(/BEGIN (?:RSA|EC) PRIVATE KEY/);
    verified(await signed(name, { key }), name);
  });
});

/** Signatures of requests, verified by implementations of XML Signature of other people. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { SignedXml } from "xml-crypto";
import { soap11, soap12, type X509SignatureOptions } from "../../../templates/runtime/index.js";
import { holding, run, withSoftware, workFolder } from "../server.js";
import {
  algorithms,
  allParts,
  identifiers,
  makeKeys,
  signedRequest,
  tamper,
  wsa,
  wsse,
  wsu,
  type KeyName,
} from "../signatures/requests.js";

const soap = ["http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"];

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
    await makeKeys(folder);
  });

  const pem = (file: string): string => readFileSync(join(folder, file), "utf8");

  const signed = async (
    name: KeyName,
    options: Partial<X509SignatureOptions>,
    portTo?: typeof soap11 | typeof soap12,
  ): Promise<string> => signedRequest(folder, name, options, portTo);

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
      tamper(file);
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
    const file = await signed("rsa", { signedParts: allParts }, portTo);
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
    const options = { algorithm, digest, signedParts: allParts };
    const text = readFileSync(await signed("rsa", options, portTo), "utf8");
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

  test.each(["all", ["xsi", "o", "#default"]] as const)(
    "xmlsec1 and xml-crypto verify the PrefixList %s",
    async (prefixList) => {
      const file = await signed("rsa", { signedParts: allParts, prefixList });
      const text = readFileSync(file, "utf8");
      expect(text.match(/<ec:InclusiveNamespaces /g)).toHaveLength(8);
      verified(file, "rsa");
      const verifier = new SignedXml({ publicCert: pem("rsa.pem") });
      verifier.loadSignature(/<ds:Signature .*<\/ds:Signature>/s.exec(text)?.[0] ?? "");
      expect(verifier.checkSignature(text)).toBe(true);
    },
  );

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

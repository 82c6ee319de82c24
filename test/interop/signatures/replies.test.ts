/** Replies that others sign are verified, in each form of key and with each algorithm. */
import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { SignedXml } from "xml-crypto";
import { security, soap11, verify } from "../../../templates/runtime/index.js";
import { address, getOrder } from "../../runtime/orders.js";
import { answering, orderXml, xml } from "../../runtime/wire.js";
import {
  ds,
  keyReference,
  soap,
  token,
  transform,
  unsignedEnvelope,
  wsse,
  wsu,
} from "../../support/signed-envelope.js";
import { holding, withSoftware, workFolder } from "../server.js";

const more = "http://www.w3.org/2001/04/xmldsig-more#";
const xmlenc = "http://www.w3.org/2001/04/xmlenc#";
const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
/** A text whose canonical form differs from what is sent. */
const status = "s\u00e4nt &lt;&gt;&amp;&#13; \"'<![CDATA[<x>]]>";
const order = { GetOrderResult: { Number: 7, Status: "s\u00e4nt <>&\r \"'<x>" } };
const body = orderXml(status);
const time = `<wsu:Timestamp wsu:Id="time"><wsu:Created>${new Date().toISOString()}</wsu:Created></wsu:Timestamp>`;

async function replyTo(text: string, trust: string, sha1 = false) {
  const { transport } = answering(text, xml);
  return getOrder(soap11(address, { transport, steps: [security([verify({ trust, sha1 })])] }), { Number: 7 });
}

const keys = { RSA: "rsa:2048", "P-256": "ec:P-256", "P-384": "ec:P-384", "P-521": "ec:P-521" };

/** Makes a key and its certificate. */
function makeKey(folder: string, kind: string): { readonly key: string; readonly certificate: string } {
  const [type = "", size = ""] = kind.split(":");
  const key = join(folder, `${size}.key`);
  const certificate = join(folder, `${size}.pem`);
  const { privateKey } =
    type === "rsa"
      ? generateKeyPairSync("rsa", { modulusLength: Number(size) })
      : generateKeyPairSync("ec", { namedCurve: size });
  writeFileSync(key, privateKey.export({ type: "pkcs8", format: "pem" }));
  run("openssl", ["req", "-x509", "-new", "-key", key, "-out", certificate, "-days", "9", "-subj", "/CN=Orders"]);
  return { key, certificate };
}

function run(command: string, args: readonly string[], input = ""): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", input });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
  return stdout;
}

/** A signature that is still to be computed. */
function template(algorithm: string, digest: string, keyInfo: string, ids = ["time", "body"]): string {
  const references = ids.map(
    (id) =>
      `<ds:Reference URI="#${id}"><ds:Transforms>${transform}</ds:Transforms><ds:DigestMethod Algorithm="${digest}"/><ds:DigestValue/></ds:Reference>`,
  );
  return `<ds:Signature xmlns:ds="${ds}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${exclusive}"/><ds:SignatureMethod Algorithm="${algorithm}"/>${references.join("")}</ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo>${keyInfo}</ds:KeyInfo></ds:Signature>`;
}

const needs = { xmlsec1: ["xmlsec1", "--version"], openssl: ["openssl", "version"] } as const;

withSoftware("signatures of xmlsec1", needs, () => {
  const hold = holding();
  let folder = "";
  const made = new Map<string, ReturnType<typeof makeKey>>();
  beforeAll(() => {
    folder = hold(workFolder("signatures")).path;
    for (const [name, kind] of Object.entries(keys)) made.set(name, makeKey(folder, kind));
  });

  function sign(name: string, algorithm: string, digest: string, keyInfo: string) {
    const { key = "", certificate = "" } = made.get(name) ?? {};
    const pem = readFileSync(certificate, "utf8");
    const base64 = pem.replace(/-----.*-----|\s/g, "");
    const envelope = unsignedEnvelope({ body, security: token(base64) + time });
    const file = join(folder, "template.xml");
    writeFileSync(
      file,
      envelope.replace("SIGNATURE", () => template(algorithm, digest, keyInfo)),
    );
    const ids = [`${soap}:Body`, `${wsu}:Timestamp`].flatMap((each) => ["--id-attr:Id", each]);
    const text = run("xmlsec1", ["--sign", "--privkey-pem", `${key},${certificate}`, ...ids, file]);
    return { text, pem };
  }

  describe.each([
    ["RSA", "rsa"],
    ["P-256", "ecdsa"],
    ["P-384", "ecdsa"],
    ["P-521", "ecdsa"],
  ])("with a key of %s", (name, kind) => {
    test.each([
      ["sha256", `${xmlenc}sha256`],
      ["sha384", `${more}sha384`],
      ["sha512", `${xmlenc}sha512`],
    ])("%s is verified, and a change is found", async (hash, digest) => {
      const { text, pem } = sign(
        name,
        `${more}${kind}-${hash}`,
        digest,
        "<ds:X509Data><ds:X509Certificate/></ds:X509Data>",
      );
      expect(await replyTo(text, pem)).toMatchObject({ kind: "ok", value: order });
      expect(await replyTo(text.replace("<Number>7", "<Number>8"), pem)).toMatchObject({
        misfit: { unverified: "altered" },
      });
      const other = readFileSync(made.get(name === "RSA" ? "P-256" : "RSA")?.certificate ?? "", "utf8");
      expect(await replyTo(text, other)).toMatchObject({ misfit: { unverified: "untrusted" } });
    });
  });

  test("SHA-1 is verified on request", async () => {
    const { text, pem } = sign("RSA", `${ds}rsa-sha1`, `${ds}sha1`, "<ds:X509Data><ds:X509Certificate/></ds:X509Data>");
    expect(await replyTo(text, pem, true)).toMatchObject({ kind: "ok", value: order });
    expect(await replyTo(text, pem)).toMatchObject({ misfit: { unverified: "unsupported" } });
  });

  test.each([
    ["X509IssuerSerial", "<ds:X509Data><ds:X509IssuerSerial/></ds:X509Data>"],
    ["X509SKI", "<ds:X509Data><ds:X509SKI/></ds:X509Data>"],
    [
      "all of X509Data",
      "<ds:X509Data><ds:X509SubjectName/><ds:X509IssuerSerial/><ds:X509SKI/><ds:X509Certificate/></ds:X509Data>",
    ],
    ["KeyValue", "<ds:KeyValue/>"],
    ["a token", keyReference],
  ])("the key is found by %s", async (_, keyInfo) => {
    const { text, pem } = sign("RSA", `${more}rsa-sha256`, `${xmlenc}sha256`, keyInfo);
    expect(await replyTo(text, pem)).toMatchObject({ kind: "ok", value: order });
  });

  test("signatures of xml-crypto are verified", async () => {
    const { key = "", certificate = "" } = made.get("RSA") ?? {};
    const pem = readFileSync(certificate, "utf8");
    const envelope = unsignedEnvelope({ body, security: time }).replace("SIGNATURE", "");
    const signed = new SignedXml({
      privateKey: readFileSync(key),
      publicCert: pem,
      signatureAlgorithm: `${more}rsa-sha256`,
      canonicalizationAlgorithm: exclusive,
      idMode: "wssecurity",
      getKeyInfoContent: () =>
        `<wsse:SecurityTokenReference xmlns:wsse="${wsse}">${identifier(pem)}</wsse:SecurityTokenReference>`,
    });
    for (const name of ["Body", "Timestamp"]) {
      signed.addReference({
        xpath: `//*[local-name(.)='${name}']`,
        transforms: [exclusive],
        digestAlgorithm: `${xmlenc}sha256`,
      });
    }
    signed.computeSignature(envelope, {
      location: { reference: "//*[local-name(.)='Security']", action: "append" },
      prefix: "ds",
    });
    expect(await replyTo(signed.getSignedXml(), pem)).toMatchObject({ kind: "ok", value: order });
  });

  function identifier(pem: string): string {
    return `<wsse:KeyIdentifier ValueType="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3">${pem.replace(/-----.*-----|\s/g, "")}</wsse:KeyIdentifier>`;
  }
});

withSoftware(
  "signatures of zeep",
  { "python3-xmlsec": ["/usr/bin/python3", "-c", "import xmlsec, zeep"], openssl: needs.openssl },
  () => {
    const hold = holding();
    test.each(["Signature", "BinarySignature"])("%s is verified", async (form) => {
      const { path } = hold(workFolder(`zeep-${form}`));
      const { key, certificate } = makeKey(path, keys.RSA);
      const envelope = unsignedEnvelope({ body, security: time }).replace("SIGNATURE", "");
      const script = [
        "import sys; from lxml import etree; import xmlsec; from zeep.wsse import signature",
        `plugin = signature.${form}(sys.argv[1], sys.argv[2], signature_method=xmlsec.Transform.RSA_SHA256, digest_method=xmlsec.Transform.SHA256)`,
        "envelope = etree.fromstring(sys.stdin.buffer.read())",
        "plugin.apply(envelope, {}); sys.stdout.buffer.write(etree.tostring(envelope))",
      ];
      const text = run("/usr/bin/python3", ["-c", script.join("\n"), key, certificate], envelope);
      const pem = readFileSync(certificate, "utf8");
      expect(await replyTo(text, pem)).toMatchObject({ kind: "ok", value: order });
      expect(await replyTo(text.replace("<Number>7", "<Number>8"), pem)).toMatchObject({
        misfit: { unverified: "altered" },
      });
    });
  },
);

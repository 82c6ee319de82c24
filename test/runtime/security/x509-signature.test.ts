import { createHash, createPublicKey, verify } from "node:crypto";
import { expect, test } from "vitest";
import {
  addressing,
  mtom,
  security,
  soap11,
  soap12,
  timestamp,
  unwrap,
  usernameToken,
  x509Signature,
  type SoapPortOptions,
  type Step,
  type X509SignatureOptions,
} from "../../../templates/runtime/index.js";
import { certificate, certificateKey as key } from "../../support/certificate.js";
import { address, getOrder } from "../orders.js";
import { answering, envelope, orderXml, xml } from "../wire.js";

const base = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
const wsu = `${base}wssecurity-utility-1.0.xsd`;
const wsa = "http://www.w3.org/2005/08/addressing";
const ds = "http://www.w3.org/2000/09/xmldsig#";
const soap = "http://schemas.xmlsoap.org/soap/envelope/";

async function sentWith(
  options: Partial<X509SignatureOptions> = {},
  steps: (signature: ReturnType<typeof x509Signature>) => readonly Step[] = (signature) => [security([signature])],
  port: SoapPortOptions = {},
): Promise<string> {
  const { transport, sent } = answering(envelope("soap11", orderXml("sent")), xml);
  const signature = x509Signature({ key, certificate, ...options });
  const reply = await getOrder(soap11(address, { transport, steps: steps(signature), ...port }), { Number: 7 });
  expect(unwrap(reply).GetOrderResult).toEqual({ Number: 7, Status: "sent" });
  return sent[0]?.body ?? "";
}

/** The texts of the elements of this name. */
function textsOf(body: string, name: string): readonly string[] {
  return [...body.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, "g"))].map(([, text = ""]) => text);
}

function expectSigned(body: string, hash = "sha256"): void {
  const info = /<ds:SignedInfo>.*<\/ds:SignedInfo>/.exec(body)?.[0] ?? "";
  const signed = info.replace("<ds:SignedInfo>", `<ds:SignedInfo xmlns:ds="${ds}">`);
  const value = Buffer.from(textsOf(body, "ds:SignatureValue")[0] ?? "", "base64");
  const publicKey = { key: createPublicKey(certificate), dsaEncoding: "ieee-p1363" as const };
  expect(verify(hash, Buffer.from(signed), publicKey, value)).toBe(true);
}

test("the signature covers the canonical form of the Body, and follows its token", async () => {
  const body = await sentWith();
  expectSigned(body);
  const id = /<soap:Body xmlns:wsu="[^"]*" wsu:Id="(id-\d+-[0-9a-f]{32})">/.exec(body)?.[1] ?? "";
  const canonical =
    `<soap:Body xmlns:soap="${soap}" xmlns:wsu="${wsu}" wsu:Id="${id}">` +
    '<GetOrder xmlns="http://orders.example/"><Number>7</Number></GetOrder></soap:Body>';
  expect(textsOf(body, "ds:DigestValue")).toEqual([createHash("sha256").update(canonical).digest("base64")]);
  const token = /<wsse:BinarySecurityToken xmlns:wsu="[^"]*" wsu:Id="([^"]*)"/.exec(body)?.[1] ?? "";
  const exclusive = '"http://www.w3.org/2001/10/xml-exc-c14n#"';
  expect(
    body.replace(/(SignatureValue>)[^<]*/, "$1").replace(/^.*<\/wsse:BinarySecurityToken>|<\/wsse:Security>.*$/g, ""),
  ).toBe(
    `<ds:Signature xmlns:ds="${ds}"><ds:SignedInfo>` +
      `<ds:CanonicalizationMethod Algorithm=${exclusive}></ds:CanonicalizationMethod>` +
      '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"></ds:SignatureMethod>' +
      `<ds:Reference URI="#${id}"><ds:Transforms><ds:Transform Algorithm=${exclusive}></ds:Transform></ds:Transforms>` +
      '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>' +
      `<ds:DigestValue>${textsOf(body, "ds:DigestValue").join()}</ds:DigestValue></ds:Reference></ds:SignedInfo>` +
      "<ds:SignatureValue></ds:SignatureValue>" +
      `<ds:KeyInfo><wsse:SecurityTokenReference xmlns:wsse="${base}wssecurity-secext-1.0.xsd">` +
      `<wsse:Reference URI="#${token}" ValueType="${base}x509-token-profile-1.0#X509v3"></wsse:Reference>` +
      "</wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature>",
  );
});

test("a Timestamp is signed by default, and other parts by their names", async () => {
  const withTime = await sentWith({}, (signature) => [security([timestamp(), signature])]);
  expect(textsOf(withTime, "ds:DigestValue")).toHaveLength(2);
  const parts = ["usernameToken", "binarySecurityToken", { namespace: wsa }] as const;
  const all = await sentWith({ signedParts: [...parts, "body", "timestamp"] }, (signature) => [
    addressing(),
    security([signature, timestamp(), usernameToken({ username: "me" })]),
  ]);
  expectSigned(all);
  const references = [...all.matchAll(/URI="#(id-[^"]*)"><ds:Transforms/g)].map(([, id = ""]) => id);
  const tags = references.map((id) => new RegExp(`<([^ <>]+)[^<>]* wsu:Id="${id}"`).exec(all)?.[1]);
  expect(tags).toEqual([
    "wsse:BinarySecurityToken",
    "wsu:Timestamp",
    "wsse:UsernameToken",
    "wsa:Action",
    "wsa:To",
    "wsa:MessageID",
    "wsa:ReplyTo",
    "soap:Body",
  ]);
  const action = await sentWith({ signedParts: [{ namespace: wsa, name: "Action" }] }, (signature) => [
    addressing(),
    security([signature]),
  ]);
  expect(textsOf(action, "ds:DigestValue")).toHaveLength(1);
});

test("the algorithm and the digest can be chosen", async () => {
  const body = await sentWith({ algorithm: "ecdsa-sha512", digest: "sha1" });
  expectSigned(body, "sha512");
  expect(body).toContain(`<ds:DigestMethod Algorithm="${ds}sha1">`);
});

test("the signature covers prefixes that occur in values only, on request", async () => {
  const typed: Step = async (message, next) => {
    const text = new TextDecoder().decode(message.body as Uint8Array); // it is not sent as it arrives
    const item = '<Item xmlns:q="urn:q" xmlns:i="urn:i" i:type="q:Item"></Item>';
    return next({ ...message, body: new TextEncoder().encode(text.replace("</GetOrder>", `${item}</GetOrder>`)) });
  };
  const digestsOf = async (prefixList: X509SignatureOptions["prefixList"]): Promise<[string, string, string]> => {
    const body = await sentWith({ prefixList }, (signature) => [typed, security([signature])]);
    const [, attributes = ""] = /<soap:Body (xmlns:wsu="[^"]*" wsu:Id="[^"]*")>/.exec(body) ?? [];
    const [transform = ""] = /<ds:Transform .*<\/ds:Transform>/.exec(body) ?? [];
    return [attributes, transform, textsOf(body, "ds:DigestValue").join()];
  };
  const xsi = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  const canonical = (attributes: string, item: string): string =>
    createHash("sha256")
      .update(
        `<soap:Body xmlns:soap="${soap}" ${attributes}><GetOrder xmlns="http://orders.example/"><Number>7</Number>` +
          `<Item xmlns:i="urn:i"${item} i:type="q:Item"></Item></GetOrder></soap:Body>`,
      )
      .digest("base64");
  const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
  const transformOf = (list: string): string =>
    `<ds:Transform Algorithm="${exclusive}"><ec:InclusiveNamespaces xmlns:ec="${exclusive}" PrefixList="${list}"></ec:InclusiveNamespaces></ds:Transform>`;
  const [none, transform, digest] = await digestsOf(undefined);
  expect([transform, digest]).toEqual([`<ds:Transform Algorithm="${exclusive}"></ds:Transform>`, canonical(none, "")]);
  for (const [prefixList, listed] of [
    [["q", "absent"], "q absent"],
    ["all", "#default i q soap wsu xsi"],
  ] as const) {
    const [attributes, transform, digest] = await digestsOf(prefixList);
    // The Envelope declares one more.
    const around = prefixList === "all" ? attributes.replace(" wsu:Id", `${xsi} wsu:Id`) : attributes;
    expect([transform, digest]).toEqual([transformOf(listed), canonical(around, ' xmlns:q="urn:q"')]);
  }
});

test("each request is signed anew", async () => {
  const { transport, sent } = answering(envelope("soap12", orderXml("sent")), xml);
  const port = soap12(address, { transport, steps: [security([x509Signature({ key, certificate })])] });
  await Promise.all([getOrder(port, { Number: 7 }), getOrder(port, { Number: 8 })]);
  expect(new Set(sent.flatMap(({ body }) => textsOf(body, "ds:SignatureValue"))).size).toBe(2);
  for (const { body } of sent) expectSigned(body);
});

test.each<[what: string, options: Partial<X509SignatureOptions>, reason: string]>([
  [
    "a Timestamp that is missing",
    { signedParts: ["body", "timestamp"] },
    "found no timestamp to sign; expected timestamp() in security([…])",
  ],
  [
    "a header block that is missing",
    { signedParts: [{ namespace: wsa, name: "To" }] },
    `found no header block To of "${wsa}" to sign; a step that adds it comes before security([…])`,
  ],
  [
    "a token that is missing",
    { signedParts: ["binarySecurityToken"], keyIdentifier: "thumbprint" },
    'found no binarySecurityToken to sign; expected the key identifier "binarySecurityToken"',
  ],
])("a call refuses %s", async (_what, options, reason) => {
  await expect(sentWith(options)).rejects.toThrow(reason);
});

test("bytes that are sent as parts or as they arrive are refused", async () => {
  const include: Step = async (message, next) => {
    const text = new TextDecoder().decode(message.body as Uint8Array);
    const reference = '<xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:1"/>';
    return next({ ...message, body: new TextEncoder().encode(text.replace("7", reference)) });
  };
  const withPart = sentWith({}, (signature) => [include, security([signature])], { attachments: mtom() });
  await expect(withPart).rejects.toThrow("mtom({ above: Infinity }) sends them in the envelope");
  let isCancelled = false;
  const stream: Step = async (message, next) => {
    const bytes = message.body as Uint8Array<ArrayBuffer>;
    const source = {
      start: (controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>) => controller.enqueue(bytes),
      cancel: () => void (isCancelled = true),
    };
    return next({ ...message, body: new ReadableStream(source) });
  };
  await expect(sentWith({}, (signature) => [stream, security([signature])])).rejects.toThrow(
    "expected a request whose values are all in memory, since a signature covers them",
  );
  expect(isCancelled).toBe(true);
});

test("options that cannot be right are refused before a call", () => {
  const made = (options: object) => () => x509Signature({ key, certificate, ...options });
  expect(made({ signedParts: [] })).toThrow("signedParts: expected at least one, found none");
  expect(made({ digest: "md5" })).toThrow("digest: expected one such as sha256, found md5");
  expect(made({ prefixList: "xsi" })).toThrow(
    'prefixList: expected "all", or a list of prefixes and #default, found "xsi"',
  );
  for (const prefixList of [["xsi", "a b"], ["xml"], ["xmlns"], null, { length: 0 }])
    expect(made({ prefixList })).toThrow('prefixList: expected "all", or a list of prefixes and #default, found');
  expect(made({ prefixList: ["xsi", "#default"] })).not.toThrow();
  expect(made({ algorithm: "dsa-sha1" })).toThrow("algorithm: expected one such as rsa-sha256, found dsa-sha1");
  expect(made({ keyIdentifier: "Thumbprint" })).toThrow(
    'keyIdentifier: expected one of binarySecurityToken, issuerSerial, thumbprint, subjectKeyIdentifier, x509, x509Data, keyValue, found "Thumbprint"',
  );
  expect(made({ key: undefined })).toThrow(
    "key: expected PEM as text, or a private CryptoKey for signing, found undefined",
  );
  expect(made({ key: Buffer.from(key) })).toThrow("key: expected PEM as text");
  expect(made({ certificate: undefined })).toThrow("certificate: expected PEM or DER, found undefined");
  expect(made({ certificate: Buffer.from(key) })).toThrow(
    "certificate: expected DER or a PEM file with a CERTIFICATE, found none",
  );
  expect(made({ certificate: Buffer.from(certificate) })).not.toThrow();
  expect(made({ key: certificate })).toThrow("openssl pkcs12 -in store.pfx -nodes -out store.pem");
});

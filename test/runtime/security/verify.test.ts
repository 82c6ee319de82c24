import { generateKeyPairSync, X509Certificate, createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  asStream,
  derivation,
  httpGet,
  lenient,
  mtom,
  multipart,
  security,
  soap11,
  soap12,
  string,
  timestamp,
  unwrap,
  verify,
  x509Signature,
  type SoapPortOptions,
  type Step,
  type Transport,
  type VerifyOptions,
} from "../../../templates/runtime/index.js";
import type { Table } from "../../../templates/runtime/complex/table.js";
import { BIT_STRING, derOf, INTEGER, OBJECT_IDENTIFIER, SEQUENCE } from "../../../templates/runtime/security/der.js";
import { certificate, certificateKey } from "../../support/certificate.js";
import {
  certificateBase64,
  ds,
  envelopedTransform,
  keyReference,
  signed,
  token,
  transform,
  unsignedEnvelope,
  type Parts,
  type Signing,
} from "../../support/signed-envelope.js";
import { address, getOrder, getOrderOperation } from "../orders.js";
import { answering, envelope, orderXml, xml } from "../wire.js";

const order = { GetOrderResult: { Number: 7, Status: "sent" } };
const body = orderXml("sent");
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const rsaPem = rsa.publicKey.export({ type: "spki", format: "pem" }).toString();
const more = "http://www.w3.org/2001/04/xmldsig-more#";

/** The reply to a call of a port that verifies, and the request. */
async function reply(
  message: string | Uint8Array,
  options: Partial<VerifyOptions> & Pick<SoapPortOptions, "reading" | "attachments"> = {},
  init: ResponseInit = xml,
) {
  const { reading, attachments, ...verifying } = options;
  const { transport } = answering(message, init);
  const steps = [security([verify({ trust: certificate, ...verifying }), timestamp()])];
  return getOrder(soap11(address, { transport, steps, ...(reading && { reading }), attachments }), { Number: 7 });
}

const message = (parts: Parts = {}, signing?: Signing): string => signed(unsignedEnvelope({ body, ...parts }), signing);

test("reads a reply whose Body is signed", async () => {
  expect(unwrap(await reply(message()))).toEqual(order);
});

test("sends no Security block of its own", async () => {
  const { transport, sent } = answering(message(), xml);
  await getOrder(soap11(address, { transport, steps: [security([verify({ trust: certificate })])] }), { Number: 7 });
  expect(sent[0]?.body).not.toContain("Security");
});

test("reads what is signed only: other header blocks are left out, and signed ones given out", async () => {
  const header =
    '<a:Signed xmlns:a="urn:a" wsu:Id="block" s:mustUnderstand="0">1</a:Signed><a:Other xmlns:a="urn:a">2</a:Other>';
  const found = await reply(message({ header }, { ids: [{ id: "block" }, { id: "body" }] }));
  expect(found).toMatchObject({ kind: "ok", header: { $any: [{ name: "Signed", children: ["1"] }] } });
  expect((found as { header: { $any: unknown[] } }).header.$any).toHaveLength(1);
});

test.each([
  ["rsa-sha256", "SHA-256"],
  ["rsa-sha384", "SHA-384"],
  ["rsa-sha512", "SHA-512"],
])("verifies %s with a pinned public key", async (name) => {
  const signing = { algorithm: more + name, key: rsa.privateKey, keyInfo: "" };
  expect(unwrap(await reply(message({ security: "" }, signing), { trust: rsaPem }))).toEqual(order);
  expect(await reply(message({ security: "" }, signing))).toMatchObject({ misfit: { unverified: "altered" } });
});

test.each(["P-256", "P-384", "P-521"])("verifies ECDSA with %s and each hash", async (namedCurve) => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve });
  const trust = publicKey.export({ type: "spki", format: "pem" }).toString();
  for (const hash of ["sha256", "sha384", "sha512"]) {
    const signing = { algorithm: `${more}ecdsa-${hash}`, key: privateKey, keyInfo: "" };
    expect(unwrap(await reply(message({ security: "" }, signing), { trust }))).toEqual(order);
  }
});

test("verifies SHA-1 on request only", async () => {
  const weak = [
    message({}, { algorithm: `${more}ecdsa-sha1` }),
    message({}, { ids: [{ id: "body", digestMethod: `${ds}sha1` }] }),
  ];
  for (const each of weak) {
    expect(unwrap(await reply(each, { sha1: true }))).toEqual(order);
    expect(await reply(each)).toMatchObject({
      kind: "malformed",
      reason: "expected SHA-256 or better, found SHA-1, which `sha1: true` accepts",
      misfit: { unverified: "unsupported" },
    });
  }
});

const known = new X509Certificate(certificate);
const ski = "E07A83145DF5C35E203BF0C2183C474E58BA9DE3";
const identifier = (type: string, base64: string): string =>
  `<wsse:SecurityTokenReference><wsse:KeyIdentifier ValueType="http://docs.oasis-open.org/x#${type}">${base64}</wsse:KeyIdentifier></wsse:SecurityTokenReference>`;
const thumbprint = createHash("sha1").update(known.raw).digest("base64");
const issuerSerial = (serial: bigint): string =>
  `<wsse:SecurityTokenReference><ds:X509Data><ds:X509IssuerSerial><ds:X509IssuerName>CN=a</ds:X509IssuerName><ds:X509SerialNumber>${serial}</ds:X509SerialNumber></ds:X509IssuerSerial></ds:X509Data></wsse:SecurityTokenReference>`;

test.each([
  ["a token", keyReference, undefined],
  ["a serial number", issuerSerial(BigInt(`0x${known.serialNumber}`)), issuerSerial(7n)],
  ["a thumbprint", identifier("ThumbprintSHA1", thumbprint), identifier("ThumbprintSHA1", "AAAA")],
  [
    "a subject key identifier",
    identifier("X509SubjectKeyIdentifier", Buffer.from(ski, "hex").toString("base64")),
    identifier("X509SubjectKeyIdentifier", "AAAA"),
  ],
  ["an identifier that is a certificate", identifier("X509v3", certificateBase64), undefined],
  ["X509Data", `<ds:X509Data><ds:X509Certificate>${certificateBase64}</ds:X509Certificate></ds:X509Data>`, undefined],
  [
    "X509SKI",
    `<ds:X509Data><ds:X509SKI>${Buffer.from(ski, "hex").toString("base64")}</ds:X509SKI></ds:X509Data>`,
    undefined,
  ],
  ["KeyName", "<ds:KeyName>orders</ds:KeyName>", undefined],
  ["nothing", "", undefined],
])("finds a pinned certificate by %s", async (_, keyInfo, other) => {
  expect(unwrap(await reply(message({}, { keyInfo })))).toEqual(order);
  if (other === undefined) return;
  expect(await reply(message({}, { keyInfo: other }))).toMatchObject({ misfit: { unverified: "untrusted" } });
});

test("chooses among several keys, and tries those that may be meant", async () => {
  expect(unwrap(await reply(message(), { trust: [rsaPem, certificate] }))).toEqual(order);
  expect(unwrap(await reply(message({}, { keyInfo: "" }), { trust: [rsaPem, certificate] }))).toEqual(order);
  expect(unwrap(await reply(message(), { trust: rsaPem + certificate }))).toEqual(order);
});

test("takes a WebCrypto key, for every hash", async () => {
  const bytes = rsa.publicKey.export({ type: "spki", format: "der" });
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-1" };
  const key = await crypto.subtle.importKey("spki", bytes, algorithm, true, ["verify"]);
  const signing = { algorithm: `${more}rsa-sha512`, key: rsa.privateKey, keyInfo: "" };
  expect(unwrap(await reply(message({ security: "" }, signing), { trust: key }))).toEqual(order);
});

test("lets a function decide on the certificate", async () => {
  const seen: string[] = [];
  const trust: VerifyOptions["trust"] = ({ subject, serialNumber }) => {
    seen.push(subject);
    return Promise.resolve(serialNumber === BigInt(`0x${known.serialNumber}`).toString());
  };
  expect(unwrap(await reply(message(), { trust }))).toEqual(order);
  expect(seen).toEqual(["CN=soapwright-test"]);
  expect(await reply(message(), { trust: () => false })).toMatchObject({
    kind: "malformed",
    reason: 'expected a trusted certificate, found that of "CN=soapwright-test"',
    misfit: { unverified: "untrusted" },
  });
  expect(await reply(message({}, { keyInfo: issuerSerial(7n) }), { trust })).toMatchObject({
    reason: "expected a certificate in the reply for the function `trust`, found none",
  });
});

test("refuses other values of `trust`", () => {
  expect(() => verify({ trust: [] })).toThrow("trust: expected a certificate or a public key, found none");
  expect(() => verify({ trust: "pem" })).toThrow("trust: expected PEM with a CERTIFICATE or a PUBLIC KEY, found none");
  expect(() => verify({ trust: {} as never })).toThrow(
    "trust: expected PEM, or a public CryptoKey that is extractable",
  );
  expect(() => verify({ trust: undefined as never })).toThrow(TypeError);
});

const stamp = (created: string): string =>
  `<wsu:Timestamp wsu:Id="time"><wsu:Created>${created}</wsu:Created></wsu:Timestamp>`;
const now = (): string => new Date().toISOString();

test("reads a Timestamp that is signed, and checks it", async () => {
  const ids = [{ id: "time" }, { id: "body" }];
  expect(unwrap(await reply(message({ security: token() + stamp(now()) }, { ids })))).toEqual(order);
  expect(await reply(message({ security: token() + stamp("2999-01-01T00:00:00Z") }, { ids }))).toMatchObject({
    kind: "malformed",
    reason: expect.stringContaining("expected a Timestamp created before") as string,
  });
  expect(await reply(message({ security: token() + stamp(now()) }))).toMatchObject({
    misfit: { unverified: "uncovered" },
  });
});

test("reads an envelope that is signed as a whole", async () => {
  const ids = [{ id: "", transforms: envelopedTransform + transform }];
  const header = '<a:Block xmlns:a="urn:a">1</a:Block>';
  const found = await reply(message({ header, security: token() + stamp(now()) }, { ids }));
  expect(found).toMatchObject({
    kind: "ok",
    value: order,
    header: { $any: [{ name: "Block" }, { name: "Security" }] },
  });
});

test("takes the PrefixList of a Reference into account", async () => {
  const inclusive =
    '<ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="wsu wsse"/>';
  const transforms = transform.replace("></", `>${inclusive}</`).replace("/></ds", "></ec:InclusiveNamespaces></ds");
  const ids = [{ id: "body", transforms, prefixes: ["wsu", "wsse"] }];
  expect(unwrap(await reply(message({}, { ids })))).toEqual(order);
  expect(await reply(message({}, { ids: [{ id: "body", transforms }] }))).toMatchObject({
    misfit: { unverified: "altered" },
  });
});

const pets = "urn:pets";
const pet = { namespace: pets, type: { name: "Pet", namespace: pets }, sequence: { Name: string } };
const dog = (): Table => ({ ...pet, type: { name: "Dog", namespace: pets }, derived: true });
const adopted = { namespace: pets, sequence: { Pet: () => ({ ...pet, derivation: derivation({ Dog: dog }) }) } };
const adopt = () => ({
  name: "Adopt",
  action: "urn:adopt",
  request: { body: { namespace: pets, sequence: { Adopt: { namespace: pets } } } },
  response: { body: { namespace: pets, sequence: { Adopted: adopted } } },
});
const instance = "http://www.w3.org/2001/XMLSchema-instance";
const prefixed = (type: string, attributes = ""): string =>
  `<t:Adopted xmlns:t="${pets}" xmlns:i="${instance}"><t:Pet${attributes} i:type="${type}"><t:Name>Rex</t:Name></t:Pet></t:Adopted>`;
const uncovered = (what: string): string => `expected a signature that covers ${what}, found one that does not`;
const inclusiveDefault = transform.replace(
  "></",
  '><ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="#default"></ec:InclusiveNamespaces></',
);

test.each<[string, Parts, string, Signing?]>([
  [
    "in a default namespace that is not signed",
    { attributes: ` xmlns="${pets}"`, body: prefixed("Dog") },
    uncovered('the default namespace of the type "Dog"'),
  ],
  [
    "that may have been in a default namespace",
    { body: prefixed("Dog") },
    uncovered('the default namespace of the type "Dog"'),
  ],
  [
    "in a default namespace that the signature lists",
    { attributes: ` xmlns="${pets}"`, body: prefixed("Dog") },
    "Dog",
    { ids: [{ id: "body", transforms: inclusiveDefault, prefixes: ["#default"] }] },
  ],
  [
    "in the default namespace of its elements",
    {
      body: prefixed("Dog")
        .replace(/(<\/?)t:/g, "$1")
        .replace("xmlns:t", "xmlns"),
    },
    "Dog",
  ],
  [
    "in another default namespace than that of its elements",
    {
      body: prefixed("Dog", ' xmlns="urn:x"')
        .replace(/(<\/?)t:Adopted/g, `$1Adopted`)
        .replace("<Adopted", `<Adopted xmlns="${pets}"`),
    },
    uncovered('the default namespace of the type "Dog"'),
  ],
  [
    "with a prefix that is not signed",
    { attributes: ` xmlns:k="${pets}"`, body: prefixed("k:Dog") },
    "Adopted/Pet (line 1): prefix k is not declared",
  ],
  [
    "with a prefix that is usual for something else",
    { attributes: ` xmlns:soap="${pets}"`, body: prefixed("soap:Dog") },
    "Adopted/Pet (line 1): prefix soap is not declared",
  ],
  [
    "with a prefix whose last declaration is not signed",
    { body: prefixed("s:Dog", ` xmlns:s="${pets}"`) },
    uncovered('the prefix "s" of the type "s:Dog"'),
  ],
  ["with the prefix of its elements", { body: prefixed("t:Dog") }, "Dog"],
])("reads a type %s as signed or not at all", async (_, parts, expected, signing) => {
  const { transport } = answering(signed(unsignedEnvelope(parts), signing), xml);
  const port = soap11(address, { transport, steps: [security([verify({ trust: certificate })])] });
  const found = await port.call(adopt, {});
  expect(
    found.kind === "ok" ? (found.value as { Pet: { $type: string } }).Pet.$type : "reason" in found && found.reason,
  ).toBe(expected);
});

test("refuses a key of RSA that is too long to be checked quickly", async () => {
  const integer = (size: number): Uint8Array => derOf(INTEGER, Uint8Array.of(1), new Uint8Array(size));
  const numbers = derOf(SEQUENCE, integer(2048), integer(2));
  const rsaEncryption = Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01);
  const algorithm = derOf(SEQUENCE, derOf(OBJECT_IDENTIFIER, rsaEncryption));
  const publicKey = derOf(SEQUENCE, algorithm, derOf(BIT_STRING, Uint8Array.of(0), numbers));
  const trust = `-----BEGIN PUBLIC KEY-----\n${Buffer.from(publicKey).toString("base64")}\n-----END PUBLIC KEY-----`;
  expect(await reply(message({ security: "" }, { keyInfo: "" }), { trust })).toMatchObject({
    reason: "expected a key of RSA with at most 16384 bits, found one of 16385",
    misfit: { unverified: "unsupported" },
  });
  const broken = derOf(SEQUENCE, algorithm, derOf(BIT_STRING, Uint8Array.of(0, 1)));
  const pem = `-----BEGIN PUBLIC KEY-----\n${Buffer.from(broken).toString("base64")}\n-----END PUBLIC KEY-----`;
  expect(() => verify({ trust: pem })).toThrow(TypeError);
});

test("refuses a key of RSA with fewer bits than it takes to be safe, whoever trusts it", async () => {
  const small = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const trust = small.publicKey.export({ type: "spki", format: "pem" }).toString();
  const text = message({ security: "" }, { algorithm: `${more}rsa-sha256`, key: small.privateKey, keyInfo: "" });
  expect(await reply(text, { trust })).toMatchObject({
    kind: "malformed",
    reason: "expected a key of RSA with at least 2048 bits, found one of 1024, which `minModulusLength: 1024` accepts",
    misfit: { unverified: "untrusted" },
  });
  expect(unwrap(await reply(text, { trust, minModulusLength: 1024 }))).toEqual(order);
  const large = message({ security: "" }, { algorithm: `${more}rsa-sha256`, key: rsa.privateKey, keyInfo: "" });
  expect(await reply(large, { trust: rsaPem, minModulusLength: 3072 })).toMatchObject({
    misfit: { unverified: "untrusted" },
  });
  // Keys of elliptic curves have other lengths.
  expect(unwrap(await reply(message(), { minModulusLength: 4096 }))).toEqual(order);
});

const confirming = (value?: string): string =>
  `<c:SignatureConfirmation xmlns:c="http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd" wsu:Id="confirmation"${value === undefined ? "" : ` Value="${value}"`}/>`;

/** The reply to a signed request, in which a function makes the confirmation from the value of its signature. */
async function confirmed(
  confirmation: (value: string) => string,
  options: Partial<VerifyOptions> = {},
  ids: Signing["ids"] = [{ id: "confirmation" }, { id: "body" }],
  order: "first" | "last" = "last",
) {
  const transport: Transport = (_url, { body }) => {
    const [, value = ""] = /<ds:SignatureValue>([^<]*)</.exec(new TextDecoder().decode(body as Uint8Array)) ?? [];
    const text = message({ security: token() + confirmation(value) }, { ids });
    return Promise.resolve(new Response(text, xml));
  };
  const signature = x509Signature({ key: certificateKey, certificate });
  const check = verify({ trust: certificate, ...options });
  const steps = [security(order === "last" ? [signature, check] : [check, signature])];
  return getOrder(soap11(address, { transport, steps }), { Number: 7 });
}

test("accepts a reply that confirms the signature of the request, and refuses one that confirms another", async () => {
  for (const place of ["first", "last"] as const) {
    const right = await confirmed(confirming, { signatureConfirmation: true }, undefined, place);
    expect(right).toMatchObject({ kind: "ok", value: order });
    expect(right).not.toHaveProperty("signatureValues");
    for (const wrong of [() => confirming("AAAA"), () => confirming(), (value: string) => confirming(`${value}A`)]) {
      expect(await confirmed(wrong, {}, undefined, place)).toMatchObject({
        kind: "malformed",
        reason: "expected a SignatureConfirmation of the signature of the request, found another",
        misfit: { unverified: "unconfirmed" },
      });
    }
  }
  const lines = (value: string): string => confirming(value.replace(/^.{8}/, "$&&#10; "));
  expect(await confirmed(lines)).toMatchObject({ kind: "ok" });
});

test("demands a confirmation on request only, and that it is signed", async () => {
  const body = [{ id: "body" }];
  expect(await confirmed(() => "", {}, body)).toMatchObject({ kind: "ok" });
  expect(await confirmed(() => "", { signatureConfirmation: true }, body)).toMatchObject({
    reason: "expected a SignatureConfirmation in the reply, found none",
    misfit: { unverified: "unconfirmed" },
  });
  expect(await confirmed(confirming, {}, body)).toMatchObject({ misfit: { unverified: "uncovered" } });
});

test("the confirmation of a request without a signature has no value", async () => {
  const ids = [{ id: "confirmation" }, { id: "body" }];
  expect(unwrap(await reply(message({ security: token() + confirming() }, { ids })))).toEqual(order);
  expect(await reply(message({ security: token() + confirming("AAAA") }, { ids }))).toMatchObject({
    reason: "expected a SignatureConfirmation of a request without a signature, found another",
    misfit: { unverified: "unconfirmed" },
  });
});

test("a reply over https confirms the signature of the request without a signature of its own", async () => {
  const replyWith = async (confirmation: (value: string) => string) => {
    const transport: Transport = (_url, { body }) => {
      const [, value = ""] = /<ds:SignatureValue>([^<]*)</.exec(new TextDecoder().decode(body as Uint8Array)) ?? [];
      const text = unsignedEnvelope({ body: orderXml("sent"), security: confirmation(value) }).replace("SIGNATURE", "");
      return Promise.resolve(new Response(text, xml));
    };
    const steps = [security([x509Signature({ key: certificateKey, certificate })])];
    return getOrder(soap11(address, { transport, steps }), { Number: 7 });
  };
  expect(unwrap(await replyWith(confirming))).toEqual(order);
  expect(await replyWith(() => confirming("AAAA"))).toMatchObject({ misfit: { unverified: "unconfirmed" } });
});

describe("a reply to a request with two signatures", () => {
  const signature = () => x509Signature({ key: certificateKey, certificate });
  const replyWith = async (steps: readonly Step[], confirm: (values: readonly string[]) => readonly string[]) => {
    const transport: Transport = (_url, { body }) => {
      const sent = new TextDecoder().decode(body as Uint8Array);
      const values = [...sent.matchAll(/<ds:SignatureValue>([^<]*)</g)].map(([, value = ""]) => value);
      const confirmations = confirm(values).map((value) => confirming(value).replace(/ wsu:Id="\w+"/, ""));
      const text = unsignedEnvelope({ body: orderXml("sent"), security: confirmations.join("") });
      return Promise.resolve(new Response(text.replace("SIGNATURE", ""), xml));
    };
    return getOrder(soap11(address, { transport, steps }), { Number: 7 });
  };

  test.each<[where: string, steps: readonly Step[]]>([
    ["in one Security block", [security([signature(), signature()])]],
    ["in the blocks of two receivers", [security([signature()], { role: "urn:a" }), security([signature()])]],
  ])("confirms both, %s", async (_, steps) => {
    expect(await replyWith(steps, (values) => values)).toMatchObject({ kind: "ok", value: order });
    expect(await replyWith(steps, () => [])).toMatchObject({ kind: "ok" });
    const reason = "expected SignatureConfirmations of the 2 signatures of the request, found ";
    for (const [confirm, found] of [
      [([first = ""]) => [first], "1"],
      [([, second = ""]) => [second, second], "1"],
      [(values) => [...values, "AAAA"], "another"],
    ] as [Parameters<typeof replyWith>[1], string][])
      expect(await replyWith(steps, confirm)).toMatchObject({
        reason: reason + found,
        misfit: { unverified: "unconfirmed" },
      });
  });
});

test("a port without signatures understands the confirmation that there was none", async () => {
  const replyWith = async (confirmation: string) => {
    const text = unsignedEnvelope({ body, security: confirmation }).replace("SIGNATURE", "");
    const { transport } = answering(text, xml);
    return getOrder(soap11(address, { transport, steps: [security([timestamp()])] }), { Number: 7 });
  };
  expect(unwrap(await replyWith(confirming()))).toEqual(order);
  expect(await replyWith(confirming("AAAA"))).toMatchObject({
    kind: "malformed",
    reason: expect.stringContaining("expected a header block that the spec declares") as string,
  });
});

test("a mandatory header block must be signed", async () => {
  const header = '<a:Block xmlns:a="urn:a" wsu:Id="b" s:mustUnderstand="1">1</a:Block>';
  expect(await reply(message({ header }))).toMatchObject({
    reason: 'expected a signature that covers <Block> of "urn:a", found one that does not',
    misfit: { unverified: "uncovered" },
  });
});

const fault = "<s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring></s:Fault>";

test("reads a fault that is signed, and one that is not on request only", async () => {
  expect(await reply(message({ body: fault }))).toMatchObject({ kind: "fault", fault: { reason: "no" } });
  const plain = unsignedEnvelope({ body: fault }).replace(/<s:Header>.*<\/s:Header>/, "");
  const failed = { ...xml, status: 500 };
  expect(await reply(plain, {}, failed)).toMatchObject({
    kind: "malformed",
    status: 500,
    reason: "expected a signature in the reply, found a fault without one, which `unsignedFaults: true` reads",
    misfit: { unverified: "unsigned" },
    body: "",
  });
  expect(await reply(plain, { unsignedFaults: true }, failed)).toMatchObject({
    kind: "fault",
    status: 500,
    fault: { code: "Receiver", reason: "no" },
  });
  const twice = plain.replace("<s:Fault>", `${body}<s:Fault>`);
  expect(await reply(twice, { unsignedFaults: true })).toMatchObject({ misfit: { unverified: "unsigned" } });
  expect(await reply(envelope("soap11", body), { unsignedFaults: true })).toMatchObject({
    misfit: { unverified: "unsigned" },
  });
});

test("the text of a stranger is quoted and cut off", async () => {
  const subject = Buffer.from(certificateBase64, "base64")
    .toString("latin1")
    .replaceAll("soapwright-", "\n\x1b[2J OK \t\t");
  const odd = token(Buffer.from(subject, "latin1").toString("base64"));
  const trust = () => false;
  expect(await reply(message({ security: odd }), { trust })).toMatchObject({
    reason: String.raw`expected a trusted certificate, found that of "CN=\n\u001b[2J OK \t\ttest"`,
  });
  expect(await reply(message({ security: odd }), { trust: rsaPem })).toMatchObject({
    reason: String.raw`expected a trusted key, found that of "CN=\n\u001b[2J OK \t\ttest"`,
  });
  const serial = issuerSerial(7n).replace(">7<", `>${"9".repeat(10_000)}\n<`);
  expect(await reply(message({}, { keyInfo: serial }))).toMatchObject({
    reason: `expected a trusted key, found the serial number "${"9".repeat(57)}..."`,
  });
  const long = `x${"y".repeat(10_000)}`;
  expect(await reply(message({}, { keyInfo: `<ds:${long}/>` }))).toMatchObject({
    reason: `expected a KeyInfo of X.509, found <${long.slice(0, 57)}...>`,
  });
});

test("a reply other than a message keeps its kind", async () => {
  const page = { status: 502, headers: { "Content-Type": "text/html; charset=iso-8859-1" } };
  expect(await reply(Buffer.from("<html>h\u00e4</html>", "latin1"), {}, page)).toMatchObject({
    kind: "http",
    status: 502,
    body: "<html>h\u00e4</html>",
  });
  const mention = "<html><body>No Envelope: send &lt;soap:Envelope></body></html>";
  for (const reading of [undefined, lenient as never])
    expect(await reply(mention, { reading }, page)).toMatchObject({ kind: "http", status: 502, body: mention });
  expect(await reply("", {}, { status: 202 })).toMatchObject({ kind: "http" });
  expect(await reply("", {}, xml)).toMatchObject({ misfit: { unverified: "unsigned" } });
});

test("a reply like a message is not read, leniently either", async () => {
  const message = envelope("soap11", body);
  for (const text of [
    `note ${message}`,
    "",
    `<x>${message}</x>`,
    `<html>${message}</html>`,
    `<html>${[...message].join("\0")}</html>`,
  ]) {
    const found = await reply(text, { reading: lenient as never });
    expect([found.kind, "misfit" in found && found.misfit.unverified]).toEqual([
      "malformed",
      text === "" ? "unsigned" : "unsupported",
    ]);
  }
});

test("reads a signed reply leniently", async () => {
  const { transport } = answering(message({ body: orderXml("sent", "seven") }), xml);
  const steps = [security([verify({ trust: certificate })])];
  const port = soap11(address, { transport, steps, reading: lenient });
  const found = await port.call(getOrderOperation, { Number: 7 });
  expect(found).toMatchObject({
    kind: "ok",
    value: { GetOrderResult: { Status: "sent" } },
    misfits: [{ found: "seven" }],
  });
});

test("reads another charset, and a signature over its text", async () => {
  const text = `<?xml version="1.0" encoding="iso-8859-1"?>${message({ body: orderXml("s\u00e4nt") })}`;
  const init = { headers: { "Content-Type": "text/xml; charset=iso-8859-1" } };
  expect(unwrap(await reply(Buffer.from(text, "latin1"), {}, init))).toEqual({
    GetOrderResult: { Number: 7, Status: "s\u00e4nt" },
  });
});

test("verifies SOAP 1.2", async () => {
  const text = signed(
    unsignedEnvelope({ body }).replace(
      "http://schemas.xmlsoap.org/soap/envelope/",
      "http://www.w3.org/2003/05/soap-envelope",
    ),
  );
  const { transport } = answering(text, { headers: { "Content-Type": "application/soap+xml" } });
  const port = soap12(address, { transport, steps: [security([verify({ trust: certificate })])] });
  expect(unwrap(await getOrder(port, { Number: 7 }))).toEqual(order);
});

test("is refused by ports without header blocks, and keeps to the limits of the port", async () => {
  const steps = [security([verify({ trust: certificate })])];
  const { transport } = answering(message(), xml);
  await expect(getOrder(httpGet(address, { transport, steps }), { Number: 7 })).rejects.toThrow(
    "expected a port for SOAP, since replies of httpGet are not signed",
  );
  expect(
    await getOrder(soap11(address, { transport: answering(message(), xml).transport, steps, maxReplyBytes: 100 }), {
      Number: 7,
    }),
  ).toMatchObject({
    kind: "malformed",
    reason: "expected at most 100 bytes, found more",
  });
});

test("verifies the document of a multipart", async () => {
  const text = `--b\r\nContent-Type: application/xop+xml; charset=utf-8; type="text/xml"\r\n\r\n${message()}\r\n--b\r\nContent-ID: <x>\r\n\r\nattached\r\n--b--`;
  const init = { headers: { "Content-Type": 'multipart/related; boundary=b; type="application/xop+xml"' } };
  const found = await reply(text, { attachments: mtom() }, init);
  expect(unwrap(found)).toEqual(order);
  expect(found).not.toHaveProperty("attachments");
});

test("a reply with parts that the WSDL binds has none of them, since they are not signed", async () => {
  const { response = { body: {} }, ...operation } = getOrderOperation();
  const make = () => ({ ...operation, response: { ...response, parts: { receipt: ["application/pdf"] } } });
  const text = `--b\r\nContent-Type: text/xml\r\n\r\n${message()}\r\n--b\r\nContent-ID: <receipt=1@x>\r\n\r\nPDF\r\n--b--`;
  for (const [answer, type] of [
    [message(), "text/xml"],
    [text, "multipart/related; boundary=b"],
  ] as const) {
    const { transport } = answering(answer, { headers: { "Content-Type": type } });
    const steps = [security([verify({ trust: certificate })])];
    const port = soap11(address, { transport, attachments: multipart(), steps });
    expect(await port.call(make, { Number: 7 })).toMatchObject({ kind: "ok", parts: {} });
  }
});

test("receives the whole reply, also for a step that would take it from a stream", async () => {
  const streaming: Step = (message, next) => next({ ...message, receive: asStream });
  const { transport } = answering(message(), xml);
  const steps = [streaming, security([verify({ trust: certificate })])];
  expect(unwrap(await getOrder(soap11(address, { transport, steps }), { Number: 7 }))).toEqual(order);
  const { transport: altering } = answering(message().replace(">sent<", ">lost<"), xml);
  expect(await getOrder(soap11(address, { transport: altering, steps }), { Number: 7 })).toMatchObject({
    misfit: { unverified: "altered" },
  });
});

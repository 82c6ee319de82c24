import { generateKeyPairSync } from "node:crypto";
import { expect, test, vi } from "vitest";
import { lenient, security, soap11, timestamp, verify, type VerifyOptions } from "../../templates/runtime/index.js";
import { CanonicalCursor } from "../../templates/runtime/security/canonical.js";
import { derValues } from "../../templates/runtime/security/der.js";
import { address, getOrder } from "../runtime/orders.js";
import { answering, orderXml, xml } from "../runtime/wire.js";
import { certificate } from "../support/certificate.js";
import {
  certificateBase64,
  ds,
  ecdsa,
  envelopedTransform,
  signed,
  token,
  transform,
  unsignedEnvelope,
  type Parts,
  type Signing,
} from "../support/signed-envelope.js";

const honest = orderXml("sent");
const forged = orderXml("stolen");
const now = new Date().toISOString();
const stamp = `<wsu:Timestamp wsu:Id="time"><wsu:Created>${now}</wsu:Created></wsu:Timestamp>`;
const both = { ids: [{ id: "time" }, { id: "body" }] };
const relates = '<a:RelatesTo xmlns:a="http://www.w3.org/2005/08/addressing" wsu:Id="relates">urn:1</a:RelatesTo>';

function message(parts: Parts = {}, signing?: Signing): string {
  return signed(unsignedEnvelope({ body: honest, security: token() + stamp, ...parts }), { ...both, ...signing });
}

/** The reply to a call, strict and lenient: nothing of the message may be read in either. */
async function refused(
  text: string,
  options: Partial<VerifyOptions> = {},
): Promise<[unverified: unknown, reason: string]> {
  const replies = await Promise.all(
    [undefined, lenient].map(async (reading) => {
      const { transport } = answering(text, xml);
      const steps = [security([verify({ trust: certificate, ...options }), timestamp()])];
      return getOrder(soap11(address, { transport, steps, reading: reading as undefined }), { Number: 7 });
    }),
  );
  const [first, second] = replies.map((reply) =>
    reply.kind === "malformed" ? ([reply.misfit.unverified, reply.reason] as const) : ([reply.kind, ""] as const),
  );
  expect(second).toEqual(first);
  return [...(first ?? (["", ""] as const))];
}

test("the honest message is read", async () => {
  expect(await refused(message())).toEqual(["ok", ""]);
});

const signedBody = /<s:Body wsu:Id="body">.*<\/s:Body>/.exec(message())?.[0] ?? "";
const forgedBody = (attributes = ""): string => `<s:Body${attributes}>${forged}</s:Body>`;
const wrapped = (wrapper: (body: string) => string, place: RegExp | string, attributes = ""): string =>
  message()
    .replace(signedBody, () => forgedBody(attributes))
    .replace(place, (found) => wrapper(signedBody) + found);
const inWrapper = (body: string): string => `<w:Wrapper xmlns:w="urn:w">${body}</w:Wrapper>`;

const noBody = 'expected the Body, a header block or a token with the id "body", found none';
const twice = 'expected ids that differ from each other, found "body"';

test.each<[string, string, string]>([
  ["in a header block", wrapped(inWrapper, "<wsse:Security"), noBody],
  ["in a header block, beside a Body of the same id", wrapped(inWrapper, "<wsse:Security", ' wsu:Id="body"'), twice],
  ["as a header block", wrapped((body) => body, "<wsse:Security"), "uncovered"],
  ["in Security", wrapped((body) => body, "</wsse:Security>"), "expected each element where it takes effect"],
  ["in a token", wrapped((body) => `<wsse:X>${body}</wsse:X>`, "</wsse:Security>"), noBody],
  [
    "in an Object of the signature",
    wrapped((body) => `<ds:Object>${body}</ds:Object>`, "</ds:Signature>"),
    "expected a SignatureValue and a KeyInfo after SignedInfo, found something else",
  ],
  ["in KeyInfo", wrapped((body) => body, "</ds:KeyInfo>"), "expected one child of KeyInfo"],
  ["before the Body", wrapped((body) => body, "<s:Body>"), "expected an Envelope of a Header and a Body, found <Body>"],
  [
    "after the Body",
    wrapped((body) => body, "</s:Envelope>"),
    "expected an Envelope of a Header and a Body, found <Body>",
  ],
  ["in the Body", message().replace(signedBody, (body) => `<s:Body>${forged}${body}</s:Body>`), noBody],
  ["in a second Header", wrapped((body) => `<s:Header>${body}</s:Header>`, "<s:Body>"), "found <Header>"],
  ["beside the Envelope", `${message().replace(signedBody, forgedBody())}${signedBody}`, "content after the root"],
  [
    "as the Body of an Envelope in another",
    message().replace(signedBody, (body) => `<s:Body><s:Envelope>${body}</s:Envelope></s:Body>`),
    noBody,
  ],
])("a signed Body that was moved %s is refused", async (_, text, reason) => {
  const [unverified, found] = await refused(text);
  expect(`${String(unverified)}: ${found}`).toContain(reason);
  expect(["unsupported", "uncovered", "altered", undefined]).toContain(unverified);
});

test("an attribute without a namespace is an id of the same kind", async () => {
  const text = message().replace(signedBody, () => `<s:Body Id="body">${forged}</s:Body>`);
  expect(await refused(text)).toEqual(["altered", expect.stringContaining("<Body>")]);
  const twin = message().replace('wsu:Id="time"', 'wsu:Id="time" Id="body"');
  expect(await refused(twin)).toEqual(["unsupported", expect.stringContaining("ids that differ")]);
});

test.each<[string, string, string]>([
  ["changed", message().replace(now, new Date(Date.now() - 1).toISOString()), "<Timestamp>"],
  ["removed", message().replace(stamp, ""), 'with the id "time", found none'],
  ["doubled", message().replace(stamp, (text) => text.replace(' wsu:Id="time"', "") + text), "one Timestamp"],
  [
    "wrapped",
    message().replace(stamp, (text) => `${text.replace("time", "time2")}<wsse:X>${text}</wsse:X>`),
    'with the id "time", found none',
  ],
  ["moved to the Header", message({ header: stamp, security: token() }), "where it takes effect"],
  [
    "moved to another Security block",
    message().replace("</s:Header>", `<wsse:Security>${stamp}</wsse:Security></s:Header>`).replace(stamp, ""),
    "one Security block",
  ],
  ["not covered", message({}, { ids: [{ id: "body" }] }), "a signature that covers <Timestamp>"],
])("a Timestamp that was %s is refused", async (_, text, reason) => {
  expect((await refused(text))[1]).toContain(reason);
});

test.each([
  ["the Timestamp", message({}, { ids: [{ id: "time" }] })],
  ["the token", message({ security: token() }, { ids: [{ id: "token" }] })],
])("a signature of %s only is refused", async (_, text) => {
  const reason = expect.stringContaining("expected a signature that covers <Body>") as string;
  expect(await refused(text)).toEqual(["uncovered", reason]);
});

const secext11 = "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd";
const confirmation = `<c:SignatureConfirmation xmlns:c="${secext11}" wsu:Id="confirmation" Value="AAAA"/>`;
const confirms = { ids: [{ id: "confirmation" }, ...both.ids] };
/** As a reply to an unsigned request has it. */
const empty = confirmation.replace(' Value="AAAA"', "");

test.each<[string, string, string]>([
  ["of another request", message({ security: token() + stamp + confirmation }, confirms), "unconfirmed"],
  ["that is not signed", message({ security: token() + stamp + empty }), "uncovered"],
  [
    "of another request beside one that is right",
    message(
      { security: token() + stamp + empty + confirmation.replace("confirmation", "second") },
      { ids: [{ id: "second" }, ...confirms.ids] },
    ),
    "unconfirmed",
  ],
  [
    "that was changed",
    message({ security: token() + stamp + confirmation }, confirms).replace(' Value="AAAA"', ""),
    "altered",
  ],
  [
    "that was moved into a token",
    message({ security: token() + stamp + empty }, confirms).replace(empty, `<wsse:X>${empty}</wsse:X>`),
    "unsupported",
  ],
])("a SignatureConfirmation %s is refused", async (_, text, unverified) => {
  expect((await refused(text))[0]).toBe(unverified);
});

test("a SignatureConfirmation that was removed is missed where it is demanded", async () => {
  const demanding = { signatureConfirmation: true };
  expect(await refused(message({ security: token() + stamp + empty }, confirms), demanding)).toEqual(["ok", ""]);
  expect((await refused(message(), demanding))[0]).toBe("unconfirmed");
  const moved = message({ header: empty, security: token() + stamp }, confirms);
  expect((await refused(moved, demanding))[0]).toBe("unconfirmed");
});

const withRelates = message({ header: relates }, { ids: [{ id: "relates" }, ...both.ids] });

test.each<[string, string, string]>([
  ["removed", withRelates.replace(relates, ""), 'with the id "relates", found none'],
  [
    "moved to Security",
    withRelates.replace(relates, "").replace("</wsse:Security>", `${relates}</wsse:Security>`),
    "where it takes effect",
  ],
  [
    "wrapped",
    withRelates.replace(relates, `<w:W xmlns:w="urn:w">${relates}</w:W>`),
    'with the id "relates", found none',
  ],
  ["changed", withRelates.replace("urn:1<", "urn:2<"), "<RelatesTo>"],
])("a signed header block that was %s is refused", async (_, text, reason) => {
  expect((await refused(text))[1]).toContain(reason);
});

const more = "http://www.w3.org/2001/04/xmldsig-more#";
const changedInfo = (from: string | RegExp, to: string): Signing => ({
  signedInfo: (text) => text.replace(from, () => to),
});
const withAlgorithm = (from: string, to: string): Signing => changedInfo(`Algorithm="${from}"`, `Algorithm="${to}"`);
const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";

test.each<[string, Signing, string]>([
  ["HMAC", { algorithm: `${ds}hmac-sha1` }, "a signature algorithm that is accepted"],
  ["HMAC with SHA-256", { algorithm: `${more}hmac-sha256` }, "a signature algorithm that is accepted"],
  [
    "a truncated HMAC",
    changedInfo("</ds:SignatureMethod>", "<ds:HMACOutputLength>0</ds:HMACOutputLength></ds:SignatureMethod>"),
    "<SignatureMethod> without parameters",
  ],
  ["DSA", { ...withAlgorithm(ecdsa, `${ds}dsa-sha1`) }, "a signature algorithm that is accepted"],
  ["MD5", { ...withAlgorithm(ecdsa, `${more}rsa-md5`) }, "a signature algorithm that is accepted"],
  ["SHA-1", { algorithm: `${more}ecdsa-sha1` }, "`sha1: true`"],
  ["a digest of MD5", withAlgorithm("http://www.w3.org/2001/04/xmlenc#sha256", `${more}md5`), "a digest algorithm"],
  [
    "RSA-PSS",
    withAlgorithm(ecdsa, "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1"),
    "a signature algorithm that is accepted",
  ],
  ["no algorithm", changedInfo(` Algorithm="${ecdsa}"`, ""), "a signature algorithm that is accepted"],
  ["inclusive canonicalization", { canonicalization: "http://www.w3.org/TR/2001/REC-xml-c14n-20010315" }, "exclusive"],
  ["canonicalization with comments", { canonicalization: `${exclusive}WithComments` }, "without comments"],
  ["no SignedInfo content", changedInfo(/<ds:Canonical.*<\/ds:Reference>/, ""), "a CanonicalizationMethod first"],
  ["no Reference", changedInfo(/<ds:Reference.*<\/ds:Reference>/, ""), "a Reference, found none"],
  [
    "21 References",
    changedInfo(/<ds:Reference.*<\/ds:Reference>/, '<ds:Reference URI="#x"></ds:Reference>'.repeat(21)),
    "at most 20 References",
  ],
  ["two References to a part", { ids: [...both.ids, { id: "body" }] }, "one Reference to <Body>"],
  ["a Reference to nothing", changedInfo('URI="#time"', 'URI="#none"'), 'with the id "none", found none'],
  ["a Reference without URI", changedInfo(' URI="#time"', ""), "a Reference with a URI"],
  ["an external Reference", changedInfo('URI="#time"', 'URI="http://127.0.0.1/x"'), "the id of a part"],
  ["a Reference to a file", changedInfo('URI="#time"', 'URI="file:///etc/passwd"'), "the id of a part"],
  ["an attachment", changedInfo('URI="#time"', 'URI="cid:x"'), "the id of a part"],
  ["an XPointer", changedInfo('URI="#time"', `URI="#xpointer(id('time'))"`), "the id of a part"],
  ["no transform", changedInfo(transform, ""), "a Transform, found none"],
  [
    "an XPath filter",
    changedInfo(transform, transform.replace(exclusive, "http://www.w3.org/TR/1999/REC-xpath-19991116") + transform),
    "the transform of an enveloped signature",
  ],
  [
    "XSLT",
    changedInfo(exclusive + '"></ds:Transform', 'http://www.w3.org/TR/1999/REC-xslt-19991116"></ds:Transform'),
    "exclusive",
  ],
  ["base64", changedInfo(transform, transform.replace(exclusive, `${ds}base64`)), "exclusive"],
  ...[
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#STR-Transform",
    "http://docs.oasis-open.org/wss/oasis-wss-SwAProfile-1.1#Attachment-Content-Signature-Transform",
    "http://www.w3.org/2002/06/xmldsig-filter2",
    "http://www.w3.org/2002/07/decrypt#XML",
    "http://www.w3.org/2006/12/xml-c14n11",
    "",
  ].map((uri): [string, Signing, string] => [
    `the transform ${JSON.stringify(uri)}`,
    changedInfo(transform, transform.replace(exclusive, uri)),
    "exclusive canonicalization without comments",
  ]),
  [
    "a transform before that of the enveloped signature",
    changedInfo(transform, transform + envelopedTransform),
    "exclusive canonicalization without comments",
  ],
  ["three transforms", changedInfo(transform, envelopedTransform + envelopedTransform + transform), "at most two"],
  [
    "parameters of a transform",
    changedInfo(transform, transform.replace("></", '><x xmlns="urn:x"></x></')),
    "expected InclusiveNamespaces",
  ],
  [
    "a long PrefixList",
    changedInfo(
      transform,
      transform.replace(
        "></",
        `><e:InclusiveNamespaces xmlns:e="${exclusive}" PrefixList="${"p ".repeat(129)}"></e:InclusiveNamespaces></`,
      ),
    ),
    "at most 128 prefixes",
  ],
  ["another digest", changedInfo(/(<ds:DigestValue>).*?</, "<ds:DigestValue>AAAA<"), "as it was signed"],
  ["a digest that is not base64", changedInfo(/(<ds:DigestValue>).*?</, "<ds:DigestValue>%<"), "base64 in DigestValue"],
  ["a Manifest", changedInfo("<ds:Reference ", "<ds:Manifest></ds:Manifest><ds:Reference "), "expected a Reference"],
  [
    "an element of another namespace",
    changedInfo("<ds:Reference ", '<x xmlns="urn:x"></x><ds:Reference '),
    "elements of XML Signature",
  ],
  [
    "an EncryptedKey",
    { keyInfo: '<e:EncryptedKey xmlns:e="http://www.w3.org/2001/04/xmlenc#"/>' },
    "a KeyInfo of X.509, found <EncryptedKey>",
  ],
  [
    "a retrieval of the key",
    { keyInfo: '<ds:RetrievalMethod URI="http://127.0.0.1/key"/>' },
    "a KeyInfo of X.509, found <RetrievalMethod>",
  ],
  [
    "an external token",
    { keyInfo: '<wsse:SecurityTokenReference><wsse:Reference URI="http://127.0.0.1/"/></wsse:SecurityTokenReference>' },
    "the id of a BinarySecurityToken",
  ],
  [
    "a token that is the Body",
    { keyInfo: '<wsse:SecurityTokenReference><wsse:Reference URI="#body"/></wsse:SecurityTokenReference>' },
    "the id of a BinarySecurityToken",
  ],
])("a signature with %s is refused", async (_, signing, reason) => {
  const [unverified, found] = await refused(message({}, signing));
  expect(["unsupported", "altered"]).toContain(unverified);
  expect(found).toContain(reason);
});

test("a signature of somebody else is refused, whichever certificate it names", async () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  expect((await refused(message({}, { key: privateKey })))[0]).toBe("altered");
  const otherKey = certificateBase64.replace("GLqpJ", "GLqpK");
  const [unverified] = await refused(message({ security: token(otherKey) + stamp }, { key: privateKey }));
  expect(unverified).toBe("untrusted");
  expect((await refused(message({}, { key: privateKey, keyInfo: "" })))[0]).toBe("altered");
  const accepting = { trust: () => true };
  expect((await refused(message({}, { key: privateKey }), accepting))[0]).toBe("altered");
  expect((await refused(message({}, { keyInfo: "" }), accepting))[0]).toBe("untrusted");
});

test("a short key of RSA is refused, though it is trusted", async () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const trust = publicKey.export({ type: "spki", format: "pem" }).toString();
  const signing = { key: privateKey, algorithm: `${more}rsa-sha256`, keyInfo: "" };
  expect((await refused(message({}, signing), { trust }))[0]).toBe("untrusted");
});

test("a second signature, and one of an earlier message, are refused", async () => {
  const text = message();
  const [signature = ""] = /<ds:Signature .*<\/ds:Signature>/.exec(text) ?? [];
  const withSignature = (other: string, changed = text): string =>
    changed.replace(/<ds:Signature .*<\/ds:Signature>/, () => other);
  expect((await refused(withSignature(signature + signature)))[1]).toContain("one Signature");
  expect((await refused(withSignature(signature, message({ body: forged }))))[0]).toBe("altered");
  expect((await refused(withSignature("")))[0]).toBe("unsigned");
  expect((await refused(text.replace(/<wsse:Security.*<\/wsse:Security>/, "")))[0]).toBe("unsigned");
});

test.each<[string, (text: string) => string]>([
  ["a value", (text) => text.replace(">sent<", ">sent <")],
  ["white space", (text) => text.replace("<GetOrderResult>", "<GetOrderResult> ")],
  ["a namespace", (text) => text.replace("orders.example/", "orders.example/2")],
  ["an attribute", (text) => text.replace("<Status>", '<Status a="1">')],
  ["a processing instruction", (text) => text.replace(">sent<", "><?x?>sent<")],
  ["the value of the signature", (text) => text.replace(/(<ds:SignatureValue>)..../, "$1AAAA")],
])("a change of %s is refused", async (_, change) => {
  expect((await refused(change(message())))[0]).toBe("altered");
});

test("comments, CDATA and unused declarations change no value", async () => {
  const read = async (text: string) => {
    const { transport } = answering(text, xml);
    return getOrder(soap11(address, { transport, steps: [security([verify({ trust: certificate })])] }), { Number: 7 });
  };
  const value = { kind: "ok", value: { GetOrderResult: { Number: 7, Status: "sent" } } };
  expect(await read(message().replace(">sent<", ">se<!-- or stolen -->nt<"))).toMatchObject(value);
  expect(await read(message().replace(">sent<", "><![CDATA[se]]>&#110;t<"))).toMatchObject(value);
  // A declaration that no name uses is not signed, so that it is not read either.
  const code = "<s:Fault><faultcode>p:Code</faultcode><faultstring>no</faultstring></s:Fault>";
  const declared = signed(unsignedEnvelope({ body: code, attributes: ' xmlns:p="urn:p"' }));
  for (const text of [declared, declared.replace('"urn:p"', '"urn:evil"')]) {
    expect(await read(text)).toMatchObject({ kind: "fault", fault: { codes: [{ namespace: "", name: "p:Code" }] } });
  }
});

test("a document type is refused before anything else", async () => {
  const [, reason] = await refused(`<!DOCTYPE x [<!ENTITY e "stolen">]>${message().replace(">sent<", ">&e;<")}`);
  expect(reason).toContain("expected an envelope of SOAP, found something like one");
  expect((await refused(message().replace(">sent<", ">&e;<")))[1]).toContain("a reference that can be read");
});

test.each<[string, Uint8Array]>([
  ["nothing", new Uint8Array()],
  ["zeros", new Uint8Array(1000)],
  ["an endless length", Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff)],
  ["a length of many bytes", Uint8Array.of(0x30, 0xff, ...new Uint8Array(127).fill(1))],
  ["deep values", deep(10_000)],
  ["more bytes than any has", new Uint8Array(70_000).fill(0x30)],
])("a certificate of %s is refused", async (_, bytes) => {
  const text = message({ security: token(Buffer.from(bytes).toString("base64")) + stamp });
  expect((await refused(text))[0]).toBe("unsupported");
});

/** Values that hold each other. */
function deep(depth: number): Uint8Array {
  const bytes = new Uint8Array(depth * 5);
  for (let at = 0; at < bytes.length; at += 5) {
    bytes[at] = 0x30;
    bytes[at + 1] = 0x83;
    const length = bytes.length - at - 5;
    bytes.set([length >> 16, (length >> 8) & 255, length & 255], at + 2);
  }
  return bytes;
}

/** The time of the fastest of five runs, in milliseconds. */
async function timeOf(run: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}

test.each<[string, (count: number) => string]>([
  ["elements", (count) => message({ body: honest + "<x/>".repeat(count) })],
  ["declarations", (count) => message({ body: honest + '<p:x xmlns:p="urn:p"/>'.repeat(count) })],
  [
    "attributes of many namespaces",
    (count) => message({ body: honest + '<x xmlns:a="urn:a" xmlns:b="urn:b" b:x="" a:x=""/>'.repeat(count) }),
  ],
  ["tokens", (count) => message({ security: token() + stamp + "<wsse:X/>".repeat(count) })],
  ["header blocks", (count) => message({ header: '<a:X xmlns:a="urn:a"/>'.repeat(count) })],
  [
    "ids",
    (count) => message({ body: honest + Array.from({ length: count }, (_, id) => `<x wsu:Id="i${id}"/>`).join("") }),
  ],
  [
    "References",
    (count) =>
      message(
        {},
        changedInfo("<ds:Reference ", '<ds:Reference URI="#x"></ds:Reference>'.repeat(count) + "<ds:Reference "),
      ),
  ],
  [
    "keys",
    (count) =>
      message(
        {},
        { keyInfo: `<ds:X509Data>${"<ds:X509Certificate>AA</ds:X509Certificate>".repeat(count)}</ds:X509Data>` },
      ),
  ],
  [
    "prefixes in a PrefixList",
    (count) =>
      message(
        {},
        changedInfo(
          transform,
          transform.replace(
            "></",
            `><e:InclusiveNamespaces xmlns:e="${exclusive}" PrefixList="${"p ".repeat(count)}"></e:InclusiveNamespaces></`,
          ),
        ),
      ),
  ],
  ["characters of text", (count) => message({ body: honest.replace("sent", "&amp;<![CDATA[]]>".repeat(count)) })],
])("the time to verify grows with the number of %s", async (_, text) => {
  const { transport: small } = answering(text(1000), xml);
  const { transport: large } = answering(text(10_000), xml);
  const steps = [security([verify({ trust: certificate })])];
  const [short, long] = [
    await timeOf(async () => getOrder(soap11(address, { transport: small, steps }), { Number: 7 })),
    await timeOf(async () => getOrder(soap11(address, { transport: large, steps }), { Number: 7 })),
  ];
  expect(long / short).toBeLessThan(60);
});

test("the form of SignedInfo is checked before it is canonicalized", async () => {
  const canonical = vi.spyOn(CanonicalCursor.prototype, "canonical");
  try {
    const text = message();
    const nested = `<e:InclusiveNamespaces xmlns:e="${exclusive}"><x></x></e:InclusiveNamespaces>`;
    for (const [place, change] of [
      ["</ds:SignedInfo>", "<x></x></ds:SignedInfo>"],
      ["</ds:SignatureMethod>", "<x></x></ds:SignatureMethod>"],
      ["</ds:Transform>", `${nested}</ds:Transform>`],
      ["</ds:CanonicalizationMethod>", `${nested}</ds:CanonicalizationMethod>`],
    ] as const) {
      canonical.mockClear();
      expect((await refused(text.replace(place, change)))[0]).toBe("unsupported");
      expect(canonical).not.toHaveBeenCalled();
    }
  } finally {
    canonical.mockRestore();
  }
});

test("attributes of long namespaces with surrogates are sorted about as fast as others", async () => {
  const attributes = Array.from({ length: 250 }, (_, k) => ` ${k % 2 ? "p" : "q"}:a${k}=""`).join("");
  const timeOfText = async (character: string): Promise<number> => {
    const namespace = character.repeat(980 / character.length);
    const text = `<r xmlns:p="${namespace}1" xmlns:q="${namespace}2">${`<x${attributes}/>`.repeat(50)}</r>`;
    const bytes = new TextEncoder().encode(text);
    return timeOf(() => {
      const cursor = new CanonicalCursor(bytes);
      cursor.start();
      cursor.canonical();
    });
  };
  expect((await timeOfText("\u{1F600}")) / (await timeOfText("x"))).toBeLessThan(8);
});

test("values of DER that follow each other take linear time", async () => {
  const [short, long] = [
    await timeOf(() => derValues(new Uint8Array(100_000))),
    await timeOf(() => derValues(new Uint8Array(1_000_000))),
  ];
  expect(long / short).toBeLessThan(60);
});

test("elements nested to the limit are canonicalized, and deeper ones refused", () => {
  const nested = (depth: number): CanonicalCursor => {
    const cursor = new CanonicalCursor(new TextEncoder().encode("<a>".repeat(depth) + "</a>".repeat(depth)));
    cursor.start();
    return cursor;
  };
  expect(nested(256).canonical()).toHaveLength(256 * 7);
  expect(() => nested(257).canonical()).toThrow("elements are nested more than 256 deep");
});

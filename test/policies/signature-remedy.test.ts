import { expect, test } from "vitest";
import type { Demand } from "../../generator/policies/demands.js";
import { lackOfX509Token, signatureRemedy } from "../../generator/policies/signature-remedy.js";

function demand(name: string, more: Partial<Demand> = {}): Demand {
  return { name, namespace: "urn:p", ...more };
}

function token(within: string, ...properties: string[]): Demand {
  return demand("X509Token", { within, properties });
}

const wsa = "http://www.w3.org/2005/08/addressing";
const body = demand("SignedParts", { parts: ["Body"] });
const both = [demand("AsymmetricBinding"), token("InitiatorToken"), token("RecipientToken")];

/** The call of `x509Signature` without its key, and what is missing. */
function signing(...demands: Demand[]): string {
  const { signature, missing } = signatureRemedy(demands);
  return [signature?.replace("key, certificate", "…"), ...missing].join(" | ");
}

test("an AsymmetricBinding signs the Body and verifies replies", () => {
  expect(signatureRemedy([...both, body])).toEqual({
    signature: "x509Signature({ key, certificate })",
    verification: "verify({ trust })",
    missing: [],
  });
  expect(signatureRemedy([body, demand("TransportBinding")])).toMatchObject({ signature: undefined, missing: [] });
});

test("replies confirm signatures where Wss11 requires it", () => {
  const wss11 = demand("Wss11", { properties: ["RequireSignatureConfirmation"] });
  const verification = (...demands: Demand[]) => signatureRemedy([...both, body, ...demands]).verification;
  expect(verification(wss11)).toBe("verify({ trust, signatureConfirmation: true })");
  expect(verification(wss11, demand("AlgorithmSuite", { properties: ["Basic256"] }))).toBe(
    "verify({ trust, sha1: true, signatureConfirmation: true })",
  );
  expect(verification(demand("Wss11", { properties: ["MustSupportRefThumbprint"] }))).toBe("verify({ trust })");
});

test("the suite decides on algorithms, and unknown ones are named", () => {
  const suite = (...properties: string[]) => demand("AlgorithmSuite", { properties });
  for (const name of ["Basic256", "Basic128Rsa15", "TripleDes"])
    expect(signatureRemedy([...both, body, suite(name, "STRTransform10")])).toEqual({
      signature: 'x509Signature({ key, certificate, algorithm: "rsa-sha1", digest: "sha1" })',
      verification: "verify({ trust, sha1: true })",
      missing: [],
    });
  for (const name of ["Basic256Sha256", "TripleDesSha256Rsa15"])
    expect(signing(...both, body, suite(name))).toBe("x509Signature({ … })");
  for (const name of ["Basic256GCM", "InclusiveC14N"])
    expect(new Set(signatureRemedy([...both, body, suite(name)]).missing)).toEqual(
      new Set([`the algorithms "${name}" of signatures`]),
    );
});

test.each([
  [["AlwaysToRecipient", "RequireIssuerSerialReference"], undefined],
  [["Never", "RequireIssuerSerialReference"], "issuerSerial"],
  [["RequireThumbprintReference"], "thumbprint"],
  [["Never", "RequireKeyIdentifierReference"], "subjectKeyIdentifier"],
  [["Never"], "issuerSerial"],
  [[], undefined],
])("a token with %j is named by %s", (properties, identifier) => {
  const demands = [demand("AsymmetricBinding"), token("InitiatorToken", ...properties), body];
  const option = identifier === undefined ? "" : `, keyIdentifier: "${identifier}"`;
  expect(signing(...demands)).toBe(`x509Signature({ …${option} })`);
});

test("a token that is not sent is named as the receiver supports it", () => {
  const demands = [demand("AsymmetricBinding"), token("InitiatorToken", "Never"), body];
  const supporting = (...properties: string[]) => demand("Wss11", { properties });
  expect(signing(...demands, supporting("MustSupportRefThumbprint"))).toContain('"thumbprint"');
  expect(signing(...demands, supporting("MustSupportRefKeyIdentifier"))).toContain('"subjectKeyIdentifier"');
});

test("the parts of requests are signed: those of the policy, the Timestamp and tokens that must be", () => {
  const user = demand("UsernameToken", { within: "SignedSupportingTokens" });
  const header = demand("SignedParts", { parts: ["Body", "Header {urn:s}Session"], message: "request" });
  const all = [demand("AsymmetricBinding"), token("InitiatorToken"), demand("IncludeTimestamp"), user, header];
  expect(signing(...all, demand("ProtectTokens"))).toBe(
    'x509Signature({ …, signedParts: ["body", "timestamp", "usernameToken", "binarySecurityToken", { namespace: "urn:s", name: "Session" }] })',
  );
  const ofReplies = demand("SignedParts", { parts: ["Header {urn:s}Reply"], message: "response" });
  expect(signing(demand("AsymmetricBinding"), token("InitiatorToken"), ofReplies)).toBe("x509Signature({ … })");
});

test("the header blocks of WS-Addressing are all signed if the policy names one that is sent", () => {
  const parts = [
    `Header {${wsa}}To`,
    `Header {${wsa}}FaultTo`,
    "Header {http://schemas.xmlsoap.org/ws/2004/08/addressing}*",
  ];
  const demands = [demand("AsymmetricBinding"), token("InitiatorToken"), demand("SignedParts", { parts })];
  expect(signing(...demands)).toBe("x509Signature({ … })");
  expect(signing(...demands, demand("Addressing"))).toBe(
    `x509Signature({ …, signedParts: ["body", { namespace: "${wsa}" }] })`,
  );
});

test("an endorsing token over https signs the Timestamp", () => {
  const https = [demand("TransportBinding"), demand("IncludeTimestamp"), body];
  const endorsing = token("EndorsingSupportingTokens");
  expect(signing(...https, endorsing)).toBe('x509Signature({ …, signedParts: ["timestamp"] })');
  const own = demand("SignedParts", { within: "EndorsingSupportingTokens", parts: ["Body"] });
  expect(signing(...https, endorsing, own)).toBe("x509Signature({ … })");
  const suite = demand("AlgorithmSuite", { within: "EndorsingSupportingTokens", properties: ["Basic128"] });
  expect(signing(...https, endorsing, suite)).toContain('digest: "sha1"');
  expect(signing(demand("TransportBinding"), endorsing)).toMatch(/ \| an endorsing signature without a Timestamp$/);
  expect(signing(endorsing)).toBe(" | a second signature of WS-Security");
});

test.each([
  [[demand("AsymmetricBinding")], "signatures of WS-Security without a token"],
  [both, "signed replies whose Body is not signed"],
  [[...both, body, demand("SignedElements", { parts: ["//a"] })], "a signature of elements that an XPath selects"],
  [[...both, body, demand("SignedParts", { parts: ["Attachments"] })], "a signature of attachments"],
  [[...both, demand("SignedParts")], "a signature of all header blocks"],
  [[...both, body, demand("Layout", { properties: ["LaxTsLast"] })], "a Timestamp behind the signature"],
  [[...both, body, token("EndorsingSupportingTokens")], "a second signature of WS-Security"],
])("what cannot be signed is named", (demands, words) => {
  expect(signatureRemedy(demands).missing).toEqual([words]);
});

test("a protected token that is not sent is missing", () => {
  const demands = [demand("AsymmetricBinding"), token("InitiatorToken", "Never"), body, demand("ProtectTokens")];
  expect(signing(...demands)).toMatch(/ \| a signature of a token that is not sent$/);
});

test("an X.509 token is missing if it does not sign, or has a form that is not sent", () => {
  expect(lackOfX509Token(token("SignedSupportingTokens"))).toBe("an X.509 token that does not sign");
  expect(lackOfX509Token(token("InitiatorToken", "RequireDerivedKeys"))).toBe("keys derived from a token");
  expect(lackOfX509Token(token("InitiatorToken", "RequireEmbeddedTokenReference"))).toBe("an embedded X.509 token");
  expect(lackOfX509Token(token("InitiatorToken", "WssX509PkiPathV1Token10"))).toMatch(/other than one certificate/);
  expect(lackOfX509Token(token("InitiatorToken", "Never", "WssX509PkiPathV1Token10"))).toBeUndefined();
  expect(lackOfX509Token(token("RecipientToken", "WssX509V3Token10"))).toBeUndefined();
});

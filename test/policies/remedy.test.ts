import { expect, test } from "vitest";
import type { Demand } from "../../generator/policies/demands.js";
import { isMissing, phraseOf, remedyFor } from "../../generator/policies/remedy.js";

function demand(name: string, more: Partial<Demand> = {}): Demand {
  return { name, namespace: "urn:p", ...more };
}

const https = [demand("TransportBinding"), demand("HttpsToken", { within: "TransportToken" })];

test("demands that the runtime satisfies give the options of a port, in one security step", () => {
  const all = ["MTOM", "UsernameToken", "Addressing", "IncludeTimestamp"].map((name) => demand(name));
  expect(remedyFor(all)).toMatchObject({
    options:
      "steps: [addressing(), security([timestamp(), usernameToken({ username, password })])], attachments: mtom()",
    missing: [],
    satisfied: ["MTOM", "UsernameToken", "Addressing", "IncludeTimestamp"],
  });
});

test("the policy of a UsernameToken decides its options", () => {
  const options = (...properties: string[]) => remedyFor([demand("UsernameToken", { properties })]).options;
  const step = (inside: string) => `steps: [security([usernameToken({ ${inside} })])]`;
  expect(options("HashPassword")).toBe(step('username, password, passwordType: "digest"'));
  expect(options("Created", "Nonce")).toBe(step("username, password, nonce: true"));
  expect(options("NoPassword")).toBe(step("username"));
  expect(remedyFor([demand("UsernameToken", { properties: ["RequireDerivedKeys"] })]).missing).toEqual([
    "keys derived from a password",
  ]);
});

test("https encrypts what must be encrypted, and needs options only for certificates and passwords", () => {
  const encrypted = [
    demand("EncryptedParts", { parts: ["Body"] }),
    demand("UsernameToken", { within: "SignedEncryptedSupportingTokens" }),
  ];
  expect(remedyFor(encrypted).missing).toEqual(["encryption of WS-Security"]);
  expect(remedyFor([...https, ...encrypted]).missing).toEqual([]);
  expect(remedyFor(https)).toMatchObject({ words: [], options: "" });
  const certified = remedyFor([demand("HttpsToken", { properties: ["RequireClientCertificate"] })]);
  expect(certified).toMatchObject({ options: "transport: nodeTransport({ cert, key })", satisfied: [] });
});

test("an addressing version of 2004 is given, and replies to another address are missing", () => {
  const old = demand("UsingAddressing", { namespace: "http://schemas.xmlsoap.org/ws/2004/08/addressing/policy" });
  expect(remedyFor([old]).options).toBe('steps: [addressing({ version: "2004/08" })]');
  expect(isMissing(demand("Addressing", { properties: ["NonAnonymousResponses"] }))).toBe(true);
});

test("demands for which the runtime has nothing are named", () => {
  const names = ["SecureConversationToken", "KerberosToken", "IssuedToken", "SymmetricBinding", "Teleport"];
  expect(remedyFor(names.map((name) => demand(name))).missing).toEqual([
    "WS-SecureConversation",
    "a Kerberos token of WS-Security",
    "a token of a security token service",
    "message security of WS-Security with a symmetric key",
    'the assertion Teleport of "urn:p"',
  ]);
});

test("demands are a phrase with one and, those of WS-Security last", () => {
  const names = ["KerberosToken", "Addressing", "IncludeTimestamp", "UsernameToken"];
  expect(phraseOf(remedyFor(names.map((name) => demand(name))).words)).toBe(
    "WS-Addressing, a Kerberos token, a Timestamp and a UsernameToken of WS-Security",
  );
  expect(phraseOf(["a Timestamp of WS-Security"])).toBe("a Timestamp of WS-Security");
  expect(phraseOf(["MTOM"])).toBe("MTOM");
});

import { describe, expect, test } from "vitest";
import { demandText, type Demand } from "../../../generator/policies/demands.js";
import { remedyFor } from "../../../generator/policies/remedy.js";
import { definitions, read, required } from "./read.js";

const policies =
  'xmlns:wsp="http://www.w3.org/ns/ws-policy" xmlns:sp="http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702" ' +
  'xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd" ' +
  'xmlns:wsaw="http://www.w3.org/2006/05/addressing/wsdl" xmlns:wsam="http://www.w3.org/2007/05/addressing/metadata"';
const attributes = `${policies} targetNamespace="urn:t"`;

/** A binding with this content, beside these policies of the document, and the diagnostics. */
function readBinding(content: string, document = "", on = "") {
  const binding = `<w:binding name="B" type="t:P" ${on}>${content}<soap:binding/></w:binding>`;
  const { wsdl, diagnostics } = read({ "a.wsdl": definitions(document + binding, attributes) });
  return { binding: required(required(wsdl).bindings.get("{urn:t}B")), diagnostics };
}

function demandsOf(content: string, document = "", on = ""): readonly string[] {
  return readBinding(content, document, on).binding.demands.map(demandText);
}

function policy(content: string): string {
  return `<wsp:Policy>${content}</wsp:Policy>`;
}

function alternatives(...contents: string[]): string {
  return `<wsp:ExactlyOne>${contents.map((content) => `<wsp:All>${content}</wsp:All>`).join("")}</wsp:ExactlyOne>`;
}

const token = `<sp:SupportingTokens>${policy("<sp:UsernameToken/>")}</sp:SupportingTokens>`;

test("a policy is found inline, by reference, and in an attribute", () => {
  const document = `<wsp:Policy wsu:Id="UT">${alternatives(token)}</wsp:Policy><wsp:Policy Name="urn:ut">${token}</wsp:Policy>`;
  const expected = ["UsernameToken in SupportingTokens"];
  expect(demandsOf(policy(token))).toEqual(expected);
  expect(demandsOf('<wsp:PolicyReference URI="#UT"/>', document)).toEqual(expected);
  expect(demandsOf('<wsp:PolicyReference URI="urn:ut"/>', document)).toEqual(expected);
  expect(demandsOf("", document, 'wsp:PolicyURIs="#UT urn:ut"')).toEqual(expected);
});

test("policies of an operation and its messages belong to it, with the message", () => {
  const body = policy("<sp:SignedParts><sp:Body/><sp:Header Namespace='urn:h'/></sp:SignedParts>");
  const { binding } = readBinding(
    `<w:operation name="o">${policy("<wsam:Addressing/>")}<w:input>${body}</w:input><w:output>${body}</w:output></w:operation>`,
  );
  expect(binding.demands).toEqual([]);
  expect(binding.operations[0]?.demands.map(demandText)).toEqual([
    "Addressing",
    "SignedParts(Body, Header {urn:h}*) of requests",
    "SignedParts(Body, Header {urn:h}*) of responses",
  ]);
});

test("the assertions of a binding keep their facts, in the versions of 2005 and 2007", () => {
  const inclusion = 'sp:IncludeToken="http://schemas.xmlsoap.org/ws/2005/07/securitypolicy/IncludeToken/Never"';
  const x509 = `<sp:X509Token ${inclusion}>${policy("<sp:RequireThumbprintReference/><sp:WssX509V3Token10/>")}</sp:X509Token>`;
  const inside = `<sp:InitiatorToken>${policy(x509)}</sp:InitiatorToken><sp:IncludeTimestamp/>`;
  const suite = `<sp:AlgorithmSuite>${policy(alternatives("<sp:Basic256/>", "<sp:Basic128/>"))}</sp:AlgorithmSuite>`;
  expect(demandsOf(policy(`<sp:AsymmetricBinding>${policy(inside + suite)}</sp:AsymmetricBinding>`))).toEqual([
    "AsymmetricBinding",
    "X509Token(Never, RequireThumbprintReference, WssX509V3Token10) in InitiatorToken",
    "IncludeTimestamp",
    "AlgorithmSuite(Basic256)",
  ]);
  const https = '<sp:HttpsToken RequireClientCertificate="true"/>';
  const transport = `<sp:TransportToken>${policy(https)}</sp:TransportToken>`;
  expect(demandsOf(policy(`<sp:TransportBinding>${policy(transport)}</sp:TransportBinding>`))).toEqual([
    "TransportBinding",
    "HttpsToken(RequireClientCertificate) in TransportToken",
  ]);
});

test("the alternative is chosen for which the least is missing, then the fewest keys, then the shortest, then the first", () => {
  const kerberos = "<sp:KerberosToken/>";
  const chosen = (...contents: string[]) => demandsOf(policy(alternatives(...contents)));
  expect(chosen(kerberos, token + "<wsam:Addressing/>")).toEqual(["UsernameToken in SupportingTokens", "Addressing"]);
  expect(chosen("<wsam:Addressing/>" + token, token)).toEqual(["UsernameToken in SupportingTokens"]);
  expect(chosen("<wsam:Addressing/>", token)).toEqual(["Addressing"]);
  // A password is easier to have than a key.
  const x509 = `<sp:EndorsingSupportingTokens>${policy("<sp:X509Token/>")}</sp:EndorsingSupportingTokens>`;
  expect(chosen(x509, "<wsam:Addressing/>" + token)).toHaveLength(2);
  expect(chosen(kerberos, x509)).toEqual(["X509Token in EndorsingSupportingTokens"]);
  expect(chosen(kerberos, "")).toEqual([]);
  expect(chosen(kerberos)).toEqual(["KerberosToken"]);
});

test("an assertion that is optional or may be ignored demands nothing", () => {
  for (const attribute of ['Optional="true"', 'Optional="1"', 'Ignorable="true"'])
    expect(demandsOf(policy(`<wsam:Addressing wsp:${attribute}/>`))).toEqual([]);
  expect(demandsOf(policy('<wsam:Addressing wsp:Optional="false"/>'))).toEqual(["Addressing"]);
});

test("an assertion of SAP that is switched off demands nothing", () => {
  const setting = (name: string, value: string, host = "www.sap.com"): string =>
    `<s:${name} xmlns:s="http://${host}/NW05/soap/features/">${value}</s:${name}>`;
  const off = `${setting("enableCommit", "false")}${setting("required", " no ")}`;
  expect(demandsOf(policy(off + setting("enableBlocking", "true")))).toEqual(["enableBlocking"]);
  // Only the definition of an assertion tells what its text means.
  expect(demandsOf(policy(setting("enableCommit", "false", "shop.example")))).toEqual(["enableCommit"]);
});

test("an extension counts if it is required, and those of SOAP do not", () => {
  expect(demandsOf("<wsaw:UsingAddressing/>")).toEqual([]);
  expect(demandsOf('<wsaw:UsingAddressing w:required="true"/>')).toEqual(["UsingAddressing"]);
  const [queue] = readBinding('<x:queue xmlns:x="urn:x" w:required="1"/>').binding.demands;
  expect(queue).toEqual({ name: "queue", namespace: "urn:x", isExtension: true } satisfies Demand);
  expect(demandsOf('<soap:body w:required="true"/>')).toEqual([]);
});

test("a reference to a policy that is not there is reported once", () => {
  const { binding, diagnostics } = readBinding('<wsp:PolicyReference URI="#Gone"/><wsp:PolicyReference URI="#Gone"/>');
  expect(binding.demands).toEqual([]);
  expect(diagnostics).toMatchObject([{ code: "policy-unresolved", severity: "warning" }]);
});

test("a policy that refers to itself ends, and many references to one policy are read once", () => {
  const loop = `<wsp:Policy wsu:Id="A"><wsp:PolicyReference URI="#A"/>${token}</wsp:Policy>`;
  expect(demandsOf('<wsp:PolicyReference URI="#A"/>', loop)).toEqual(["UsernameToken in SupportingTokens"]);
  const reference = (index: number) => `<wsp:PolicyReference URI="#P${index}"/>`;
  const chain = Array.from(
    { length: 60 },
    (_, index) =>
      `<wsp:Policy wsu:Id="P${index}">${alternatives(reference(index + 1).repeat(2), "<sp:KerberosToken/>".repeat(3))}</wsp:Policy>`,
  );
  const end = `<wsp:Policy wsu:Id="P60"><wsam:Addressing/></wsp:Policy>`;
  expect(demandsOf(reference(0), chain.join("") + end)).toEqual(["Addressing"]);
});

test("more references than policies need are left out, with a warning", () => {
  const reference = (index: number) => `<wsp:PolicyReference URI="#P${index}"/>`;
  const chain = (length: number) =>
    Array.from(
      { length },
      (_, index) =>
        `<wsp:Policy wsu:Id="P${index}">${index === length - 1 ? token : reference(index + 1)}</wsp:Policy>`,
    ).join("");
  expect(readBinding(reference(0), chain(100)).binding.demands).toHaveLength(1);
  const { binding, diagnostics } = readBinding(reference(0), chain(103));
  expect(binding.demands).toEqual([]);
  expect(diagnostics).toMatchObject([{ code: "policy-too-large", severity: "warning" }]);
});

const securityPolicy11 = "http://schemas.xmlsoap.org/ws/2005/07/securitypolicy";
const securityPolicy12 = "http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702";

describe.each([
  ["1.1", securityPolicy11, "http://schemas.xmlsoap.org/ws/2004/09/policy"],
  ["1.2", securityPolicy12, "http://www.w3.org/ns/ws-policy"],
])("WS-SecurityPolicy %s", (_version, sp, wsp) => {
  const inPolicy = (content: string): string => `<wsp:Policy>${content}</wsp:Policy>`;
  const x509 = (inclusion: string): string =>
    `<sp:X509Token sp:IncludeToken="${sp}/IncludeToken/${inclusion}">${inPolicy("<sp:WssX509V3Token10/>")}</sp:X509Token>`;
  const use = (name: string, token: string): string => `<sp:${name}>${inPolicy(token)}</sp:${name}>`;
  const suite = use("AlgorithmSuite", "<sp:Basic256Sha256/>");
  const layout = use("Layout", "<sp:Strict/>");
  const username = `<sp:UsernameToken sp:IncludeToken="${sp}/IncludeToken/AlwaysToRecipient">${inPolicy("<sp:WssUsernameToken10/>")}</sp:UsernameToken>`;
  const remedyOf = (assertions: string) => {
    const binding = `<w:binding name="B" type="t:P">${inPolicy(assertions)}<soap:binding/></w:binding>`;
    const namespaces = `xmlns:sp="${sp}" xmlns:wsp="${wsp}" targetNamespace="urn:t"`;
    const { wsdl } = read({ "a.wsdl": definitions(binding, namespaces) });
    const { missing, options } = remedyFor(required(required(wsdl).bindings.get("{urn:t}B")).demands);
    return { missing, options };
  };

  test("a TransportBinding with a token and a Timestamp has options", () => {
    const https = use("TransportToken", "<sp:HttpsToken RequireClientCertificate='false'/>");
    const transport = use("TransportBinding", `${https}${suite}${layout}<sp:IncludeTimestamp/>`);
    expect(remedyOf(transport + use("SignedSupportingTokens", username) + use("Wss10", ""))).toEqual({
      missing: [],
      options: "steps: [security([timestamp(), usernameToken({ username, password })])]",
    });
  });

  test("an AsymmetricBinding with signed parts, addressing and MTOM has options", () => {
    const tokens = use("InitiatorToken", x509("AlwaysToRecipient")) + use("RecipientToken", x509("Never"));
    const asymmetric = use("AsymmetricBinding", `${tokens}${suite}${layout}<sp:IncludeTimestamp/>`);
    const parts = '<sp:SignedParts><sp:Body/><sp:Header Namespace="urn:shop" Name="Session"/></sp:SignedParts>';
    const others =
      '<a:UsingAddressing xmlns:a="http://www.w3.org/2006/05/addressing/wsdl"/>' +
      '<m:OptimizedMimeSerialization xmlns:m="http://schemas.xmlsoap.org/ws/2004/09/policy/optimizedmimeserialization"/>';
    const wss11 = use("Wss11", "<sp:RequireSignatureConfirmation/>");
    expect(remedyOf(asymmetric + parts + use("SignedSupportingTokens", username) + wss11 + others)).toEqual({
      missing: [],
      options:
        "steps: [addressing(), security([timestamp(), usernameToken({ username, password }), " +
        'x509Signature({ key, certificate, signedParts: ["body", "timestamp", "usernameToken", { namespace: "urn:shop", name: "Session" }] }), ' +
        "verify({ trust, signatureConfirmation: true })])], attachments: mtom()",
    });
  });

  test.each([
    [
      "SecureConversation",
      use("SymmetricBinding", use("ProtectionToken", "<sp:SecureConversationToken/>")),
      "WS-SecureConversation",
    ],
    ["Kerberos", use("SupportingTokens", "<sp:KerberosToken/>"), "a Kerberos token of WS-Security"],
    ["encryption", "<sp:EncryptedParts><sp:Body/></sp:EncryptedParts>", "encryption of WS-Security"],
  ])("%s is named as missing", (_what, assertions, words) => {
    expect(remedyOf(assertions).missing).toContain(words);
  });
});

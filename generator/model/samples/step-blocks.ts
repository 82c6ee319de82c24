import type { Demand } from "../../policies/demands.js";
import type { Report } from "../../diagnostic.js";
import { overSoap } from "../../bindings.js";
import { listed } from "../../listed.js";
import { addressingNamespaces, securityNamespaces } from "../../namespaces.js";
import type { PageOperation, Sample, SampleElement, SoapSample } from "../../read/help-page/help-page.js";
import { remedyFor } from "../../policies/remedy.js";
import { targetOf } from "../../request-target.js";
import { portHint } from "../port-hint.js";

/**
 * Leaves out the header blocks of requests that steps of the runtime write for each call: WS-Addressing, and a Security
 * block with no parts but those that they can write. Reports the line that sends them. The address and the action in them
 * remain as facts of the samples.
 */
export function withoutStepBlocks(operations: readonly PageOperation[], report: Report): readonly PageOperation[] {
  const left: LeftOutBlock[] = [];
  const kept = operations.map((operation) => ({
    ...operation,
    samples: operation.samples.map((sample) => (isRequest(sample) ? withoutBlocks(sample, left) : sample)),
  }));
  reportBlocks(left, report);
  return kept;
}

interface LeftOutBlock {
  readonly block: SampleElement;
  readonly sample: SoapSample;
  readonly demands: readonly Demand[];
}

function isRequest(sample: Sample): sample is SoapSample {
  return sample.message === "request" && overSoap(sample);
}

function withoutBlocks(sample: SoapSample, left: LeftOutBlock[]): SoapSample {
  const found = sample.header.flatMap((block) => {
    const demands = demandsOf(block);
    return demands === undefined ? [] : [{ block, sample, demands }];
  });
  if (found.length === 0) return sample;
  for (const each of found) left.push(each);
  const blocks = new Set(found.map(({ block }) => block));
  const addressing = Array.from(blocks).filter(isAddressing);
  const textIn = (name: string): string | undefined =>
    addressing
      .filter((block) => block.name === name)
      .map(textOf)
      .find((text) => absolute.test(text));
  const to = textIn("To");
  const isAddressed = sample.path !== undefined || sample.host !== undefined || sample.unset !== undefined;
  const action = textIn("Action");
  return {
    ...sample,
    ...(to !== undefined && !isAddressed && /^https?:/i.test(to) && !isAddressing({ namespace: to }) && targetOf(to)),
    ...(action !== undefined && { addressingAction: action }),
    header: sample.header.filter((block) => !blocks.has(block)),
  };
}

/** An absolute URI, as opposed to the name of a type or a variable. */
const absolute = /^[a-z][a-z\d+.-]*:[^\s{}$<>]+$/i;

function textOf({ children }: SampleElement): string {
  return children.map((child) => (child.kind === "text" ? child.text : "")).join("");
}

function isAddressing({ namespace }: Pick<SampleElement, "namespace">): boolean {
  return addressingNamespaces.some((each) => namespace === each || namespace.startsWith(`${each}/`));
}

/** The demands of a block that steps write, in the words of policies; undefined for any other block. */
function demandsOf(block: SampleElement): readonly Demand[] | undefined {
  const { name, namespace } = block;
  if (isAddressing(block)) return writtenByAddressing.has(name) ? [{ name: "Addressing", namespace }] : undefined;
  if (name !== "Security" || namespace !== securityNamespaces.wsse) return undefined;
  const isSigned = elementsOf(block.children).some(isSignature);
  const parts = block.children.map((child) => (child.kind === "element" ? demandsOfPart(child, isSigned) : undefined));
  const demands = parts.flatMap((part) => part ?? []);
  return demands.length === 0 || parts.includes(undefined) ? undefined : demands;
}

/** The others are for callers who know that they need them. */
const writtenByAddressing: ReadonlySet<string> = new Set(["Action", "To", "MessageID", "ReplyTo"]);

/** The demands that a part of a Security block shows; undefined for a part that the runtime cannot write. */
function demandsOfPart({ name, namespace, children }: SampleElement, isSigned: boolean): readonly Demand[] | undefined {
  const demand = (name: string, more: Partial<Demand> = {}): Demand => ({ name, namespace, ...more });
  switch (`${namespace} ${name}`) {
    case `${securityNamespaces.wsu} Timestamp`:
      return [demand("IncludeTimestamp")];
    case `${securityNamespaces.wsse} UsernameToken`:
      return [demand("UsernameToken", { properties: propertiesOf(elementsOf(children)) })];
    case `${securityNamespaces.wsse} BinarySecurityToken`:
      // The certificate of the signature beside it.
      return isSigned ? [] : undefined;
    case `${securityNamespaces.ds} Signature`:
      return [
        demand("AsymmetricBinding"),
        demand("X509Token", { within: "InitiatorToken", properties: ["AlwaysToRecipient"] }),
        demand("SignedParts", { parts: ["Body"] }),
      ];
    default:
      return undefined;
  }
}

function isSignature({ name, namespace }: SampleElement): boolean {
  return name === "Signature" && namespace === securityNamespaces.ds;
}

/** The form of a UsernameToken, in the words of WS-SecurityPolicy. */
function propertiesOf(parts: readonly SampleElement[]): readonly string[] {
  const password = parts.find(({ name }) => name === "Password");
  if (password === undefined) return ["NoPassword"];
  if (password.attributes.some(({ name, value }) => name === "Type" && value.endsWith("#PasswordDigest")))
    return ["HashPassword"];
  return ["Nonce", "Created"].filter((property) => parts.some(({ name }) => name === property));
}

function elementsOf(children: SampleElement["children"]): readonly SampleElement[] {
  return children.filter((child) => child.kind === "element");
}

function reportBlocks(left: readonly LeftOutBlock[], report: Report): void {
  const [first] = left;
  if (first === undefined) return;
  const remedy = remedyFor(left.flatMap(({ demands }) => demands));
  const names = [...new Set(left.map(({ block }) => block.name))];
  report({
    severity: "note",
    code: "header-of-steps",
    message: `found the header block${names.length === 1 ? "" : "s"} ${listed(names)} in requests, expected the port to send ${names.length === 1 ? "it" : "them"} with ${remedy.options}; the types of requests leave ${names.length === 1 ? "it" : "them"} out`,
    place: first.block.place,
    hint: `write: ${portHint(first.sample.binding, remedy)}`,
  });
}

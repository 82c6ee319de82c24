import { overHttp, overSoap } from "../../bindings.js";
import { demandText, type Demand } from "../../policies/demands.js";
import { groupBy } from "../../group-by.js";
import { listed } from "../../listed.js";
import { explain } from "./explain.js";
import { elementsOf, membersIn } from "../traversal.js";
import { isAnyContent, listItem } from "../content-kind.js";
import { typesByKey, isUnknown, type ComplexType, type Evidence, type Fault, type Message } from "../service.js";
import type { Operation, OperationBinding, Port, Service, Type } from "../service.js";
import {
  assumedMark,
  elementSignature,
  markOf,
  memberSignatures,
  typeFacts,
  typeNaming,
  typeSignature,
} from "./signatures.js";
import type { TypeName } from "./signatures.js";

/**
 * Prints a service for people: its documentation and a line for each operation and each type, in the words of XML Schema. `?` marks optional
 * and `[]` repeated particles, `| nil` nillable elements, `(A | B)` a choice, and `~` an assumed type, action or
 * address. With `explain`, each line is followed
 * by the evidence for its facts, with places.
 */
export function formatService(service: Service, options: { readonly explain: boolean }): string {
  const types = typesByKey(service.types);
  const typeName = typeNaming(service);
  // The line of an operation contains the members of its wrapper.
  const wrappers = service.operations.flatMap((operation) => wrappersOf(operation, types));
  const hidden = new Set<Type>(wrappers.filter((type) => type.wrapper && typeFacts(type, typeName) === ""));
  const explained = (lines: readonly string[]): readonly string[] =>
    options.explain ? lines.map((line) => `      ${line}`) : [];
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ["", title, ...lines];

  const byAddress = [...groupBy(service.ports, ({ address }) => address)];
  const ports = byAddress.flatMap(([address, [first, ...others]]) => [
    `  ${markOf(first.evidence.address)}${address}  ${[first, ...others].map(boundAs).join(" ")}`,
    ...explained([explain(first.evidence)]),
  ]);
  const operations = service.operations.flatMap((operation) => [
    `  ${operationSignature(operation, types, typeName)}`,
    ...explained(operationReasons(operation)),
  ]);
  const listed = service.types.filter((type) => options.explain || !hidden.has(type));
  const signatures = listed.flatMap((type) => [`  ${typeSignature(type, typeName)}`, ...explained(typeReasons(type))]);
  const lines = [
    `${service.name}  ${service.namespace}`,
    ...described(service),
    ...section("ports", ports),
    ...section("operations", operations),
    ...section("types", signatures),
  ];
  const text = `${lines.map(printable).join("\n")}\n`;
  return /^ {2}~|: ~|soap1[12]~/m.test(text) ? `${text}\n${assumedMark} is assumed: see --explain\n` : text;
}

type Types = ReadonlyMap<string, Type>;

function boundAs({ binding, name, demands }: Port): string {
  const bound = name === undefined ? binding : `${binding} (${name})`;
  return `${bound}${demandsText(demands)}`;
}

function demandsText(demands: readonly Demand[] = []): string {
  return demands.length === 0 ? "" : ` demands ${listed(demands.map(demandText))}`;
}

function operationSignature(operation: Operation, types: Types, typeName: TypeName): string {
  const { name, request, response, faults, headerFaults = [], bindings, address } = operation;
  const parts = (message: Message): string => {
    const blocks = message.header.map((element) => `header ${elementSignature(element, typeName)}`);
    const attached = (message.parts ?? []).map(({ name, types }) => `attachment ${name} ${types.join("|")}`);
    return [...bodyElements(message, types, typeName), ...blocks, ...attached].join(", ");
  };
  const reply =
    response === undefined
      ? "one-way"
      : isUnknown(response)
        ? "unknown"
        : `${wrapperName(response, types)}(${parts(response)})`;
  const replies = [
    reply,
    ...faults.map((fault) => faultSignature(fault, typeName)),
    ...headerFaults.map((element) => `fault header ${elementSignature(element, typeName)}`),
  ].join(" | ");
  const at = address === undefined ? "" : `  ${address.address}`;
  const over = bindings.map((bound) => bindingSignature(bound, typeName)).join(" ");
  return `${name}(${parts(request)}): ${replies}  ${over}${at}`;
}

/** The name of a binding, marked if its SOAPAction is assumed, and followed by the root of a reply with a type of its own. */
function bindingSignature(bound: OperationBinding, typeName: TypeName): string {
  if (!overSoap(bound)) {
    return `${bound.binding}${bound.reply === undefined ? "" : `(${elementSignature(bound.reply, typeName)})`}`;
  }
  const mark = bound.evidence === undefined ? "" : markOf(bound.evidence.action);
  return `${bound.binding}${mark}${demandsText(bound.demands)}`;
}

function faultSignature({ name, element }: Fault, typeName: TypeName): string {
  return `fault ${name}(${elementSignature(element, typeName)})`;
}

/** The parameters of a call: the members of the wrapper element, or the content of the body. */
function bodyElements(message: Message, types: Types, typeName: TypeName): readonly string[] {
  const wrapper = wrapperOf(message, types);
  return wrapper === undefined
    ? message.body.map((element) => elementSignature(element, typeName))
    : memberSignatures(wrapper, typeName);
}

function wrapperName(message: Message, types: Types): string {
  const wrapper = message.wrapper ?? (wrapperOf(message, types) && message.body[0]?.name);
  return wrapper?.local ?? "";
}

function wrapperOf({ style, body }: Message, types: Types): ComplexType | undefined {
  const [root, ...others] = body;
  if (style === "rpc" || root?.type.kind !== "type" || others.length > 0) return undefined;
  const type = types.get(root.type.name);
  if (type?.kind !== "complex" || type.content.kind !== "sequence") return undefined;
  // Functions take the members of any root that is an object, whatever the operation is called.
  const isObject = type.abstract !== true && listItem(type) === undefined && !isAnyContent(type);
  return type.wrapper || isObject ? type : undefined;
}

function wrappersOf({ request, response }: Operation, types: Types): readonly ComplexType[] {
  return [request, ...(response ? [response] : [])].flatMap((message) => wrapperOf(message, types) ?? []);
}

function operationReasons({
  address,
  bindings,
  request,
  response,
  faults,
  headerFaults = [],
}: Operation): readonly string[] {
  const parts = (direction: string, message: Message | undefined) => {
    const blocks = new Set(message?.header);
    return elementsOf(message).map((element) => {
      const at = blocks.has(element) ? `${direction} header` : direction;
      return memberReason(`${at} ${element.name.local}`, element.evidence);
    });
  };
  return [
    ...(address === undefined ? [] : [explain(address.evidence)]),
    ...bindings
      .filter(overSoap)
      .flatMap(({ binding, evidence }) => (evidence === undefined ? [] : memberReason(binding, evidence))),
    ...parts("request", request),
    ...(response?.evidence === undefined ? [] : [memberReason("response", response.evidence)]),
    ...parts("response", response),
    ...bindings
      .filter(overHttp)
      .flatMap(({ binding, reply }) =>
        reply === undefined ? [] : memberReason(`${binding} ${reply.name.local}`, reply.evidence),
      ),
    ...faults.map(({ name, element }) => memberReason(`fault ${name} ${element.name.local}`, element.evidence)),
    ...headerFaults.map(({ name, evidence }) => memberReason(`fault header ${name.local}`, evidence)),
  ];
}

function typeReasons(type: Type): readonly string[] {
  const own = explain(type.evidence);
  if (type.kind !== "complex") return [own];
  return [
    own,
    ...type.attributes.map(({ name, evidence }) => memberReason(`@${name.local}`, evidence)),
    ...membersIn(type.content).map((member) =>
      memberReason(member.kind === "any" ? "any" : member.name.local, member.evidence),
    ),
  ];
}

function memberReason(member: string, evidence: Evidence<string>): string {
  return `${member}: ${explain(evidence)}`;
}

/** The lines of the documentation, indented by as much as those of the sections. */
function described({ documentation = "" }: Service): readonly string[] {
  const lines = documentation.split(/\r\n?|\n/).map((line) => line.trim());
  return lines.filter((line) => line !== "").map((line) => `  ${line}`);
}

/** Escapes control characters, which a terminal would obey, and direction marks, which would reorder a line. */
function printable(line: string): string {
  return line.replace(/[\p{Cc}\p{Bidi_Control}]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

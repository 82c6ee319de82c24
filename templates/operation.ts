import { isSoap, overSoap } from "../generator/bindings.js";
import type { Module, ModuleHttpOperation, ModuleMessage, ModuleOperation } from "../generator/emit/module.js";
import type { ModuleReply } from "../generator/emit/module.js";
import type { AttachmentPart } from "../generator/model/service.js";
import type { PropertyGroup, MemberUse } from "../generator/values/value-model.js";
import { callForms, mode, partsMembers } from "./call-form.js";
import { code, join, type Code, type Coded } from "./code.js";
import { documentation, sentences } from "./documentation.js";
import { commentCode, commentLine, stringLiteral } from "./escape.js";
import { array, call, object, typeLiteral, type Entry } from "./expression.js";
import { groupTable, propertiesIn, typeMember, usesType } from "./group.js";
import { namespaceOf } from "./reference.js";
import type { FunctionStructure, ParameterStructure, SignatureStructure } from "./statement.js";
import { checked, runtime } from "./symbols.js";

/** `export function getImageStatus(port, request, options?) { return port.call(getImageStatusOperation, …); }` */
export function operationFunction(operation: ModuleOperation, module: Module): Coded<FunctionStructure> {
  const reply = operation.isReplyUnknown ? "No sample shows the response: its elements are in `$any`." : undefined;
  const attachments = sentences(attachmentTexts(operation));
  const docs = documentation([operation.operation.documentation, reply, attachments, [provenance(operation)]]);
  const parameters = (port: Code, options: Code, optional: boolean): Coded<ParameterStructure>[] => [
    { name: "port", type: port },
    { name: "request", type: requestType(operation, module) },
    { name: "options", type: options, hasQuestionToken: optional },
  ];
  const replyParts = operation.response?.parts ?? [];
  const returnType = (values: readonly Code[]): Code =>
    replyParts.length === 0
      ? code`Promise<${runtime("ReplyTo")}<${join(["PortMode", ...values], ", ")}>>`
      : code`Promise<${runtime("ReplyWithParts")}<${join([receivedPartsType(replyParts, true), "PortMode", ...values], ", ")}>>`;
  const signatures = callForms(operation, module).map(
    ({ typeParameters, port, options, optional, reply }, index): Coded<SignatureStructure> => ({
      isExported: true,
      ...(index === 0 && { docs }),
      typeParameters,
      parameters: parameters(port, options, optional),
      returnType: returnType(reply ? [otherType(reply, module)] : responseTypes(operation, module)),
    }),
  );
  const anyPort = code`${runtime("Port")}<${operation.bindings.map(stringLiteral).join(" | ")}, object, PortMode>`;
  const { parts } = operation.request;
  const given = parts.length === 0 ? "" : code` & ${typeLiteral(partsMembers(parts))}`;
  const anyOptions = code`${runtime("SoapCallOptions")} & { header?: object | undefined }${given}`;
  const isOverloaded = signatures.length > 1;
  return {
    kind: "function",
    isExported: true,
    name: operation.function,
    typeParameters: [mode],
    parameters: parameters(anyPort, anyOptions, parts.length === 0),
    returnType: returnType(replyTypes(operation, module)),
    ...(!isOverloaded && signatures[0]),
    overloads: isOverloaded ? signatures : [],
    statements: [code`return port.call(${operation.table}, request, options);`],
  };
}

/** `function getImageStatusOperation(): Operation<GetImageStatus, GetImageStatusResponse> { return { … }; }` */
export function operationTable(operation: ModuleOperation, module: Module): Coded<FunctionStructure> {
  const { request, response, http } = operation;
  const { name, bindings } = operation.operation;
  const bound = bindings.filter(overSoap);
  // One SOAPAction stands for those of all bindings, and with it goes its Action in WS-Addressing.
  const { action, addressingAction } = bound.find((each) => each.action !== undefined) ?? bound[0] ?? {};
  const isPoliced = module.policies?.checked.has(operation.operation) === true;
  const isTyped = module.checked !== undefined;
  const replies = (isTyped ? responseTypes : replyTypes)(operation, module);
  const types = [requestType(operation, module), ...replies];
  const parts = response?.parts ?? [];
  const type =
    parts.length === 0
      ? code`${isTyped ? checked("OperationOf") : runtime("Operation")}<${join(types, ", ")}>`
      : code`${runtime("OperationWithParts")}<${join([receivedPartsType(parts, true), ...types], ", ")}>`;
  return {
    kind: "function",
    isExported: true,
    name: operation.table,
    docs: documentation([`The messages of \`${operation.function}\`; a server takes it too.`]),
    returnType: isTyped && parts.length > 0 ? code`${checked("OperationOf")}<${join(types, ", ")}> & ${type}` : type,
    statements: [
      code`return ${object([
        ["name", stringLiteral(name)],
        ["action", action === undefined ? undefined : stringLiteral(action)],
        ["addressingAction", addressingAction === undefined ? undefined : stringLiteral(addressingAction)],
        ["policies", isPoliced ? call(runtime("policyCheck"), module.policies.name) : undefined],
        ["request", messageTable(request, module)],
        ["response", response && messageTable(response, module)],
        ["faults", faultsOf(operation, module)],
        ["attachments", hasAttachments(operation) ? call(runtime("multipart")) : undefined],
        ...http.map((binding) => httpEntry(binding, module)),
      ])};`,
    ],
  };
}

/** `declaredFaults({ detail: { namespace, sequence: { OutOfStock: { … } } } })`; undefined if faults have no declared parts. */
function faultsOf({ response, faults, faultHeader }: ModuleOperation, module: Module): Code | undefined {
  if ((faults ?? faultHeader ?? response?.header) === undefined) return undefined;
  return call(
    runtime("declaredFaults"),
    object([
      ["detail", faults && groupTable(faults, module)],
      ["header", faultHeader && groupTable(faultHeader, module)],
    ]),
  );
}

/** The request line of the first binding, if it is known, and its place: `` `POST /soap.asmx` (specs/pixelz/GetImageStatus.txt:7) `` */
function provenance({ requestLine, operation }: ModuleOperation): string {
  const { path, line } = operation.bindings[0]?.place ?? operation.place;
  const place = `${commentLine(path)}:${line}`;
  return requestLine === undefined ? place : `${commentCode(requestLine)} (${place})`;
}

export function requestType({ request }: ModuleOperation, module: Module): Code {
  return bodyType(request.body, module);
}

/**
 * The call that a handler receives beside the value: `Call<{ Session: Session }> & { parts: { Photo: Attachment } }`.
 * HTTP GET and POST have no header blocks.
 */
export function callType(operation: ModuleOperation, module: Module): Code {
  const { parts } = operation.request;
  const type = callWithHeader(operation, module);
  return parts.length === 0 ? type : code`${type} & { parts: ${receivedPartsType(parts, false)} }`;
}

function callWithHeader({ request: { header }, bindings }: ModuleOperation, module: Module): Code {
  if (header === undefined) return runtime("Call");
  const isSure = bindings.every(isSoap);
  const members = header.alternatives.members.map((member): MemberUse => {
    return isSure || member.presence === "absent" ? member : { ...member, presence: "optional" };
  });
  return code`${runtime("Call")}<${usesType(members, module)}>`;
}

/** `{ Receipt?: Attachment | undefined }`, attachments of a message that was received. */
function receivedPartsType(parts: readonly AttachmentPart[], optional: boolean): Code {
  const type = code`${runtime("Attachment")}${optional ? " | undefined" : ""}`;
  return typeLiteral(parts.map(({ name }) => ({ name, optional, type })));
}

function hasAttachments({ request, response }: ModuleOperation): boolean {
  return request.parts.length > 0 || (response !== undefined && response.parts.length > 0);
}

/** ``Attachments of the request: `Photo` (image/jpeg or image/png).`` */
function attachmentTexts({ request, response }: ModuleOperation): readonly string[] {
  const text = ({ name, types }: AttachmentPart): string => {
    const any = types.includes("*/*") ? "of any type" : commentLine(types.join(" or "));
    return `${commentCode(name)} (${any})`;
  };
  return Object.entries({ request: request.parts, reply: response?.parts ?? [] }).flatMap(([message, parts]) =>
    parts.length === 0 ? [] : [`Attachments of the ${message}: ${parts.map(text).join(", ")}.`],
  );
}

/**
 * The answer that a handler returns: `Answer<PayResponse>`, including the header blocks and the attachments of the
 * response.
 */
export function answerType(operation: ModuleOperation, module: Module): Code {
  const { response } = operation;
  if (response === undefined) return code`${runtime("Answer")}<void>`;
  const [value = "void"] = replyTypes(operation, module);
  const { header, parts } = response;
  if (header === undefined && parts.length === 0) return code`${runtime("Answer")}<${value}>`;
  const optional = header === undefined || isOptional(header);
  const blocks = header && code`${openType(header, module)}${optional ? " | undefined" : ""}`;
  return code`${runtime("Answer")}<${typeLiteral([
    { name: "value", optional: false, type: value },
    ...(blocks === undefined ? [] : [{ name: "header", optional, type: blocks }]),
    ...partsMembers(parts),
  ])}>`;
}

/** The value of a message: that of its one element, or an object of its parts. */
function bodyType(body: PropertyGroup, module: Module): Code {
  const [only, ...others] = propertiesIn(body.alternatives.members);
  if (only === undefined) return runtime("OpenContent");
  return others.length === 0 ? typeMember(only, module).type : openType(body, module);
}

/**
 * The types of the value, of the header blocks, and of the details and header blocks of faults, as far as they are
 * declared.
 */
function responseTypes({ response, faults, faultHeader }: ModuleOperation, module: Module): Code[] {
  const value = response === undefined ? "void" : bodyType(response.body, module);
  const others = [response?.header, faults, faultHeader].map((group) => group && openType(group, module));
  const declared = others.slice(0, others.findLastIndex((type) => type !== undefined) + 1);
  return [value, ...declared.map((type) => type ?? runtime("OpenContent"))];
}

/** As {@link responseTypes}, with a value of any binding. */
function replyTypes(operation: ModuleOperation, module: Module): readonly Code[] {
  const [value = "void", ...others] = responseTypes(operation, module);
  const values = [value, ...operation.otherReplies.map((reply) => otherType(reply, module))];
  return [join(values, " | "), ...others];
}

/** `{ GradeResult: LiteralGrade } & OpenContent`, a reply over HTTP that differs from the response. */
function otherType({ body, isWrapped }: ModuleReply, module: Module): Code {
  return isWrapped ? code`(${openType(body, module)})` : bodyType(body, module);
}

function openType(group: PropertyGroup, module: Module): Code {
  return code`${usesType(group.alternatives.members, module)} & ${runtime("OpenContent")}`;
}

function isOptional({ alternatives }: PropertyGroup): boolean {
  return alternatives.members.every(({ presence }) => presence === "optional");
}

function messageTable({ body, header, encoded, references, parts }: ModuleMessage, module: Module): Code {
  const attached = parts.map(({ name, types }): Entry => [name, array(types.map(stringLiteral))]);
  return object([
    ["body", groupTable(body, module)],
    ["header", header && groupTable(header, module)],
    ["encoded", encoded ? runtime("encoded") : undefined],
    ["references", references ? runtime("objectReferences") : undefined],
    ["parts", parts.length === 0 ? undefined : object(attached)],
  ]);
}

function httpEntry({ operation, parameters, namespace, result, reply }: ModuleHttpOperation, module: Module): Entry {
  const renamed = parameters.map(({ property, name }): Entry => [property, stringLiteral(name)]);
  const root: readonly Entry[] = [
    ["root", operation.root && stringLiteral(operation.root.local)],
    ["namespace", namespace === undefined ? undefined : namespaceOf(namespace, module)],
  ];
  return [
    operation.binding,
    object([
      ["location", stringLiteral(operation.location)],
      ["urlReplacement", operation.urlReplacement ? runtime("urlReplacement") : undefined],
      ["content", operation.content && call(runtime("xmlContent"), stringLiteral(operation.content))],
      ["parameters", renamed.length === 0 ? undefined : object(renamed)],
      ["text", operation.text ? runtime("textReply") : undefined],
      ...(reply === undefined ? root : [["reply", groupTable(reply, module)] as const]),
      ["result", result === undefined ? undefined : stringLiteral(result)],
    ]),
  ];
}

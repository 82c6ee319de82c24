import { isHttp, isSoap, type Binding } from "../generator/bindings.js";
import type { Module, ModuleOperation, ModuleReply } from "../generator/emit/module.js";
import type { AttachmentPart } from "../generator/model/service.js";
import type { PropertyGroup, MemberUse } from "../generator/values/value-model.js";
import { code, type Code } from "./code.js";
import { stringLiteral } from "./escape.js";
import { typeLiteral, type TypeMember } from "./expression.js";
import { usesType } from "./group.js";
import type { TypeParameterStructure } from "./statement.js";
import { runtime } from "./symbols.js";

/** One way to call an operation: the types of its port and of its options. */
export interface CallForm {
  readonly typeParameters: readonly TypeParameter[];
  readonly port: Code;
  readonly options: Code;
  /** True if the options may be left out. */
  readonly optional: boolean;
  /** The reply, if it is not the response. */
  readonly reply?: ModuleReply;
}

type TypeParameter = TypeParameterStructure;

/** The type of the port's replies. The naming pass keeps the name free in the module. */
export const mode: TypeParameter = { name: "PortMode" };

/**
 * The ways to call an operation. Required header blocks are given by the call or by its port, which makes two ways.
 * HTTP GET and POST carry no blocks and make a third; those with a reply of another type make one more.
 */
export function callForms(operation: ModuleOperation, module: Module): readonly CallForm[] {
  const others = new Set<Binding>(operation.otherReplies.flatMap(({ bindings }) => bindings));
  const bindings = operation.bindings.filter((binding) => !others.has(binding));
  return [
    ...(bindings.length === 0 && others.size > 0 ? [] : formsOf(bindings, operation, module)),
    ...operation.otherReplies.map((reply): CallForm => ({ ...overHttp(reply.bindings), reply })),
  ];
}

/** The ways to call an operation over these bindings, whose replies have one type. */
function formsOf(
  bindings: readonly Binding[],
  { request: { header, parts } }: ModuleOperation,
  module: Module,
): readonly CallForm[] {
  const soap = bindings.filter(isSoap);
  const http = bindings.filter(isHttp);
  if (soap.length === 0) return [overHttp(http)];
  const port = soap.map(stringLiteral).join(" | ");
  if (header !== undefined) {
    const forms = isRequired(header) ? formsWith(header, port, module) : [formWithout(header, port, module)];
    if (http.length > 0) return [...forms, overHttp(isRequired(header) ? http : bindings)];
    return forms.map((form) => withParts(form, parts));
  }
  // Operations with attachments have no binding of HTTP.
  if (http.length === 0) return [withParts(overSoap(portOf(port), undefined), parts)];
  return [
    {
      // A type of the runtime, whose name the naming pass keeps free in the module.
      typeParameters: [{ name: "Binding", constraint: bindings.map(stringLiteral).join(" | ") }, mode],
      port: portOf("Binding"),
      options: code`${runtime("CallOptions")}<Binding>`,
      optional: true,
    },
  ];
}

function overHttp(bindings: readonly Binding[]): CallForm {
  return {
    typeParameters: [mode],
    port: portOf(bindings.map(stringLiteral).join(" | ") || "never"),
    options: runtime("HttpCallOptions"),
    optional: true,
  };
}

/** The form of an operation whose header blocks are all optional. */
function formWithout({ alternatives }: PropertyGroup, port: string, module: Module): CallForm {
  return overSoap(portOf(port), usesType(alternatives.members, module));
}

/** The forms of an operation with required header blocks, which the call or the port provides. */
function formsWith({ alternatives: { members } }: PropertyGroup, port: string, module: Module): readonly CallForm[] {
  const required = members.filter(({ presence }) => presence === "required");
  const ofPort = usesType(required, module);
  const others = usesType(members.map(optionalMember), module);
  const carried = overSoap(portOf(port, ofPort), others);
  if (required.length === 1) return [overSoap(portOf(port), usesType(members, module), false), carried];
  return [
    {
      ...overSoap(portOf(port, "PortBlocks"), code`Omit<${ofPort}, keyof PortBlocks> & ${others}`, false),
      typeParameters: [{ name: "PortBlocks", constraint: "object" }, mode],
    },
    carried,
  ];
}

function overSoap(port: Code, blocks: Code | undefined, optional = true): CallForm {
  const options = runtime("SoapCallOptions");
  if (blocks === undefined) return { typeParameters: [mode], port, options, optional };
  const header = optional ? code`{ header?: ${blocks} | undefined }` : code`{ header: ${blocks} }`;
  return { typeParameters: [mode], port, options: code`${options} & ${header}`, optional };
}

/** The form of a message with attachments, which the call gives. */
function withParts(form: CallForm, parts: readonly AttachmentPart[]): CallForm {
  if (parts.length === 0) return form;
  return { ...form, options: code`${form.options} & ${typeLiteral(partsMembers(parts))}`, optional: false };
}

/** `parts: { Photo: NewAttachment }`, attachments to send; each is required. */
export function partsMembers(parts: readonly AttachmentPart[]): readonly TypeMember[] {
  if (parts.length === 0) return [];
  const members = parts.map(({ name }) => ({ name, optional: false, type: runtime("NewAttachment") }));
  return [{ name: "parts", optional: false, type: typeLiteral(members) }];
}

/** `Port<"soap11", { Session: Session }, PortMode>`, a port that carries header blocks. */
function portOf(bindings: string, blocks: Code = "object"): Code {
  return code`${runtime("Port")}<${bindings}, ${blocks}, ${mode.name}>`;
}

function optionalMember(member: MemberUse): MemberUse {
  return member.presence === "required" ? { ...member, presence: "optional" } : member;
}

function isRequired({ alternatives }: PropertyGroup): boolean {
  return alternatives.members.some(({ presence }) => presence === "required");
}

import type { Module } from "../generator/emit/module.js";
import type { Wildcard } from "../generator/model/service.js";
import type {
  ContentModel,
  PropertyGroup,
  Member,
  MixedMember,
  Alternatives,
  MemberUse,
} from "../generator/values/value-model.js";
import { code, join, type Code } from "./code.js";
import { stringLiteral } from "./escape.js";
import { array, call, object, typeLiteral, type Entry, type TypeMember } from "./expression.js";
import { arrayOf, elementOf, elementType, listOf, namespaceOf, particle } from "./reference.js";
import { runtime } from "./symbols.js";

// ---- types

/** The type of a property that is present: `string | null`, `Price[]`, `({ A: string } | { B: number })[]`. */
export function memberType(member: Member, module: Module): Code {
  switch (member.kind) {
    case "element":
      return member.of.maxOccurs === 1 ? elementType(member.of, module) : listOf(member.of, module);
    case "any":
      return code`${runtime("XmlElement")}[]`;
    case "repeated":
      return arrayOf(alternativesType(member.of.alternatives, module));
    case "mixed":
      return arrayOf(join(["string", ...mixedItems(member, module)], " | "));
  }
}

function mixedItems({ of }: MixedMember, module: Module): Code[] {
  return of.members.map((member) => typeLiteral([typeMember({ member, presence: "required" }, module)]));
}

/** The type of one item: `{ A: string } & ({ B: number; C?: undefined } | { B?: undefined; C: string })`. */
function alternativesType({ members, unions }: Alternatives, module: Module): Code {
  const literal = (of: readonly MemberUse[]): Code => typeLiteral(of.map((member) => typeMember(member, module)));
  const choices = unions.map((alternatives) => join(alternatives.map(literal), " | "));
  if (members.length === 0 && choices.length === 1) return choices[0] ?? "{}";
  return join([literal(members), ...choices.map((choice) => code`(${choice})`)], " & ");
}

export function typeMember({ member, presence }: MemberUse, module: Module): TypeMember {
  const name = member.property;
  switch (presence) {
    case "required":
      return { name, optional: false, type: memberType(member, module) };
    case "optional":
      return { name, optional: true, type: code`${memberType(member, module)} | undefined` };
    case "absent":
      return { name, optional: true, type: "undefined" };
  }
}

// ---- tables

/** `{ namespace, sequence: { GetImageStatus: GetImageStatusTable } }` */
export function groupTable(group: PropertyGroup, module: Module): Code {
  if (group.members.length === 0) return "{}";
  return object([["namespace", namespaceOf(group.namespace, module)], ...groupEntries(group, object, module)]);
}

/** `sequence`, and `content` where members occur together or exclude each other. `print` lays out the properties. */
export function groupEntries(
  { members, namespace, content }: PropertyGroup,
  print: (entries: readonly Entry[]) => Code,
  module: Module,
): readonly Entry[] {
  const particles = members.map((member) => particleOf(member, namespace, module));
  return [
    ["sequence", particles.length === 0 ? undefined : print(particles)],
    ["content", content && contentModel(content)],
  ];
}

function particleOf(member: Member, namespace: string, module: Module): Entry {
  switch (member.kind) {
    case "element":
      return elementOf(member, namespace, module);
    case "any":
      return [member.property, particle(wildcard(member.of, module), member.of)];
    case "repeated":
      return [
        member.property,
        particle(call(runtime("repeated"), object(groupEntries(member.of, object, module))), member),
      ];
    case "mixed": {
      const items = { ...member.of, content: undefined };
      const type = call(runtime("mixed"), object(groupEntries(items, object, module)));
      return [member.property, particle(type, { minOccurs: 0, maxOccurs: 1 })];
    }
  }
}

/** `wildcard({ not: namespace })` */
function wildcard({ namespaces }: Wildcard, module: Module): Code {
  if (namespaces === "any") return call(runtime("wildcard"));
  if ("not" in namespaces) return call(runtime("wildcard"), object([["not", namespaceOf(namespaces.not, module)]]));
  return call(runtime("wildcard"), array(namespaces.map(stringLiteral)));
}

/** `sequence("Id", choice("Card", sequence("Cash", "Currency")), optional("Note"))` */
function contentModel(content: ContentModel): Code {
  if (typeof content === "string") return stringLiteral(content);
  if (content.kind === "optional") return call(runtime("optional"), contentModel(group(content.part)));
  return call(runtime(content.kind), ...content.parts.map(contentModel));
}

function group(content: ContentModel): ContentModel {
  return typeof content === "string" ? { kind: "sequence", parts: [content] } : content;
}

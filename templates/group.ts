import type { ChoiceSymbols, Module } from "../generator/emit/module.js";
import type { Wildcard } from "../generator/model/service.js";
import type {
  ChoiceMember,
  ContentModel,
  PropertyGroup,
  Member,
  MixedMember,
  Alternatives,
  MemberUse,
} from "../generator/values/value-model.js";
import { code, join, type Code } from "./code.js";
import { stringLiteral } from "./escape.js";
import { array, call, object, spread, typeLiteral, type Entry, type TypeMember } from "./expression.js";
import { arrayOf, elementOf, elementType, listOf, namespaceOf, particle } from "./reference.js";
import { runtime } from "./symbols.js";

// ---- types

/** The type of a property that is present: `string | null`, `Price[]`, `({ A: string } | { B: number })[]`. */
function memberType(member: Exclude<Member, ChoiceMember>, module: Module): Code {
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
  return propertiesIn(of.members.map((member) => ({ member, presence: "required" }))).map((use) =>
    typeLiteral([typeMember(use, module)]),
  );
}

/** The type of one item: `{ A: string } & PetChoice & ({ B: number; C?: undefined } | { B?: undefined; C: string })`. */
function alternativesType({ members, unions }: Alternatives, module: Module): Code {
  const choices = unions.map((alternatives) =>
    join(
      alternatives.map((each) => usesType(each, module)),
      " | ",
    ),
  );
  if (members.length === 0 && choices.length === 1) return choices[0] ?? "{}";
  return join([usesType(members, module), ...choices.map((choice) => code`(${choice})`)], " & ");
}

/** The type of an object with these members: `{ A: string } & PetChoice`. */
export function usesType(uses: readonly MemberUse[], module: Module): Code {
  const properties = propertiesIn(uses);
  const choices = choiceTypes(uses, module);
  const literal = typeLiteral(properties.map((use) => typeMember(use, module)));
  return join([...(properties.length === 0 && choices.length > 0 ? [] : [literal]), ...choices], " & ");
}

/** The use of a member that is a single property. */
export interface PropertyUse extends MemberUse {
  readonly member: Exclude<Member, ChoiceMember>;
}

export function propertiesIn(uses: readonly MemberUse[]): readonly PropertyUse[] {
  return uses.flatMap(({ member, presence }) => (member.kind === "choice" ? [] : [{ member, presence }]));
}

/** The types of the choices among members: `PetChoice`, `OptionalChoice<PetChoice>`, `NoChoice<PetChoice>`. */
export function choiceTypes(uses: readonly MemberUse[], module: Module): readonly Code[] {
  return uses.flatMap(({ member, presence }) => {
    if (member.kind !== "choice") return [];
    const { type } = choiceSymbols(member, module);
    if (presence === "absent") return [code`${runtime("NoChoice")}<${type}>`];
    return [presence === "required" || isFlat(member) ? type : code`${runtime("OptionalChoice")}<${type}>`];
  });
}

/** True for a choice with too many elements for a union, all of whose properties are optional. */
export function isFlat({ of }: ChoiceMember): boolean {
  return of.alternatives.unions.length === 0;
}

function choiceSymbols({ property }: ChoiceMember, module: Module): ChoiceSymbols {
  const choice = module.choices.get(property);
  if (choice === undefined) throw new TypeError(`the module has no choice ${property}`);
  return choice.names;
}

export function typeMember({ member, presence }: PropertyUse, module: Module): TypeMember {
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
  {
    members,
    namespace,
    content,
  }: Pick<PropertyGroup, "members" | "content"> & { readonly namespace: string | undefined },
  print: (entries: readonly Entry[]) => Code,
  module: Module,
): readonly Entry[] {
  const particles = members.map((member) => particleOf(member, namespace, module));
  return [
    ["sequence", particles.length === 0 ? undefined : print(particles)],
    ["content", content && contentModel(content, tablesIn(members, module))],
  ];
}

/** The tables of the choices among members, by their keys. */
function tablesIn(members: readonly Member[], module: Module): ReadonlyMap<string, Code> {
  return new Map(
    members.flatMap((member) =>
      member.kind === "choice" ? [[member.property, call(choiceSymbols(member, module).table)]] : [],
    ),
  );
}

function particleOf(member: Member, namespace: string | undefined, module: Module): Entry {
  switch (member.kind) {
    case "choice":
      return spread(code`${call(choiceSymbols(member, module).table)}.sequence`);
    case "element":
      return elementOf(member, namespace, module);
    case "any":
      return [member.property, particle(wildcard(member.of, module), member.of)];
    case "repeated":
      return [member.property, particle(call(runtime("repeated"), itemTable(member.of, module)), member)];
    case "mixed": {
      const items = { ...member.of, content: undefined };
      const type = call(runtime("mixed"), object(groupEntries(items, object, module)));
      return [member.property, particle(type, { minOccurs: 0, maxOccurs: 1 })];
    }
  }
}

/** The table of a repeated group's items: that of a choice if the group contains nothing else. */
function itemTable(group: PropertyGroup, module: Module): Code {
  const [only, ...others] = group.members;
  if (only?.kind === "choice" && others.length === 0) return call(choiceSymbols(only, module).table);
  return object(groupEntries(group, object, module));
}

/** `wildcard({ not: namespace })` */
function wildcard({ namespaces }: Wildcard, module: Module): Code {
  if (namespaces === "any") return call(runtime("wildcard"));
  if ("not" in namespaces) return call(runtime("wildcard"), object([["not", namespaceOf(namespaces.not, module)]]));
  return call(runtime("wildcard"), array(namespaces.map(stringLiteral)));
}

/**
 * `sequence("Id", choice("Card", sequence("Cash", "Currency")), optional("Note"))`. `tables` are those of choices, which contribute
 * their own content models: `sequence("Id", PetChoiceTable().content)`.
 */
function contentModel(content: ContentModel, tables: ReadonlyMap<string, Code>): Code {
  if (typeof content === "string") {
    const table = tables.get(content);
    return table === undefined ? stringLiteral(content) : code`${table}.content`;
  }
  if (content.kind !== "optional") {
    return call(runtime(content.kind), ...content.parts.map((part) => contentModel(part, tables)));
  }
  const { part } = content;
  const isProperty = typeof part === "string" && !tables.has(part);
  return call(runtime("optional"), contentModel(isProperty ? { kind: "sequence", parts: [part] } : part, tables));
}

import type { Module, ModuleChoice, ModuleObject } from "../generator/emit/module.js";
import type { Attribute, ComplexType } from "../generator/model/service.js";
import type { Alternative, MemberUse, Property } from "../generator/values/value-model.js";
import { code, join, type Code, type Coded } from "./code.js";
import { comment, documentation, sentences } from "./documentation.js";
import { commentCode, propertyName, stringLiteral } from "./escape.js";
import { typeLiteral, typeRecord, type TypeMember } from "./expression.js";
import { inlineFacets, memberDocumentation, valueDocumentation } from "./facets.js";
import { choiceTypes, isFlat, propertiesIn, typeMember, type PropertyUse } from "./group.js";
import { typeOf } from "./reference.js";
import type { AliasStructure, InterfaceStructure, PropertyStructure } from "./statement.js";
import { runtime } from "./symbols.js";

type TypeDeclaration = Coded<InterfaceStructure | AliasStructure>;

/** The type of an object, and its union with the types derived from it. */
export function objectTypes(object: ModuleObject, module: Module): TypeDeclaration[] {
  const { type, names, hierarchy } = object;
  const docs = documentation([
    type.documentation,
    type.content.kind === "unknown" ? unknownContent(type) : undefined,
    type.shared ? "One object may occur several times in a message, also within itself." : undefined,
  ]);
  const derived = (hierarchy?.derived ?? []).map((each) => typeOf(each.type, module));
  if (derived.length === 0) return [{ ...objectType(object, names.type, module), docs }];
  const union: TypeDeclaration = {
    kind: "alias",
    isExported: true,
    name: names.type,
    docs,
    type: join([...(type.abstract ? [] : [names.base]), ...derived], " | "),
  };
  return type.abstract ? [union] : [union, objectType(object, names.base, module)];
}

/** `export interface ImageStatus extends OpenContent { StatusId?: number | null | undefined; … }` */
function objectType(object: ModuleObject, name: Code, module: Module): TypeDeclaration {
  const { unions } = object.alternatives;
  const members = membersOf(object, module);
  const choices = choiceTypes(object.alternatives.members, module);
  if (unions.length === 0 && object.alternatives.members.every(isPlain)) {
    return {
      kind: "interface",
      isExported: true,
      name,
      extends: [runtime("OpenContent"), ...choices],
      properties: members.map(propertySignature),
    };
  }
  return {
    kind: "alias",
    isExported: true,
    name,
    type: join(
      [
        runtime("OpenContent"),
        ...(members.length === 0 ? [] : [typeRecord(members.map(withComment))]),
        ...choices,
        ...unions.map((alternatives) => code`(${unionOf(alternatives, module)})`),
      ],
      " & ",
    ),
    leadingTrivia: "\n",
  };
}

/**
 * `{ A: string; B?: undefined } | { A?: undefined; B: number }`; the first occurrence of a member carries its
 * documentation.
 */
function unionOf(alternatives: readonly Alternative[], module: Module): Code {
  const said = new Set<string>();
  const literals = alternatives.map((alternative) => {
    const members = propertiesIn(alternative.filter(isSaid)).map((each) => {
      const { member, presence } = each;
      if (presence === "absent" || said.has(member.property)) return typeMember(each, module);
      said.add(member.property);
      return withComment({ ...typeMember(each, module), docs: memberDocumentation(member, module) });
    });
    const literal = members.some(({ comment }) => comment !== undefined) ? typeRecord(members) : typeLiteral(members);
    const choices = choiceTypes(alternative, module);
    return join([...(members.length === 0 && choices.length > 0 ? [] : [literal]), ...choices], " & ");
  });
  return join(literals, " | ");
}

/** `export type PetChoice = { Dog: Dog; Cat?: undefined } | { Dog?: undefined; Cat: Cat };`, or an interface of optional properties. */
export function choiceType({ head, names, group }: ModuleChoice, module: Module): TypeDeclaration {
  const { members, unions } = group.alternatives;
  const docs = documentation([`One element of the substitution group of ${commentCode(head.local)}.`]);
  const exported = { isExported: true, name: names.type, docs } as const;
  if (unions.length === 0) {
    const properties = propertiesIn(members).map((each) => documentedMember(each, module));
    return { ...exported, kind: "interface", properties: properties.map(propertySignature) };
  }
  const type = join(
    unions.map((alternatives) => unionOf(alternatives, module)),
    " & ",
  );
  return { ...exported, kind: "alias", type };
}

/** True for a member that an interface can declare or inherit. */
function isPlain({ member }: MemberUse): boolean {
  return member.kind !== "choice" || isFlat(member);
}

function documentedMember(use: PropertyUse, module: Module): Documented {
  return { ...typeMember(use, module), docs: memberDocumentation(use.member, module) };
}

/** Leaves out members that any object can have. */
function isSaid({ member, presence }: Alternative[number]): boolean {
  return member.kind !== "any" || presence === "required";
}

function unknownContent({ evidence }: ComplexType): string {
  return evidence.content.kind === "shown" || evidence.content.kind === "observed"
    ? "Empty in the sample: it may contain text, elements or nothing."
    : "Not shown in the samples: it may contain text, elements or nothing.";
}

interface Documented extends TypeMember {
  readonly docs?: { description: string }[];
}

function membersOf(object: ModuleObject, module: Module): Documented[] {
  const { attributes, alternatives } = object;
  return [
    ...typeNameMember(object),
    ...attributes.map((attribute) => attributeMember(attribute, module)),
    ...textMember(object, module),
    ...propertiesIn(alternatives.members.filter(isSaid)).map((each) => documentedMember(each, module)),
  ];
}

/** The `$type` property, which distinguishes an object of a derived type from those of its base and of others. */
function typeNameMember({ hierarchy, typeName }: ModuleObject): Documented[] {
  if (hierarchy === undefined || typeName === undefined) return [];
  const type = stringLiteral(typeName.name);
  return hierarchy.isDerived
    ? [{ name: "$type", optional: false, type }]
    : [{ name: "$type", optional: true, type: `${type} | undefined` }];
}

function attributeMember({ property, of: attribute }: Property<Attribute>, module: Module): Documented {
  const type = typeOf(attribute.type, module);
  const { local } = attribute.name;
  const isShifted = property.startsWith("$$");
  const facts = isShifted
    ? [`The attribute ${commentCode(local)}: ${commentCode(`$${local}`)} is another property.`]
    : [];
  const docs = valueDocumentation(attribute, module, facts);
  return attribute.use === "optional"
    ? { name: property, optional: true, type: code`${type} | undefined`, docs }
    : { name: property, optional: false, type, docs };
}

/** The text property. An element that a sample shows empty may have no text, and then no value either. */
function textMember({ text, type }: ModuleObject, module: Module): Documented[] {
  if (text === undefined) return [];
  const optional = type.content.kind === "unknown";
  const value = code`${typeOf(text, module)}${optional ? " | undefined" : ""}`;
  return [
    { name: "$value", optional, type: value, docs: documentation([sentences(inlineFacets(text, module), "  ")], "  ") },
  ];
}

function propertySignature({ name, optional, type, docs = [] }: Documented): Coded<PropertyStructure> {
  return { name: propertyName(name), type, hasQuestionToken: optional, docs };
}

function withComment({ docs = [], ...member }: Documented): TypeMember {
  return { ...member, comment: comment(docs) };
}

import type { Module, ModuleType } from "../generator/emit/module.js";
import type { Element } from "../generator/model/service.js";
import type { ContentModel, PropertyGroup, Member, Alternatives } from "../generator/values/value-model.js";
import { callForms } from "./call-form.js";
import { constraintOf, enumerationKind, resolve } from "./reference.js";
import { restrictionOf, type AnySimple } from "../generator/values/restriction.js";

/** What the module names of the runtime. */
export function usesOf(module: Module): { readonly values: ReadonlySet<string>; readonly types: ReadonlySet<string> } {
  const values = new Set<string>();
  const types = new Set<string>();
  for (const reference of module.references) {
    const type = resolve(reference, module);
    if (type.kind === "enumeration" && type.typeName === undefined) values.add(enumerationKind(type));
    if (type.kind === "inline") for (const name of simpleParts(type.type)) values.add(name);
    if (type.kind === "list") for (const name of constraintUses(type.item.of, module)) values.add(name);
    if (type.kind === "builtin") values.add(module.scalars.get(type.name)?.codec ?? type.name);
  }
  for (const reference of module.typed) {
    const type = resolve(reference, module);
    const scalar = type.kind === "builtin" ? module.scalars.get(type.name) : undefined;
    if (scalar?.imported) types.add(scalar.type);
  }
  for (const type of module.declared) for (const name of declaredUses(type, module)) values.add(name);
  for (const operation of module.operations) {
    const { request, response, faults, faultHeader } = operation;
    const forms = callForms(operation, module);
    for (const name of ["Port", "Reply", ...forms.map(({ options }) => options)]) types.add(name);
    if (forms.length > 1) types.add("SoapCallOptions");
    const messages = response === undefined ? [request] : [request, response];
    if (messages.some(({ encoded }) => encoded)) values.add("encoded");
    const groups = [
      ...messages.flatMap(({ body, header }) => (header ? [body, header] : [body])),
      ...(faults ? [faults] : []),
      ...(faultHeader ? [faultHeader] : []),
    ];
    for (const group of groups) for (const name of groupUses(group, module)) values.add(name);
    const isOpen = messages.some(({ body }) => body.members.length !== 1);
    if (isOpen || response?.header !== undefined || faults !== undefined) types.add("OpenContent");
  }
  if (module.declared.some(hasOwnType)) types.add("OpenContent");
  if (module.declared.some(hasSimple)) types.add("Simple");
  if (module.declared.some((type) => type.kind === "object" && namesWildcard(type))) types.add("XmlElement");
  return { values, types };
}

/** What the table or the function of a declared type calls. */
function declaredUses(type: ModuleType, module: Module): readonly string[] {
  switch (type.kind) {
    case "object":
      return [
        ...type.attributes.flatMap(({ of: { type, fixed } }) =>
          fixed === undefined ? [] : constraintUses({ type, fixed }, module),
        ),
        ...groupUses(type, module),
        ...(type.hierarchy?.derived.length ? ["derivation"] : []),
      ];
    case "alias":
      return constraintUses(type.item.of, module);
    case "simple":
      return [...simpleParts(type.type), ...(type.typeName === undefined ? [] : ["named"])];
    case "enumeration":
      return type.typeName === undefined ? [] : [enumerationKind(type), "named"];
    case "list":
    case "inline":
    case "builtin":
      return [];
  }
}

function groupUses({ members, content }: PropertyGroup, module: Module): readonly string[] {
  return [
    ...members.flatMap((member): readonly string[] => {
      switch (member.kind) {
        case "element":
          return [...constraintUses(member.of, module), ...(member.of.use === undefined ? [] : ["encoded"])];
        case "any":
          return ["wildcard"];
        case "repeated":
          return ["repeated", ...groupUses(member.of, module)];
        case "mixed":
          return ["mixed", ...groupUses({ ...member.of, content: undefined }, module)];
      }
    }),
    ...(content === undefined ? [] : contentUses(content)),
  ];
}

function contentUses(content: ContentModel): readonly string[] {
  if (typeof content === "string") return [];
  if (content.kind !== "optional") return [content.kind, ...content.parts.flatMap(contentUses)];
  return ["optional", ...(typeof content.part === "string" ? ["sequence"] : contentUses(content.part))];
}

function constraintUses(constrained: Pick<Element, "type" | "default" | "fixed">, module: Module): readonly string[] {
  const name = constraintOf(constrained, module);
  return name === undefined ? [] : [name];
}

function simpleParts(type: AnySimple): readonly string[] {
  const restriction = restrictionOf(type);
  return [
    ...(type.kind === "simple" ? [] : [type.kind]),
    ...(restriction === undefined ? [] : ["restricted"]),
    ...(restriction?.patterns === undefined ? [] : ["pattern"]),
  ];
}

function hasSimple(type: ModuleType): boolean {
  return type.kind === "simple" || (type.kind === "enumeration" && type.typeName !== undefined);
}

/** False for what is only the union of the types that are derived from it. */
function hasOwnType(type: ModuleType): boolean {
  return type.kind === "object" && !(type.type.abstract && type.hierarchy?.derived.length);
}

/** True if its type says of a wildcard what not every object has. */
function namesWildcard(group: PropertyGroup & { readonly kind?: "object" }): boolean {
  return group.members.some((member) => {
    switch (member.kind) {
      case "element":
        return false;
      case "any":
        return group.kind !== "object" || isRequired(group.alternatives, member);
      case "repeated":
      case "mixed":
        return namesWildcard(member.of);
    }
  });
}

function isRequired({ members, unions }: Alternatives, member: Member): boolean {
  return [...members, ...unions.flat(2)].some((each) => each.member === member && each.presence === "required");
}

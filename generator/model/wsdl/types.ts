import { builtinLike, builtinOf } from "../../builtins.js";
import type { Report } from "../../diagnostic.js";
import type { Schemas, TypeDefinition } from "../../read/xsd/schema.js";
import type { Place } from "../../source.js";
import { isAnyContent, listItem } from "../content-kind.js";
import { clark, localOf, type QName, type Type, type TypeReference } from "../service.js";
import { arrayOf, isArrayBase } from "./array.js";
import type { Building } from "./building.js";
import { complexTypes } from "./complex-types.js";
import { dataSetOf, dataSetsIn } from "./data-sets.js";
import { derivedTypes } from "./derived-types.js";
import { reportComplex } from "./mismatch.js";
import { repeatedTexts } from "./repeated-texts.js";
import { simpleTypes } from "./simple-types.js";
import { substitutionGroups } from "./substitution-groups.js";
import { typeNames } from "./type-names.js";
import type { ReportUnresolved } from "./unresolved.js";

/** The types that messages reach, each built once: when its content is first needed, or by `settle`. */
export interface Types {
  readonly building: Building;
  /**
   * Builds all types that are referred to, directly or not, so that they are named in the order in which they are
   * reached.
   */
  settle(): void;
  find(reference: TypeReference): Type | undefined;
  /** Adds a type that no schema declares, under this name if it is free. */
  add(name: QName, build: (name: QName) => Type): TypeReference;
  /**
   * Marks the type of the only element of a body as the wrapper of an operation. One that `isNamedAfter` the operation
   * is always a wrapper. Any other is a value of its own if its type is a list with a name (`ArrayOfX`) or any XML, which
   * have one form wherever they occur.
   */
  markWrapper(reference: TypeReference, isNamedAfter: boolean): void;
  isWrapper(reference: TypeReference): boolean;
  all(): readonly Type[];
}

/**
 * The limit on elements and attributes that types repeat from groups, bases and substitution groups. It is proportional
 * to the schemas, so that the output is too. The choice of a substitution group is printed once, but the model holds its
 * elements at each reference. The largest known service, with 4,400 types, repeats 16,000.
 */
function mostRepeated({ types, elements, groups, attributeGroups }: Schemas): number {
  return 20_000 + 10 * (types.size + elements.size + groups.size + attributeGroups.size);
}

export function typesOf(schemas: Schemas, report: Report, reportUnresolved: ReportUnresolved): Types {
  const names = typeNames(schemas);
  const built = new Map<string, Type>();
  /** A queue of types to build, by key, because chains of types can be deeper than the stack. */
  const builders = new Map<string, () => Type>();
  const pending: string[] = [];
  const unresolved = new Set<string>();
  const wrappers = new Set<string>();
  /** The only elements of bodies that are not named after their operations. */
  const others = new Set<string>();
  const most = mostRepeated(schemas);
  let spent = 0;

  const refer = (name: QName, build: () => Type): TypeReference => {
    const key = clark(name);
    if (!builders.has(key)) {
      builders.set(key, build);
      pending.push(key);
    }
    return { kind: "type", name: key };
  };
  const build = (key: string): Type | undefined => {
    const known = built.get(key);
    if (known !== undefined) return known;
    const type = builders.get(key)?.();
    if (type === undefined) return undefined;
    built.set(key, type);
    countTexts(type);
    return type;
  };
  const definitionType = (definition: TypeDefinition, name: QName): TypeReference =>
    refer(name, () => (definition.kind === "complex" ? complexType(definition, name) : simpleType(definition, name)));

  const named = (name: QName, place: Place): TypeReference => {
    const builtin = builtinOf(name);
    if (builtin !== undefined) return { kind: "builtin", name: builtin };
    if (isArrayBase(name)) return refer(name, () => arrayOf({ kind: "builtin", name: "anyType" }, name, false, place));
    const key = clark(name);
    const definition = schemas.types.get(key);
    if (definition !== undefined) return definitionType(definition, definition.name ?? name);
    const like = builtinLike(name);
    if (like !== undefined) {
      reportCase(name, like, place, report);
      return { kind: "builtin", name: like };
    }
    if (!unresolved.has(key)) reportUnresolved("type", name, place, "any content is accepted");
    unresolved.add(key);
    return { kind: "builtin", name: "anyType", xml: true };
  };

  const building: Building = {
    schemas,
    report,
    reportUnresolved,
    reference(use, element, parent) {
      if (use === undefined) return { kind: "builtin", name: "anyType" };
      if (use.kind === "named") return named(use.name, use.place);
      return definitionType(use.type, names.of(use.type, element, parent));
    },
    simpleReference(use, element, parent) {
      const definition = use.kind === "anonymous" ? use.type : schemas.types.get(clark(use.name));
      if (definition?.kind === "complex" && !(use.kind === "named" && builtinOf(use.name) !== undefined)) {
        reportComplex(definition, use.kind === "named" ? use.place : definition.place, report);
        return { kind: "builtin", name: "anySimpleType" };
      }
      const reference = building.reference(use, element, parent);
      const isAny = reference.kind === "builtin" && reference.name === "anyType";
      return isAny ? { kind: "builtin", name: "anySimpleType" } : reference;
    },
    arrayOf(item, namespace, place, dimensions) {
      const key = `${namespace} ${dimensions} ${item.name}`;
      const name = arrayNames.get(key) ?? names.choose({ namespace, local: `ArrayOf${localOf(item.name)}` });
      arrayNames.set(key, name);
      return refer(name, () => arrayOf(item, name, true, place, dimensions));
    },
    dataSetOf(type) {
      const declaration = dataSetOf(type, dataSets);
      return declaration && building.reference(declaration.type, declaration.name, undefined);
    },
    ...substitutionGroups(schemas),
    ...derivedTypes(schemas),
    spend(repeated, place) {
      const before = spent;
      spent += repeated;
      if (before <= most && spent > most) reportTooMany(most, place, report);
      return spent <= most;
    },
  };
  const dataSets = dataSetsIn(schemas);
  const arrayNames = new Map<string, QName>();
  const countTexts = repeatedTexts(building);
  const complexType = complexTypes(building);
  const simpleType = simpleTypes(building);

  const settle = () => {
    const order = pending.splice(0).reverse();
    for (let next = order.pop(); next !== undefined; next = order.pop()) {
      build(next);
      for (const each of pending.splice(0).reverse()) order.push(each);
    }
  };
  const isWrapper = (key: string, type: Type | undefined): boolean => {
    if (wrappers.has(key)) return true;
    return others.has(key) && type?.kind === "complex" && !isAnyContent(type) && !(!type.anonymous && listItem(type));
  };
  return {
    building,
    settle,
    find: (reference) => (reference.kind === "builtin" ? undefined : build(reference.name)),
    add(name, buildType) {
      const chosen = names.choose(name);
      return refer(chosen, () => buildType(chosen));
    },
    markWrapper(reference, isNamedAfter) {
      if (reference.kind === "type") (isNamedAfter ? wrappers : others).add(reference.name);
    },
    isWrapper: (reference) => reference.kind === "type" && isWrapper(reference.name, build(reference.name)),
    all() {
      settle();
      return [...built].map(([key, type]) =>
        type.kind === "complex" && isWrapper(key, type) ? { ...type, wrapper: true } : type,
      );
    },
  };
}

function reportCase({ local }: QName, name: string, place: Place, report: Report): void {
  const message = `found type ${local} of XML Schema, expected ${name}; read as that`;
  report({ severity: "warning", code: "component-inexact", message, place });
}

function reportTooMany(most: number, place: Place, report: Report): void {
  report({
    severity: "error",
    code: "content-too-large",
    message: `found more than ${most} elements and attributes that types take from groups, base types and substitution groups, expected fewer`,
    place,
  });
}

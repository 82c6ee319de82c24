import type { ElementDeclaration, Schemas } from "../../read/xsd/schema.js";
import { reach } from "../reach.js";
import { elementsIn, membersIn, operationElements } from "../traversal.js";
import { isAnyContent } from "../content-kind.js";
import { clark, typesByKey, type ComplexType, type Operation, type Type } from "../service.js";

/** The elements of typed DataSets, by their namespaces: ADO.NET declares one DataSet in each. */
export function dataSetsIn({ elements }: Schemas): ReadonlyMap<string, ElementDeclaration> {
  const declarations = [...elements.values()].filter(({ isDataSet }) => isDataSet === true);
  return new Map(declarations.toReversed().map((declaration) => [declaration.name.namespace, declaration]));
}

/**
 * The type of an element that holds a DataTable of a typed DataSet, as any content. Its attributes name the class of the
 * table for generators of proxies; no message has them.
 */
export function withoutTableName(type: ComplexType): ComplexType {
  const isTable = type.attributes.some(({ name, fixed }) => name.local === "tableTypeName" && fixed !== undefined);
  const content = { ...type, attributes: [] };
  return isTable && isAnyContent(content) ? content : type;
}

/** The DataSet that any content holds: that of the only namespace that a wildcard or the attribute of a DataTable names. */
export function dataSetOf(
  type: ComplexType,
  dataSets: ReadonlyMap<string, ElementDeclaration>,
): ElementDeclaration | undefined {
  if (dataSets.size === 0 || !isAnyContent({ ...type, attributes: [] })) return undefined;
  const uris = [
    ...membersIn(type.content).flatMap((member) =>
      member.kind === "any" && Array.isArray(member.namespaces) ? (member.namespaces as readonly string[]) : [],
    ),
    ...type.attributes.flatMap(({ name, fixed }) => (name.local === "namespace" && fixed !== undefined ? fixed : [])),
  ];
  return uris.map((uri) => dataSets.get(uri)).find((found) => found !== undefined);
}

/**
 * Marks the tables of typed DataSets, and the types of their rows. A DataSet without tables stays any content, and so
 * does one whose element messages contain as well, which is an object there.
 */
export function withDataSets(types: readonly Type[], operations: readonly Operation[]): readonly Type[] {
  const keys = new Set(types.flatMap((type) => (type.kind === "complex" ? (type.dataSet ?? []) : [])));
  if (keys.size === 0) return types;
  const byKey = typesByKey(types);
  const inMessages = reach(operations.flatMap(operationElements), { types: types.map(withoutDataSet) });
  const tables = new Set<string>();
  const rows = new Set<string>();
  for (const key of keys) {
    const own = rowTypes(key, byKey);
    if (own.length === 0 || inMessages.has(key)) continue;
    tables.add(key);
    for (const row of own) rows.add(row);
  }
  // The set grows during the loop, which visits nested tables too.
  for (const key of rows) for (const nested of rowTypes(key, byKey)) rows.add(nested);
  return types.map((type) => {
    if (type.kind !== "complex") return type;
    const key = clark(type.name);
    if (tables.has(key)) return { ...type, data: "tables" };
    if (rows.has(key)) return { ...type, data: "row" };
    return type.dataSet === undefined || tables.has(type.dataSet) ? type : withoutDataSet(type);
  });
}

/** The keys of the types of the tables in a DataSet or in a row. */
function rowTypes(key: string, types: ReadonlyMap<string, Type>): readonly string[] {
  const type = types.get(key);
  if (type?.kind !== "complex") return [];
  return elementsIn(type.content).flatMap(({ type: { kind, name } }) => {
    const inner = kind === "type" ? types.get(name) : undefined;
    return inner?.kind === "complex" && !isAnyContent(inner) ? name : [];
  });
}

function withoutDataSet(type: Type): Type {
  if (type.kind !== "complex" || type.dataSet === undefined) return type;
  const { dataSet, ...rest } = type;
  return rest;
}

import { attribute, child, children } from "../document/find.js";
import { base64Binary } from "../simple/binary.js";
import { boolean } from "../simple/boolean.js";
import { date, dateTime, duration, time } from "../simple/date.js";
import {
  byte,
  decimal,
  double,
  float,
  int,
  integer,
  long,
  short,
  unsignedByte,
  unsignedInt,
  unsignedLong,
  unsignedShort,
} from "../simple/number.js";
import type { Simple } from "../simple/simple.js";
import { string } from "../simple/text.js";
import type { XmlElement } from "../xml/element.js";
import { xsd } from "../xml/names.js";

export const msdata = "urn:schemas-microsoft-com:xml-msdata";
export const diffgr = "urn:schemas-microsoft-com:xml-diffgram-v1";

/** The tables of a DataSet, as the schema in it declares them. */
export interface DataSchema {
  /** The name and the namespace of the element that holds the rows. */
  readonly name: string;
  readonly namespace: string;
  /** All tables, by the names of their elements. */
  readonly tables: ReadonlyMap<string, DataTable>;
}

export interface DataTable {
  readonly name: string;
  /** The columns and the tables that are nested in this one, by the names of their elements. */
  readonly elements: ReadonlyMap<string, DataColumn | DataTable>;
  /** By their local names. The attribute of a hidden column is in the namespace `msdata`. */
  readonly attributes: ReadonlyMap<string, DataColumn>;
  /** The column that is the text of a row. */
  readonly text: DataColumn | undefined;
}

export interface DataColumn {
  readonly name: string;
  /** The namespace of an attribute. */
  readonly namespace: string;
  readonly type: Simple<DataScalar>;
}

export type DataScalar = string | number | bigint | boolean | Uint8Array;

/** Reads the schemas of a DataSet, of which the first one declares it. */
export function readDataSchema(schemas: readonly XmlElement[]): DataSchema {
  const globals = new Map<string, XmlElement>();
  for (const schema of schemas) {
    for (const element of children(schema, "element", xsd)) {
      const name = attribute(element, "name");
      if (name !== undefined && !globals.has(name)) globals.set(name, element);
    }
  }
  const all = [...globals.values()];
  const root = all.find((element) => attribute(element, "IsDataSet", msdata) === "true") ?? all[0];
  const tables = new Map<string, DataTable>();
  const [schema] = schemas;
  const namespace = schema && attribute(schema, "elementFormDefault") === "qualified" ? targetOf(schema) : "";
  for (const element of root === undefined ? [] : elementsOf(root)) tableOf(element, { schema, globals, tables });
  return { name: (root && attribute(root, "name")) ?? "NewDataSet", namespace, tables };
}

interface Reading {
  readonly schema: XmlElement | undefined;
  readonly globals: ReadonlyMap<string, XmlElement>;
  readonly tables: Map<string, DataTable>;
}

/** The table that an element declares, or refers to. */
function tableOf(particle: XmlElement, reading: Reading): DataTable | undefined {
  const { schema, globals, tables } = reading;
  const reference = attribute(particle, "ref");
  const element = reference === undefined ? particle : globals.get(localName(reference));
  const type = element && child(element, "complexType", xsd);
  const local = element && attribute(element, "name");
  if (element === undefined || type === undefined || local === undefined) return undefined;
  const known = tables.get(local);
  if (known !== undefined) return known;
  const elements = new Map<string, DataColumn | DataTable>();
  const attributes = new Map<string, DataColumn>();
  const extension = simpleExtension(type);
  const text = extension && {
    name: attribute(extension.content, "ColumnName", msdata) ?? `${local}_text`,
    namespace: "",
    type: typeOf(extension.base),
  };
  const table = { name: decodeName(local), elements, attributes, text };
  tables.set(local, table);
  for (const inner of elementsOf(element)) {
    const nested = tableOf(inner, reading);
    const name = attribute(inner, "name") ?? localName(attribute(inner, "ref") ?? "");
    elements.set(name, nested ?? columnOf(inner, name, ""));
  }
  for (const each of children(extension?.base ?? type, "attribute", xsd)) {
    const name = attribute(each, "name") ?? "";
    const isHidden = attribute(each, "use") === "prohibited";
    const form = attribute(each, "form") ?? (schema && attribute(schema, "attributeFormDefault"));
    const namespace = isHidden ? msdata : form === "qualified" && schema ? targetOf(schema) : "";
    attributes.set(isHidden ? `hidden${name}` : name, columnOf(each, name, namespace));
  }
  return table;
}

function targetOf(schema: XmlElement): string {
  return attribute(schema, "targetNamespace") ?? "";
}

/** The elements in the content of an element. */
function elementsOf(element: XmlElement): XmlElement[] {
  const type = child(element, "complexType", xsd);
  const group = type && (child(type, "sequence", xsd) ?? child(type, "choice", xsd) ?? child(type, "all", xsd));
  return group === undefined ? [] : children(group, "element", xsd);
}

/** The parts of a simpleContent. */
function simpleExtension(type: XmlElement): { readonly content: XmlElement; readonly base: XmlElement } | undefined {
  const content = child(type, "simpleContent", xsd);
  const base = content && (child(content, "extension", xsd) ?? child(content, "restriction", xsd));
  return content && base && { content, base };
}

function columnOf(declaration: XmlElement, name: string, namespace: string): DataColumn {
  return { name: decodeName(name), namespace, type: typeOf(declaration) };
}

/** The type of a column; a string for the types of .NET that XML Schema does not have. */
function typeOf(declaration: XmlElement): Simple<DataScalar> {
  const simple = child(declaration, "simpleType", xsd);
  const restriction = simple && child(simple, "restriction", xsd);
  const name = attribute(declaration, "type") ?? attribute(restriction ?? declaration, "base") ?? "";
  return types.get(localName(name)) ?? string;
}

const types: ReadonlyMap<string, Simple<DataScalar>> = /* @__PURE__ */ byName(
  base64Binary,
  boolean,
  byte,
  date,
  dateTime,
  decimal,
  double,
  duration,
  float,
  int,
  integer,
  long,
  short,
  time,
  unsignedByte,
  unsignedInt,
  unsignedLong,
  unsignedShort,
);

function byName(...types: readonly Simple<any>[]): ReadonlyMap<string, Simple<DataScalar>> {
  return new Map(types.map((type) => [type.name, type]));
}

function localName(qname: string): string {
  return qname.slice(qname.indexOf(":") + 1).trim();
}

/** The name of a table or a column, in which XML names cannot hold all characters: `Full_x0020_Name` is `Full Name`. */
export function decodeName(name: string): string {
  const decoded = name.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  return decoded.startsWith("$") ? name : decoded;
}

/** The reverse of {@link decodeName}. */
export function encodeName(name: string): string {
  return name
    .replace(/_(?=x[\dA-Fa-f]{4}_)/g, "_x005F_")
    .replace(/[^\w.-]|^[\d.-]/g, (unit) => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`);
}

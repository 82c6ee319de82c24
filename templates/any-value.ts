import type { Module, ModuleAny } from "../generator/emit/module.js";
import type { TypeName } from "../generator/values/value-model.js";
import { code, join, type Code, type Coded } from "./code.js";
import { documentation } from "./documentation.js";
import { stringLiteral } from "./escape.js";
import { array, object, record, type Entry } from "./expression.js";
import { codecOf, namespaceOf, resolve, typeOf } from "./reference.js";
import type { AliasStructure, FunctionStructure } from "./statement.js";
import { runtime } from "./symbols.js";

/** `export type AnyValue = AnyBuiltin | TypedObject<"Point", Point> | TypedValue<"Kind", Kind> | XmlElement;` */
export function anyType(any: ModuleAny, module: Module): Coded<AliasStructure> {
  const { names, types, scalars } = any;
  const own = scalars.map(([name, { type }]) => code`${stringLiteral(`xsd:${name}`)}: ${type}`);
  const builtin = own.length === 0 ? runtime("AnyBuiltin") : code`${runtime("AnyBuiltin")}<{ ${join(own, "; ")} }>`;
  return {
    kind: "alias",
    isExported: true,
    name: names.type,
    docs: documentation(["A value of any type, which `xsi:type` states; XML without a type that is known."]),
    type: join([builtin, ...types.map(([key, { name }]) => valueOf(key, name, module)), runtime("XmlElement")], " | "),
    leadingTrivia: "\n",
  };
}

/** `function AnyValueTable(): AnyTable<AnyValue> { return { types: [{ namespace, types: { Point: PointTable } }] }; }` */
export function anyTable(any: ModuleAny, module: Module): Coded<FunctionStructure> {
  const { names, types, scalars } = any;
  const ofNamespaces = [...new Set(types.map(([, { namespace }]) => namespace))].map((namespace) => {
    const inside = types.filter(([, type]) => type.namespace === namespace);
    return record([
      ["namespace", namespaceOf(namespace, module)],
      ["types", record(inside.map((type) => entryOf(type, module)))],
    ]);
  });
  return {
    kind: "function",
    isExported: module.shared,
    name: names.table,
    returnType: code`${runtime("AnyTable")}<${names.type}>`,
    statements: [
      code`return ${object([
        ["types", array(ofNamespaces)],
        ["builtins", scalars.length === 0 ? undefined : object(scalars.map(([name, { codec }]) => [name, codec]))],
      ])};`,
    ],
  };
}

/** The type of a value that states its type: an object does so in itself, unless it is of a base type. */
function valueOf(key: string, name: string, module: Module): Code {
  const type = resolve({ kind: "type", name: key }, module);
  const literal = stringLiteral(name);
  if (type.kind !== "object") {
    return code`${runtime("TypedValue")}<${literal}, ${typeOf({ kind: "type", name: key }, module)}>`;
  }
  const { names, hierarchy } = type;
  const own = hierarchy !== undefined && hierarchy.derived.length > 0 ? names.base : names.type;
  return hierarchy?.isDerived === true ? own : code`${runtime("TypedObject")}<${literal}, ${own}>`;
}

function entryOf([key, { name, local }]: readonly [string, TypeName], module: Module): Entry {
  const type = resolve({ kind: "type", name: key }, module);
  const isFunction = type.kind === "object" || type.kind === "alias" || type.kind === "simple";
  const table = isFunction
    ? type.names.table
    : code`() => (${codecOf({ kind: "type", name: key }, undefined, module)})`;
  return [
    name,
    local === name
      ? table
      : object([
          ["local", stringLiteral(local)],
          ["type", table],
        ]),
  ];
}

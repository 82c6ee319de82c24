import type { Module, ModuleEnumeration, ModuleSimple } from "../generator/emit/module.js";
import type { TypeName } from "../generator/values/value-model.js";
import { code, type Code, type Coded } from "./code.js";
import { documentation, sentences } from "./documentation.js";
import { stringLiteral } from "./escape.js";
import { call, object, type Entry } from "./expression.js";
import { facets } from "./facets.js";
import { enumerationCodec, namespaceOf, simpleCodec, simpleTypeOf } from "./reference.js";
import type { AliasStructure, FunctionStructure } from "./statement.js";
import { runtime } from "./symbols.js";

/** `export type Zip = string;` */
export function simpleAlias({ type, names }: ModuleSimple, module: Module): Coded<AliasStructure> {
  return {
    kind: "alias",
    isExported: true,
    name: names.type,
    docs: documentation([type.documentation, sentences(facets(type))]),
    type: simpleTypeOf(type, module),
    leadingTrivia: "\n",
  };
}

/** `function ZipType(): Simple<Zip> { return restricted(string, { maxLength: 5 }); }` */
export function simpleFunction(simple: ModuleSimple | ModuleEnumeration, module: Module): Coded<FunctionStructure> {
  const { names, typeName } = simple;
  const codec = simple.kind === "enumeration" ? enumerationCodec(simple) : simpleCodec(simple.type, module);
  return {
    kind: "function",
    isExported: module.shared,
    name: names.table,
    returnType: code`${runtime("Simple")}<${names.type}>`,
    statements: [code`return ${typeName === undefined ? codec : named(codec, typeName, module)};`],
  };
}

function named(codec: Code, { local, namespace }: TypeName, module: Module): Code {
  const name: readonly Entry[] = [
    ["name", stringLiteral(local)],
    ["namespace", namespaceOf(namespace, module)],
  ];
  return call(runtime("named"), codec, object(name));
}

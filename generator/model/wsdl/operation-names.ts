import { groupBy } from "../../group-by.js";
import type { PortType, WsdlBinding, WsdlOperation } from "../../read/wsdl/wsdl.js";
import { clark } from "../service.js";

/** An operation, with the components that distinguish it from others of its name. */
export interface NamedOperation {
  readonly declaration: WsdlOperation;
  readonly portType: PortType;
  /** The first binding that offers it. */
  readonly binding: WsdlBinding;
}

/**
 * Unique names for operations, in their order. Operations that share a name all take longer ones: overloads those of their
 * inputs, others those of their port types, else of their bindings. Only a number is left where nothing else differs.
 */
export function operationNames(operations: readonly NamedOperation[]): readonly string[] {
  const groups = groupBy(operations, ({ declaration }) => declaration.name);
  const taken = new Set(groups.keys());
  const names = new Map<NamedOperation, string>();
  for (const [own, group] of groups) {
    const found = group.length === 1 ? [own] : longerNames(own, group, taken);
    for (const [index, each] of group.entries()) names.set(each, found[index] ?? own);
    for (const name of found) taken.add(name);
  }
  return operations.map((each) => names.get(each) ?? each.declaration.name);
}

function longerNames(own: string, group: readonly NamedOperation[], taken: ReadonlySet<string>): readonly string[] {
  for (const scheme of schemesOf(group)) {
    const names = group.flatMap((each) => scheme(each) ?? []);
    if (names.length === group.length && areFree(names, taken)) return names;
  }
  return group.map((_, index) => `${own}_${index + 1}`);
}

type Scheme = (operation: NamedOperation) => string | undefined;

function schemesOf([first, ...others]: readonly NamedOperation[]): readonly Scheme[] {
  const key = first && clark(first.portType.name);
  const isOverloaded = others.every(({ portType }) => clark(portType.name) === key);
  return isOverloaded ? [ofInput, ...ofBinding] : [ofPortType, ofPortTypeAlone, ofPortTypeAndInput, ...ofBinding];
}

const ofInput: Scheme = ({ declaration }) => declaration.input?.name;
const ofPortTypeAlone: Scheme = ({ portType, declaration }) => `${stemOf(portType.name.local)}_${declaration.name}`;
const ofPortType: Scheme = ({ portType }) =>
  portType.operations.length === 1 ? stemOf(portType.name.local) : undefined;
const ofPortTypeAndInput: Scheme = (operation) => {
  const input = ofInput(operation);
  return input === undefined ? undefined : `${stemOf(operation.portType.name.local)}_${input}`;
};
const ofBinding: readonly Scheme[] = [
  ({ binding, declaration }) => `${stemOf(binding.name.local)}_${declaration.name}`,
  ({ binding, declaration }) => `${binding.name.local}_${declaration.name}`,
  ({ binding, declaration }) => declaration.input?.name && `${binding.name.local}_${declaration.input.name}`,
];

/** `AirLowFareSearch` for `AirLowFareSearchPortType`: the part of a name that is not the kind of the component. */
function stemOf(name: string): string {
  return name.replace(/(?<=.)_?(?:PortType|Port|Interface|Binding|SOAP|Soap1[12]|Soap)$/, "");
}

/** True for names that differ and that no other operation has. */
function areFree(names: readonly string[], taken: ReadonlySet<string>): boolean {
  return new Set(names).size === names.length && names.every((name) => isPlain.test(name) && !taken.has(name));
}

/** Names of port types and bindings can be any text, but those of operations are XML names. */
const isPlain = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;

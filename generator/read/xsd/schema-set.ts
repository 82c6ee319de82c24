import type { Report } from "../../diagnostic.js";
import { clark, type QName } from "./qname.js";
import { wsdlDiagnostic } from "../wsdl/wsdl-diagnostic.js";
import { componentTable, type ComponentTable } from "./component-table.js";
import type { Component, SchemaDocument } from "./read-schema.js";
import type { ComponentKind } from "./reading.js";
import { redefine } from "./redefinition.js";
import type {
  AttributeDeclaration,
  AttributeGroupDefinition,
  ElementDeclaration,
  GroupDefinition,
  Schemas,
  TypeDefinition,
} from "./schema.js";

/** Combines the schemas of a spec. */
export interface SchemaSet {
  readonly has: (namespace: string) => boolean;
  /** True if a component of this kind has the name. */
  readonly declares: (kind: ComponentKind, name: QName) => boolean;
  readonly add: (document: SchemaDocument) => void;
  /** All added components, with redefinitions applied. */
  readonly schemas: () => Schemas;
}

export function schemaSet(isCopy: (path: string, other: string) => boolean, report: Report): SchemaSet {
  const elements = componentTable<ElementDeclaration>("element", isCopy, report);
  const attributes = componentTable<AttributeDeclaration>("attribute", isCopy, report);
  const types = componentTable<TypeDefinition>("type", isCopy, report);
  const groups = componentTable<GroupDefinition>("group", isCopy, report);
  const attributeGroups = componentTable<AttributeGroupDefinition>("attributeGroup", isCopy, report);
  const tables = {
    element: elements,
    attribute: attributes,
    type: types,
    group: groups,
    attributeGroup: attributeGroups,
  };
  const namespaces = new Set<string>();
  const redefined: Component[] = [];

  const add = (component: Component): void => {
    const { name } = component;
    switch (component.kind) {
      case "element":
        return elements.add(name, component.definition);
      case "attribute":
        return attributes.add(name, component.definition);
      case "type":
        return types.add(name, component.definition);
      case "group":
        return groups.add(name, component.definition);
      case "attributeGroup":
        return attributeGroups.add(name, component.definition);
    }
  };

  const applyRedefinition = (component: Component): void => {
    const original = setAside(component);
    if (original === undefined) {
      const { local } = component.name;
      const message = `found a redefinition of ${JSON.stringify(local)}, expected its declaration in the schema that is redefined`;
      const { place } = component.definition;
      report(wsdlDiagnostic("component-unresolved", "warning", place, message));
      add(component);
      return;
    }
    const own = redefine(component, original);
    switch (own.kind) {
      case "type":
        return types.replace(own.name, own.definition);
      case "group":
        return groups.replace(own.name, own.definition);
      case "attributeGroup":
        return attributeGroups.replace(own.name, own.definition);
      case "element":
      case "attribute":
        return undefined;
    }
  };

  const setAside = ({ kind, name }: Component): QName | undefined => {
    switch (kind) {
      case "type":
        return renamed(name, types);
      case "group":
        return renamed(name, groups);
      case "attributeGroup":
        return renamed(name, attributeGroups);
      case "element":
      case "attribute":
        return undefined;
    }
  };

  return {
    has: (namespace) => namespaces.has(namespace),
    declares: (kind, name) => tables[kind].all.has(clark(name)),
    add: (document) => {
      namespaces.add(document.namespace);
      document.components.forEach(add);
      for (const component of document.redefined) redefined.push(component);
    },
    schemas: () => {
      // A document is read before those that it redefines, which may redefine others.
      redefined.splice(0).reverse().forEach(applyRedefinition);
      return {
        elements: elements.all,
        attributes: attributes.all,
        types: types.all,
        groups: groups.all,
        attributeGroups: attributeGroups.all,
        namespaces,
      };
    },
  };
}

/** Moves the component called `name` to a new name, which is returned. */
function renamed<T extends { readonly name?: QName }>(name: QName, table: ComponentTable<T>): QName | undefined {
  const component = table.all.get(clark(name));
  if (component === undefined) return undefined;
  let original = { ...name, local: `${name.local}.redefined` };
  while (table.all.has(clark(original))) original = { ...original, local: `${original.local}.redefined` };
  table.replace(original, { ...component, name: original });
  return original;
}

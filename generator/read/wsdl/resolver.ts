import type { Report } from "../../diagnostic.js";
import { clark, shownName, type QName } from "../xsd/qname.js";
import type { Place } from "../../source.js";
import { suggest } from "../../suggestion.js";
import type {
  AttributeDeclaration,
  AttributeGroupDefinition,
  ElementDeclaration,
  GroupDefinition,
  TypeDefinition,
} from "../xsd/schema.js";
import type { PortType, Wsdl, WsdlBinding, WsdlMessage } from "./wsdl.js";
import { wsdlDiagnostic } from "./wsdl-diagnostic.js";

/** Gives what a reference names. What nothing declares is reported where it is first asked for, once for each name. */
export interface Resolver {
  readonly element: Resolve<ElementDeclaration>;
  readonly attribute: Resolve<AttributeDeclaration>;
  /** Not for the types of XML Schema itself. */
  readonly type: Resolve<TypeDefinition>;
  readonly group: Resolve<GroupDefinition>;
  readonly attributeGroup: Resolve<AttributeGroupDefinition>;
  readonly message: Resolve<WsdlMessage>;
  readonly portType: Resolve<PortType>;
  readonly binding: Resolve<WsdlBinding>;
}

/** `place` is the reference's. */
export type Resolve<T> = (name: QName, place: Place) => T | undefined;

export function resolver(wsdl: Wsdl, report: Report): Resolver {
  const { schemas } = wsdl;
  const told = new Set<string>();

  const resolveIn = <T>(kind: string, components: ReadonlyMap<string, T>): Resolve<T> => {
    return (name, place) => {
      const key = clark(name);
      const component = components.get(key);
      if (component !== undefined || told.has(`${kind} ${key}`)) return component;
      told.add(`${kind} ${key}`);
      const message = `found a reference to the ${kind} ${shownName(name)}, which nothing declares`;
      const imported = wsdl.missing.filter(({ namespace }) => namespace === undefined || namespace === name.namespace);
      const hint =
        imported.length > 0
          ? missingHint(imported)
          : told.size <= mostSuggestions
            ? suggest(key, [...components.keys()])
            : undefined;
      const related = imported.slice(0, 3).map((each) => each.place);
      report(
        wsdlDiagnostic("component-unresolved", "error", place, message, {
          ...(hint === undefined ? {} : { hint }),
          ...(related.length === 0 ? {} : { related }),
        }),
      );
      return undefined;
    };
  };

  /** Names of WSDL itself never travel: one that is right but for its namespace can mean nothing else. */
  const resolveByLocalName = <T extends { readonly name: QName }>(
    kind: string,
    components: ReadonlyMap<string, T>,
  ): Resolve<T> => {
    const byLocalName = new Map<string, T | undefined>();
    for (const component of components.values()) {
      const { local } = component.name;
      byLocalName.set(local, byLocalName.has(local) ? undefined : component);
    }
    const resolve = resolveIn(kind, components);
    return (name, place) => {
      const component = components.get(clark(name)) ?? byLocalName.get(name.local);
      if (component === undefined || components.has(clark(name))) return component ?? resolve(name, place);
      if (!told.has(`${kind} ${clark(name)}`)) {
        told.add(`${kind} ${clark(name)}`);
        const message = `found a reference to the ${kind} ${shownName(name)}, read as ${shownName(component.name)}`;
        report(wsdlDiagnostic("component-inexact", "warning", place, message));
      }
      return component;
    };
  };

  return {
    element: resolveIn("element", schemas.elements),
    attribute: resolveIn("attribute", schemas.attributes),
    type: resolveIn("type", schemas.types),
    group: resolveIn("group", schemas.groups),
    attributeGroup: resolveIn("attributeGroup", schemas.attributeGroups),
    message: resolveByLocalName("message", wsdl.messages),
    portType: resolveByLocalName("portType", wsdl.portTypes),
    binding: resolveByLocalName("binding", wsdl.bindings),
  };
}

/** Each looks through all components. */
const mostSuggestions = 20;

function missingHint(imported: Wsdl["missing"]): string {
  const [first] = imported;
  const what = first?.location ?? `a schema of ${JSON.stringify(first?.namespace ?? "")}`;
  return `put ${what} into the spec, which imports it, or name it in its catalog`;
}

import { builtinOf } from "../../builtins.js";
import { xsdNamespace } from "../../namespaces.js";
import { missingPrefix } from "../xsd/reading.js";
import { wsdlDiagnostic } from "./wsdl-diagnostic.js";
import type { WsdlReading } from "./wsdl-reading.js";

/**
 * Settles the references without a prefix, once all documents are read. A document without a default namespace states
 * that they are in none; where nothing there has the name, the target namespace or XML Schema is meant.
 */
export function settleUnprefixed({ doubts, schemas, report }: WsdlReading): void {
  for (const { kind, name, target, place } of doubts) {
    const { namespace: stated, local } = name;
    const isDeclared = (namespace: string): boolean =>
      schemas.declares(kind, { namespace, local }) ||
      (kind === "type" && namespace === xsdNamespace && builtinOf({ namespace, local }) !== undefined);
    if (isDeclared(stated)) continue;
    const meant = readings(target).find(([namespace]) => isDeclared(namespace));
    if (meant === undefined) continue;
    const [namespace, reading] = meant;
    name.namespace = namespace;
    report(wsdlDiagnostic("prefix-missing", "warning", place, missingPrefix(local, reading)));
  }
}

function readings(target: string): readonly (readonly [namespace: string, reading: string])[] {
  return [
    ["", "without a namespace"],
    [target, "in the target namespace"],
    [xsdNamespace, "as a name of XML Schema"],
  ];
}

import type { Report } from "../../diagnostic.js";
import type { MissingDocument } from "../../read/wsdl/wsdl.js";
import { isUnboundNamespace } from "../../namespaces.js";
import { quoteName } from "../../quote.js";
import { formatPlace, type Place } from "../../source.js";
import type { QName } from "../service.js";

/** Reports a reference to a name that is not declared, with the consequence. */
export type ReportUnresolved = (kind: string, name: QName, place: Place, consequence: string) => void;

/**
 * Returns such a report. `missing` are the documents that the spec lacks: all names from one of them are reported once,
 * because adding it resolves all.
 */
export function unresolvedReport(missing: readonly MissingDocument[], report: Report): ReportUnresolved {
  return (kind, name, place, consequence) => {
    // The prefix was reported where it was read.
    if (isUnboundNamespace(name.namespace)) return;
    const document = missing.find(({ namespace }) => namespace === name.namespace);
    const hint =
      document &&
      `save ${document.location ?? `the schema of ${name.namespace}`}, which is imported at ${formatPlace(document.place)}`;
    report({
      severity: "warning",
      code: "component-unresolved",
      message:
        document === undefined
          ? `found no ${kind} ${quoteName(name)}, expected its declaration in the spec; ${consequence}`
          : `found a name of ${JSON.stringify(name.namespace)}, expected the document that declares it in the spec; ${consequence}`,
      place,
      ...(document === undefined ? {} : { related: [document.place] }),
      ...(hint === undefined ? {} : { hint }),
    });
  };
}

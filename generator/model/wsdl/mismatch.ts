import type { Report } from "../../diagnostic.js";
import type { TypeDefinition } from "../../read/xsd/schema.js";
import { formatPlace, type Place } from "../../source.js";

/** Reports a complex type where only a simple type is possible. */
export function reportComplex({ name, place: related }: TypeDefinition, place: Place, report: Report): void {
  report({
    severity: "warning",
    code: "component-mismatch",
    message: `found ${name?.local ?? "a type"}, which is complex at ${formatPlace(related)}, expected a simple type; any text is accepted`,
    place,
    related: [related],
  });
}

import type { Report } from "../../diagnostic.js";
import { formatPlace, type Place } from "../../source.js";

/** Takes what is found while the samples of one operation are joined. */
export interface Findings {
  readonly report: Report;
  /** Two samples of one message that cannot both be right: the operation is left out. */
  readonly disagree: (disagreement: Disagreement) => void;
}

export interface Disagreement {
  /** What was found, and what another sample shows. */
  readonly found: string;
  readonly expected: string;
  readonly place: Place;
  /** Of the other sample. */
  readonly related: Place;
}

export function reportDisagreement({ found, expected, place, related }: Disagreement, report: Report): void {
  report({
    severity: "warning",
    code: "samples-disagree",
    message: `${found}, expected ${expected} as at ${formatPlace(related)}; the operation is left out`,
    place,
    related: [related],
    hint: "one of the two samples was changed or cut: correct it",
  });
}

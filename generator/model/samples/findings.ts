import type { Report } from "../../diagnostic.js";
import { formatPlace, type Place } from "../../source.js";

/** Receives findings while the samples of one operation are joined. */
export interface Findings {
  readonly report: Report;
  /** Reports two samples of one message that contradict each other, for which the operation is left out. */
  readonly disagree: (disagreement: Disagreement) => void;
  /** True for samples that may each lack optional members: several of one message in one binding. */
  readonly unites?: boolean;
}

export interface Disagreement {
  /** The content of one sample, and of another. */
  readonly found: string;
  readonly expected: string;
  readonly place: Place;
  /** The place in the other sample. */
  readonly related: Place;
}

export function reportDisagreement(
  { found, expected, place, related }: Disagreement,
  operation: string,
  report: Report,
): void {
  report({
    severity: "warning",
    code: "samples-disagree",
    message: `${found}, expected ${expected} as at ${formatPlace(related)}; the operation is left out`,
    place,
    related: [related],
    hint: "correct the sample that was changed or cut",
    setting: { ignore: [operation] },
  });
}

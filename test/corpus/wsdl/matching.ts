/** Texts that match a regular expression of XML Schema. */
import fc from "fast-check";
import type { Random } from "./random.js";

/** None where the expression is one that JavaScript cannot say. */
export function matching(source: string, random: Random): string[] {
  try {
    const regex = new RegExp(`^(?:${translated(source)})$`, "u");
    return fc.sample(fc.stringMatching(regex, { size: "xsmall" }), { numRuns: 3, seed: random(1_000_000) });
  } catch {
    return [];
  }
}

/** What differs between the two: names of classes, anchors, and what `u` wants escaped. */
function translated(source: string): string {
  return source
    .replaceAll("\\i", "[A-Za-z_:]")
    .replaceAll("\\c", "[A-Za-z0-9_:.-]")
    .replace(/\\([-"'#%&,:;<=>@_`~! ])/g, (_, character: string) => (character === "-" ? "\\x2d" : character))
    .replace(/^\^|\$$/g, "");
}

import { commentLine } from "../../templates/escape.js";
import type { LeftOut } from "../model/left-out.js";
import { provenanceLine } from "./provenance.js";

/** The comment that a client's module begins with: where it comes from, and which operations it lacks and why. */
export function headerOf(specPath: string, leftOut: readonly LeftOut[]): string {
  const lines = leftOut.map(({ name, reason }) => `// - ${commentLine(`${name}: ${reason}`)}`);
  return [provenanceLine(specPath), ...(lines.length === 0 ? [] : ["//", "// Left out:", ...lines])].join("\n");
}

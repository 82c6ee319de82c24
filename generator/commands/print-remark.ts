import { visible } from "./print-diagnostics.js";
import type { Shell } from "./shell.js";

/** A problem without a place in a source, and the next step for the user. */
export interface Remark {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Prints a remark in the form of a diagnostic. */
export function printRemark(severity: "error" | "warning", { message, hint }: Remark, { err, style }: Shell): void {
  err(`${style(severity === "error" ? "red" : "yellow", severity)}: ${visible(message)}\n`);
  if (hint !== undefined) err(`  ${style("green", "hint")}: ${visible(hint)}\n`);
}

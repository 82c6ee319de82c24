import { visible } from "../print-diagnostics.js";
import type { Shell } from "../shell.js";
import type { Remark } from "./collect.js";

/** Prints what could not be fetched, in the form of a diagnostic without a place. */
export function printRemark(severity: "error" | "warning", { message, hint }: Remark, { err, style }: Shell): void {
  err(`${style(severity === "error" ? "red" : "yellow", severity)}: ${visible(message)}\n`);
  if (hint !== undefined) err(`  ${style("green", "hint")}: ${visible(hint)}\n`);
}

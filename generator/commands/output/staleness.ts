import type { Diagnostic } from "../../diagnostic.js";
import { withLineFeeds, type Change, type OutputFolder } from "./compare-output.js";

/** The diagnostic of `--check` for a change that has not been made. */
export function staleness(change: Change, { shown }: OutputFolder): Diagnostic {
  const at = (line: number) => ({ path: `${shown}/${change.path}`, line, column: 1 });
  switch (change.kind) {
    case "create":
      return {
        severity: "error",
        code: "output-missing",
        message: "found no file, expected what a spec gives",
        place: at(1),
        hint,
      };
    case "remove":
      return {
        severity: "error",
        code: "output-extra",
        message: "found a generated file, expected none: no spec gives it",
        place: at(1),
        hint: isServer(change.path) ? `${hint}, or ${serverHint}` : hint,
      };
    case "update": {
      const found = withLineFeeds(change.found).split("\n");
      const wanted = change.text.split("\n");
      const differs = wanted.findIndex((line, index) => line !== found[index]);
      const index = differs < 0 ? wanted.length : differs;
      const message = `found ${quote(found[index])}, expected ${quote(wanted[index])}`;
      return { severity: "error", code: "output-stale", message, place: at(index + 1), hint };
    }
  }
}

const hint = "npx soapwright generate";

/** The hint that keeps modules which serve but are not in the configuration. */
export const serverHint = 'set "server": true in soapwright.config.json to keep what serves';

export function isServer(path: string): boolean {
  return path.endsWith(".server.ts");
}

function quote(line: string | undefined): string {
  if (line === undefined) return "the end of the file";
  return JSON.stringify(line.length > 100 ? `${line.slice(0, 100)}…` : line);
}

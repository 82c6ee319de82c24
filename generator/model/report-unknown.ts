import type { Report } from "../diagnostic.js";
import { overrideTargets } from "./override-targets.js";
import { clark, type Service } from "./service.js";

/** Warns of each type that samples only show cut at their depth limit, with the overrides that would settle it. */
export function reportUnknown(service: Service, report: Report): void {
  const uses = pathsByType(service);
  for (const type of service.types) {
    if (type.kind === "simple" || type.content.kind !== "unknown" || type.evidence.content.kind !== "assumed") continue;
    const [place, ...related] = type.evidence.content.places;
    const paths = uses.get(clark(type.name)) ?? [];
    if (place === undefined) continue;
    report({
      severity: "warning",
      code: "content-unknown",
      message: `found ${type.name.local} only where help pages cut what is nested deep, expected a sample that shows its content`,
      place,
      ...(related.length === 0 ? {} : { related }),
      hint: `add a page that shows it, or override the type of ${paths.slice(0, maxPaths).join(", ")}`,
    });
  }
}

const maxPaths = 3;

/** The paths of the elements of each type, as an override writes them. */
function pathsByType(service: Service): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, string[]>();
  for (const [path, targets] of overrideTargets(service)) {
    for (const { kind, part } of targets) {
      if (kind !== "element" || part.type.kind === "builtin" || path.startsWith("{")) continue;
      const known = paths.get(part.type.name);
      if (known === undefined) paths.set(part.type.name, [path]);
      else known.push(path);
    }
  }
  return paths;
}

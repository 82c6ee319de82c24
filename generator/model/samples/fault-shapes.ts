import { groupBy } from "../../group-by.js";
import type { FaultSample } from "../../read/help-page/help-page.js";
import { clark } from "../service.js";
import { elementShape } from "./element-shape.js";
import type { Disagreement, Findings } from "./findings.js";
import { joinShapes } from "./join.js";
import { observedElement } from "./observed-shape.js";
import type { ElementShape } from "./shapes.js";
import { holdsValues } from "./values.js";

/** Reads the elements in the details of faults, those of one name joined. */
export function faultShapes(faults: readonly FaultSample[], findings: Findings): readonly ElementShape[] {
  const shapes = faults.flatMap(({ details, recorded }) => {
    const isObserved = holdsValues(details, recorded === true);
    return details.map((detail) => (isObserved ? observedElement(detail) : elementShape(detail, 0, findings)));
  });
  return joinFaults(shapes, findings);
}

/** Joins elements of one name. Where they contradict each other any content is taken, since no call depends on a fault. */
export function joinFaults(shapes: readonly ElementShape[], findings: Findings): readonly ElementShape[] {
  return [...groupBy(shapes, ({ name }) => clark(name)).values()].map(([first, ...others]) =>
    others.reduce((joined, other) => joinFault(joined, other, findings), first),
  );
}

function joinFault(first: ElementShape, second: ElementShape, findings: Findings): ElementShape {
  const { local } = first.name;
  const disagreements: Disagreement[] = [];
  const disagree = (disagreement: Disagreement): void => void disagreements.push(disagreement);
  const places = [...first.places, ...second.places];
  const type = joinShapes(`fault ${local}`, first.type, second.type, { ...findings, disagree, unites: true });
  const [disagreement] = disagreements;
  if (disagreement === undefined) return { ...first, type, places };
  const { found, expected, place, related } = disagreement;
  findings.report({
    severity: "warning",
    code: "faults-disagree",
    message: `${found}, expected ${expected} as in the fault before it; any content is taken`,
    place,
    related: [related],
    hint: "correct one of the two faults if somebody changed it",
  });
  const content = { kind: "unknown" } as const;
  return { ...first, type: { kind: "complex", wrapper: false, attributes: [], content, places }, places };
}

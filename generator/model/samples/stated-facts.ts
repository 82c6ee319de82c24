import type { SampleHints } from "../../read/help-page/help-page.js";
import type { ElementShape } from "./shapes.js";

/** The facts of an element in a table of parameters. */
export function statedFacts({ required, documentation, place }: SampleHints = {}): Pick<ElementShape, "stated"> {
  if (place === undefined) return {};
  return {
    stated: {
      ...(required !== undefined && { required }),
      ...(documentation !== undefined && { documentation }),
      place,
    },
  };
}

import fc from "fast-check";
import { expect, test } from "vitest";
import { readBack, shapes, text } from "./page.js";
import { plainEnumerations, services } from "./services.js";
import { shownOf } from "./shown.js";

const names = Object.keys(shapes) as (keyof typeof shapes)[];

test.each(names)("what a page shows of a service is read from it: %s", (shape) => {
  fc.assert(
    fc.property(services({ enumerations: plainEnumerations }), (service) => {
      const read = readBack(shapes[shape](service), service.name);
      expect(read.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(read.service && shownOf(read.service)).toEqual(shownOf(service));
      expect(read.service && text(read.service)).toEqual(text(service));
    }),
    { numRuns: 300 },
  );
});

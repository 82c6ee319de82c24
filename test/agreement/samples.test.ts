import fc from "fast-check";
import { expect, test } from "vitest";
import { readBack, shapes, text } from "../pages/page.js";
import { anyEnumerations, plainEnumerations, services } from "../pages/services.js";
import { shownOf } from "../pages/shown.js";

test("a service read back from its printed page equals the one that was printed, in each layout", () => {
  fc.assert(
    fc.property(services(plainEnumerations), (service) => {
      for (const shape of Object.values(shapes)) {
        const read = readBack(shape(service), service.name);
        expect(read.diagnostics).toEqual([]);
        expect(shownOf(read.service)).toEqual(shownOf(service));
        expect(text(read.service)).toBe(text(service));
      }
    }),
    { numRuns: 40 },
  );
});

test("HTML, text and flattened text give one model", () => {
  fc.assert(
    fc.property(services(plainEnumerations), (service) => {
      const [first, ...others] = Object.values(shapes).map((shape) =>
        withoutPlaces(readBack(shape(service), "shop").service),
      );
      for (const other of others) expect(other).toEqual(first);
    }),
    { numRuns: 20 },
  );
});

test("HTML shows every enumeration, since it marks its values", () => {
  fc.assert(
    fc.property(services(anyEnumerations), (service) => {
      const read = readBack(shapes.html(service), service.name);
      expect(read.diagnostics).toEqual([]);
      expect(shownOf(read.service)).toEqual(shownOf(service));
      expect(shapes.html(read.service)).toBe(shapes.html(service));
    }),
    { numRuns: 40 },
  );
});

function withoutPlaces(service: unknown): unknown {
  const left = new Set(["place", "places"]);
  return JSON.parse(JSON.stringify(service, (key, value: unknown) => (left.has(key) ? undefined : value)));
}

import type { Element } from "@xmldom/xmldom";
import { attributeOf } from "./markup.js";
import { quote } from "../../quote.js";
import { warn, type Reading } from "./reading.js";
import type { Occurs } from "./schema.js";

/** The occurrence of a particle; the drafts before 2000 write `*` for unbounded. */
export function readOccurs(element: Element, reading: Reading): Occurs {
  const min = readCount(element, "minOccurs", reading);
  const max = readCount(element, "maxOccurs", reading);
  const minOccurs = min === "unbounded" ? 1 : (min ?? Math.min(1, max === "unbounded" ? 1 : (max ?? 1)));
  const maxOccurs = max ?? Math.max(1, minOccurs);
  if (maxOccurs === "unbounded" || maxOccurs >= minOccurs) return { minOccurs, maxOccurs };
  const message = `found minOccurs ${minOccurs} above maxOccurs ${maxOccurs}, expected at most that; read as minOccurs ${maxOccurs}`;
  warn(reading, "attribute-invalid", element, message);
  return { minOccurs: maxOccurs, maxOccurs };
}

function readCount(
  element: Element,
  name: "minOccurs" | "maxOccurs",
  reading: Reading,
): number | "unbounded" | undefined {
  const attribute = attributeOf(element, name);
  if (attribute === undefined) return undefined;
  const { value, node } = attribute;
  if (name === "maxOccurs" && (value === "unbounded" || value === "*")) return "unbounded";
  const count = /^\+?\d+$/.test(value) ? Number(value) : undefined;
  if (count !== undefined) return Number.isSafeInteger(count) ? count : "unbounded";
  warn(reading, "attribute-invalid", node, `found ${name} ${quote(value)}, expected a number; read as 1`);
  return 1;
}

import { propertyKey } from "../../templates/escape.js";

/** A value as a TypeScript expression. */
export function literal(value: unknown): string {
  if (value instanceof Uint8Array) return `new Uint8Array([${value.join(", ")}])`;
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "bigint":
      return `${value}n`;
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "object": {
      if (value === null) return "null";
      return `{ ${Object.entries(value)
        .map(([name, part]) => `${propertyKey(name)}: ${literal(part)}`)
        .join(", ")} }`;
    }
    default:
      return String(value);
  }
}

import type { Notice, Reader } from "../context.js";
import { unlike, type Expectation } from "../error.js";
import { misplaced } from "./element.js";
import { xml, xmlns, xsi } from "./names.js";

/** Reports what is noticed. */
export type Report = (reader: Reader, reason: Expectation, cure: string, source: string) => void;

/**
 * Notices attributes and elements whose names the spec does not declare. `reads` is true if an element of a known local
 * name but another namespace is read as that.
 */
export function noticing(report: Report, reads: boolean): Pick<Notice, "attributes" | "namesake"> {
  return {
    attributes(reader, attributes) {
      for (const { name, namespace, value } of attributes) {
        if (!ofDocuments.has(namespace)) report(reader, unlike(`no attribute ${name}`, "one"), "", value);
      }
    },
    namesake(reader, names) {
      const { local, namespace, prefix } = reader;
      const key = namesakesIn(names).get(local);
      if (key === undefined) return undefined;
      const reason = misplaced(local, key.slice(0, key.lastIndexOf(" ")), namespace);
      // Many elements may have one namespace, however long it is. One with a prefix and no namespace has a prefix that is
      // not declared.
      const isKnown = namespace.length < 1000 && (namespace !== "" || prefix === "");
      const cure = isKnown ? `": { "namespace": ${JSON.stringify(namespace)} }` : "";
      report(reader, reason, cure, namespace);
      return reads ? names.get(key) : undefined;
    },
  };
}

/** The reason against an element that occurs too often, or beside or after all that a Body may have. */
export function besides(local: string): Expectation {
  return unlike("no further element", `<${local}>`);
}

/** The namespaces of attributes that concern the document rather than the value. */
const ofDocuments: ReadonlySet<string> = /* @__PURE__ */ new Set([
  xsi,
  xmlns,
  xml,
  "http://schemas.microsoft.com/2003/10/Serialization/",
]);

const namesakes = /* @__PURE__ */ new WeakMap<object, ReadonlyMap<string, string>>();

/** The first name of each local name. */
function namesakesIn(names: ReadonlyMap<string, unknown>): ReadonlyMap<string, string> {
  let found = namesakes.get(names);
  if (found === undefined) {
    const keys = [...names.keys()].reverse();
    found = new Map(keys.map((key) => [key.slice(key.lastIndexOf(" ") + 1), key]));
    namesakes.set(names, found);
  }
  return found;
}

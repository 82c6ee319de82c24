import type { Report } from "../../diagnostic.js";
import { formatPlace, type Place } from "../../source.js";
import { typesByKey, type Service, type Type } from "../service.js";
import type { Declaration } from "./declaration.js";

/** The state of comparing a service in a WSDL with its help pages. */
export interface Comparison {
  readonly declared: Service;
  readonly shown: Service;
  readonly declaredTypes: ReadonlyMap<string, Type>;
  readonly shownTypes: ReadonlyMap<string, Type>;
  readonly isBound: Declaration["isBound"];
  /** Reports a contradiction between pages and WSDL once, however many pages show it. */
  readonly disagree: (disagreement: Disagreement) => void;
  /** Reports a fact that the WSDL lacks and that is added. */
  readonly add: (what: string, place: Place | undefined, about?: Addition) => void;
  /** The declared types for each shown type, by key. */
  readonly standsFor: Map<string, Set<string>>;
  /** The members of declared enumerations that only pages show, by the key of the type. */
  readonly members: Map<string, AddedMembers>;
}

export interface Disagreement {
  readonly found: string;
  readonly expected: string;
  /** The place on the page, and in the WSDL. */
  readonly place: Place | undefined;
  readonly declared: Place | undefined;
}

export interface Addition {
  /** The place where the WSDL would declare it, if there is one. */
  readonly declared?: Place | undefined;
}

export interface AddedMembers {
  readonly names: readonly string[];
  readonly places: readonly Place[];
}

export function comparisonOf(
  declared: Service,
  shown: Service,
  isBound: Declaration["isBound"],
  report: Report,
): Comparison {
  const reported = new Set<string>();
  return {
    declared,
    shown,
    declaredTypes: typesByKey(declared.types),
    shownTypes: typesByKey(shown.types),
    isBound,
    standsFor: new Map(),
    members: new Map(),
    disagree({ found, expected, place, declared: related }) {
      if (place === undefined || related === undefined) return;
      const message = `found ${found}, expected ${expected} as declared at ${formatPlace(related)}`;
      if (reported.has(message)) return;
      reported.add(message);
      const about = { place, related: [related], hint: oneIsOld };
      report({ severity: "warning", code: "page-disagrees", message, ...about });
    },
    add(what, place, { declared: related = declared.operations[0]?.place } = {}) {
      if (place === undefined || related === undefined) return;
      const message = `found ${what}, expected its declaration in the WSDL; it is added from the page`;
      if (reported.has(message)) return;
      reported.add(message);
      const about = { place, related: [related] };
      report({ severity: "warning", code: "not-declared", message, ...about });
    },
  };
}

const oneIsOld = "the WSDL is used; replace the older of the two";

import type { Report } from "../../diagnostic.js";
import { formatPlace, type Place } from "../../source.js";
import { clark, type Service, type Type } from "../service.js";
import type { Declaration } from "./declaration.js";

/** What a WSDL declares of a service beside what help pages show of it, and what was found out so far. */
export interface Comparison {
  readonly declared: Service;
  readonly shown: Service;
  readonly declaredTypes: ReadonlyMap<string, Type>;
  readonly shownTypes: ReadonlyMap<string, Type>;
  readonly isBound: Declaration["isBound"];
  /** Reports what pages show otherwise than it is declared; each once, however many pages show it. */
  readonly disagree: (disagreement: Disagreement) => void;
  /** Reports what pages show and the WSDL lacks, which is added. */
  readonly add: (what: string, place: Place | undefined, about?: Addition) => void;
  /** The declared types that each shown type stands for, by their keys. */
  readonly standsFor: Map<string, Set<string>>;
  /** The members of declared enumerations that only pages show, by the key of the type. */
  readonly members: Map<string, AddedMembers>;
}

export interface Disagreement {
  readonly found: string;
  readonly expected: string;
  /** On the page, and in the WSDL. */
  readonly place: Place | undefined;
  readonly declared: Place | undefined;
}

export interface Addition {
  /** Where the WSDL would have it, if there is such a place. */
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
    declaredTypes: typesOf(declared),
    shownTypes: typesOf(shown),
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
      const message = `found ${what}, expected its declaration at ${formatPlace(related)}; it is added as it is shown`;
      if (reported.has(message)) return;
      reported.add(message);
      const about = { place, related: [related] };
      report({ severity: "warning", code: "not-declared", message, ...about });
    },
  };
}

const oneIsOld = "the WSDL is taken; one of the two may be of another version of the service";

function typesOf({ types }: Service): ReadonlyMap<string, Type> {
  return new Map(types.map((type) => [clark(type.name), type]));
}

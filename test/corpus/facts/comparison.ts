import type { Element as Declaration } from "@xmldom/xmldom";
import type { ComplexType, Type, TypeReference } from "../../../generator/model/service.js";
import type { Rendered, ShownComplex } from "./shown.js";
import type { Tally } from "./tally.js";

/** A service of the model beside what its pages show, by what is declared. */
export interface Comparison {
  readonly types: ReadonlyMap<string, Type>;
  readonly schemas: Rendered;
  readonly marked: boolean;
  readonly tally: Tally;
  /** The elements that are roots of replies over HTTP. */
  readonly roots: ReadonlySet<string | undefined>;
  readonly seen: Map<Declaration, Set<string>>;
  readonly cuts: {
    readonly type: string;
    readonly shown: ShownComplex;
    readonly certainty: string;
    readonly where: string;
  }[];
  /** For each complex type of the model: the declarations that it was seen to be, with the elements that showed it. */
  readonly identities: Map<string, Map<Declaration, { readonly shown: ShownComplex; readonly elements: Set<string> }>>;
}

/** Where a comparison stands. */
export interface At {
  readonly where: string;
  readonly depth: number;
  readonly limit: number;
  /** True of a response that HTTP shows too, whose result is one level up there. */
  readonly showsMore: boolean;
}

export function complexOf({ types }: Comparison, reference: TypeReference): ComplexType | undefined {
  const type = reference.kind === "type" ? types.get(reference.name) : undefined;
  return type?.kind === "complex" ? type : undefined;
}

/** True of values that can be told only where each is marked. */
export function isAmbiguous(values: readonly string[]): boolean {
  return values.length === 1 || values.some((value) => / or |^$/.test(value));
}

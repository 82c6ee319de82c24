import {
  clark,
  type ComplexType,
  type Service,
  type Type,
  type TypeReference,
} from "../../../generator/model/service.js";
import type { Printer } from "./printed.js";
import type { Tally } from "./tally.js";

/** A service on pages and its declarations. */
export interface Comparison {
  readonly shown: ReadonlyMap<string, Type>;
  readonly declared: ReadonlyMap<string, Type>;
  readonly printer: Printer;
  /** True if the pages mark placeholders. */
  readonly marked: boolean;
  readonly tally: Tally;
  /** The pairs of complex types that have been compared, with the levels that were left. */
  readonly seen: Set<string>;
  readonly cuts: Cut[];
  /** For each complex type of the pages: the declared types that it was seen to be, with the elements that showed it. */
  readonly identities: Map<string, Map<string, Set<string>>>;
}

/** A type that a page only shows cut. */
export interface Cut {
  readonly shown: string;
  readonly declared: string;
  readonly certainty: string;
  readonly where: string;
}

/** Where a comparison stands. */
export interface At {
  readonly where: string;
  readonly depth: number;
  readonly limit: number;
  readonly encoded: boolean;
  /** True of a response that HTTP shows too, whose result is one level up there. */
  readonly showsMore: boolean;
}

/** A type of a service, or a builtin one. */
export type AnyType = Type | Extract<TypeReference, { readonly kind: "builtin" }>;

export function typesOf(services: readonly Service[]): ReadonlyMap<string, Type> {
  return new Map(services.flatMap(({ types }) => types.map((type) => [clark(type.name), type])));
}

export function typeOf(types: ReadonlyMap<string, Type>, reference: TypeReference): AnyType {
  if (reference.kind === "builtin") return reference;
  const type = types.get(reference.name);
  if (type === undefined) throw new Error(`no type ${reference.name}`);
  return type;
}

/** True for a type that a page shows empty. */
export function isUnknown({ content }: ComplexType): boolean {
  return content.kind === "unknown" || (content.kind === "sequence" && content.particles.length === 0);
}

/** True for values that are ambiguous unless each is marked. */
export function isAmbiguous(values: readonly string[]): boolean {
  return values.length === 1 || values.some((value) => / or |^$/.test(value));
}

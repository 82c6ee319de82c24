import type { Reason } from "./error.js";

/** The context of reading one message. */
export interface Reading {
  /** The greatest depth of nested elements: 256 by default, 1,000 at most. */
  readonly maxDepth?: number | undefined;
  /** Accepts references to characters that XML 1.0 forbids (`&#x1;`) but .NET writes. */
  readonly forbiddenCharacters?: boolean | undefined;
  /** The encoding that the Content-Type declares. */
  readonly charset?: string | undefined;
  readonly validate?: Validation | undefined;
}

/** The context of writing one message. */
export interface Writing {
  readonly validate?: Validation | undefined;
}

/** Checks the facets that a schema declares; implemented by `facets`. */
export interface Validation {
  /**
   * The reason why a value of a restricted or fixed type is invalid; undefined if it is valid. `text` is the value in
   * XML.
   */
  violation(type: object, value: unknown, text: string): Reason | undefined;
  /** The reason why a list has too few or too many items; empty if the number is valid. Counts elements only. */
  miscount(member: CountedMember, count: number): string;
}

/** A property that is a list. */
export interface CountedMember {
  readonly minOccurs: number;
  readonly maxOccurs: number;
  readonly name: { readonly local: string };
  /** Null unless the items are groups of elements. */
  readonly group: object | null;
}

/** Throws a TypeError for a boolean, the form of this option in earlier versions. */
export function checkValidation(validate: Validation | undefined): void {
  if (typeof validate === "boolean") {
    const found = String(validate);
    throw new TypeError(
      `validate: found ${found}, expected \`validate: facets\`, where \`facets\` is imported from the runtime`,
    );
  }
}

import type { Reason } from "./error.js";

/** Made once for each message, and handed to all that reads it. */
export interface Reading {
  /** Elements inside each other, 256 unless given, 1,000 at most. */
  readonly maxDepth?: number | undefined;
  /** Accepts references to characters that XML 1.0 forbids (`&#x1;`), which .NET writes. */
  readonly forbiddenCharacters?: boolean | undefined;
  /** The encoding that the Content-Type names. */
  readonly charset?: string | undefined;
  readonly validate?: Validation | undefined;
}

/** Made once for each message, and handed to all that writes it. */
export interface Writing {
  readonly validate?: Validation | undefined;
}

/** Checks what a schema demands of values beyond their types; `facets` is one. */
export interface Validation {
  /** What is wrong with a value of a restricted or fixed type, whose text in XML this is; undefined if nothing is. */
  violation(type: object, value: unknown, text: string): Reason | undefined;
  /** What is wrong with the number of items of a list; empty if nothing is. Only elements are counted. */
  miscount(member: CountedMember, count: number): string;
}

/** A property that is a list. */
export interface CountedMember {
  readonly minOccurs: number;
  readonly maxOccurs: number;
  readonly name: { readonly local: string };
  /** Not null where the items are groups of elements. */
  readonly group: object | null;
}

/** Throws a TypeError for a flag, which the option was before there was `facets`. */
export function checkValidation(validate: Validation | undefined): void {
  if (typeof validate === "boolean") {
    const found = String(validate);
    throw new TypeError(
      `validate: found ${found}, expected \`validate: facets\`, where \`facets\` is imported from the runtime`,
    );
  }
}

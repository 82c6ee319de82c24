/** A mark of the page on a placeholder (`value`) or on the name of a parameter (`key`). */
export interface Mark {
  readonly kind: "value" | "key";
  readonly start: number;
  readonly end: number;
}

/** A link to the page of an operation. */
export interface Link {
  readonly operation: string;
  readonly start: number;
  readonly end: number;
}

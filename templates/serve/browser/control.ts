/** A part of a form: an element of the page that shows a value and gives what was made of it. */
export interface Control {
  readonly element: HTMLElement;
  /** The value, or that there are problems: then each is said at its input. `undefined` is absent, `null` is nil. */
  read(): Reading;
  /** Shows a value. */
  set(value: unknown): void;
  /** Moves the focus to the first input that the last `read` found a problem with. */
  focusFirstProblem?(): void;
}

export type Reading =
  { readonly kind: "value"; readonly value: unknown } | { readonly kind: "problems"; readonly count: number };

/** What several controls give, as one value; all are read, so that every problem is said. */
export function combined(readings: readonly Reading[], combine: (values: readonly unknown[]) => unknown): Reading {
  const values: unknown[] = [];
  let count = 0;
  for (const reading of readings) {
    if (reading.kind === "value") values.push(reading.value);
    else count += reading.count;
  }
  return count > 0 ? { kind: "problems", count } : { kind: "value", value: combine(values) };
}

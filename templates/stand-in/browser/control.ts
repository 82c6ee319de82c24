/** A part of a form: an element of the page that shows a value and lets users edit it. */
export interface Control {
  readonly element: HTMLElement;
  /** Reads the value, or reports problems, each at its input. `undefined` is absent, `null` is nil. */
  read(): Reading;
  /** Shows a value. */
  set(value: unknown): void;
  /** Moves the focus to the first input with a problem in the last `read`. */
  focusFirstProblem?(): void;
}

export type Reading =
  { readonly kind: "value"; readonly value: unknown } | { readonly kind: "problems"; readonly count: number };

/** Combines the values of several controls. Reads all of them, so that every problem is reported. */
export function combined(readings: readonly Reading[], combine: (values: readonly unknown[]) => unknown): Reading {
  const values: unknown[] = [];
  let count = 0;
  for (const reading of readings) {
    if (reading.kind === "value") values.push(reading.value);
    else count += reading.count;
  }
  return count > 0 ? { kind: "problems", count } : { kind: "value", value: combine(values) };
}

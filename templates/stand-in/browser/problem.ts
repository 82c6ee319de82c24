import type { Reading } from "./control.js";
import { make, uniqueId } from "./dom.js";

/** Reports the problem of an input, beside it and in its accessible description. */
export interface ProblemPlace {
  readonly element: HTMLElement;
  /** Shows the message, and returns it as one problem. */
  say(message: string): Reading;
  clear(): void;
}

/** The place for problems of `input`, whose description includes `hints` too. */
export function problemPlace(input: HTMLElement, hints: readonly HTMLElement[] = []): ProblemPlace {
  const element = make("p", { id: uniqueId(), class: "problem", hidden: "" });
  const describe = (by: readonly HTMLElement[]): void => {
    if (by.length > 0) input.setAttribute("aria-describedby", by.map(({ id }) => id).join(" "));
    else input.removeAttribute("aria-describedby");
  };
  // A button has no value, so it cannot be invalid.
  const takesValues = !(input instanceof HTMLButtonElement);
  describe(hints);
  return {
    element,
    say(message) {
      element.textContent = message;
      element.hidden = false;
      describe([element, ...hints]);
      input.setAttribute(mark, "");
      if (takesValues) input.setAttribute("aria-invalid", "true");
      return { kind: "problems", count: 1 };
    },
    clear() {
      element.hidden = true;
      element.textContent = "";
      describe(hints);
      input.removeAttribute(mark);
      if (takesValues) input.removeAttribute("aria-invalid");
    },
  };
}

/** The first input in `element` with a problem. */
export function firstProblemIn(element: HTMLElement): HTMLElement | null {
  return element.querySelector<HTMLElement>(`[${mark}]`);
}

const mark = "data-problem";

import type { Control, Reading } from "./control.js";
import { inputId, make } from "./dom.js";
import { problemPlace } from "./problem.js";

export interface Alternative {
  readonly name: string;
  /** Creates the control when the alternative is first chosen. */
  readonly make: () => Control;
}

/** A control with a select over alternatives. `indexOf` finds the alternative that shows a value. */
export function alternativesControl(
  caption: HTMLElement,
  alternatives: readonly Alternative[],
  indexOf: (value: unknown) => number,
): Control {
  const made = new Map<number, Control>();
  const options = alternatives.map(({ name }, index) => make("option", { value: String(index) }, name));
  const select = make("select", { id: inputId(caption) }, ...options);
  const place = problemPlace(select);
  const content = make("div", { class: "chosen" });
  const label = make("label", { for: select.id }, caption);
  const element = make("div", { class: "alternatives" }, label, select, place.element, content);

  const chosen = (): Control | undefined => {
    const index = Number(select.value);
    let control = made.get(index);
    if (control === undefined) {
      control = alternatives[index]?.make();
      if (control !== undefined) made.set(index, control);
    }
    return control;
  };
  const show = (): void => content.replaceChildren(...[chosen()?.element].filter((element) => element !== undefined));

  select.addEventListener("change", show);
  show();
  return {
    element,
    read(): Reading {
      place.clear();
      return chosen()?.read() ?? place.say("expected one of the alternatives, found none");
    },
    set(value) {
      made.clear();
      select.value = String(Math.max(0, indexOf(value)));
      show();
      chosen()?.set(value);
    },
  };
}

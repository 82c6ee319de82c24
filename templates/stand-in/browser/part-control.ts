import type { Control, Reading } from "./control.js";
import { inputId, make, nameAfter, uniqueId } from "./dom.js";
import { problemPlace } from "./problem.js";

/** The state of a value. An empty value is neither absent nor nil. */
export type Presence = "absent" | "nil" | "value";

export interface Part {
  /** The name, for a label or a legend. */
  readonly caption: HTMLElement;
  /** The available states, the initial one first. */
  readonly presences: readonly Presence[];
  /** The expected type, for the message about an absent value that is required. */
  readonly required?: string | undefined;
  readonly body: Body;
}

/** The control of a present value: one input, or a control that is created on demand, so that recursive types end. */
export type Body =
  | { readonly kind: "input"; readonly control: Control }
  | { readonly kind: "group"; readonly documentation: readonly string[]; readonly make: () => Control };

/** A named value that can be absent or nil if its type allows. Typing makes it present. */
export function partControl(part: Part): Control {
  const { presences, body } = part;
  const [first = "value"] = presences;
  let presence = first;
  let made: Control | undefined;
  const choice = presenceSelect(part);
  const place = problemPlace(choice);
  const element = body.kind === "input" ? labelled(part, choice) : grouped(part, choice, body.documentation);
  element.append(place.element);

  const control = (): Control => {
    if (made === undefined) {
      made = body.kind === "input" ? body.control : body.make();
      element.append(made.element);
    }
    return made;
  };
  const forget = (): void => {
    if (body.kind === "input") return body.control.set(undefined);
    made?.element.remove();
    made = undefined;
  };
  const become = (next: Presence): void => {
    presence = choice.value = element.dataset["presence"] = next;
    place.clear();
    // An input stays visible, because typing makes its value present.
    if (next === "value" || body.kind === "input") control().element.hidden = false;
    else if (made !== undefined) made.element.hidden = true;
  };
  const settle = (next: Presence): void => {
    if (next !== "value") forget();
    become(next);
  };

  become(first);
  choice.addEventListener("change", () => become(presences.find((one) => one === choice.value) ?? first));
  element.addEventListener("input", ({ target }) => {
    if (target !== choice && presence !== "value" && presences.includes("value")) become("value");
  });
  return {
    element,
    read(): Reading {
      place.clear();
      if (presence === "value") return control().read();
      if (presence === "absent" && part.required !== undefined)
        return place.say(`expected ${part.required}, found nothing`);
      return { kind: "value", value: presence === "nil" ? null : undefined };
    },
    set(value) {
      if (value === undefined && presences.includes("absent")) return settle("absent");
      if (value === null && presences.includes("nil")) return settle("nil");
      become("value");
      control().set(value);
    },
  };
}

function presenceSelect({ caption, presences }: Part): HTMLSelectElement {
  const options = presences.map((presence) => make("option", { value: presence }, presence));
  const select = make("select", { class: "presence" }, ...options);
  nameAfter(caption, (name) => (select.ariaLabel = `Presence of ${name}`));
  return select;
}

function labelled({ caption, presences }: Part, choice: HTMLElement): HTMLElement {
  const element = make("div", { class: "part" }, make("label", { for: inputId(caption) }, caption));
  if (presences.length > 1) element.append(choice);
  return element;
}

function grouped({ caption, presences }: Part, choice: HTMLElement, documentation: readonly string[]): HTMLElement {
  const element = make("fieldset", { class: "part" }, make("legend", {}, caption));
  const notes = documentation.map((text) => make("p", { id: uniqueId(), class: "hint" }, text));
  if (notes.length > 0) element.setAttribute("aria-describedby", notes.map(({ id }) => id).join(" "));
  if (presences.length > 1) element.append(choice);
  element.append(...notes);
  return element;
}

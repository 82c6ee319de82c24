import { combined, type Control, type Reading } from "./control.js";
import { captionOf, make, nameAfter, rename } from "./dom.js";
import { problemPlace } from "./problem.js";

export interface List {
  /** The name of the list, which its items are named after. */
  readonly caption: HTMLElement;
  readonly minOccurs: number;
  readonly maxOccurs: number;
  /** The initial number of items. */
  readonly initial: number;
  /** The value of a list without items: absent for an element that repeats. */
  readonly empty: undefined | readonly [];
  readonly item: (caption: HTMLElement) => Control;
}

interface Item {
  readonly caption: HTMLElement;
  readonly control: Control;
  readonly element: HTMLElement;
  readonly remove: HTMLButtonElement;
}

/** A control for items that can be added and removed. */
export function listControl({ caption, minOccurs, maxOccurs, initial, empty, item: itemOf }: List): Control {
  const items: Item[] = [];
  const rows = make("ol", { class: "items" });
  const add = make("button", { type: "button", class: "quiet" }, "Add item");
  const place = problemPlace(add);
  const element = make("div", { class: "list" }, rows, add, place.element);

  const append = (): Item => {
    const itemCaption = captionOf("");
    const control = itemOf(itemCaption);
    const remove = make("button", { type: "button", class: "quiet" }, "Remove");
    const item = { caption: itemCaption, control, element: make("li", {}, control.element, remove), remove };
    remove.addEventListener("click", () => removeItem(item));
    rows.append(item.element);
    items.push(item);
    return item;
  };
  const removeItem = (item: Item): void => {
    const index = items.indexOf(item);
    items.splice(index, 1);
    item.element.remove();
    changed();
    const next = (items[index] ?? items[index - 1])?.remove;
    (next === undefined || next.disabled ? add : next).focus();
  };
  /** Renumbers the items. */
  const changed = (): void => {
    const name = caption.textContent;
    place.clear();
    items.forEach(({ caption, remove }, index) => {
      rename(caption, `Item ${index + 1} of ${name}`);
      remove.ariaLabel = `Remove item ${index + 1} of ${name}`;
      remove.disabled = items.length <= minOccurs;
    });
    add.ariaLabel = `Add item to ${name}`;
    add.disabled = items.length >= maxOccurs;
  };

  add.addEventListener("click", () => {
    const { element } = append();
    changed();
    element.querySelector<HTMLElement>("input, select, textarea, button")?.focus();
  });
  for (let k = 0; k < initial; k++) append();
  nameAfter(caption, changed);
  return {
    element,
    read(): Reading {
      place.clear();
      const readings = items.map(({ control }) => control.read());
      if (items.length < minOccurs) readings.push(place.say(`expected at least ${minOccurs}, found ${items.length}`));
      if (items.length > maxOccurs) readings.push(place.say(`expected at most ${maxOccurs}, found ${items.length}`));
      return combined(readings, (values) => (values.length === 0 ? empty : values));
    },
    set(value) {
      const values: readonly unknown[] = Array.isArray(value) ? value : [];
      for (const { element } of items.splice(0)) element.remove();
      for (const one of values) append().control.set(one);
      while (items.length < initial) append();
      changed();
    },
  };
}

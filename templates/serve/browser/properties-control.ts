import { combined, type Control } from "./control.js";
import { make } from "./dom.js";

/** The object with the one property `key`, or without it where that is absent: `control` has its value. */
export function propertyControl(key: string, control: Control): Control {
  return {
    element: control.element,
    read() {
      return combined([control.read()], ([value]) => (value === undefined ? {} : Object.fromEntries([[key, value]])));
    },
    set: (object) => control.set(propertyOf(object, key)),
  };
}

/** One object of the properties that each of `controls` gives. */
export function propertiesControl(controls: readonly Control[]): Control {
  return {
    element: make("div", { class: "properties" }, ...controls.map(({ element }) => element)),
    read() {
      return combined(
        controls.map((control) => control.read()),
        (objects) => Object.fromEntries(objects.flatMap((object) => Object.entries(object ?? {}))),
      );
    },
    set(object) {
      for (const control of controls) control.set(object);
    },
  };
}

/** A property of what may be no object at all; only its own ones count. */
export function propertyOf(object: unknown, key: string): unknown {
  return typeof object === "object" && object !== null
    ? Object.getOwnPropertyDescriptor(object, key)?.value
    : undefined;
}

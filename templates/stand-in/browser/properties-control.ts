import { combined, type Control } from "./control.js";
import { make } from "./dom.js";

/** A control for an object of one property `key`, which is absent if the value of `control` is. */
export function propertyControl(key: string, control: Control): Control {
  return {
    element: control.element,
    read() {
      return combined([control.read()], ([value]) => (value === undefined ? {} : Object.fromEntries([[key, value]])));
    },
    set: (object) => control.set(propertyOf(object, key)),
  };
}

/** A control for one object of the properties from all `controls`. */
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

/** An own property of any value; undefined for other values than objects. */
export function propertyOf(object: unknown, key: string): unknown {
  return typeof object === "object" && object !== null
    ? Object.getOwnPropertyDescriptor(object, key)?.value
    : undefined;
}

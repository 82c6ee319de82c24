import type { Place } from "../../source.js";
import type { LeftOut } from "../left-out.js";
import { clark, type QName } from "../service.js";
import type { Building } from "./building.js";

/** What is said of one operation and one binding: what was found, and what was expected. */
export interface Remarks {
  /** The operation cannot be called over the binding. */
  leaveOut(found: string, expected: string, place: Place): undefined;
  /** Nor can it where nothing has a name that its messages need. */
  unresolved(kind: string, name: QName, place: Place): undefined;
  /** It can be, but it is strange. */
  note(found: string, expected: string, place: Place): void;
}

/** `binding` is what messages call it; `leave` hears why the operation cannot be called over it. */
export function remarksOn(
  operation: string,
  binding: string,
  { report, reportUnresolved }: Pick<Building, "report" | "reportUnresolved">,
  leave: (leftOut: LeftOut) => void,
): Remarks {
  return {
    leaveOut(found, expected, place) {
      const reason = `found ${found}, expected ${expected}`;
      const message = `${reason}; ${operation} is left out of ${binding}`;
      report({ severity: "warning", code: "operation-left-out", message, place });
      leave({ name: operation, reason, place });
    },
    unresolved(kind, name, place) {
      reportUnresolved(kind, name, place, `${operation} is left out of ${binding}`);
      const reason = `found no ${kind} ${clark(name)}, expected its declaration in the spec`;
      leave({ name: operation, reason, place });
    },
    note(found, expected, place) {
      const message = `found ${found} of ${operation}, expected ${expected}`;
      report({ severity: "warning", code: "binding-unusual", message, place });
    },
  };
}

/** Of a fault: what cannot be typed is XML in a detail, and keeps nothing from being called. */
export function remarksOnFault(operation: string, fault: string, { report }: Pick<Building, "report">): Remarks {
  const untyped = (found: string, expected: string, place: Place): undefined => {
    const message = `found ${found}, expected ${expected}; fault ${fault} of ${operation} is not typed`;
    report({ severity: "warning", code: "fault-untyped", message, place });
  };
  return {
    leaveOut: untyped,
    unresolved: (kind, name, place) => untyped(`no ${kind} ${clark(name)}`, "its declaration in the spec", place),
    note: untyped,
  };
}

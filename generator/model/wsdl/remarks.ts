import type { Place } from "../../source.js";
import type { LeftOut } from "../left-out.js";
import type { QName } from "../service.js";
import { quoteName } from "../../quote.js";
import type { Building } from "./building.js";

/** Reports on one operation in one binding: what was found, and what was expected. */
export interface Remarks {
  /** Reports that the operation cannot be called over the binding. */
  leaveOut(found: string, expected: string, place: Place): undefined;
  /** Reports that the operation cannot be called because a name is not declared. */
  unresolved(kind: string, name: QName, place: Place): undefined;
  /** Reports an oddity that does not prevent a call. */
  note(found: string, expected: string, place: Place): void;
}

/** Reports on an operation, and on parts that it can do without. */
export interface OperationRemarks extends Remarks {
  /** Reports on a header block, which is left out alone. */
  onBlock(block: string): Remarks;
  /** Reports on an attachment, which is left out alone; undefined for one without a name. */
  onAttachment(part: string | undefined): Pick<Remarks, "leaveOut">;
}

/**
 * Creates the reports; `binding` is its name in messages, and `leave` receives the reason for leaving out the
 * operation.
 */
export function remarksOn(
  operation: string,
  binding: string,
  { report, reportUnresolved }: Pick<Building, "report" | "reportUnresolved">,
  leave: (leftOut: LeftOut) => void,
): OperationRemarks {
  const note: Remarks["note"] = (found, expected, place) => {
    const message = `found ${found} in ${operation}, expected ${expected}`;
    report({ severity: "warning", code: "binding-unusual", message, place });
  };
  return {
    leaveOut(found, expected, place) {
      const reason = `found ${found}, expected ${expected}`;
      const message = `${reason}; ${operation} is left out of ${binding}`;
      report({ severity: "warning", code: "operation-left-out", message, place, setting: { ignore: [operation] } });
      leave({ name: operation, reason, place });
    },
    unresolved(kind, name, place) {
      reportUnresolved(kind, name, place, `${operation} is left out of ${binding}`);
      leave({ name: operation, reason: reasonOf(kind, name), place });
    },
    note,
    onBlock(block) {
      const part = `header block ${block}`;
      return {
        leaveOut(found, expected, place) {
          const reason = `found ${found}, expected ${expected}`;
          const message = `${reason}; ${part} of ${operation} is left out`;
          report({ severity: "warning", code: "header-left-out", message, place });
          leave({ name: operation, part, reason, place });
        },
        unresolved(kind, name, place) {
          reportUnresolved(kind, name, place, `${part} of ${operation} is left out`);
          leave({ name: operation, part, reason: reasonOf(kind, name), place });
        },
        note,
      };
    },
    onAttachment: (name) => ({
      leaveOut(found, expected, place) {
        const part = name === undefined ? "the attachment" : `attachment ${name}`;
        const reason = `found ${found}, expected ${expected}`;
        report({
          severity: "warning",
          code: "attachment-left-out",
          message: `${reason}; ${part} of ${operation} is left out`,
          place,
        });
        leave({ name: operation, part, reason, place });
      },
    }),
  };
}

function reasonOf(kind: string, name: QName): string {
  return `found no ${kind} ${quoteName(name)}, expected its declaration in the spec`;
}

/** Remarks on a fault, which do not prevent a call: a detail without a type is XML. */
export function remarksOnFault(operation: string, fault: string, { report }: Pick<Building, "report">): Remarks {
  const untyped = (found: string, expected: string, place: Place): undefined => {
    const message = `found ${found}, expected ${expected}; fault ${fault} of ${operation} has no type`;
    report({ severity: "warning", code: "fault-untyped", message, place });
  };
  return {
    leaveOut: untyped,
    unresolved: (kind, name, place) => untyped(`no ${kind} ${quoteName(name)}`, "its declaration in the spec", place),
    note: untyped,
  };
}

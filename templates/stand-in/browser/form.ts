import { onlyMember, planOf } from "../../runtime/complex/plan.js";
import type { Message } from "../../runtime/complex/operation.js";
import type { Table } from "../../runtime/complex/table.js";
import { type Control } from "./control.js";
import { captionOf } from "./dom.js";
import { captionFor, memberControl } from "./member-control.js";
import { ownControl } from "./object-control.js";
import { partControl } from "./part-control.js";
import { firstProblemIn } from "./problem.js";

/** A form for the value of a message: the value of the body's only element, else an object of its parts. */
export function messageForm({ body }: Message, legend: string): Control {
  const plan = planOf(body);
  const only = onlyMember(plan);
  if (only === undefined) return tableForm(body, legend);
  // An element of complex type is the form itself; an input needs its name.
  if (only.simple === null && only.whole === null) return formOf(memberControl(only, plan, captionOf(legend), [], []));
  return formOf(groupControl(legend, () => memberControl(only, plan, captionFor(only), [], [])));
}

/** A form for an object of a table, such as the header blocks of a message. */
export function tableForm(table: Table, legend: string): Control {
  return formOf(groupControl(legend, () => ownControl(planOf(table), table, [])));
}

function groupControl(legend: string, make: () => Control): Control {
  return partControl({
    caption: captionOf(legend),
    presences: ["value"],
    body: { kind: "group", documentation: [], make },
  });
}

function formOf(control: Control): Control {
  return { ...control, focusFirstProblem: () => firstProblemIn(control.element)?.focus() };
}

import { planOfMember, type Member, type Plan } from "../../runtime/complex/plan.js";
import { string } from "../../runtime/simple/text.js";
import type { Table } from "../../runtime/complex/table.js";
import { mixedProperty } from "../mixed.js";
import { alternativesControl } from "./alternatives-control.js";
import type { Control } from "./control.js";
import { captionOf } from "./dom.js";
import { listControl } from "./list-control.js";
import { objectControl, ownControl } from "./object-control.js";
import { partControl, type Body, type Presence } from "./part-control.js";
import { propertyControl, propertyOf } from "./properties-control.js";
import { simpleControl } from "./simple-control.js";
import { xmlControl } from "./xml-control.js";

/** The enclosing types that were opened together with a control, from the outermost inwards. */
export type Trail = readonly Plan[];

/** A control for a property: one element, or the list of those that repeat. `caption` is its name. */
export function memberControl(
  member: Member,
  plan: Plan,
  caption: HTMLElement,
  documentation: readonly string[],
  trail: Trail,
): Control {
  const opened = isOpened(member, plan, trail);
  if (!member.many) {
    const presences = presencesOf(member, plan, member.minOccurs === 0 || !opened);
    const required = member.minOccurs > 0 ? "an object" : undefined;
    return partControl({ caption, presences, required, body: bodyOf(member, plan, caption, documentation, trail) });
  }
  const { minOccurs } = member;
  // Mixed content is one unbounded list.
  const maxOccurs = member.key === mixedProperty ? Infinity : member.maxOccurs;
  const initial = opened ? Math.min(minOccurs, mostInitial) : 0;
  const item = (itemCaption: HTMLElement): Control => itemControl(member, plan, itemCaption, trail);
  const make = (): Control => listControl({ caption, minOccurs, maxOccurs, initial, empty: undefined, item });
  return partControl({ caption, presences: ["value"], body: { kind: "group", documentation, make } });
}

/** A control for the items of a table that is itself a list. */
export function itemsControl(list: Plan, caption: HTMLElement, trail: Trail): Control {
  const [member] = list.members;
  if (member === undefined) throw new TypeError("a list has an item");
  const item = (itemCaption: HTMLElement): Control => itemControl(member, list, itemCaption, trail);
  return listControl({ caption, minOccurs: 0, maxOccurs: Infinity, initial: 0, empty: [], item });
}

function itemControl(member: Member, plan: Plan, caption: HTMLElement, trail: Trail): Control {
  const presences = presencesOf(member, plan, !isOpened(member, plan, trail));
  return partControl({ caption, presences, required: "an object", body: bodyOf(member, plan, caption, [], trail) });
}

function presencesOf(member: Member, plan: Plan, absent: boolean): readonly Presence[] {
  // Null cannot stand for a nil element whose type requires an attribute.
  const demands = member.nil !== null && planOfMember(member, plan).attributes.some(({ required }) => required);
  const nillable = member.nillable && !demands;
  // A required element is shown at once, even if it may be nil.
  if (absent) return nillable ? ["absent", "nil", "value"] : ["absent", "value"];
  return nillable ? ["value", "nil"] : ["value"];
}

function bodyOf(
  member: Member,
  plan: Plan,
  caption: HTMLElement,
  documentation: readonly string[],
  trail: Trail,
): Body {
  const { simple, whole, group, type, name } = member;
  if (simple !== null) return { kind: "input", control: simpleControl(simple, caption, documentation) };
  if (whole !== null) {
    const expected = { name: { namespace: name.namespace.uri, local: name.local } };
    return { kind: "input", control: xmlControl(expected, caption, documentation) };
  }
  if (group !== null && group.table === undefined)
    return { kind: "input", control: xmlControl({ allows: group.allows }, caption, documentation) };
  const inner = planOfMember(member, plan);
  const inside = isOpened(member, plan, trail) ? [...trail, inner] : [inner];
  const table = group?.table ?? (type as Table | (() => Table)); // neither simple nor whole nor a group
  const make = (): Control => {
    if (member.key === mixedProperty) return mixedControl(inner, inside);
    if (group !== null) return ownControl(inner, tableOf(table), inside);
    return inner.list ? itemsControl(inner, caption, inside) : objectControl(inner, table, inside);
  };
  return { kind: "group", documentation, make };
}

/** A control for an item of mixed content: a text, or an object of one property. */
function mixedControl(plan: Plan, trail: Trail): Control {
  const text = captionOf("text");
  const textBody: Body = { kind: "input", control: simpleControl(string, text) };
  const alternatives = [
    { name: "text", make: () => partControl({ caption: text, presences: ["value"], body: textBody }) },
    ...plan.members.map((member) => ({
      name: member.group === null ? `<${member.name.local}>` : member.group.name,
      make: () => propertyControl(member.key, memberControl(member, plan, captionFor(member), [], trail)),
    })),
  ];
  return alternativesControl(captionOf("text or element"), alternatives, (item) =>
    typeof item === "string" ? 0 : 1 + plan.members.findIndex(({ key }) => propertyOf(item, key) !== undefined),
  );
}

/** The element's name in messages, or the property of a member that is not an element. */
export function captionFor({ key, name }: Member): HTMLElement {
  return captionOf(key.startsWith("$") ? key : name.local);
}

export function tableOf(type: Table | (() => Table)): Table {
  return typeof type === "function" ? type() : type;
}

/**
 * True if a required element is opened at once. Not inside its own type, which would recurse forever, nor at great
 * depth.
 */
function isOpened(member: Member, plan: Plan, trail: Trail): boolean {
  if (member.simple !== null || member.whole !== null || member.group !== null) return true;
  return trail.length < mostOpened && !trail.includes(planOfMember(member, plan));
}

const mostOpened = 4;
const mostInitial = 3;

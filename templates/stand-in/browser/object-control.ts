import { elementOf, planOf, type AttributeMember, type Member, type Plan } from "../../runtime/complex/plan.js";
import type { Element, Table } from "../../runtime/complex/table.js";
import { alternativesControl } from "./alternatives-control.js";
import { contentControl } from "./content-control.js";
import { combined, type Control } from "./control.js";
import { captionOf, make } from "./dom.js";
import { captionFor, memberControl, tableOf, type Trail } from "./member-control.js";
import { partControl } from "./part-control.js";
import { propertiesControl, propertyControl, propertyOf } from "./properties-control.js";
import { simpleControl } from "./simple-control.js";

/** A control for an object of a table's type or of one derived from it. */
export function objectControl(plan: Plan, type: Table | (() => Table), trail: Trail): Control {
  const table = tableOf(type);
  const types = [{ name: undefined, plan, table }, ...derivedFrom(table)].filter((one) => !one.plan.abstract);
  const [only] = types;
  if (types.length < 2 && only?.name === undefined) return ownControl(plan, table, trail);
  const alternatives = types.map(({ name, plan, table }) => ({
    name: name ?? table.type?.name ?? "",
    make: () => typedControl(name, ownControl(plan, table, trail)),
  }));
  return alternativesControl(captionOf("$type"), alternatives, (object) => {
    const named = propertyOf(object, "$type");
    return types.findIndex(({ name, table }) => named === name || (name === undefined && named === table.type?.name));
  });
}

interface NamedType {
  readonly name: string;
  readonly plan: Plan;
  readonly table: Table;
}

/** All types derived directly or indirectly from a table's type. Types may refer to each other in a circle. */
function derivedFrom({ derivation }: Table): readonly NamedType[] {
  const types: NamedType[] = [];
  const open = Object.entries(derivation?.types ?? {});
  const seen = new Set(open.map(([, type]) => type));
  for (const [key, type] of open) {
    const table = type();
    types.push({ name: table.type?.name ?? key, plan: planOf(type), table });
    for (const next of Object.entries(table.derivation?.types ?? {})) {
      if (seen.has(next[1])) continue;
      seen.add(next[1]);
      open.push(next);
    }
  }
  return types;
}

/** Adds the type to the value of `control` if it is a derived one. */
function typedControl(name: string | undefined, control: Control): Control {
  if (name === undefined) return control;
  return {
    ...control,
    read: () => combined([control.read()], ([object]) => ({ ...(object as object), $type: name })), // an object control reads objects
  };
}

/** A control for an object of exactly the table's type. */
export function ownControl(plan: Plan, table: Table, trail: Trail): Control {
  const ofMember = (member: Member): Control => {
    const { documentation } = elementFor(table, member);
    const control = memberControl(member, plan, captionFor(member), sentences(documentation), trail);
    return propertyControl(member.key, control);
  };
  const controls = [
    ...plan.attributes.map((attribute) => attributeControl(attribute, table)),
    ...(plan.text === null ? [] : [textControl(plan.text)]),
    ...(plan.content === null ? plan.members.map(ofMember) : [contentControl(plan.content.root, ofMember)]),
  ];
  const control = propertiesControl(controls);
  const notes = controls.length === 0 ? ["without content"] : sentences(table.documentation);
  control.element.prepend(...notes.map((note) => make("p", { class: "hint" }, note)));
  return control;
}

function elementFor({ sequence = {} }: Table, { key }: Member): Partial<Element> {
  const particle = Object.hasOwn(sequence, key) ? sequence[key] : undefined;
  return particle === undefined ? {} : elementOf(particle);
}

function attributeControl({ key, type, required }: AttributeMember, { attributes }: Table): Control {
  const attribute = attributes?.declared[key];
  const documentation = attribute !== undefined && "documentation" in attribute ? attribute.documentation : undefined;
  const caption = captionOf(key);
  const control = simpleControl(type, caption, sentences(documentation), "attribute");
  const presences = required ? (["value"] as const) : (["absent", "value"] as const);
  return propertyControl(key, partControl({ caption, presences, body: { kind: "input", control } }));
}

function textControl(type: NonNullable<Plan["text"]>): Control {
  const caption = captionOf("$value");
  const control = simpleControl(type, caption, [], "text of the element");
  return propertyControl("$value", partControl({ caption, presences: ["value"], body: { kind: "input", control } }));
}

function sentences(documentation: string | undefined): readonly string[] {
  return documentation === undefined || documentation === "" ? [] : [documentation];
}

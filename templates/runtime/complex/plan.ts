import { nameOf, type Name } from "../xml/name.js";
import type { Simple, TypeName } from "../simple/simple.js";
import type {
  Attribute,
  AttributeUse,
  ContentModel,
  Derivation,
  Element,
  ElementType,
  Encoding,
  GroupType,
  Particle,
  Table,
} from "./table.js";

/** A table worked out for the engine. The values of an object come as `attributes`, `text`, `members`, in this order. */
export interface Plan {
  readonly namespace: string;
  /** True if the value is the list of the one member's items. */
  readonly list: boolean;
  readonly dimensions: number;
  readonly attributes: readonly AttributeMember[];
  readonly text: Simple<unknown> | null;
  readonly members: readonly Member[];
  /** Where the sequence alone does not say what stands together. */
  readonly content: Content | null;
  /** The first group among the members, if there is one: it reads them all. */
  readonly group: GroupType<unknown> | null;
  readonly type: TypeName | null;
  /** The type's name in the schema, its namespace and a space before it; null for one that `xsi:type` does not name. */
  readonly qname: string | null;
  readonly abstract: boolean;
  readonly derivation: Derivation | null;
  /** Of a header with blocks that are not literal. */
  readonly encoding: Encoding | null;
  /** The member that is `$any`; if there is none, that is written last. */
  readonly any: Member | null;
  /** How many properties an object has. */
  readonly size: number;
  readonly create: (values: readonly unknown[]) => Record<string, unknown>;
}

/** A content model of the members of one plan. */
export interface Content {
  /** The members that are to be written, in their order. Throws a RequestError if what is there does not stand together. */
  arrange(isThere: (member: Member) => boolean): readonly Member[];
  /** Says which members there are of which one should be there, and none is; else it is empty. What should not stand together is kept. */
  missing(isThere: (member: Member) => boolean, show: (member: Member) => string): string;
  readonly root: Part;
}

/** An element has no parts, and is its one member. */
export interface Part {
  readonly kind: ContentModel["kind"] | "element";
  readonly parts: readonly Part[];
  readonly members: ReadonlySet<Member>;
  /** True if nothing of it must be there. */
  readonly emptiable: boolean;
}

/** A property that is an element, or the item of a list. */
export interface Member {
  readonly key: string;
  /** Its place among the values. */
  readonly index: number;
  /** True if every object has such a property, so that only an own one counts: an element may be named `constructor`. */
  readonly inherited: boolean;
  readonly name: Name;
  readonly minOccurs: number;
  readonly maxOccurs: number;
  /** True if the property is a list. */
  readonly many: boolean;
  readonly nillable: boolean;
  /** One of three is not null, or all are: then it is complex. */
  readonly simple: Simple<unknown> | null;
  readonly whole: ElementType<unknown> | null;
  readonly group: GroupType<unknown> | null;
  readonly type: Element["type"];
  /** Of a header block that is not literal. */
  readonly encoded: Encoding | null;
  /** Of complex types; see `planOfMember`. */
  plan: Plan | null;
  /** `<Name>` and `</Name>` in UTF-8. */
  readonly startTag: Uint8Array;
  readonly endTag: Uint8Array;
}

/** A property that is an attribute. */
export interface AttributeMember {
  readonly key: string;
  readonly index: number;
  readonly namespace: string;
  readonly local: string;
  readonly type: Simple<unknown>;
  readonly required: boolean;
}

const plans = /* @__PURE__ */ new WeakMap<Table | (() => Table), Plan>();
const encoder = /* @__PURE__ */ new TextEncoder();

/** The plan of a table, worked out once. `namespace` is what an inline table takes from the outer one. */
export function planOf(table: Table | (() => Table), namespace = ""): Plan {
  let plan = plans.get(table);
  if (plan === undefined) plans.set(table, (plan = compile(typeof table === "function" ? table() : table, namespace)));
  return plan;
}

/** As the plan of a type has it. */
export function qnameOf({ namespace, name, local = name }: TypeName): string {
  return `${namespace} ${local}`;
}

/** The plan of a member of complex type, or of a group's items; types may be recursive, so it is made when it is first needed. */
export function planOfMember(member: Member, plan: Plan): Plan {
  return (member.plan ??= planOf(member.group?.table ?? (member.type as Table), plan.namespace)); // not simple, so a table
}

/** The member that an element of this name is. */
export function findMember(plan: Plan, namespace: string, local: string): Member | undefined {
  let names = memberNames.get(plan);
  if (names === undefined) {
    names = new Map();
    for (const member of plan.members) {
      const key = `${member.name.namespace.uri} ${member.name.local}`;
      if (!names.has(key)) names.set(key, member);
    }
    memberNames.set(plan, names);
  }
  return names.get(`${namespace} ${local}`);
}

const memberNames = /* @__PURE__ */ new WeakMap<Plan, Map<string, Member>>();

function compile(table: Table, outer: string): Plan {
  const namespace = table.namespace ?? outer;
  const attributes = Object.entries(table.attributes ?? {}).map(([key, attribute], index): AttributeMember => {
    const use: AttributeUse = isUse(attribute) ? attribute : { type: attribute };
    return {
      key,
      index,
      namespace: use.namespace ?? "",
      local: use.name ?? key.slice(1),
      type: use.type,
      required: use.use === undefined,
    };
  });
  const first = attributes.length + (table.text === undefined ? 0 : 1);
  const members = Object.entries(table.list ?? table.sequence ?? {}).map(([key, particle], position) =>
    memberOf(key, particle, namespace, first + position, table.list !== undefined),
  );
  const keys = [...attributes, ...(table.text === undefined ? [] : [{ key: "$value" }]), ...members].map(
    ({ key }) => key,
  );
  return {
    namespace,
    list: table.list !== undefined,
    dimensions: table.dimensions ?? 1,
    attributes,
    text: table.text ?? null,
    members,
    content: table.content?.of(members) ?? null,
    group: members.find(({ group }) => group !== null)?.group ?? null,
    type: table.type ?? null,
    qname: table.type === undefined || table.list !== undefined ? null : qnameOf(table.type),
    abstract: table.abstract ?? false,
    derivation: table.derivation ?? null,
    encoding: members.find(({ encoded }) => encoded !== null)?.encoded ?? null,
    any: members.find(({ key }) => key === "$any") ?? null,
    size: keys.length,
    create: table.create === undefined ? creator(keys) : checked(table.create, keys),
  };
}

function memberOf(key: string, particle: Particle, outer: string, index: number, item: boolean): Member {
  const element = elementOf(particle);
  const { type } = element;
  const group = "readGroup" in type ? type : null;
  const maxOccurs = element.maxOccurs ?? (item ? Infinity : 1);
  const local = element.name ?? key;
  return {
    key,
    index,
    inherited: key in Object.prototype,
    name: nameOf(element.namespace ?? outer, local),
    minOccurs: element.minOccurs ?? (item ? 0 : 1),
    maxOccurs,
    many: item || maxOccurs > 1 || group !== null,
    nillable: element.nillable ?? false,
    simple: "parse" in type ? type : null,
    whole: "readElement" in type ? type : null,
    group,
    type,
    encoded: element.encoded ?? null,
    plan: null,
    startTag: encoder.encode(`<${local}>`),
    endTag: encoder.encode(`</${local}>`),
  };
}

/** A particle with its facts. */
export function elementOf(particle: Particle): Element {
  return isUse(particle) ? particle : { type: particle };
}

/** Tells the use of a type from a type, which has a `type` too where a schema names it. */
function isUse(particle: Attribute): particle is AttributeUse;
function isUse(particle: Particle): particle is Element;
function isUse(particle: Attribute | Particle): boolean {
  return "type" in particle && !isTypeName(particle.type);
}

/** Of compilers that take a property which may be absent for one which may be undefined, too. */
function isTypeName(type: object | undefined): boolean {
  return type !== undefined && "name" in type && "namespace" in type;
}

/** Makes objects by copying one that has all the properties, so that they share a shape. */
function creator(keys: readonly string[]): Plan["create"] {
  const template = Object.fromEntries(keys.map((key) => [key, undefined]));
  return (values) => {
    const object: Record<string, unknown> = { ...template };
    for (let k = 0; k < keys.length; k++) object[keys[k]!] = values[k]; // k is in range; the table's own keys
    return object;
  };
}

/** A table's own constructor, once it is known to put every value where the table says. */
function checked(create: (values: readonly any[]) => object, keys: readonly string[]): Plan["create"] {
  const probe = Object.entries(create(keys));
  if (probe.length !== keys.length || probe.some(([key, value], k) => key !== keys[k] || value !== key)) {
    throw new TypeError(`the constructor of a table does not fit its properties ${keys.join(", ")}`);
  }
  return create as Plan["create"]; // it has just been seen to make such objects
}

import type { OpenContentWriter, PreparedTag } from "../xml/output.js";
import { nameOf, type Name } from "../xml/tag-reader.js";
import type { Reader, Reading } from "../context.js";
import type { Reason } from "../error.js";
import type { Simple, TypeName } from "../simple/simple.js";
import type {
  Attributes,
  ContentModel,
  Derivation,
  Element,
  ElementType,
  ElementWriter,
  Encoding,
  GroupType,
  NilElement,
  References,
  Mark,
  Particle,
  SimpleContent,
  Table,
} from "./table.js";

/**
 * A table in the form that the engine uses. The values of an object are in the order of `attributes`, `text`,
 * `members`.
 */
export interface Plan {
  readonly namespace: string;
  /** True if the value is a list, the items of the only member. */
  readonly list: boolean;
  readonly dimensions: number;
  readonly attributes: readonly AttributeMember[];
  /** Null without declared attributes. */
  readonly attributeCodec: Attributes | null;
  readonly text: Simple<unknown> | null;
  /** Reads the text; null without it. */
  readonly simpleContent: SimpleContent | null;
  readonly members: readonly Member[];
  /** The content model, if the sequence alone does not decide which members occur together. */
  readonly content: Content | null;
  /** The first group among the members, which reads all of them. */
  readonly group: GroupType<unknown> | null;
  readonly type: TypeName | null;
  /**
   * The namespace and the name of the type in its schema, separated by a space; null for a type that `xsi:type` cannot
   * name.
   */
  readonly qname: string | null;
  readonly abstract: boolean;
  readonly derivation: Derivation | null;
  /** True if values state their type in `$type`. */
  readonly derived: boolean;
  /** Present if an object that occurs twice in a message with references is written once. */
  readonly shared: References | null;
  /** Writes elements that may have attributes or state their type; null if those of the type never do. */
  readonly writer: ElementWriter | null;
  /** Writes `$any` and `$attributes`; an inline table inherits it. */
  readonly openContent: OpenContentWriter | null;
  /** The encoding of a header with blocks that are not literal. */
  readonly encoding: Encoding | null;
  /** The properties of an object, in order. Without `$any` among them, open content is written last. */
  readonly keys: ReadonlySet<string>;
  /** The number of an object's properties. */
  readonly size: number;
  readonly create: (values: readonly unknown[]) => Record<string, unknown>;
}

/** The content model of a plan's members. */
export interface Content {
  /** The members to write, in order. Throws a RequestError if the present members may not occur together. */
  arrange(isThere: (member: Member) => boolean): readonly Member[];
  /** Names the members of which one is required but all are absent, and those that may not occur together. */
  lacks(isThere: (member: Member) => boolean, show: (member: Member) => string): readonly Lack[];
  readonly root: Part;
}

/** Members that should be there. */
export interface Lack {
  readonly names: string;
  /** Undefined if one of several members is required. */
  readonly member?: Member;
  /** The reason in place of their absence. */
  readonly reason?: Reason;
}

/** A particle of the content model. An element has no parts, and itself as its only member. */
export interface Part {
  readonly kind: ContentModel["kind"] | "element";
  readonly parts: readonly Part[];
  readonly members: ReadonlySet<Member>;
  /** True if the part may be empty (XSD 1.0 part 1, 3.9.6). */
  readonly emptiable: boolean;
}

/** A property that is an element, or the item of a list. */
export interface Member {
  readonly key: string;
  /** Its index among the values. */
  readonly index: number;
  /** True if every object inherits a property of this name, such as `constructor`; then only an own property counts. */
  readonly inherited: boolean;
  readonly name: Name;
  readonly minOccurs: number;
  readonly maxOccurs: number;
  /** True if the property is a list. */
  readonly many: boolean;
  readonly nillable: boolean;
  /** The form of nil elements with attributes. */
  readonly nil: NilElement | null;
  /** At most one of the three is not null; if all are null, the type is complex. */
  readonly simple: Simple<unknown> | null;
  readonly whole: ElementType<unknown> | null;
  readonly group: GroupType<unknown> | null;
  readonly type: Element["type"];
  /** The encoding of a header block that is not literal. */
  readonly encoded: Encoding | null;
  /** Marks a header block that was written. */
  readonly mark: Mark | null;
  /** The plan of a complex type, filled in by `planOfMember`. */
  plan: Plan | null;
  /** `<Name>` and `</Name>`, prepared when the first element is written. */
  tags: { readonly start: PreparedTag; readonly end: PreparedTag } | null;
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

/** The plan of a table, computed once. `outer` is the plan of the table that an inline one is part of. */
export function planOf(table: Table | (() => Table), outer: Pick<Plan, "namespace" | "openContent"> = outermost): Plan {
  let plan = plans.get(table);
  if (plan === undefined)
    plans.set(table, (plan = typeof table === "function" ? compile(table(), outermost) : compile(table, outer)));
  return plan;
}

const outermost = { namespace: "", openContent: null };

/** The name in the form of `Plan.qname`. */
export function qnameOf({ namespace, name, local = name }: TypeName): string {
  return `${namespace} ${local}`;
}

/**
 * The plan of a member of complex type, or of a group's items. Types may be recursive, so it is computed on first use.
 */
export function planOfMember(member: Member, plan: Plan): Plan {
  return (member.plan ??= planOf(member.group?.table ?? (member.type as Table), plan)); // not simple, hence a table
}

/** The members for the element of the cursor; those of another namespace if the context reads it as such. */
export function membersAt(plan: Plan, cursor: Reader & { readonly reading: Reading }): readonly Member[] {
  const { namespace, local, reading } = cursor;
  const names = namesOf(plan);
  return names.get(`${namespace} ${local}`) ?? reading.notice?.namesake(cursor, names) ?? [];
}

/** The first of the members for the element of the cursor. */
export function memberAt(plan: Plan, cursor: Reader & { readonly reading: Reading }): Member | undefined {
  return membersAt(plan, cursor)[0];
}

/** The member for an element of this name, the first of several. */
export function findMember(plan: Plan, namespace: string, local: string): Member | undefined {
  return membersNamed(plan, namespace, local)?.[0];
}

/** The members for elements of this name, in schema order: a content model may have it at several places. */
export function membersNamed(plan: Plan, namespace: string, local: string): readonly Member[] | undefined {
  return namesOf(plan).get(`${namespace} ${local}`);
}

/** The members by the namespaces and the local names of their elements, separated by a space. */
function namesOf(plan: Plan): ReadonlyMap<string, readonly Member[]> {
  let names = memberNames.get(plan);
  if (names === undefined) {
    memberNames.set(plan, (names = new Map<string, readonly Member[]>()));
    for (const member of plan.members) {
      const key = `${member.name.namespace.uri} ${member.name.local}`;
      names.set(key, [...(names.get(key) ?? []), member]);
    }
  }
  return names;
}

const memberNames = /* @__PURE__ */ new WeakMap<Plan, Map<string, readonly Member[]>>();

/** Facts of tables that plans repeat. All plans have the same properties in the same order, for speed. */
const facts = { type: null, abstract: false, derivation: null, derived: false, shared: null, dimensions: 1 };

function compile(table: Table, outer: Pick<Plan, "namespace" | "openContent">): Plan {
  const {
    attributes: attributeCodec = null,
    text: simpleContent = null,
    sequence,
    list,
    content,
    create,
    ...stated
  } = table;
  const { namespace = outer.namespace, openContent = outer.openContent } = stated;
  const attributes = attributeCodec?.members ?? [];
  const keys = attributes.map(({ key }) => key);
  if (simpleContent !== null) keys.push("$value");
  const members = Object.entries(list ?? sequence ?? {}).map(([key, particle]) =>
    memberOf(key, particle, namespace, keys.push(key) - 1, list !== undefined),
  );
  return {
    ...facts,
    ...stated,
    namespace,
    openContent,
    list: list !== undefined,
    attributes,
    attributeCodec,
    text: simpleContent?.type ?? null,
    simpleContent,
    members,
    content: content?.of(members) ?? null,
    group: members.find(({ group }) => group !== null)?.group ?? null,
    qname: stated.type === undefined || list !== undefined ? null : qnameOf(stated.type),
    writer: stated.derivation ?? stated.shared ?? attributeCodec ?? openContent,
    encoding: members.find(({ encoded }) => encoded !== null)?.encoded ?? null,
    keys: new Set(keys),
    size: keys.length,
    create: creator(keys, create),
  };
}

function memberOf(key: string, particle: Particle, outer: string, index: number, isItem: boolean): Member {
  const element = elementOf(particle);
  const { type, name = key, namespace = outer, nillable = false, encoded = null, mark = null } = element;
  const { minOccurs = isItem ? 0 : 1, maxOccurs = isItem ? Infinity : 1 } = element;
  const group = "writeItem" in type ? type : null;
  return {
    key,
    index,
    inherited: key in Object.prototype,
    name: nameOf(namespace, name),
    minOccurs,
    maxOccurs,
    many: isItem || maxOccurs > 1 || group !== null,
    nillable: nillable !== false,
    nil: typeof nillable === "object" ? nillable : null,
    simple: "fit" in type ? type : null,
    whole: "readElement" in type ? type : null,
    group,
    type,
    encoded,
    mark,
    plan: null,
    tags: null,
  };
}

/** A particle with all its facts. */
export function elementOf(particle: Particle): Element {
  return isUse(particle) ? particle : { type: particle };
}

/** Distinguishes an element from its type: a type with a name in the schema has a `type` too. */
function isUse(particle: Particle): particle is Element {
  return "type" in particle && !isTypeName(particle.type);
}

/** Excludes undefined, for users who compile without exactOptionalPropertyTypes. */
export function isTypeName(type: object | undefined): boolean {
  return type !== undefined && "name" in type && "namespace" in type;
}

/**
 * Creates objects with all the properties, so that they share a hidden class: with the table's own constructor, once it is
 * known to put every value where the table does.
 */
function creator(keys: readonly string[], own?: Table["create"]): Plan["create"] {
  // Many properties, and one that sets the prototype, are copied from an object that has them.
  const isCopied = keys.length > 12 || keys.includes("__proto__");
  const template = isCopied ? Object.fromEntries(keys.map((key) => [key, undefined])) : {};
  const create: Plan["create"] = (values) => {
    const object: Record<string, unknown> = { ...template };
    for (let k = 0; k < keys.length; k++) object[keys[k]!] = values[k]; // k is in range, and the keys are the table's own
    return object;
  };
  if (own === undefined) return create;
  if (JSON.stringify(own(keys)) !== JSON.stringify(create(keys)))
    throw new TypeError(`the constructor of a table does not fit its properties ${keys.join(", ")}`);
  return own as Plan["create"]; // it has just created an object
}

/**
 * Identifies the type of a shared value. Each list property has a table of its own, but lists of the same items have
 * the same type.
 */
export function identityOf(plan: Plan): object {
  const [item] = plan.members;
  const isInline = item === undefined || (isComplex(item) && typeof item.type !== "function");
  // Plans that differ in what they write only have the same members.
  return plan.list && !isInline ? item.type : plan.members;
}

/** The only element of a body, if there is one: then the message's value is that element's, else the body's. */
export function onlyMember(body: Plan): Member | undefined {
  return body.members.length === 1 ? body.members[0] : undefined;
}

/** The content of a body, from the message's value. */
export function bodyOf(body: Plan, value: unknown): unknown {
  const only = onlyMember(body);
  return only === undefined ? value : { [only.key]: value };
}

/**
 * The plan of the wrapper element and its property in the body, for paths; the body's plan if the parts have no
 * wrapper.
 */
export function wrapperOf(body: Plan): { readonly plan: Plan; readonly key: string | undefined } {
  const only = onlyMember(body);
  const plan = only === undefined || !isComplex(only) ? body : planOfMember(only, body);
  return plan.list ? { plan: body, key: undefined } : { plan, key: plan === body ? undefined : only?.key };
}

/** True for an element whose type is a table. */
export function isComplex({ simple, whole, group }: Member): boolean {
  return simple === null && whole === null && group === null;
}

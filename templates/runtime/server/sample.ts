import { planOfMember, type Member, type Plan } from "../complex/plan.js";
import type { ElementName } from "./routes.js";
import type { Simple } from "../simple/simple.js";
import { xsi } from "../xml/tag-reader.js";

/** An element of a sample message, in which placeholders stand for values. */
export interface SampleElement {
  readonly kind: "element";
  readonly name: ElementName;
  readonly attributes: readonly SampleAttribute[];
  readonly children: readonly SamplePart[];
}

export type SamplePart = SampleElement | SampleText;

export interface SampleAttribute {
  readonly name: ElementName;
  readonly value: SampleText;
}

export interface SampleText {
  readonly kind: "text";
  /** `int`, or each value of an enumeration. */
  readonly words: readonly string[];
  /** True for what is no placeholder: it stands so in messages. */
  readonly literal?: boolean;
  /** Of a word that is a qualified name. */
  readonly namespace?: string;
}

/** Complex elements at this depth are cut; an operation's wrapper element and the root of an HTTP reply have depth 0. */
export const depthLimit = 4;
/** So are those after as many elements of one message, whose types refer to each other. */
export const elementLimit = 5_000;

/** The samples of header blocks, or of a body in literal use, as ASMX shows them: what repeats twice, what is a choice all of it. */
export function literalSample(plan: Plan): readonly SamplePart[] {
  return literalWriter().members(plan, 0);
}

/** The sample of a member that is the root of a document, under a name of its own. */
export function rootSample(plan: Plan, member: Member, name: ElementName): SampleElement {
  return literalWriter().element(plan, member, name, 0);
}

interface LiteralWriter {
  members(plan: Plan, depth: number): readonly SamplePart[];
  element(plan: Plan, member: Member, name: ElementName, depth: number): SampleElement;
}

function literalWriter(): LiteralWriter {
  let left = elementLimit;
  return { members, element };

  /** The recursion is bounded by the depth limit. */
  function members(plan: Plan, depth: number): readonly SamplePart[] {
    return membersOf(plan).flatMap(([holder, member]): readonly SamplePart[] => {
      if (member === undefined) return [anyElement];
      const name = { namespace: member.name.namespace.uri, local: member.name.local };
      const once = (): SampleElement => element(holder, member, name, depth);
      return member.many ? [once(), once()] : [once()];
    });
  }

  function element(plan: Plan, member: Member, name: ElementName, depth: number): SampleElement {
    left--;
    if (member.whole !== null) return sampleElement(name, [], [anyElement]);
    if (member.simple !== null) return sampleElement(name, [], [placeholderOf(member.simple)]);
    if (depth >= depthLimit || left <= 0) return sampleElement(name, [{ name: xsiNil, value: literal("true") }], []);
    const type = planOfMember(member, plan);
    return sampleElement(name, attributesOf(type), textOf(type) ?? members(type, depth + 1));
  }
}

export function attributesOf({ attributes }: Plan): readonly SampleAttribute[] {
  return attributes.map(({ namespace, local, type }) => ({ name: { namespace, local }, value: placeholderOf(type) }));
}

/** Undefined for a content of elements. Of a text without attributes nothing is known: pages show it so, and are read so. */
export function textOf({ text, attributes }: Plan): readonly SampleText[] | undefined {
  if (text === null) return undefined;
  return attributes.length > 0 ? [placeholderOf(text)] : [];
}

/**
 * The elements of a content, each with the plan that it is a member of; undefined stands for any element. Those of groups
 * are among them, once; an element that is in more than one has its first place.
 */
export function membersOf(plan: Plan): readonly (readonly [holder: Plan, member: Member | undefined])[] {
  const found = new Map<string, readonly [Plan, Member | undefined]>();
  const open = [...plan.members].reverse().map((member): [Plan, Member] => [plan, member]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [holder, member] = next;
    if (member.group === null) {
      const key = `${member.name.namespace.uri} ${member.name.local}`;
      if (!found.has(key)) found.set(key, next);
    } else if (member.group.table === undefined) {
      found.set("", [holder, undefined]);
    } else {
      const inner = planOfMember(member, holder);
      for (const each of [...inner.members].reverse()) open.push([inner, each]);
    }
  }
  return [...found.values()];
}

export function sampleElement(
  name: ElementName,
  attributes: readonly SampleAttribute[],
  children: readonly SamplePart[],
): SampleElement {
  return { kind: "element", name, attributes, children };
}

export const xsiType: ElementName = { namespace: xsi, local: "type" };
export const xsiNil: ElementName = { namespace: xsi, local: "nil" };

/** What stands for elements that the schema does not name. */
export const anyElement: SampleText = { kind: "text", words: ["xml"] };

export function placeholder(word: string): SampleText {
  return { kind: "text", words: [word] };
}

export function literal(word: string): SampleText {
  return { kind: "text", words: [word], literal: true };
}

/** Lists and unions are strings. */
export function placeholderOf({ builtin = "string", members }: Simple<unknown>): SampleText {
  if (members !== undefined) return { kind: "text", words: members };
  const word = placeholder(builtin);
  return builtin === "QName" ? { ...word, namespace: "http://tempuri.org/SampleNamespace" } : word;
}

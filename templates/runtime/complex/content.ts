import { RequestError, unlike, type Expectation } from "../error.js";
import type { Content, Member, Part } from "./plan.js";
import type { ContentModel } from "./table.js";
import { absent } from "./write.js";

/** All parts, in this order. */
export function sequence(...parts: readonly (string | ContentModel)[]): ContentModel {
  return modelOf("sequence", parts);
}

/** One of the parts. A property may occur in several of them. */
export function choice(...parts: readonly (string | ContentModel)[]): ContentModel {
  return modelOf("choice", parts);
}

/** The part, or nothing. */
export function optional(part: ContentModel): ContentModel {
  return modelOf("optional", [part]);
}

function modelOf(kind: ContentModel["kind"], parts: ContentModel["parts"]): ContentModel {
  const model: ContentModel = { kind, parts, of: (members) => contentOf(model, members) };
  return model;
}

function contentOf(model: ContentModel, members: readonly Member[]): Content {
  const root = partOf(model, new Map(members.map((member) => [member.key, member])));
  if (root.members.size < members.length)
    throw new TypeError("the content of a table does not name all its properties");
  const settled = remembered(root, members);
  return {
    root,
    arrange(isThere) {
      const { order, missing, surplus } = settled(isThere);
      if (surplus !== null) throw new RequestError(surplus);
      const [first] = missing;
      if (missing.length === 1 && first !== undefined) throw absent(first);
      if (missing.length > 0) throw new RequestError(`expected ${joined(missing.map(keyOf), " or ")}, found nothing`);
      return order;
    },
    lacks(isThere, show) {
      const { missing: absent, surplus: reason } = settled(isThere);
      const names = joined(absent.map(show), " or ");
      if (reason !== null) return [{ names, reason }];
      return names === "" ? [] : [{ names }];
    },
  };
}

const mostRemembered = 256;

/** Caches the result for values with the same members, because most values of a type are alike. */
function remembered(root: Part, members: readonly Member[]): (isThere: (member: Member) => boolean) => Settled {
  const known = new Map<string, Settled>();
  return (isThere) => {
    let key = "";
    for (const member of members) key += isThere(member) ? "1" : "0";
    let settled = known.get(key);
    if (settled === undefined) {
      const { order, ...rest } = settle(root, isThere);
      settled = { ...rest, order: [...new Set(order)] };
      if (known.size < mostRemembered) known.set(key, settled);
    }
    return settled;
  };
}

function keyOf({ key }: Member): string {
  return key;
}

function partOf(part: string | ContentModel, members: ReadonlyMap<string, Member>): Part {
  if (typeof part === "string") {
    const member = members.get(part);
    if (member === undefined)
      throw new TypeError(`the content of a table names ${part}, which is not a property of it`);
    return { kind: "element", parts: [], members: new Set([member]), emptiable: member.minOccurs === 0 };
  }
  const { kind } = part;
  const parts = part.parts.map((inner) => partOf(inner, members));
  return {
    kind,
    parts,
    members: new Set(parts.flatMap((inner) => [...inner.members])),
    emptiable: kind === "optional" || (kind === "choice" ? parts.some(isEmptiable) : parts.every(isEmptiable)),
  };
}

function isEmptiable({ emptiable }: Part): boolean {
  return emptiable;
}

/** The outcome of matching a part with the members that are present. */
interface Settled {
  readonly order: readonly Member[];
  /** Members of which one is required but all are absent; empty if nothing is missing. */
  readonly missing: readonly Member[];
  /** The error if elements of two alternatives are present. */
  readonly surplus: Expectation | null;
}

const nothing: Settled = { order: [], missing: [], surplus: null };

function settle(part: Part, isThere: (member: Member) => boolean): Settled {
  const there = [...part.members].filter(isThere);
  if (part.emptiable && there.length === 0) return nothing;
  switch (part.kind) {
    case "element":
      return there.length === 0 ? { ...nothing, missing: [...part.members] } : { ...nothing, order: there };
    case "choice":
      return settleChoice(part, there, isThere);
    case "sequence":
    case "optional": {
      const settled = part.parts.map((inner) => settle(inner, isThere));
      return {
        order: settled.flatMap(({ order }) => order),
        missing: settled.find(({ missing }) => missing.length > 0)?.missing ?? [],
        surplus: settled.find(({ surplus }) => surplus !== null)?.surplus ?? null,
      };
    }
  }
}

/** Picks the first alternative that includes all present members, and prefers one that lacks nothing. */
function settleChoice({ parts }: Part, there: readonly Member[], isThere: (member: Member) => boolean): Settled {
  const touched = parts.filter(({ members }) => there.length === 0 || there.some((member) => members.has(member)));
  const whole = touched.filter(({ members }) => there.every((member) => members.has(member)));
  const settled = (whole.length > 0 ? whole : touched).map((part) => settle(part, isThere));
  const best =
    settled.find(({ missing, surplus }) => missing.length === 0 && surplus === null) ?? settled[0] ?? nothing;
  return {
    order: best.order,
    missing: best.missing.length === 0 ? [] : [...new Set(settled.flatMap(({ missing }) => missing))],
    surplus:
      whole.length > 0
        ? best.surplus
        : unlike(`one of ${joined(parts.map(described), ", ")}`, joined(there.map(keyOf), " and ")),
  };
}

/** Describes an alternative by its required elements, or by its first element if none is required. */
function described({ kind, parts, members }: Part): string {
  const required = kind === "choice" ? [] : parts.filter(({ emptiable }) => !emptiable);
  if (required.length > 0) return required.slice(0, 3).map(described).join(" with ");
  const [first] = members;
  return first?.key ?? "nothing";
}

/** `A, B or C`, cut off after the first few. */
function joined(names: readonly string[], last: string): string {
  const few = names.length > 7 ? [...names.slice(0, 6), `${names.length - 6} others`] : names;
  return [few.slice(0, -1).join(", "), ...few.slice(-1)].filter((part) => part !== "").join(last);
}

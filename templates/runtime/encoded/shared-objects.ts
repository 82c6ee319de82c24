/** Objects that occur more than once in a message, which others refer to by an id. */
import { identityOf, planOfMember, type Member, type Plan } from "../complex/plan.js";
import { partOf } from "../complex/write.js";

/** The state of writing the objects of one Body or Header. */
export interface EncodedWriting {
  readonly binding: "soap11" | "soap12";
  readonly inHeader: boolean;
  /** The objects in the content, by the types that they are written as. */
  readonly objects: ReadonlyMap<object, ReadonlyMap<object, Met>>;
  /** The objects to write after the wrapper, or after the header blocks. */
  readonly behind: Met[];
  /** The number of ids in use. */
  ids: number;
  /** The path of the value that is being written. */
  path: Path | null;
}

export interface Path {
  readonly holder: string | number;
  readonly outer: Path | null;
}

/** An object or list, to be written as one type. */
export interface Met {
  readonly plan: Plan;
  readonly value: object;
  count: number;
  /** The element of the Body or the Header that first holds it; null if none does. */
  readonly root: Member | null;
  /** Assigned at the first reference. */
  id: string | null;
  path: Path | null;
}

/** Visits every object that will be written once, in no particular order, to find those that occur more than once. */
export function objectsIn(body: Plan, content: unknown): EncodedWriting["objects"] {
  const objects = new Map<object, Map<object, Met>>();
  const open: { readonly plan: Plan; readonly value: unknown }[] = [{ plan: body, value: content }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { plan, value } = next;
    if (typeof value !== "object" || value === null) continue;
    for (const member of plan.members) {
      if (member.simple !== null || member.group !== null) continue;
      const part = plan.list ? value : partOf(value as Record<string, unknown>, member);
      for (const item of member.many && Array.isArray(part) ? (part as readonly unknown[]) : [part]) {
        const object = objectIn(plan, member, item);
        if (object === undefined) continue;
        const { plan: inner, value: found } = object;
        const type = identityOf(inner);
        let known = objects.get(type);
        if (known === undefined) objects.set(type, (known = new Map<object, Met>()));
        const met = known.get(found);
        if (met !== undefined) met.count++;
        else {
          const root = plan === body ? member : null; // its first occurrence
          known.set(found, { plan: inner, value: found, count: 1, root, id: null, path: null });
          open.push({ plan: inner, value: found });
        }
      }
    }
  }
  return objects;
}

/** The object or list that is the value of a member, or that states its type there. Leaves errors to writing. */
function objectIn(plan: Plan, member: Member, item: unknown): { plan: Plan; value: object } | undefined {
  if (typeof item !== "object" || item === null) return undefined;
  if (member.whole === null) {
    const declared = planOfMember(member, plan);
    return { plan: declared.derivation?.named((item as { $type?: unknown }).$type) ?? declared, value: item };
  }
  const { any } = member.whole;
  try {
    const kind = any?.kindOf(item);
    const codec = kind?.codec();
    if (!any || !kind || !codec || "fit" in codec) return undefined;
    return { plan: codec, value: any.partsOf(item, kind).content as object }; // of a list or an object
  } catch {
    return undefined;
  }
}

/** The object as it is written in the place of this plan. */
export function metAs({ objects }: EncodedWriting, plan: Plan, value: unknown): Met | undefined {
  return typeof value === "object" && value !== null ? objects.get(identityOf(plan))?.get(value) : undefined;
}

/** An id that is unique in the document. */
export function idOf(writing: EncodedWriting, met: Met): string {
  return (met.id ??= `${writing.inHeader ? "h_" : ""}id${writing.ids++}`);
}

import type { OpenBody } from "../binding/binding.js";
import { findMember, isComplex, memberAt, onlyMember, planOfMember, type Member, type Plan } from "../complex/plan.js";
import { absentIn, readMember, readMembers } from "../complex/read.js";
import type { OpenContent } from "../complex/table.js";
import { unlike } from "../error.js";
import type { Cursor, StartTag } from "../xml/cursor.js";
import { shown, type XmlElement } from "../xml/element.js";

/**
 * Reads a Body whose wrapper has another name, or is missing: then the elements of the Body are those of the wrapper, and
 * `onUnwrapped` is called.
 */
export const lenientBody =
  (onUnwrapped: () => void): OpenBody =>
  (cursor) => {
    const tag = cursor.started();
    return (plan, faultOf) => {
      const values: unknown[] = new Array(plan.size);
      const only = onlyMember(plan);
      const any: XmlElement[] = [];
      let fault: ReturnType<typeof faultOf> | undefined;
      while (!cursor.close(tag)) {
        if (!cursor.lookAhead()) {
          cursor.strayText();
          continue;
        }
        const wrapper = only !== undefined && !(only.index in values) ? only : undefined;
        if (wrapper !== undefined && isUnwrapped(cursor, plan, wrapper)) {
          cursor.refuse(unlike(nameOf(wrapper), `<${cursor.local}> without it`), cursor.at);
          onUnwrapped();
          values[wrapper.index] = readUnwrapped(cursor, planOfMember(wrapper, plan), tag);
          break;
        }
        cursor.accept();
        const isFault = cursor.local === "Fault" && findMember(plan, cursor.namespace, "Fault") === undefined;
        const member = isFault ? undefined : (memberAt(plan, cursor) ?? renamed(cursor, wrapper));
        if (isFault) fault ??= faultOf(cursor.element());
        else if (member !== undefined && (member.many || !(member.index in values))) {
          readMember(cursor, plan, member, values);
        } else if (only === undefined) {
          if (member !== undefined) cursor.reading.notice?.beside(cursor);
          any.push(cursor.element());
        } else cursor.refuseElement("no further element");
      }
      if (fault !== undefined) return { fault };
      for (const { names } of absentIn(plan, values, nameOf)) cursor.refuse(unlike(names, "nothing"), tag.at);
      if (only !== undefined) return { value: values[only.index] };
      const value = plan.create(values);
      if (any.length > 0) value["$any"] = any;
      return { value };
    };
  };

/** True if the element ahead is a member of the wrapper rather than the wrapper itself. */
function isUnwrapped({ local }: Cursor, plan: Plan, wrapper: Member): boolean {
  if (!isComplex(wrapper) || wrapper.name.local === local) return false;
  const { members } = planOfMember(wrapper, plan);
  return members.some(({ name, group }) => group === null && name.local === local);
}

function readUnwrapped(cursor: Cursor, plan: Plan, tag: StartTag): unknown {
  const values: unknown[] = new Array(plan.size);
  const any = (plan.group?.readContent ?? readMembers)(cursor, plan, tag, values);
  const value = plan.list ? (values[0] ?? []) : plan.create(values);
  if (any !== null) (value as OpenContent).$any = any; // an object or an array
  return value;
}

/** The wrapper, in place of which the element is read. */
function renamed(cursor: Cursor, wrapper: Member | undefined): Member | undefined {
  if (wrapper === undefined) return undefined;
  cursor.refuse(unlike(nameOf(wrapper), shown(cursor.local, cursor.namespace)), cursor.at);
  return wrapper;
}

function nameOf({ name }: Member): string {
  return shown(name.local, name.namespace.uri);
}

import { misfit, unlike } from "../error.js";
import { trim } from "../xml/characters.js";
import type { Cursor } from "../xml/cursor.js";
import type { XmlAttribute } from "../xml/element.js";
import { beginTag, scopeOf } from "../xml/tag-writer.js";
import { readContent, readElement, typeOfElement } from "./read.js";
import { identityOf, planOfMember, type Member, type Plan } from "./plan.js";
import { openElement } from "./start-tag.js";
import type { References } from "./table.js";

const serialization = "http://schemas.microsoft.com/2003/10/Serialization/";

/**
 * The preserved references of .NET's DataContractSerializer: an element with `z:Ref` has the value of an earlier one with
 * that `z:Id`, so that objects with several references are shared, and cycles remain cycles. Ids may start again in each
 * part of a message. An object that occurs more than once in one part is written once, if its type has ids.
 */
export const objectReferences: References = {
  openElement,
  reader() {
    const shared = new Map<string, Shared>();
    return {
      resolve(cursor, plan: Plan, member: Member) {
        const reference = attributeIn(cursor, "Ref");
        if (reference !== null) return targetOf(cursor, shared.get(reference), reference, plan, member);
        const id = attributeIn(cursor, "Id");
        if (id === null || cursor.isNil()) return readElement(cursor, plan, member, true);
        if (member.simple !== null) {
          const value = readElement(cursor, plan, member, true);
          shared.set(id, { value, type: member.simple });
          return value;
        }
        const declared = planOfMember(member, plan);
        const named = typeOfElement(cursor, declared);
        const type = named ?? declared;
        // Its content may refer to it.
        const value = type.list ? [] : type.create(new Array(type.size));
        shared.set(id, { value, type });
        return Object.assign(value, readContent(cursor, declared, named));
      },
      isMark: ({ namespace, name }) => namespace === serialization && marks.has(name),
    };
  },
  writer() {
    const ids = new Map<object, string>();
    let count = 0;
    return {
      begin: () => ids.clear(),
      write(output, object, namespace, name, within) {
        const known = ids.get(object);
        if (known !== undefined) {
          beginTag(output, scopeOf(within), { namespace, name }, []).attributes([mark("Ref", known)]);
          output.ascii("/>");
          return null;
        }
        const id = `i${++count}`;
        ids.set(object, id);
        return mark("Id", id);
      },
    };
  },
};

/** The attributes of references and of shared lists. */
const marks: ReadonlySet<string> = /* @__PURE__ */ new Set(["Id", "Ref", "Size"]);

/** A value with an id, and its plan or its simple type. */
interface Shared {
  readonly value: unknown;
  readonly type: object;
}

function targetOf(cursor: Cursor, shared: Shared | undefined, reference: string, plan: Plan, member: Member): unknown {
  const { at } = cursor;
  const id = JSON.stringify(reference.slice(0, 60));
  if (shared === undefined || !isOfType(plan, member, shared.type)) {
    const reason =
      shared === undefined
        ? unlike(`an earlier element whose Id is ${id}`, "none")
        : unlike("a reference to an element of the same type", `${id} of another`);
    cursor.refuse(reason, at);
    cursor.skip();
    return undefined;
  }
  cursor.content();
  const text = cursor.string();
  if (trim(text) !== "") cursor.refuse(misfit("nothing in an element that refers to another", text), at);
  return shared.value;
}

/** True if a shared value, with its plan or simple type, is a value of the member. */
function isOfType(plan: Plan, member: Member, type: object): boolean {
  const { simple } = member;
  if (simple !== null) return "fit" in type && "name" in type && type.name === simple.name;
  if ("fit" in type) return false;
  const declared = planOfMember(member, plan);
  const other = type as Plan; // not a simple type
  return identityOf(other) === identityOf(declared) || declared.derivation?.named(other.type?.name) === other;
}

function attributeIn(cursor: Cursor, name: string): string | null {
  return cursor.openAttribute(serialization, name) ? trim(cursor.string()) : null;
}

function mark(name: string, value: string): XmlAttribute {
  return { name, namespace: serialization, value };
}

import type { Simple } from "../simple/simple.js";
import { trim } from "../xml/characters.js";
import type { XmlElement } from "../xml/element.js";
import { EMPTY } from "../xml/tag-reader.js";
import type { SimpleContent } from "./table.js";

/** Text with attributes, which is the property `$value`. Keeps elements in it as XML. */
export function simpleContent<Type extends Simple<any>>(type: Type): SimpleContent<Type> {
  return {
    type,
    readContent(cursor, plan, tag, values) {
      let text = "";
      let any: XmlElement[] | null = null;
      for (
        let chars: string | null;
        (tag.flags & EMPTY) === 0 && ((chars = cursor.chars()) !== null || !cursor.close(tag));
      ) {
        if (chars !== null) text += chars;
        else if (cursor.lookAhead()) {
          cursor.accept();
          (any ??= []).push(cursor.element());
        }
      }
      if ((tag.flags & EMPTY) !== 0) cursor.close(tag);
      if (any === null || trim(text) !== "") {
        cursor.hold(text, (cursor.valueFrom = tag.at + 1));
        values[plan.attributes.length] = type.read(cursor);
      }
      return any;
    },
  };
}

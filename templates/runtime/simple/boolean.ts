import { trim } from "../xml/characters.js";
import { builtin, type Simple } from "./simple.js";

/** xs:boolean: `true` and `false`; `1` and `0` are read too. */
export const boolean: Simple<boolean> = /* @__PURE__ */ truth();

function truth(): Simple<boolean> {
  return builtin(
    "boolean",
    (text, _, form) => {
      // .NET writes True and False where it is not writing XML.
      const word = form && (text === "True" || text === "False") ? text.toLowerCase() : trim(text);
      return word === "true" || word === "1" ? true : word === "false" || word === "0" ? false : undefined;
    },
    (value) => (typeof value === "boolean" ? String(value) : undefined),
  );
}

import { facets } from "../../runtime/simple/facets.js";
import { Malformed } from "../../runtime/error.js";
import type { Simple } from "../../runtime/simple/simple.js";
import { readText } from "../../runtime/simple/xml-text.js";

/** All texts of a type with a short finite list of them: a closed enumeration, or boolean. */
export function textsOf(type: Simple<unknown>): readonly string[] | undefined {
  const { made, members } = type;
  if (made === undefined) {
    if (type.builtin === "boolean") return ["true", "false"];
    return members === undefined || takesOthers(type, members) ? undefined : members;
  }
  switch (made.kind) {
    case "list":
      return undefined;
    case "union": {
      const all = made.members.map(textsOf);
      return all.includes(undefined) ? undefined : [...new Set(all.flatMap((texts) => texts ?? []))];
    }
    case "restriction":
      return (made.facets.enumeration ?? textsOf(made.base))?.filter((text) => takes(type, text));
    case "default":
    case "fixed":
      return textsOf(made.type);
  }
}

/** Some texts of a type that allows others. */
export function suggestionsOf(type: Simple<unknown>): readonly string[] {
  const { made } = type;
  switch (made?.kind) {
    case undefined:
      return type.members ?? [];
    case "list":
      return [];
    case "union":
      return [...new Set(made.members.flatMap((member) => textsOf(member) ?? suggestionsOf(member)))];
    case "restriction":
      return suggestionsOf(made.base).filter((text) => takes(type, text));
    case "default":
    case "fixed":
      return suggestionsOf(made.type);
  }
}

/** The builtin types of the texts: several for a union, none for a list or an enumeration. */
export function builtinsOf(type: Simple<unknown>): readonly string[] {
  const { made } = type;
  switch (made?.kind) {
    case undefined:
    case "list":
      return [type.builtin ?? ""];
    case "union":
      return made.members.flatMap(builtinsOf);
    case "restriction":
      return builtinsOf(made.base);
    case "default":
    case "fixed":
      return builtinsOf(made.type);
  }
}

/** True if the text is valid for the type, including its facets. */
export function takes(type: Simple<unknown>, text: string): boolean {
  try {
    readText(type, text, { validate: facets });
    return true;
  } catch (error) {
    if (error instanceof Malformed) return false;
    throw error;
  }
}

/** True if an enumeration is open: a closed one refuses a text that is not a member. */
function takesOthers(type: Simple<unknown>, members: readonly string[]): boolean {
  return takes(type, `${members.join("")}-`);
}

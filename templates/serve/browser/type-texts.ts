import { facets } from "../../runtime/simple/facets.js";
import { Malformed } from "../../runtime/error.js";
import type { Simple } from "../../runtime/simple/simple.js";
import { readText } from "../../runtime/simple/xml-text.js";

/** All texts of a type that has few enough of them to be listed: of an enumeration that is closed, or boolean. */
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

/** Some texts of a type that has others too. */
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

/** The builtin types that the texts are of: more than one for a union, empty for a list or an enumeration. */
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

/** True if it is a text of the type, facets and all. */
export function takes(type: Simple<unknown>, text: string): boolean {
  try {
    readText(type, text, { validate: facets });
    return true;
  } catch (error) {
    if (error instanceof Malformed) return false;
    throw error;
  }
}

/** An enumeration does not say whether it is closed, but it refuses what is none of its members. */
function takesOthers(type: Simple<unknown>, members: readonly string[]): boolean {
  return takes(type, `${members.join("")}-`);
}

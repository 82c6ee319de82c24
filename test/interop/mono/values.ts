/** The parts of random values that a service cannot return unchanged, with the reasons. */
import type { Binding } from "../../../generator/bindings.js";
import type { Element } from "../../../templates/runtime/complex/table.js";
import type { AnySimple } from "../../../templates/stand-in/simple-values.js";
import type { Origin } from "./clients.js";

/** The circumstances of a call. */
export interface Call {
  readonly origin: Origin;
  readonly binding: Binding;
  /** True if the messages are in SOAP encoding. */
  readonly encoded: boolean;
}

export function isForm({ binding }: Call): boolean {
  return binding === "httpGet" || binding === "httpPost";
}

/** False for a value that comes back in another form, or that cannot be sent. */
export function isKept({ name, members, made }: AnySimple, value: unknown, call: Call): boolean {
  // Flags are a set: C# writes each once, in the order in which they are declared.
  if (made?.kind === "list" && made.item.members !== undefined && !isInOrder(value, made.item.members)) return false;
  // C# leaves out a member that is its default.
  if (made?.kind === "default" && String(value) === made.text) return false;
  if (isForm(call)) {
    // In GET and POST an enumeration has the names of C#, which neither a WSDL nor a page tells where they are others.
    const isEnumeration = members !== undefined || made?.kind === "list";
    if (isEnumeration && !/^\w+$/.test(String(value))) return false;
    // ASP.NET refuses a list that is not there, and an array of bytes is a list of numbers.
    if (value instanceof Uint8Array && value.length === 0) return false;
    // .NET converts times from a form to local time.
    if (name === "dateTime") return isLocal(value);
  }
  // .NET makes local time of a time with an offset, which is the same instant.
  if (name === "dateTime") return isLocal(value) || String(value).endsWith("Z");
  // A date has no time zone in C#, and a time has seven digits of a second.
  return name === "date" ? isLocal(value) : name !== "time" || /\.\d{7}$/.test(String(value));
}

function isInOrder(flags: unknown, declared: readonly string[]): boolean {
  if (!Array.isArray(flags)) return false;
  const indices = flags.map((flag: string) => declared.indexOf(flag));
  return indices.every((index, at) => at === 0 || index > (indices[at - 1] ?? -1));
}

function isLocal(value: unknown): boolean {
  return !/(?:Z|[-+]\d\d:\d\d)$/.test(String(value));
}

/** The reference types of C#, the only ones with a null. */
const references = new Set(["string", "base64Binary"]);

/**
 * True for an element that is never absent or nil. A WSDL declares which elements may be; pages do not, so that a
 * client treats all as optional and nillable, and in SOAP encoding all may be nil. Value types of C# are neither: an
 * absent one is 0.
 */
export function isAlwaysThere({ type }: Element, call: Call): boolean {
  // ASP.NET refuses a list that is not there in a form.
  if (isForm(call)) return true;
  const isSimple = typeof type === "object" && "fit" in type;
  return (call.origin !== "wsdl" || call.encoded) && isSimple && !references.has(type.name);
}

/**
 * Without what is nil, for clients from pages. They take all that a response holds for nillable, but to ASP.NET only what it
 * declares so is null: it reads another nil as an empty text or as an object whose members are 0.
 */
export function withoutNil(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNil);
  if ("children" in value) return value; // XML
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, part]) => [key, withoutNil(part)])
      .filter(([, part]) => part !== null && !(Array.isArray(part) && part.length === 0)),
  );
}

/** A normal form in which values that are equal to a service are equal. */
export function normal(value: unknown, call: Call): unknown {
  if (Array.isArray(value)) return value.map((item) => normal(item, call));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => !isNothing(key, part, call))
      .map(([key, part]) => [key, normal(key === "$choice" ? withoutNilChoices(part) : part, call)]),
  );
}

/** Leaves out a nil item, which is a null in C# that does not reveal the element of the choice. */
function withoutNilChoices(items: unknown): unknown {
  if (!Array.isArray(items)) return items;
  return items.filter((item: object) => Object.values(item).some((part) => part !== null));
}

function isNothing(key: string, part: unknown, call: Call): boolean {
  // A form has an empty parameter for an absent text, which is an empty text to C#.
  if (isForm(call) && part === "") return true;
  // Pages show an empty element for a type without members, which may also contain text.
  if (call.origin !== "wsdl" && key === "$value" && part === "") return true;
  // In SOAP encoding, C# leaves out null, even if nil is allowed.
  return call.encoded && part === null;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(value instanceof Uint8Array);
}

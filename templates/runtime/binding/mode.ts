import type { XmlElement } from "../xml/element.js";

/** The mode of a port that refuses a reply with the first thing that does not fit the spec; the default. */
export type Strict = "strict";

/** The mode of a port that reads what fits, and lists the rest: see `lenient`. */
export type Lenient = "lenient";

/** The type of a value as a port of this mode returns it. */
export type Read<Mode, Value> = unknown extends Mode ? Value : Lenient extends Mode ? Root<Value> : Value;

/** A value that is an object or a list is always there, but may be empty. */
type Root<Value> = Value extends object ? Loose<Value> : Value | null | undefined;

/** A value in which every member may be absent or null. */
type Loose<Value> = Value extends XmlElement | Uint8Array | Date
  ? Value
  : Value extends readonly (infer Item)[]
    ? (Loose<Item> | null | undefined)[]
    : Value extends object
      ? { [Key in keyof Value]?: Key extends Kept ? Value[Key] : Loose<Value[Key]> | null | undefined }
      : Value;

/** Properties that are as they are in strict replies. */
type Kept = "$type" | "$any" | "$attributes";

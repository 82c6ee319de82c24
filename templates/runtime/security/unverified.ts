import type { Reader } from "../context.js";
import { Malformed, shortened, type Misfit, type Reason, type Unverifiable } from "../error.js";
import { placesIn, type Place } from "../xml/place.js";

/** Thrown for a reply that is not verified. */
export class Unverified extends Malformed {
  readonly unverified: Unverifiable;

  constructor(unverified: Unverifiable, reason: Reason, place?: Place) {
    super(reason, place?.path, place?.line, place?.column);
    this.unverified = unverified;
  }

  override misfit(message: string): Misfit {
    return { ...super.misfit(message), unverified: this.unverified };
  }
}

/** The start tag of an element of a stranger as messages show it. */
export function tagOf({ name }: { readonly name: string }): string {
  return `<${shortened(name)}>`;
}

/** Refuses a form of signature, or of a message with one, in which the place is known. */
export function unsupported(reason: Reason, { bytes, at }: Partial<Pick<Reader, "bytes" | "at">> = {}): never {
  const [place] = bytes === undefined || at === undefined ? [] : placesIn(bytes, [at]);
  throw new Unverified("unsupported", reason, place);
}

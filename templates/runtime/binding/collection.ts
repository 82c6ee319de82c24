import type { Notice, Tolerance, Unfit } from "../context.js";
import { Malformed, type Misfit } from "../error.js";
import { noticing } from "../xml/notice.js";
import { placesIn, type Place } from "../xml/place.js";

/** Collects the misfits of a reply. */
export interface Collection extends Tolerance {
  /** Collects what is accepted; see `noticing` for `reads`. */
  notice(reads: boolean): Notice;
  /** True if one of the misfits would end strict reading. */
  readonly refused: boolean;
  /**
   * The misfits, in the order of the document. `message` is its path in overrides, and `lines` the number of lines
   * before it.
   */
  misfits(message: string, lines?: number): readonly Misfit[];
}

/** `valueOf` gives the value in place of one that does not fit. */
export function collection(valueOf: (unfit: Unfit) => unknown = () => undefined): Collection {
  const entries: Unfit[] = [];
  let refused = false;
  return {
    misfit(unfit) {
      refused = true;
      entries.push(unfit);
      return valueOf(unfit);
    },
    notice: (reads) =>
      noticing(
        ({ bytes, at: offset }, reason, cure, source) => entries.push({ bytes, offset, reason, cure, source }),
        reads,
      ),
    get refused() {
      return refused;
    },
    misfits(message, lines = 0) {
      const sorted = distinct(entries).sort((a, b) => a.offset - b.offset);
      // All entries are about one document, except those about a text of its own.
      const { bytes } = sorted.find((entry) => entry.bytes.length > 0) ?? { bytes: new Uint8Array() };
      const places = placesIn(
        bytes,
        sorted.map(({ offset }) => offset),
      );
      return sorted.map((entry, k) => {
        const place = entry.bytes === bytes ? places[k] : undefined;
        return misfitOf(entry, place && { ...place, line: place.line + lines }, message);
      });
    },
  };
}

/** The entries, each once: an attribute can be read several times. */
function distinct(entries: readonly Unfit[]): Unfit[] {
  const known = new Map<string, Unfit>();
  for (const entry of entries) {
    const { offset, reason, source = "" } = entry;
    const key = `${offset} ${source} ${typeof reason === "string" ? reason : `${reason.expected} ${String(reason.found)}`}`;
    if (!known.has(key)) known.set(key, entry);
  }
  return [...known.values()];
}

/** The misfit with what was found. That is not enumerable if the reason does not show it, because it can be secret. */
function misfitOf({ reason, cure, source }: Unfit, place: Place | undefined, message: string): Misfit {
  const misfit = new Malformed(reason, place?.path, place?.line, place?.column, cure).misfit(message);
  const found = source ?? (typeof reason === "string" ? reason : String(reason.found));
  return Object.defineProperty(misfit, "found", { value: found, enumerable: found === misfit.found });
}

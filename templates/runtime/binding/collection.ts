import type { Notice, Tolerance, Unfit } from "../context.js";
import { Malformed, unlike, type Expectation, type Misfit, type Reason } from "../error.js";
import { besides, noticing } from "../xml/notice.js";
import { Cursor } from "../xml/cursor.js";
import { placesIn, type Place } from "../xml/place.js";

/** Collects the misfits of a reply. */
export interface Collection extends Tolerance {
  /** Collects what is accepted; see `noticing` for `reads`. */
  notice(reads: boolean): Notice;
  /** True if one of the misfits would end strict reading. */
  isRefused(): boolean;
  /**
   * The first 1,000 misfits, in the order of the document, and one that counts the others. `message` is its path in
   * overrides, and `lines` the number of lines before it.
   */
  misfits(message: string, lines?: number): readonly Misfit[];
}

/** `valueOf` gives the value in place of one that does not fit. */
export function collection(valueOf: (unfit: Unfit) => unknown = () => undefined): Collection {
  const entries = new Map<string, Unfit>();
  // An element in another namespace that is noticed also makes the one that is required missing.
  const noticed = new Set<string>();
  // No more than one for each declared element.
  const faults: { readonly error: Malformed; readonly part: string }[] = [];
  let others = 0;
  let refused = false;
  const add = (unfit: Unfit): void => {
    const source = unfit.source?.slice(0, longestSource);
    // An attribute can be read several times.
    const key = keyOf({ ...unfit, source });
    if (entries.has(key)) return;
    if (entries.size < most) entries.set(key, { ...unfit, source });
    else others++;
  };
  return {
    misfit(unfit) {
      refused = true;
      if (!noticed.has(textOf(unfit.reason))) add(unfit);
      return valueOf(unfit);
    },
    notice: (reads) => ({
      ...noticing(({ bytes, at: offset }, reason, cure, source) => {
        if (noticed.size < most) noticed.add(textOf(reason));
        add({ bytes, offset, reason, cure, source });
      }, reads),
      beside(reader, { at: offset, local } = reader) {
        // Further ones are only counted.
        const source = entries.size < most ? sourceAt(reader.bytes, offset) : "";
        add({ bytes: reader.bytes, offset, reason: besides(local), cure: "", source });
      },
      unfitFault(error, part) {
        faults.push({ error, part });
      },
    }),
    isRefused: () => refused,
    misfits(message, lines = 0) {
      const sorted = [...entries.values()].sort((a, b) => a.offset - b.offset);
      // All entries are about one document, except those about a text of its own.
      const { bytes } = sorted.find((entry) => entry.bytes.length > 0) ?? { bytes: new Uint8Array() };
      const places = placesIn(
        bytes,
        sorted.map(({ offset }) => offset),
      );
      const misfits = sorted.map((entry, k) => {
        const place = entry.bytes === bytes ? places[k] : undefined;
        return misfitOf(entry, place && { ...place, line: place.line + lines }, message);
      });
      for (const { error, part } of faults) misfits.push(faultMisfit(error, part, message));
      if (others > 0) misfits.push(new Malformed(unlike(`at most ${most} misfits`, `${others} more`)).misfit(message));
      return misfits;
    },
  };
}

/** The greatest number of misfits. */
const most = 1000;

/** The greatest number of characters that are kept of what was found. */
const longestSource = 4000;

function keyOf({ offset, reason, source = "" }: Unfit): string {
  return `${offset} ${source} ${textOf(reason)}`;
}

function textOf(reason: Reason): string {
  return typeof reason === "string" ? reason : `${reason.expected} ${foundIn(reason)}`;
}

function foundIn({ found }: Expectation): string {
  return String(found).slice(0, longestSource);
}

/** The source of the element at an offset; empty if it is not well-formed, which the reader of the document finds, too. */
function sourceAt(bytes: Uint8Array, offset: number): string {
  let found: string | undefined;
  const tolerance: Tolerance = {
    misfit({ source }) {
      found = source;
    },
  };
  const reading = { charset: "utf-8", forbiddenCharacters: true, maxDepth: 1000, tolerance };
  try {
    const cursor = new Cursor(bytes.subarray(offset), reading);
    cursor.start();
    cursor.refuseElement("");
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
  }
  return found ?? "";
}

/** The misfit of an element in a fault, which was read apart from its document: its line is unknown. */
function faultMisfit(error: Malformed, part: string, message: string): Misfit {
  const path = `${part}/${error.path}`;
  const misfit = error.at(path, 0).misfit(message.replace(/\.response$/, ".fault"));
  return { ...misfit, column: 0, reason: `${path}: ${error.message}` };
}

/** The misfit with what was found. That is not enumerable if the reason does not show it all, because it can be secret. */
function misfitOf({ reason, cure, source }: Unfit, place: Place | undefined, message: string): Misfit {
  const misfit = new Malformed(reason, place?.path, place?.line, place?.column, cure).misfit(message);
  const found = source ?? (typeof reason === "string" ? reason : foundIn(reason));
  return Object.defineProperty(misfit, "found", { value: found, enumerable: found === misfit.found });
}

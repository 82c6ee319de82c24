import type { Diagnostic } from "../../../diagnostic.js";
import { placesOf, type Place, type Source } from "../../../source.js";
import { htmlText, isHtml } from "./html-text.js";
import { withoutInvisible } from "./invisible.js";
import { editedBy, through } from "./mapped-text.js";
import type { Link, Mark } from "../marks.js";
import { mendText, unmended, type Mending } from "./mend-text.js";
import type { ShownUrl } from "../mentions.js";
import { mhtmlPage } from "./mhtml.js";
import { rowsIn, type TableRow } from "../tables/parameter-table.js";
import { pageDiagnostic } from "../page-diagnostic.js";
import { plainText } from "./plain-text.js";
import { headingsIn, type Heading } from "../tables/sections.js";

/** The text of a page as its reader sees it, which maps offsets to the source. All offsets below refer to `text`. */
export interface PageText {
  readonly text: string;
  /** Marks in text order, without overlaps. */
  readonly marks: readonly Mark[];
  /** The links of a service page. */
  readonly links: readonly Link[];
  /** The URLs in its markup: that of the form that calls an operation, and that of the page if it was fetched, or saved by a browser. */
  readonly addresses: readonly ShownUrl[];
  /** The rows of its tables. */
  readonly rows: readonly TableRow[];
  /** The headings that divide it, in any order. */
  readonly headings: readonly Heading[];
  /** Notes on damage that was mended. */
  readonly remarks: readonly Diagnostic[];
  readonly place: (offset: number) => Place;
}

export function pageText(source: Source): PageText {
  const placeInSource = placesOf(source);
  const saved = mhtmlPage(source.text) ?? { ...editedBy(source.text, []), addresses: [] };
  const visible = through(saved, editedBy(saved.text, [withoutInvisible]));
  const plain = through(visible, plainText(visible.text));
  const html = isHtml(plain.text) ? htmlText(plain.text) : undefined;
  const shown = html === undefined ? plain : through(plain, html);
  const { marks = [], links = [], addresses = [] } = html ?? {};
  // A page with marks or links comes from its server, without damage by programs.
  const mended = marks.length + links.length > 0 ? unmended(shown.text) : mendText(shown.text);
  const { text, origin } = through(shown, mended);
  const place = (offset: number): Place => placeInSource(origin(offset));
  const rows = html?.rows.map(({ table, cells }) => ({
    table,
    cells: cells.map(({ start, end }) => shown.text.slice(start, Math.min(end, start + longestCell)).trim()),
    place: placeInSource(shown.origin(cells[0]?.start ?? 0)),
  }));
  return {
    text,
    marks,
    links,
    addresses: [...(source.url === undefined ? [] : [{ url: source.url, start: 0 }]), ...saved.addresses, ...addresses],
    remarks: mended.mendings.map((mending) => mendedNote(mending, placeInSource(shown.origin(mending.offset)))),
    rows: rows ?? rowsIn(text, place),
    headings: [
      ...headingsIn(text, place),
      ...(html?.headings ?? []).map(({ level, start }) => ({ level, place: placeInSource(shown.origin(start)) })),
    ],
    place,
  };
}

const longestCell = 2048;

function mendedNote({ found, places, read }: Mending, place: Place): Diagnostic {
  const where = places === 1 ? "" : ` at ${places} places`;
  return pageDiagnostic("sample-mended", "note", place, `found ${found}${where}, read as ${read}`);
}

/** The marks between two offsets, in logarithmic time. */
export function marksWithin(page: PageText, start: number, end: number): readonly Mark[] {
  let low = 0;
  let high = page.marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((page.marks[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const within: Mark[] = [];
  for (let at = low, mark = page.marks[at]; mark !== undefined && mark.end <= end; mark = page.marks[++at])
    within.push(mark);
  return within;
}

/** The marked placeholders between two offsets, if there are any. */
export function wordsWithin(page: PageText, start: number, end: number): { words?: readonly string[] } {
  const marks = marksWithin(page, start, end).filter(({ kind }) => kind === "value");
  return marks.length === 0 ? {} : { words: marks.map((mark) => resolved(page.text.slice(mark.start, mark.end))) };
}

const entities: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** Resolves references, as the XML reader does in the text around the words. */
function resolved(word: string): string {
  return word.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return entities.get(name) ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

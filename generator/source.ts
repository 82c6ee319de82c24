/** A text for the generator, and its path in messages (`/` between folders). */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** For a page that was fetched: its URL, which shows the address of its service. */
  readonly url?: string;
  /** For a text extracted from another file: locates its offsets in that file. */
  readonly place?: (offset: number) => Place;
}

/** A place in a source: lines and columns count from 1, columns in UTF-16 units. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** The texts of one spec with one or several services; `name` is that of its folder. */
export interface Spec {
  readonly name: string;
  /** The path in the first line of generated files: `specs/listrak`. */
  readonly path: string;
  /** Help pages, WSDLs and schemas, from all its folders. The generator reads nothing else. */
  readonly sources: readonly Source[];
  /** The path of the WSDL to generate from; the other documents are used only if it imports them. */
  readonly entry?: string;
  /** Maps locations of imports that are not paths in the spec. */
  readonly catalog?: readonly CatalogEntry[];
}

/** The file in the spec for the location of an import. */
export interface CatalogEntry {
  /** The location in the import, a URL or a relative path; or the namespace for an import without a location. */
  readonly location: string;
  /** The path of the source. */
  readonly path: string;
  /** The path of the importing source, to restrict the entry to its imports. */
  readonly from?: string;
}

/** Returns a function that locates an offset in `source`, in logarithmic time after the first call. */
export function placesOf(source: Source): (offset: number) => Place {
  if (source.place !== undefined) return source.place;
  const starts = lineStarts(source.text);
  return (offset) => {
    const line = lastUpTo(starts, offset);
    return { path: source.path, line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}

/** The offsets of the lines of a text. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** The index of the last of ascending numbers that is not above `limit`; 0 if all are above it. */
export function lastUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A place as messages show it: `specs/listrak/GetProcessStatus.txt:14:7`. */
export function formatPlace(place: Place): string {
  return `${place.path}:${place.line}:${place.column}`;
}

/** A text that was given to the generator, and the path that messages name it by (`/` between folders). */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** Of a text that another file holds: the places of its offsets in that file. */
  readonly place?: (offset: number) => Place;
}

/** A place in a source: lines and columns count from 1, columns in UTF-16 units. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** The texts of one spec, which may hold one service or several; `name` is its folder's. */
export interface Spec {
  readonly name: string;
  /** How the first line of what is generated names it: `specs/listrak`. */
  readonly path: string;
  /** Help pages, WSDL and schemas, of all folders in it; nothing else is ever read. */
  readonly sources: readonly Source[];
  /** The path of the one WSDL to generate from, where the others only serve its imports. */
  readonly entry?: string;
  /** Where imports are whose location is no path in the spec. */
  readonly catalog?: readonly CatalogEntry[];
}

export interface CatalogEntry {
  /** As an import says it: a URL or a relative path; or the namespace, for an import without a location. */
  readonly location: string;
  /** Of the source that it is. */
  readonly path: string;
  /** The path of the importing source, where only its imports are meant. */
  readonly from?: string;
}

/** Gives the place of an offset in `source`, in logarithmic time after the first call. */
export function placesOf(source: Source): (offset: number) => Place {
  if (source.place !== undefined) return source.place;
  const starts = [0];
  for (let at = source.text.indexOf("\n"); at >= 0; at = source.text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    const line = lastUpTo(starts, offset);
    return { path: source.path, line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}

/** The index of the last of ascending numbers that is not above `limit`; 0 if all are. */
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

/** `specs/listrak/GetProcessStatus.txt:14:7` */
export function formatPlace(place: Place): string {
  return `${place.path}:${place.line}:${place.column}`;
}

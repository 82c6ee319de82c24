import type { BuiltinName } from "../../../builtins.js";
import type { Place } from "../../../source.js";
import { typeWord } from "../../../type-words.js";

/** A row of cells, with the place of its first one. Rows of one table follow each other with the same number. */
export interface TableRow {
  readonly table: number;
  readonly cells: readonly string[];
  readonly place: Place;
}

/** The facts that a table of a document states of one element. */
export interface Parameter {
  /** The name as the table shows it. */
  readonly name: string;
  /** Local names, in lower case, the element's last: `order`, `id`. */
  readonly path: readonly string[];
  /** The texts of cells that state no type, and not whether the element is required. */
  readonly unread?: { readonly type?: string; readonly required?: string };
  readonly type?: BuiltinName;
  readonly required?: boolean;
  readonly documentation?: string;
  readonly place: Place;
}

export type ParameterTables = readonly (readonly [Parameter, ...Parameter[]])[];

/** Reads the tables with a column for names, and one for types or for what is required. */
export function parameterTables(rows: readonly TableRow[]): ParameterTables {
  const tables: (readonly [Parameter, ...Parameter[]])[] = [];
  let columns: Columns | undefined;
  let table: Parameter[] = [];
  let number: number | undefined;
  const end = (): void => {
    const [first, ...others] = table;
    if (first !== undefined) tables.push([first, ...others]);
    table = [];
  };
  for (const row of rows) {
    const own = columnsOf(row.cells);
    if (row.table !== number || own !== undefined) {
      end();
      columns = own;
      number = row.table;
    }
    const parameter = columns === undefined || own !== undefined ? undefined : parameterOf(row, columns);
    if (parameter !== undefined) table.push(parameter);
  }
  end();
  return tables;
}

/**
 * The rows of tables in text: lines of Markdown, Jira or MediaWiki with all cells of a row, or of cells that a browser
 * copied with tabs between them.
 */
export function rowsIn(text: string, place: (offset: number) => Place): readonly TableRow[] {
  const rows: TableRow[] = [];
  let table = 0;
  let last = -1;
  let isWiki = false;
  let line = 0;
  for (const { 0: whole, index } of text.matchAll(/[^\n]*\n?/g)) {
    line += 1;
    // A line between the rows of MediaWiki belongs to their table.
    if (isWiki && line === last + 1 && /^\s*\|-/.test(whole)) {
      last = line;
      continue;
    }
    const isNew = line !== last + 1;
    isWiki = /^\s*!.*!!/.test(whole) || (isWiki && !isNew);
    const cells = whole.length > longest ? [] : cellsOf(whole, isWiki);
    if (cells.length < 2) continue;
    if (isNew) table += 1;
    last = line;
    if (!cells.every((cell) => /^:?-*:?$/.test(cell)))
      rows.push({ table, cells, place: place(index + whole.search(/[^\s|]|$/)) });
  }
  return rows;
}

const longest = 8192;

/**
 * The cells of a line. Marks are doubled between the headings of Jira (`||Name||Type||`) and between all cells of
 * MediaWiki (`! Name !! Type`, `| Id || int`); in rows of Markdown, doubled marks have an empty cell between them.
 */
function cellsOf(line: string, isWiki: boolean): readonly string[] {
  const trimmed = line.trim();
  const isJira = /^\|\|[^|]/.test(trimmed) && trimmed.endsWith("||");
  const cells = isJira
    ? trimmed.slice(2, -2).split("||")
    : isWiki && /^[!|]/.test(trimmed)
      ? trimmed.slice(1).split(trimmed.startsWith("!") ? "!!" : "||")
      : trimmed.includes("|")
        ? trimmed.replace(/^\||\|$/g, "").split("|")
        : line.includes("\t")
          ? line.replace(/\n$/, "").split("\t")
          : [];
  return cells.map((cell) => cell.trim());
}

type Column = "name" | "type" | "required" | "optional" | "documentation";
type Columns = { readonly [column in Column]?: number };

/** The headings of columns: `Data type`, `Field name`. */
const headings: readonly (readonly [Column, RegExp])[] = [
  ["optional", /^(?:is )?optional\??$/],
  [
    "required",
    /^(?:(?:is )?(?:required|mandatory)\??|req\.?|m\/o|r\/o|use|usage|occurrence|occurs|cardinality|multiplicity|pflicht|obligatoire|obligatorio|required\/optional|mandatory\/optional)$/,
  ],
  ["type", /^(?:(?:data|xml|xsd|field|parameter|element|value) ?type|type|datatype|format|typ|tipo)$/],
  [
    "documentation",
    /^(?:description|desc\.?|comments?|notes?|remarks?|meaning|explanation|details|beschreibung|descripción|descrição)$/,
  ],
  [
    "name",
    /^(?:(?:parameter|param|field|element|argument|attribute|property|member|tag|input|output)s?(?: ?name)?|name|key|feld|champ|campo|nombre)$/,
  ],
];

/** The columns of a row of headings; undefined for any other row. */
function columnsOf(cells: readonly string[]): Columns | undefined {
  const columns: { [column in Column]?: number } = {};
  for (const [index, cell] of cells.entries()) {
    const heading = plain(cell).toLowerCase();
    const column = headings.find(([, pattern]) => pattern.test(heading))?.[0];
    if (column !== undefined) columns[column] ??= index;
  }
  const states = columns.type ?? columns.required ?? columns.optional;
  return columns.name === undefined || states === undefined ? undefined : columns;
}

function parameterOf({ cells, place }: TableRow, columns: Columns): Parameter | undefined {
  const cell = (column: Column): string => plain(cells[columns[column] ?? cells.length] ?? "");
  const [, name = "", star = ""] = /^@?([\p{L}_][\p{L}\p{N}_.:/[\]-]{0,255}?)(\*?)$/u.exec(cell("name")) ?? [];
  const isCaption = cells.every((_, index) => index === columns.name || plain(cells[index] ?? "") === "");
  if (cell("name") === "" || (name === "" && isCaption)) return undefined;
  const optional = flag(cell("optional"));
  const required =
    flag(cell("required")) ?? (optional === undefined ? undefined : !optional) ?? (star === "*" || undefined);
  const type = columnType(cell("type"));
  const documentation = cell("documentation");
  const use = cell("required") || cell("optional");
  const unread = {
    ...(type === undefined && !isEmpty(cell("type")) && { type: cell("type") }),
    ...(required === undefined && !isEmpty(use) && { required: use }),
  };
  return {
    name: cell("name"),
    ...((unread.type ?? unread.required) !== undefined && { unread }),
    path: name
      .toLowerCase()
      .replaceAll("[]", "")
      .split(/[./]/)
      .map((step) => step.replace(/^.*:/, "")),
    ...(type !== undefined && { type }),
    ...(required !== undefined && { required }),
    ...(documentation !== "" && documentation !== "-" && { documentation }),
    place,
  };
}

function isEmpty(text: string): boolean {
  return /^[-–—]?$/.test(text);
}

/** The text of a cell without the marks of Markdown around it: `**name**`. */
function plain(cell: string): string {
  return cell
    .replace(/^(\*\*|__|[*_`])(.*)\1$/s, "$2")
    .replace(/^`(.*)`$/s, "$1")
    .trim();
}

/** The answer to `required?`; undefined for any other text. */
function flag(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (/^(?:y|yes|true|m|r|x|✓|required|mandatory|ja|oui|sí|si|sim|1|1\.\.(?:1|n|\*|unbounded))$/.test(word))
    return true;
  if (/^(?:n|no|false|o|optional|conditional|c|nein|non|não|0|0\.\.(?:1|n|\*|unbounded))$/.test(word)) return false;
  return undefined;
}

/** The type that a word in a column of types means, whatever its case: `Int`, `varchar(20)`. */
function columnType(text: string): BuiltinName | undefined {
  const word = text.replace(/ ?[([]\d{1,9}(?:[,.] ?\d{1,9})?[)\]]$/, "");
  return typeWord(word) ?? columnWords.get(word.toLowerCase());
}

const columnWords: ReadonlyMap<string, BuiltinName> = new Map([
  ["string", "string"],
  ["text", "string"],
  ["char", "string"],
  ["varchar", "string"],
  ["nvarchar", "string"],
  ["alphanumeric", "string"],
  ["bool", "boolean"],
  ["boolean", "boolean"],
  ["int", "int"],
  ["integer", "int"],
  ["long", "long"],
  ["short", "short"],
  ["number", "decimal"],
  ["numeric", "decimal"],
  ["decimal", "decimal"],
  ["money", "decimal"],
  ["currency", "decimal"],
  ["float", "float"],
  ["double", "double"],
  ["date", "date"],
  ["time", "time"],
  ["datetime", "dateTime"],
  ["timestamp", "dateTime"],
  ["guid", "guid"],
  ["uuid", "guid"],
  ["base64", "base64Binary"],
  ["url", "anyURI"],
  ["uri", "anyURI"],
]);

import type { Report } from "../../diagnostic.js";
import { placesOf, type CatalogEntry, type Source } from "../../source.js";
import { sourceKind, type RecordingKind } from "../source-kind.js";
import type { Definition, Recording } from "./exchange.js";
import { readCassette } from "./read-cassette.js";
import { readHar } from "./read-har.js";
import { readHttpFile } from "./read-http-file.js";
import { readPostman } from "./read-postman.js";
import { readSoapUi } from "./read-soapui.js";

const readers: { readonly [kind in RecordingKind]: (source: Source, report: Report) => Recording } = {
  cassette: readCassette,
  har: readHar,
  http: readHttpFile,
  postman: readPostman,
  soapui: readSoapUi,
};

/** Reads a file of recorded traffic or of a test tool; undefined for a source of another kind. */
export function readRecording(source: Source, report: Report): Recording | undefined {
  const kind = sourceKind(source);
  if (!isRecordingKind(kind)) return undefined;
  if (source.text.length > largest) {
    const message = `found ${source.text.length} characters, expected at most ${largest}`;
    report({ severity: "error", code: "source-too-large", message, place: placesOf(source)(0) });
    return { exchanges: [], definitions: [] };
  }
  const recording = readers[kind](source, report);
  return { ...recording, definitions: [...recording.definitions, ...fetched(recording)] };
}

/** The limit in UTF-16 units. */
const largest = 16 * 2 ** 20;

function isRecordingKind(kind: string): kind is RecordingKind {
  return kind in readers;
}

/** The WSDLs and schemas that were fetched during a recording. */
function fetched({ exchanges }: Recording): readonly Definition[] {
  return exchanges.flatMap(({ request, responses }) =>
    responses.flatMap(({ body }) => {
      const url = request?.url?.text;
      if (body === undefined || url === undefined || !/^\ufeff?\s*</.test(body.text)) return [];
      return sourceKind({ path: "", text: body.text }) === "wsdl" ? [{ url, text: body }] : [];
    }),
  );
}

/** The documents in recordings as sources of the spec, and the names that imports use for them. */
export interface DefinitionSources {
  readonly sources: readonly Source[];
  readonly catalog: readonly CatalogEntry[];
}

/** Gives each document the path of its recording followed by its URL, so that relative imports resolve. */
export function definitionSources(path: string, definitions: readonly Definition[]): DefinitionSources {
  const byUrl = new Map(definitions.map((definition) => [definition.url, definition]));
  const sources = [...byUrl].map(([url, { text }], index) => {
    const inner = url.replace(/^[a-z]+:[/\\]+/i, "").replaceAll("\\", "/") || `${index + 1}.wsdl`;
    return { url, source: { path: `${path}/${inner}`, text: text.text, place: text.place } };
  });
  return {
    sources: sources.map(({ source }) => source),
    catalog: sources.map(({ url, source }) => ({ location: url, path: source.path })),
  };
}

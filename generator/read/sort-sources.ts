import type { Report } from "../diagnostic.js";
import type { Source, Spec } from "../source.js";
import type { Recording } from "./exchange/exchange.js";
import { definitionSources, readRecording } from "./exchange/read-recording.js";
import { shownDefinitions } from "./shown-definitions.js";
import { sourceKind } from "./source-kind.js";
import type { WsdlSources } from "./wsdl/read-wsdl.js";

/** The sources of a spec by their readers. */
export interface SortedSources {
  readonly pages: readonly Source[];
  readonly recordings: readonly RecordedSource[];
  /** The WSDLs and schemas; those in recordings only if the spec has no others. */
  readonly definitions: WsdlSources;
}

export interface RecordedSource {
  readonly source: Source;
  readonly recording: Recording;
}

/** Sorts the sources, and reads recordings, which may hold WSDLs. If the user names a WSDL, there are only definitions. */
export function sortSources(spec: Spec, report: Report): SortedSources {
  const recordings: RecordedSource[] = [];
  const pages: Source[] = [];
  const sources: Source[] = [];
  const hasEntry = spec.entry !== undefined;
  for (const source of spec.sources) {
    const kind = sourceKind(source);
    const recording = hasEntry ? undefined : readRecording(source, report);
    if (recording !== undefined) recordings.push({ source, recording });
    else if (kind === "wsdl") sources.push(source);
    else if (kind === "page" || kind === "xml") {
      const shown = kind === "page" ? shownDefinitions(source) : undefined;
      if (shown !== undefined) sources.push(shown);
      // The reader of pages reports XML that is neither.
      else if (!hasEntry) pages.push(source);
    }
  }
  if (sources.length > 0) return { pages, recordings, definitions: { ...spec, sources } };
  const held = recordings.map(({ source, recording }) => definitionSources(source.path, recording.definitions));
  const catalog = [...(spec.catalog ?? []), ...held.flatMap((each) => each.catalog)];
  return { pages, recordings, definitions: { sources: held.flatMap((each) => each.sources), catalog } };
}

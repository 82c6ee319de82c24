import { placesOf, type Source } from "../../source.js";
import {
  recordedHeader,
  type RecordedHeader,
  type RecordedRequest,
  type RecordedResponse,
  type Recording,
} from "./exchange.js";
import type { Excerpt } from "./excerpt.js";
import { readYaml, type Yaml } from "./yaml.js";

/** Reads a cassette of vcr, as tests in Python and Ruby record it. */
export function readCassette(source: Source): Recording {
  const root = readYaml({ text: source.text, place: placesOf(source) });
  const interactions = memberOf(root, "interactions") ?? memberOf(root, "http_interactions");
  const exchanges = (interactions?.kind === "list" ? interactions.items : []).map((interaction) => {
    const request = requestOf(memberOf(interaction, "request"));
    const response = responseOf(memberOf(interaction, "response"));
    return { ...(request && { request }), responses: response === undefined ? [] : [response] };
  });
  return { exchanges, definitions: [] };
}

function requestOf(yaml: Yaml | undefined): RecordedRequest | undefined {
  const url = textOf(memberOf(yaml, "uri"));
  if (url === undefined) return undefined;
  const body = bodyOf(memberOf(yaml, "body"));
  const method = textOf(memberOf(yaml, "method"))?.text.toUpperCase() ?? "GET";
  return { place: body?.place(0) ?? url.place(0), method, url, headers: headersOf(yaml), ...(body && { body }) };
}

function responseOf(yaml: Yaml | undefined): RecordedResponse | undefined {
  const status = textOf(memberOf(memberOf(yaml, "status"), "code"));
  const body = bodyOf(memberOf(yaml, "body"));
  const place = body?.place(0) ?? status?.place(0);
  if (place === undefined) return undefined;
  const code = Number(status?.text);
  return { place, ...(code > 0 && { status: code }), headers: headersOf(yaml), ...(body && { body }) };
}

/** The body of a request as Python writes it, and of all others. */
function bodyOf(yaml: Yaml | undefined): Excerpt | undefined {
  const text = textOf(yaml) ?? textOf(memberOf(yaml, "string"));
  return text === undefined || text.text.trim() === "" ? undefined : text;
}

function headersOf(yaml: Yaml | undefined): readonly RecordedHeader[] {
  const headers = memberOf(yaml, "headers");
  if (headers?.kind !== "map") return [];
  return [...headers.members].flatMap(([name, value]) => {
    const text = textOf(value.kind === "list" ? value.items[0] : value);
    return text === undefined ? [] : recordedHeader(name, text);
  });
}

function memberOf(yaml: Yaml | undefined, key: string): Yaml | undefined {
  return yaml?.kind === "map" ? yaml.members.get(key) : undefined;
}

function textOf(yaml: Yaml | undefined): Excerpt | undefined {
  return yaml?.kind === "text" ? yaml.text : undefined;
}

import type { Report } from "../../diagnostic.js";
import { placesOf, type Source } from "../../source.js";
import type { Json } from "../json.js";
import {
  recordedHeader,
  type RecordedHeader,
  type RecordedRequest,
  type RecordedResponse,
  type Recording,
} from "./exchange.js";
import { decoderOf } from "../../../templates/runtime/xml/decoder.js";
import { excerptAt, type Excerpt } from "./excerpt.js";
import { itemsOf, jsonText, memberAt, memberOf, readRecordedJson, stringOf } from "./json-text.js";

/** Reads an HTTP archive, version 1.2, from a browser or a proxy: http://www.softwareishard.com/blog/har-12-spec/ */
export function readHar(source: Source, report: Report): Recording {
  const place = placesOf(source);
  const textOf: TextOf = (json) => (json?.kind === "string" ? jsonText(source, json, place) : undefined);
  const entries = itemsOf(memberAt(readRecordedJson(source, "an HTTP archive", report), "log", "entries"));
  const exchanges = entries.map((entry) => {
    const request = requestOf(memberOf(entry, "request"), textOf);
    const response = responseOf(memberOf(entry, "response"), textOf);
    return { ...(request && { request }), responses: response === undefined ? [] : [response] };
  });
  return { exchanges, definitions: [] };
}

type TextOf = (json: Json | undefined) => Excerpt | undefined;

function requestOf(json: Json | undefined, textOf: TextOf): RecordedRequest | undefined {
  if (json === undefined) return undefined;
  const url = textOf(memberOf(json, "url"));
  const body = textOf(memberAt(json, "postData", "text"));
  return {
    place: body?.place(0) ?? json.place,
    method: stringOf(memberOf(json, "method")) ?? "GET",
    ...(url && { url }),
    headers: headersOf(json, textOf),
    ...(body && { body }),
  };
}

/** Browsers record status 0 if no response arrived. */
function responseOf(json: Json | undefined, textOf: TextOf): RecordedResponse | undefined {
  const status = memberOf(json, "status");
  if (json === undefined || status?.kind !== "number" || status.value === 0) return undefined;
  const body = contentOf(memberOf(json, "content"), textOf);
  return {
    place: body?.place(0) ?? json.place,
    status: status.value,
    headers: headersOf(json, textOf),
    ...(body && { body }),
  };
}

function contentOf(content: Json | undefined, textOf: TextOf): Excerpt | undefined {
  const text = textOf(memberOf(content, "text"));
  if (text === undefined || stringOf(memberOf(content, "encoding")) !== "base64") return text;
  const type = stringOf(memberOf(content, "mimeType")) ?? "";
  return excerptAt(text.place(0), decode(text.text, /charset=["']?([\w:.-]+)/i.exec(type)?.[1]));
}

function decode(base64: string, charset: string | undefined): string {
  const binary = atob(/^[\w+/=\s]*$/.test(base64) ? base64 : "");
  const bytes = Uint8Array.from(binary, (byte) => byte.charCodeAt(0));
  try {
    return decoderOf(charset ?? "utf-8", {}).decode(bytes);
  } catch {
    // An unknown charset.
    return new TextDecoder().decode(bytes);
  }
}

function headersOf(json: Json, textOf: TextOf): readonly RecordedHeader[] {
  return itemsOf(memberOf(json, "headers")).flatMap((header) => {
    const value = textOf(memberOf(header, "value"));
    return value === undefined ? [] : recordedHeader(stringOf(memberOf(header, "name")) ?? "", value);
  });
}

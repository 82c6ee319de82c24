import type { Report } from "../../diagnostic.js";
import { placesOf, type Place, type Source } from "../../source.js";
import type { Json } from "../json.js";
import {
  recordedHeader,
  type Exchange,
  type RecordedHeader,
  type RecordedRequest,
  type RecordedResponse,
  type Recording,
} from "./exchange.js";
import { excerptAt, type Excerpt } from "./excerpt.js";
import { itemsOf, jsonText, memberAt, memberOf, readRecordedJson, stringOf } from "./json-text.js";
import { withVariables, type Variables } from "./variables.js";

/**
 * Reads a collection of Postman, version 2.0 or 2.1:
 * https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html
 */
export function readPostman(source: Source, report: Report): Recording {
  const place = placesOf(source);
  const root = readRecordedJson(source, "a collection of Postman", report);
  const collection: Collection = {
    text: (json) => (json?.kind === "string" ? jsonText(source, json, place) : undefined),
    variables: variablesOf(memberOf(root, "variable")),
    report,
  };
  return { exchanges: exchangesIn(root, collection), definitions: [] };
}

interface Collection {
  /** The text of a string, with its places. */
  readonly text: (json: Json | undefined) => Excerpt | undefined;
  readonly variables: Variables;
  readonly report: Report;
}

/** The items of nested folders; the reader of JSON bounds their depth. */
function exchangesIn(folder: Json | undefined, collection: Collection): readonly Exchange[] {
  return itemsOf(memberOf(folder, "item")).flatMap((item) => [
    ...exchangesIn(item, collection),
    ...exchangesOf(item, collection),
  ]);
}

/** A request with its responses. A response is saved with its own request, which may differ. */
function exchangesOf(item: Json, collection: Collection): readonly Exchange[] {
  const json = memberOf(item, "request");
  if (json === undefined) return [];
  const request = requestOf(json, collection);
  const name = stringOf(memberOf(item, "name"));
  const exchangeOf = (sent: RecordedRequest, responses: Exchange["responses"]): Exchange => ({
    ...(name === undefined ? {} : { name }),
    request: sent,
    responses,
  });
  const own: RecordedResponse[] = [];
  const others: Exchange[] = [];
  for (const saved of itemsOf(memberOf(item, "response"))) {
    const response = responseOf(saved, collection);
    const original = memberOf(saved, "originalRequest");
    const sent = original === undefined ? request : requestOf(original, collection);
    if (sent.body?.text === request.body?.text) own.push(...response);
    else others.push(exchangeOf(sent, response));
  }
  return [exchangeOf(request, own), ...others];
}

function requestOf(json: Json, collection: Collection): RecordedRequest {
  // A request may be just a URL.
  const url = urlOf(json.kind === "string" ? json : memberOf(json, "url"));
  const body = bodyOf(memberOf(json, "body"), collection);
  const request = {
    place: body?.place(0) ?? json.place,
    method: stringOf(memberOf(json, "method")) ?? "GET",
    headers: headersOf(memberOf(json, "header"), collection),
    ...(body && { body }),
  };
  return withVariables(request, url, collection.variables, settingHint, collection.report);
}

/** Undefined if Postman saved only a request, as its import of a WSDL does. */
function responseOf(json: Json, collection: Collection): Exchange["responses"] {
  const code = memberOf(json, "code");
  const status = code?.kind === "number" ? { status: code.value } : {};
  const body = collection.text(memberOf(json, "body"));
  if (body === undefined && code === undefined) return [];
  const headers = headersOf(memberOf(json, "header"), collection);
  return [{ place: body?.place(0) ?? json.place, ...status, headers, ...(body && { body }) }];
}

function settingHint(key: string, value: string): string {
  return `add ${JSON.stringify({ key, value })} to the list "variable" of the collection`;
}

function urlOf(json: Json | undefined): Excerpt | undefined {
  if (json === undefined) return undefined;
  const text = stringOf(json) ?? stringOf(memberOf(json, "raw")) ?? urlOfParts(json);
  return text === undefined ? undefined : excerptAt(placeOfUrl(json), text);
}

function placeOfUrl(json: Json): Place {
  return memberOf(json, "raw")?.place ?? json.place;
}

function urlOfParts(json: Json): string | undefined {
  const joined = (key: string, separator: string): string | undefined => {
    const part = memberOf(json, key);
    return (
      stringOf(part) ??
      (part &&
        itemsOf(part)
          .flatMap((each) => stringOf(each) ?? [])
          .join(separator))
    );
  };
  const host = joined("host", ".");
  if (host === undefined || host === "") return undefined;
  const port = stringOf(memberOf(json, "port"));
  const path = joined("path", "/") ?? "";
  return `${stringOf(memberOf(json, "protocol")) ?? "http"}://${host}${port === undefined ? "" : `:${port}`}/${path.replace(/^\//, "")}`;
}

function headersOf(json: Json | undefined, { text }: Collection): readonly RecordedHeader[] {
  return itemsOf(json).flatMap((header) => {
    const value = text(memberOf(header, "value"));
    const disabled = memberOf(header, "disabled");
    const isOff = disabled?.kind === "boolean" && disabled.value;
    return value === undefined || isOff ? [] : recordedHeader(stringOf(memberOf(header, "key")) ?? "", value);
  });
}

function bodyOf(json: Json | undefined, { text }: Collection): Excerpt | undefined {
  if (stringOf(memberOf(json, "mode")) !== "urlencoded") return text(memberOf(json, "raw"));
  const form = memberAt(json, "urlencoded");
  const pairs = itemsOf(form).map((pair) =>
    [memberOf(pair, "key"), memberOf(pair, "value")].map((part) => encodeURIComponent(stringOf(part) ?? "")).join("="),
  );
  return form === undefined ? undefined : excerptAt(form.place, pairs.join("&"));
}

function variablesOf(json: Json | undefined): Variables {
  return new Map(
    itemsOf(json).flatMap((variable) => {
      const key = stringOf(memberOf(variable, "key"));
      const value = stringOf(memberOf(variable, "value"));
      return key === undefined || value === undefined ? [] : [[key, value]];
    }),
  );
}

import { textBuilder, type MappedText } from "./mapped-text.js";
import { decoderOf, type Decoder } from "../../../../templates/runtime/xml/decoder.js";
import type { ShownUrl } from "../mentions.js";

/** The page in a file of several parts, as browsers save it ("single file") and as mail carries it. */
export interface MhtmlPage extends MappedText {
  /** The address at which the page was saved. */
  readonly addresses: readonly ShownUrl[];
}

/** Extracts the page; undefined for a text that is not of MIME. Places are exact to the line. */
export function mhtmlPage(text: string): MhtmlPage | undefined {
  const head = headersAt(text, 0);
  if (!head.values.has("mime-version") || !head.values.has("content-type")) return undefined;
  const parts = partsOf(text, head);
  const part =
    parts.find(({ values }) => isOf(values, "text/html")) ??
    parts.find(({ values }) => isOf(values, "text/plain") || isOf(values, "text/xml"));
  if (part === undefined) return undefined;
  const url = part.values.get("content-location") ?? head.values.get("snapshot-content-location");
  return { ...decoded(text, part), addresses: url === undefined ? [] : [{ url, start: 0 }] };
}

interface Headers {
  readonly values: ReadonlyMap<string, string>;
  /** The offset after the empty line that ends them. */
  readonly end: number;
}

interface Part extends Headers {
  readonly limit: number;
}

function isOf(values: ReadonlyMap<string, string>, type: string): boolean {
  return (values.get("content-type") ?? "").toLowerCase().startsWith(type);
}

const headerLine = /([\w-]{1,64}):[ \t]*([^\n]*(?:\n[ \t]+[^\n]*)*)(?:\n|$)/y;
const emptyLine = /[ \t\r]*(?:\n|$)/y;

function headersAt(text: string, start: number): Headers {
  const values = new Map<string, string>();
  headerLine.lastIndex = start;
  let end = start;
  for (let found = headerLine.exec(text); found !== null; found = headerLine.exec(text)) {
    const [, name = "", value = ""] = found;
    const key = name.toLowerCase();
    if (!values.has(key)) values.set(key, value.replace(/\s+/g, " ").trim());
    end = headerLine.lastIndex;
  }
  emptyLine.lastIndex = end;
  return { values, end: emptyLine.test(text) ? emptyLine.lastIndex : end };
}

/** The parts between the boundaries, those of parts in parts too; or the whole if there is only one. */
function partsOf(text: string, head: Headers): readonly Part[] {
  if (!isOf(head.values, "multipart/")) return [{ ...head, limit: text.length }];
  const boundaries = Array.from(text.matchAll(/^--[^\s<>"]{1,200}[ \t\r]*$/gm), ({ 0: line, index }) => ({
    start: index,
    end: index + line.length + 1,
  }));
  return boundaries.flatMap(({ end }, index): readonly Part[] => {
    const headers = headersAt(text, end);
    return headers.values.has("content-type")
      ? [{ ...headers, limit: boundaries[index + 1]?.start ?? text.length }]
      : [];
  });
}

/** Decodes a part line by line; a decoder keeps the characters that are broken at the end of a line. */
function decoded(text: string, { values, end, limit }: Part): MappedText {
  const encoding = values.get("content-transfer-encoding")?.toLowerCase() ?? "";
  const bytesOf = encoding === "quoted-printable" ? quotedBytes : encoding === "base64" ? base64Bytes : undefined;
  const out = textBuilder();
  if (bytesOf === undefined) out.add(text.slice(end, limit), end, "verbatim");
  else {
    const decoder = decoderFor(charsetOf(values, text.slice(end, Math.min(limit, end + headOfPage))));
    for (const { 0: line, index } of text.slice(end, limit).matchAll(/[^\n]*\n|[^\n]+/g)) {
      const piece = decoder.decode(bytesOf(line), { stream: true });
      out.add(piece, end + index, piece === line ? "verbatim" : "place");
    }
  }
  return out.build();
}

const headOfPage = 4096;

/** The charset in the header of the part, or in the `<meta>` of the page. */
function charsetOf(values: ReadonlyMap<string, string>, page: string): string {
  const inHeader = /charset=["']?([\w.:-]+)/i.exec(values.get("content-type") ?? "");
  return (
    (inHeader ?? /<meta\s[^<>]*?charset=(?:3D)?["']?\s*([\w.:-]+)/i.exec(page.replace(/=\r?\n/g, "")))?.[1] ?? "utf-8"
  );
}

function decoderFor(charset: string): Decoder {
  try {
    return decoderOf(charset, {});
  } catch {
    return new TextDecoder();
  }
}

/** The bytes of a line in quoted-printable; `=` at its end joins it with the next one. */
function quotedBytes(line: string): Uint8Array {
  const joined = line.replace(/=[ \t\r]*\n$/, "");
  const bytes: number[] = [];
  for (const { 0: found } of joined.matchAll(/=[\da-f]{2}|[^=]+|=/gi)) {
    if (/^=[\da-f]{2}$/i.test(found)) bytes.push(Number.parseInt(found.slice(1), 16));
    else for (const byte of new TextEncoder().encode(found)) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

/** The bytes of a line in Base64, which holds whole groups of four characters. */
function base64Bytes(line: string): Uint8Array {
  const characters = line.trim();
  const binary = /^[\w+/]*={0,2}$/.test(characters) && characters.length % 4 === 0 ? atob(characters) : "";
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

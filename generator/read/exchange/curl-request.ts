import type { Place } from "../../source.js";
import { recordedHeader, type RecordedRequest } from "./exchange.js";
import { excerptAt, joinPieces, sliceExcerpt, type Excerpt } from "./excerpt.js";
import type { ShellCommand } from "./shell-words.js";
import { urlWith } from "./variables.js";

/** The request of a curl command: https://curl.se/docs/manpage.html */
export function curlRequest(
  { words }: ShellCommand,
  start: Place,
  place: Excerpt["place"],
  fileNamed: (name: string) => Excerpt | undefined,
): RecordedRequest {
  const options = optionsIn(words.map((pieces) => joinPieces(pieces, place)));
  const valuesOf = (...names: readonly string[]): readonly Excerpt[] =>
    options.flatMap(({ name, value }) => (names.includes(name) && value !== undefined ? [value] : []));
  const has = (...names: readonly string[]): boolean => options.some(({ name }) => names.includes(name));
  const data = options.flatMap(({ name, value }): readonly Excerpt[] => {
    if (value === undefined || !dataOptions.includes(name)) return [];
    if (name === "--data-raw" || !value.text.startsWith("@")) return [value];
    // The content of a file is in the folder or unknown; `@-` is a here-document.
    const file = fileNamed(value.text.slice(1));
    return file === undefined ? [] : [file];
  });
  const isGet = has("-G", "--get");
  const sent = has(...dataOptions, "--data-urlencode");
  const body = joinData([...data, ...valuesOf(here)]);
  const address = valuesOf("--url", positional)[0];
  const query = isGet && body !== undefined && address !== undefined;
  const shown = query
    ? excerptAt(address.place(0), `${address.text}${address.text.includes("?") ? "&" : "?"}${body.text}`)
    : address;
  return {
    place: start,
    method: valuesOf("-X", "--request")[0]?.text.toUpperCase() ?? (sent && !isGet ? "POST" : "GET"),
    ...urlWith(shown, new Map(), (name) => `write the value in place of the variable ${name}`),
    headers: valuesOf("-H", "--header").flatMap(headerOf),
    ...(body !== undefined && !isGet && { body }),
  };
}

const dataOptions: readonly string[] = ["-d", "--data", "--data-raw", "--data-binary", "--data-ascii"];

interface Option {
  readonly name: string;
  readonly value?: Excerpt;
}

/** The key of words that are not options, and of here-documents. */
const positional = "";
const here = "<<";

/** The short options with a value. */
const withValue = /[AbcCdDeEFhHKmoPQrtTuUwxXyYz]/;
/** The long options without a value that are common with SOAP. */
const flags = new Set(
  "anyauth basic compressed digest fail fail-with-body get globoff head http1.0 http1.1 http2 http2-prior-knowledge include insecure ipv4 ipv6 location location-trusted negotiate no-buffer no-progress-meter ntlm path-as-is progress-bar raw remote-name show-error silent ssl ssl-no-revoke tcp-nodelay tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding verbose".split(
    " ",
  ),
);

function optionsIn(words: readonly Excerpt[]): readonly Option[] {
  const options: Option[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) break;
    const { text } = word;
    const next = (): { value?: Excerpt } => {
      index += 1;
      const value = words[index];
      return value === undefined ? {} : { value };
    };
    if (text.startsWith("--")) {
      // Accepts `--name=value`, which curl does not, but people write.
      const equals = text.indexOf("=");
      const name = equals < 0 ? text : text.slice(0, equals);
      if (equals >= 0) options.push({ name, value: sliceExcerpt(word, equals + 1) });
      else options.push(flags.has(name.slice(2)) ? { name } : { name, ...next() });
    } else if (text.startsWith("-") && text.length > 1) {
      const at = text.slice(1).search(withValue) + 1;
      for (const letter of text.slice(1, at === 0 ? undefined : at)) options.push({ name: `-${letter}` });
      if (at === 0) continue;
      const name = `-${text.charAt(at)}`;
      options.push(at + 1 < text.length ? { name, value: sliceExcerpt(word, at + 1) } : { name, ...next() });
    } else {
      options.push({ name: /^\s*</.test(text) ? here : positional, value: word });
    }
  }
  return options;
}

function headerOf(header: Excerpt): RecordedRequest["headers"] {
  const colon = header.text.indexOf(":");
  if (colon < 0) return [];
  const start = colon + 1 + header.text.slice(colon + 1).search(/\S|$/);
  return recordedHeader(header.text.slice(0, colon), sliceExcerpt(header, start, header.text.trimEnd().length));
}

/** Joins the data of several options, as curl does. */
function joinData(data: readonly Excerpt[]): Excerpt | undefined {
  const [first, ...others] = data;
  if (first === undefined || others.length === 0) return first;
  return excerptAt(first.place(0), data.map(({ text }) => text).join("&"));
}

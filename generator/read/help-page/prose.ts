import type { PageText } from "./text/page-text.js";
import type { Sample } from "./help-page.js";

/** The text before an operation's first message, interpreted. */
export interface Introduction {
  /** The name as the page prints it. */
  readonly name?: string;
  /** True if a name is in the usual place, but not among the names in the samples. */
  readonly unconfirmed: boolean;
  readonly nameStart?: number;
  readonly service?: string;
  readonly documentation?: string;
}

/**
 * Reads the text before an operation's first message. Pages in all languages have the same lines: service, link,
 * operation, description, "Test" with its explanation, binding. Only a name that the samples confirm identifies a line.
 */
export function readIntroduction(page: PageText, start: number, end: number, names: ReadonlySet<string>): Introduction {
  const lines = linesOf(page.text.slice(start, end), start);
  const link = lines.slice(0, 2).findIndex(({ text }) => isSentence(text));
  const where = nameLine(lines, link, start === 0, names);
  const line = lines[where];
  if (line === undefined) return { unconfirmed: false };
  const service = start === 0 && where > 0 && where <= 2 && link !== 0 ? lines[0]?.text : undefined;
  const documentation = documentationOf(lines.slice(where + 1));
  return {
    name: line.text,
    unconfirmed: !names.has(line.text),
    nameStart: line.start,
    ...(service === undefined ? {} : { service }),
    ...(documentation === "" ? {} : { documentation }),
  };
}

/**
 * The line of a name that the samples confirm. At the top of a page it follows the link; otherwise the line there is
 * the title.
 */
function nameLine(lines: readonly Line[], link: number, isTop: boolean, names: ReadonlySet<string>): number {
  const shown = lines.findIndex(({ text }, index) => index > link && names.has(text));
  const title = lines[link + 1]?.text ?? "";
  if (shown >= 0) return shown;
  if (isTop && link >= 0 && isName(title) && !heading.test(title) && !isTest(title)) return link + 1;
  return lines.findIndex(({ text }) => names.has(text));
}

/** The last binding that a text mentions, for messages without evidence of their own. */
export function bindingOfHeading(text: string): Sample["binding"] | undefined {
  const heading = Array.from(text.matchAll(/SOAP[ \t]+1[.,](?<minor>[12])|HTTP[ \t]+(?<method>GET|POST)|\bSOAP\b/g)).at(
    -1,
  );
  if (heading === undefined) return undefined;
  const { minor, method } = heading.groups ?? {};
  if (method !== undefined) return method === "GET" ? "httpGet" : "httpPost";
  return minor === "2" ? "soap12" : "soap11";
}

/** The lines that are headings of bindings, in a text of a page that starts at `start`. */
export function headingsIn(text: string, start: number): readonly Heading[] {
  return linesOf(text, start).flatMap((line) => {
    const found = heading.exec(line.text);
    const binding = found === null ? undefined : bindingOfHeading(found[0]);
    return found === null || binding === undefined
      ? []
      : [{ binding, start: line.start + found.index, text: found[0] }];
  });
}

export interface Heading {
  readonly binding: Sample["binding"];
  readonly start: number;
  readonly text: string;
}

/** The part of a prose text that looks like a message. */
export function residueIn(prose: string): { readonly offset: number; readonly text: string } | undefined {
  const match =
    /SOAPAction[ \t]*:|Content-Type[ \t]*:|<\/?(?:[^\s<>/:]{1,64}:)?(?:Envelope|Body)[\s>/]|HTTP\/\d|(?:POST|GET)[ \t]+\/\S|<\?xml/.exec(
      prose,
    );
  return match === null ? undefined : { offset: match.index, text: match[0].trim() };
}

interface Line {
  readonly text: string;
  readonly start: number;
}

/** The lines of a text without their indentation, and without the marks of headings in Markdown: `## GetPrice`. */
function linesOf(text: string, start: number): readonly Line[] {
  return Array.from(text.matchAll(/[^\n]+/g), ({ 0: whole, index }) => {
    const line = whole.replace(/^[ \t]{0,3}#{1,6}[ \t]/, (mark) => " ".repeat(mark.length));
    const indent = line.length - line.trimStart().length;
    return { text: line.trim(), start: start + index + indent };
  }).filter(({ text }) => text !== "");
}

export function isSentence(text: string): boolean {
  return /\s|[^\0-\x7f]/.test(text) && /[.。]$/.test(text);
}

export function isName(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(text);
}

/** True for the heading of the form that calls an operation. */
export function isTest(text: string): boolean {
  return /^(?:Test|Тест|Проверка|测试|測試|テスト|테스트|Prueba|Testen|Tester|Teste|Prova)$/i.test(text);
}

const heading = /(?:SOAP 1[.,][12]|HTTP (?:GET|POST)|^SOAP)(?: (?:Request|Response))?$/;

/** The text between the operation's name and the test form, or the first binding if there is no form. */
function documentationOf(lines: readonly Line[]): string {
  const binding = lines.findIndex(({ text }) => heading.test(text));
  const end = binding >= 0 ? binding : lines.findIndex(({ text }) => isTest(text)) + 1;
  const before = lines.slice(0, end);
  const form = before.findLastIndex(({ text }) => isTest(text));
  const isGlued = heading.exec(lines[end]?.text ?? "")?.index !== 0;
  const documentation = form >= 0 ? before.slice(0, form) : isGlued ? before.slice(0, -1) : before;
  return documentation.map(({ text }) => text).join("\n");
}

import type { Diagnostic } from "../../../generator/diagnostic.js";
import type { HelpPage, SampleElement, SampleText, SoapSample } from "../../../generator/read/help-page/help-page.js";
import { reportMissingMessages } from "../../../generator/read/help-page/missing-messages.js";
import { readHelpPage } from "../../../generator/read/help-page/read-help-page.js";

/** A page and its diagnostics, and both without places. */
export interface Read {
  readonly page: HelpPage;
  readonly diagnostics: readonly Diagnostic[];
  readonly codes: readonly string[];
}

export function read(text: string, path = "page.txt"): Read {
  const diagnostics: Diagnostic[] = [];
  const page = readHelpPage({ path, text }, (diagnostic) => diagnostics.push(diagnostic));
  reportMissingMessages([page], (diagnostic) => diagnostics.push(diagnostic));
  return { page, diagnostics, codes: diagnostics.map(({ code }) => code) };
}

/** The content of a page, without places and without marks, which only HTML has. */
export function saying({ source: _source, ...page }: HelpPage): unknown {
  const left = new Set(["place", "words"]);
  return JSON.parse(JSON.stringify(page, (key, value: unknown) => (left.has(key) ? undefined : value)));
}

/** An element in one line: `Lend(isbn:string, days:int)`. */
export function brief(part: SampleElement | SampleText | undefined): string {
  if (part === undefined) return "";
  if (part.kind === "text") return part.text;
  const [only, ...others] = part.children;
  if (only === undefined) return part.name;
  if (only.kind === "text" && others.length === 0) return `${part.name}:${only.text}`;
  return `${part.name}(${part.children.map(brief).join(", ")})`;
}

/** The elements of a body. */
export function elements(body: SoapSample["body"]): readonly SampleElement[] {
  return (body ?? []).filter((part) => part.kind === "element");
}

/** Every element and text of a page. */
export function parts(page: HelpPage): readonly (SampleElement | SampleText)[] {
  const inside = (part: SampleElement | SampleText): readonly (SampleElement | SampleText)[] =>
    part.kind === "text" ? [part] : [part, ...part.children.flatMap(inside)];
  return page.operations
    .flatMap(({ samples }) => samples)
    .flatMap((sample): readonly (SampleElement | SampleText)[] =>
      "header" in sample
        ? [...sample.header, ...(sample.body ?? [])]
        : sample.content === undefined
          ? []
          : [sample.content],
    )
    .flatMap(inside);
}

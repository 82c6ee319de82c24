import { bindingTitles } from "../bindings.js";
import { noExample, type PrintedPage, type PageSection } from "./help-page.js";
import type { Piece } from "./printed.js";

/** A help page as HTML, with marks on placeholders and names of parameters, so that it can be read back. */
export function pageHtml({ service, operations }: PrintedPage): string {
  const blocks = operations.flatMap(({ name, documentation, sections }) => [
    headingHtml(name) + documentationHtml(documentation),
    ...sections.map((section) => sectionHtml(section)),
  ]);
  return frameHtml(service, blocks.join("\n"));
}

/** A whole page; `content` is HTML. */
export function frameHtml(service: string, content: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(service)} Web Service</title>
<style>${style}</style>
</head>
<body>
<h1>${escapeHtml(service)}</h1>
${content}
</body>
</html>
`;
}

export function headingHtml(operation: string): string {
  return `<h2>${escapeHtml(operation)}</h2>`;
}

/** Keeps the line breaks of the documentation. */
export function documentationHtml(documentation = ""): string {
  const text = documentation.trim();
  return text === "" ? "" : `<p class="text" dir="auto">${escapeHtml(text)}</p>`;
}

/**
 * The messages of an operation in one binding. `served` prints comments, such as `<!--host-->`, in place of texts that depend on
 * the address of the service.
 */
export function sectionHtml(section: PageSection, { served = false } = {}): string {
  const title = bindingTitles[section.binding];
  const shown = section.messages.map(({ message, printed }) => {
    const label = `${title} ${message}`;
    const pieces = printed.map((piece) => pieceHtml(piece, served));
    return `<div><h4>${label}</h4>
<pre tabindex="0" role="region" aria-label="Sample ${label}">${pieces.join("")}</pre></div>`;
  });
  return [`<h3>${title}</h3>`, ...noteHtml(section), `<div class="messages">`, ...shown, "</div>"].join("\n");
}

function noteHtml({ binding, note }: PageSection): readonly string[] {
  switch (note?.kind) {
    case undefined:
      return [];
    case "placeholders":
      return [
        `<p>A sample ${bindingTitles[binding]} request and response. Values take the place of the ${placeholders}.</p>`,
      ];
    case "no example":
      return [`<p>${escapeHtml(noExample(note.reason))}</p>`];
  }
}

function pieceHtml({ mark, text }: Piece, served: boolean): string {
  if (mark === "value" || mark === "key") return marked(mark, text);
  return mark !== undefined && served ? `<!--${mark}-->` : escapeHtml(text);
}

/** Marks a text, so that programs find placeholders. */
function marked(mark: "value" | "key", text: string): string {
  return `<var class="${mark}">${escapeHtml(text)}</var>`;
}

const placeholders = marked("value", "placeholders");

/** Escapes text outside tags, where quotation marks need no escape. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1, h2, h3, h4 { line-height: 1.2; margin: 2rem 0 0.5rem }
h4 { margin: 1rem 0 0.5rem; font-size: 0.9rem }
pre { padding: 1rem; overflow-x: auto; border: 1px solid; border-radius: 0.25rem }
pre, code { font-size: 0.9rem }
.text { white-space: pre-line }
.value { font-weight: bold }
.key { font-style: normal; font-weight: bold }
`;

import { bytesResponse } from "../runtime/server/response.js";
import { webResponse } from "../runtime/server/web.js";

export interface Page {
  readonly status?: number;
  /** Text, with the subject of the page first. */
  readonly title: string;
  /** Links to the pages above this one, outermost first. */
  readonly trail: readonly Link[];
  /** Files in `browser/`, in addition to the common style sheet. */
  readonly script?: string;
  readonly style?: string;
  /** HTML. */
  readonly content: string;
}

export interface Link {
  readonly text: string;
  readonly href: string;
}

/** A whole page, which runs and loads only what is below `/-/`, whatever the texts of a spec contain. */
export function pageResponse({ status = 200, title, trail, script, style, content }: Page): Response {
  const text = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${html(title)}</title>
${["style.css", style].map(styleLink).join("")}${script === undefined ? "" : `<script type="module" src="/-/.stand-in/browser/${attribute(script)}"></script>\n`}</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header>
<p>soapwright serve</p>
${trail.length === 0 ? "" : `<nav aria-label="Breadcrumb"><ol>\n${trail.map(crumb).join("\n")}\n</ol></nav>\n`}</header>
<main id="main" tabindex="-1">
${content}
</main>
</body>
</html>
`;
  const response = bytesResponse(status, "text/html; charset=utf-8", new TextEncoder().encode(text), {
    "Cache-Control": "no-store",
    "Content-Security-Policy": policy,
    "Referrer-Policy": "no-referrer",
  });
  return webResponse(response);
}

/** A text of a spec within other text, isolated from its direction. */
export function name(text: string): string {
  return `<bdi>${html(text)}</bdi>`;
}

/** Escapes text for HTML. */
function html(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Escapes text for an HTML attribute in double quotes. */
export function attribute(text: string): string {
  return html(text).replaceAll('"', "&quot;");
}

function styleLink(file: string | undefined): string {
  return file === undefined ? "" : `<link rel="stylesheet" href="/-/.stand-in/browser/${attribute(file)}">\n`;
}

function crumb({ text, href }: Link): string {
  return `<li><a href="${attribute(href)}">${name(text)}</a></li>`;
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

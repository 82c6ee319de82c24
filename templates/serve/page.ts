import { bytesResponse } from "../runtime/server/response.js";
import { webResponse } from "../runtime/server/web.js";

export interface Page {
  readonly status?: number;
  /** Text; what the page is about comes first. */
  readonly title: string;
  /** What leads up from this page, outermost first. */
  readonly trail: readonly Link[];
  /** Files in `browser/`, beside the style sheet that all pages have. */
  readonly script?: string;
  readonly style?: string;
  /** HTML. */
  readonly content: string;
}

export interface Link {
  readonly text: string;
  readonly href: string;
}

/** A whole page. Nothing in it runs or loads but what comes from below `/-/`, whatever texts of a spec stand in it. */
export function pageResponse({ status = 200, title, trail, script, style, content }: Page): Response {
  const text = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${html(title)}</title>
${["style.css", style].map(styleLink).join("")}${script === undefined ? "" : `<script type="module" src="/-/.serve/browser/${attribute(script)}"></script>\n`}</head>
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

/** A text of a spec within other text, whatever direction it has. */
export function name(text: string): string {
  return `<bdi>${html(text)}</bdi>`;
}

/** Text of HTML. */
function html(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** HTML of an attribute's value, for between double quotes. */
export function attribute(text: string): string {
  return html(text).replaceAll('"', "&quot;");
}

function styleLink(file: string | undefined): string {
  return file === undefined ? "" : `<link rel="stylesheet" href="/-/.serve/browser/${attribute(file)}">\n`;
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

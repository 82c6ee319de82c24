import type { PageOperation, Sample } from "../read/help-page/help-page.js";
import { printSample } from "./print-sample.js";
import { textOf, type Piece } from "./printed.js";

/** What a page is printed from. */
export interface PrintedPage {
  /** The title. */
  readonly service: string;
  readonly operations: readonly PageOperation[];
  /** True if the samples hold values: then the length of their content is theirs. */
  readonly counted?: boolean;
}

const link = "Click here for a complete list of operations.";
const sentence = (title: string, placeholders: string): string =>
  `The following is a sample ${title} request and response.  The ${placeholders} shown need to be replaced with actual values.`;

const titles: { readonly [binding in Sample["binding"]]: string } = {
  soap11: "SOAP 1.1",
  soap12: "SOAP 1.2",
  httpGet: "HTTP GET",
  httpPost: "HTTP POST",
};

/** The page as it looks when copied from a browser. */
export function pageText({ service, operations, counted = false }: PrintedPage): string {
  const blocks = operations.flatMap(({ name, documentation, samples }) => [
    name,
    ...(documentation === undefined ? [] : [documentation]),
    ...sections(samples).flatMap(({ title, messages }) => [
      title,
      ...(counted ? [] : [sentence(title, "placeholders")]),
      ...messages.map((message) => textOf(printSample(message, counted))),
    ]),
  ]);
  return `${[service, link, ...blocks].join("\n\n")}\n`;
}

/** The page as ASMX sends it: placeholders and names of parameters are marked. */
export function pageHtml({ service, operations, counted = false }: PrintedPage): string {
  const blocks = operations.flatMap(({ name, documentation = "", samples }) => [
    `<h2>${escapeHtml(name)}</h2><p class="intro">${escapeHtml(documentation)}</p>`,
    ...sections(samples).map(({ title, messages }) =>
      [
        "<span>",
        `<h3>${title}</h3>`,
        ...(counted ? [] : [`<p>${sentence(title, "<font class=value>placeholders</font>")}</p>`]),
        ...messages.map((message) => `<pre>${printSample(message, counted).map(marked).join("")}</pre>`),
        "</span>",
      ].join("\n"),
    ),
  ]);
  return [
    `<html><head><title>${escapeHtml(service)} Web Service</title></head><body><div id="content">`,
    `<p class="heading1">${escapeHtml(service)}</p><br>`,
    `<p class="intro">${link}</p>`,
    ...blocks,
    "</div></body></html>\n",
  ].join("\n");
}

interface Section {
  readonly title: string;
  readonly messages: readonly Sample[];
}

/** One for each binding, in the order of the samples. */
function sections(samples: readonly Sample[]): readonly Section[] {
  const bindings = [...new Set(samples.map(({ binding }) => binding))];
  return bindings.map((binding) => ({
    title: titles[binding],
    messages: samples.filter((sample) => sample.binding === binding),
  }));
}

function marked({ mark, text }: Piece): string {
  const escaped = escapeHtml(text);
  return mark === undefined ? escaped : `<font class=${mark}>${escaped}</font>`;
}

/** Quotation marks stay as they are. */
function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

import { fromSamples } from "../../generator/model/from-samples.js";
import type { Diagnostic } from "../../generator/diagnostic.js";
import type { Service } from "../../generator/model/service.js";
import { pageText, samplePage } from "../../generator/pages/help-page.js";
import { pageHtml } from "../../generator/pages/page-html.js";
import { readHelpPage } from "../../generator/read/help-page/read-help-page.js";

export const shapes = { html, text, flattened } as const;

export function html(service: Service): string {
  return pageHtml(samplePage(service));
}

export function text(service: Service): string {
  return pageText(samplePage(service));
}

/** The text after pasting into a program that drops indentation and empty lines. */
export function flattened(service: Service): string {
  return text(service).replace(/\n\s*/g, "\n");
}

export interface ReadBack {
  readonly service: Service;
  readonly diagnostics: readonly Diagnostic[];
}

export function readBack(page: string, name: string): ReadBack {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const [service] = fromSamples([readHelpPage({ path: "page.txt", text: page }, report)], name, report).services;
  if (service === undefined) throw new Error("the page shows no operation");
  return { service, diagnostics };
}

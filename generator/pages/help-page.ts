import { bindingTitles } from "../bindings.js";
import type { PageOperation, Sample } from "../read/help-page/help-page.js";
import { printSample } from "./print-sample.js";
import { textOf } from "./printed.js";

/** The content of a help page. */
export interface PrintedPage {
  /** The service's name, which is the title of the page. */
  readonly service: string;
  readonly operations: readonly PageOperation[];
  /** True if the samples contain values: then Content-Length is their actual length. */
  readonly counted?: boolean;
}

const link = "Click here for a complete list of operations.";

/** The page as text, in the form that copying it from a browser gives. */
export function pageText({ service, operations, counted = false }: PrintedPage): string {
  const blocks = operations.flatMap(({ name, documentation, samples }) => [
    name,
    ...(documentation === undefined ? [] : [documentation]),
    ...sectionsOf(samples).flatMap(({ title, messages }) => [
      title,
      ...(counted ? [] : [explanation(title)]),
      ...messages.map((message) => textOf(printSample(message, counted))),
    ]),
  ]);
  return `${[service, link, ...blocks].join("\n\n")}\n`;
}

function explanation(title: string): string {
  return `The following is a sample ${title} request and response.  The placeholders shown need to be replaced with actual values.`;
}

/** The messages of an operation in one binding. */
export interface PageSection {
  readonly binding: Sample["binding"];
  readonly title: string;
  readonly messages: readonly Sample[];
}

/** One section for each binding, in the order of the samples. */
export function sectionsOf(samples: readonly Sample[]): readonly PageSection[] {
  const bindings = [...new Set(samples.map(({ binding }) => binding))];
  return bindings.map((binding) => ({
    binding,
    title: bindingTitles[binding],
    messages: samples.filter((sample) => sample.binding === binding),
  }));
}

import { bindingTitles, type Binding } from "../bindings.js";
import type { Service } from "../model/service.js";
import type { Sample } from "../read/help-page/help-page.js";
import { printSample } from "./print-sample.js";
import { textOf, type Printed } from "./printed.js";
import { toSamples } from "./to-samples.js";

/** The content of a help page. */
export interface PrintedPage {
  /** The service's name, which is the title of the page. */
  readonly service: string;
  readonly operations: readonly PrintedOperation[];
}

export interface PrintedOperation {
  readonly name: string;
  readonly documentation?: string | undefined;
  /** One for each binding. */
  readonly sections: readonly PageSection[];
}

/** The messages of an operation in one binding. */
export interface PageSection {
  readonly binding: Binding;
  readonly messages: readonly PrintedMessage[];
  /** Explains the placeholders in the messages, or why there are no messages. */
  readonly note?: { readonly kind: "placeholders" } | { readonly kind: "no example"; readonly reason: string };
}

export interface PrintedMessage {
  readonly message: "request" | "response";
  readonly printed: Printed;
}

/** The page of a service, with the placeholders that ASMX shows. */
export function samplePage(service: Service): PrintedPage {
  return {
    service: service.name,
    operations: toSamples(service).map(({ name, documentation, samples }) => {
      return { name, documentation, sections: sectionsOf(samples) };
    }),
  };
}

/** One section for each binding, in the order of the samples. */
export function sectionsOf(samples: readonly Sample[]): readonly PageSection[] {
  const bindings = [...new Set(samples.map(({ binding }) => binding))];
  return bindings.map((binding) => ({
    binding,
    note: { kind: "placeholders" },
    messages: samples
      .filter((sample) => sample.binding === binding)
      .map((sample) => ({ message: sample.message, printed: printSample(sample) })),
  }));
}

const link = "Click here for a complete list of operations.";

/** The page as text, in the form that copying it from a browser gives. */
export function pageText({ service, operations }: PrintedPage): string {
  const blocks = operations.flatMap(({ name, documentation, sections }) => [
    name,
    ...(documentation === undefined ? [] : [documentation]),
    ...sections.flatMap((section) => [
      bindingTitles[section.binding],
      ...noteText(section),
      ...section.messages.map(({ printed }) => textOf(printed)),
    ]),
  ]);
  return `${[service, link, ...blocks].join("\n\n")}\n`;
}

function noteText({ binding, note }: PageSection): readonly string[] {
  switch (note?.kind) {
    case undefined:
      return [];
    case "placeholders":
      return [
        `The following is a sample ${bindingTitles[binding]} request and response.  The placeholders shown need to be replaced with actual values.`,
      ];
    case "no example":
      return [noExample(note.reason)];
  }
}

export function noExample(reason: string): string {
  return `No example: ${reason}`;
}

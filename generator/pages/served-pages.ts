import type { Service } from "../model/service.js";
import type { Sample } from "../read/help-page/help-page.js";
import type { HelpPages } from "../../templates/runtime/server/contract.js";
import { sectionsOf } from "./help-page.js";
import { documentationHtml, escapeHtml, frameHtml, headingHtml, sectionHtml } from "./page-html.js";
import { servedPlaceholders } from "./served-placeholders.js";
import { toSamples } from "./to-samples.js";

/**
 * The help pages of a service for its server, at any address. Comments such as `<!--path-->` mark the places that the
 * server fills in; no text of a spec can forge one, because its `<` is escaped.
 */
export function servedPages(service: Service, hasWsdl: boolean): HelpPages {
  const operations = toSamples(service, servedPlaceholders).map(({ name, documentation, samples }) => {
    const sections = sectionsOf(samples.map(relocated));
    const page = {
      heading: `<p><a href="<!--path-->">All operations</a> of the service.</p>\n${headingHtml(name)}`,
      introduction: documentationHtml(documentation),
      samples: Object.fromEntries(sections.map((each) => [each.binding, sectionHtml(each, { served: true })])),
    };
    return [name, page] as const;
  });
  return {
    frame: frameHtml(service.name, "<!--content-->"),
    introduction: documentationHtml(service.documentation),
    list: listHtml(service, hasWsdl),
    operations: Object.fromEntries(operations),
  };
}

function listHtml({ operations }: Service, hasWsdl: boolean): string {
  const wsdl = hasWsdl ? ` They are described by its <a href="?wsdl">WSDL</a>.` : "";
  const items = operations.map(({ name, documentation }) => {
    const link = `<a href="?${new URLSearchParams({ op: name }).toString()}">${escapeHtml(name)}</a>`;
    return `<li>${link}${documentationHtml(documentation)}</li>`;
  });
  return [
    `<p>The service at <code><!--address--></code> has these operations.${wsdl}</p>`,
    "<ul>",
    ...items,
    "</ul>",
  ].join("\n");
}

/** Removes the address of the port from a sample, because the server may have another one. */
function relocated(sample: Sample): Sample {
  return sample.message === "request" ? { ...sample, host: "", path: sample.location ?? "" } : sample;
}

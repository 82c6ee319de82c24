import type { HelpPages, Server } from "./contract.js";
import { addressOf } from "./documents.js";
import type { PlainResponse } from "./plain.js";
import { bytesResponse, textResponse } from "./response.js";

/**
 * Responds with the page of the operation in `?op=`, with its samples in the served bindings, or with the list of all
 * operations.
 */
export async function respondWithPage({ contract, options, onError }: Server, url: URL): Promise<PlainResponse> {
  let pages: HelpPages;
  try {
    ({ pages } = await contract.pages());
  } catch (error) {
    onError(error, undefined);
    return textResponse(500, "the page could not be loaded");
  }
  const content = contentOf(pages, url.searchParams.get("op"), contract.bindings);
  if (content === undefined) return textResponse(404, "expected the name of an operation");
  const page = pages.frame.replace("<!--content-->", () => content);
  const html = atAddress(page, new URL(addressOf(url, options.address)));
  return bytesResponse(200, "text/html; charset=utf-8", new TextEncoder().encode(html), {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
  });
}

/** The content of a page; undefined for an unknown operation. */
function contentOf(
  { introduction, list, operations }: HelpPages,
  name: string | null,
  bindings: Server["contract"]["bindings"],
): string | undefined {
  if (name === null) return `${introduction}${list}`;
  const operation = new Map(Object.entries(operations)).get(name);
  if (operation === undefined) return undefined;
  const sections = bindings.flatMap((binding) => operation.samples[binding] ?? []);
  return [operation.heading + operation.introduction, ...sections].join("\n");
}

/** Inserts the address of the service into the HTML of a help page, in place of its comments. */
export function atAddress(html: string, { href, hostname, pathname }: URL): string {
  const values = { address: escaped(href), host: escaped(hostname), path: escaped(pathname) };
  const folder = values.path.replace(/\/$/, "");
  return html
    .replace(/<!--path-->(?=\/)/g, () => folder)
    .replace(/<!--(address|host|path)-->/g, (_, place: keyof typeof values) => values[place]);
}

/** Escapes text for HTML, including attributes in double quotes. */
function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

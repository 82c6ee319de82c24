import { shellWord } from "../../quote.js";
import type { Sample } from "./help-page.js";
import type { PageText } from "./text/page-text.js";
import { targetOf } from "../../request-target.js";

type Request = Pick<Sample, "scheme" | "host" | "path">;

/**
 * The address at which a page shows the WSDL of its service, or else the one at which a service of its kind has it;
 * undefined if nothing on the page is an address.
 */
export function wsdlUrl(page: PageText, requests: readonly Request[]): string | undefined {
  const [shown] = page.text.match(shownUrl) ?? [];
  if (shown !== undefined) return wsdlOf(targetOf(shown), queryOf(shown));
  const saved = page.addresses.map(({ url }) => targetOf(url)).find(({ host }) => host !== undefined);
  const link = page.addresses.map(({ url }) => url).find((url) => /\?(?:single)?wsdl$/i.test(url));
  if (link !== undefined) return wsdlOf({ ...saved, ...resolved(targetOf(link), saved) }, queryOf(link));
  const [, labelled] = serviceUrl.exec(page.text) ?? [];
  if (labelled !== undefined) return wsdlOf(targetOf(labelled));
  const request = requests.find(({ host, path }) => host !== undefined && path !== undefined);
  if (request !== undefined) return wsdlOf(request);
  return saved && wsdlOf(saved);
}

const shownUrl = /\bhttps?:\/\/[^\s"'`<>|\\?#]{1,1000}\?(?:single)?wsdl\b/i;
/** A line of a list of services, or the title of a page of WCF. */
const serviceUrl =
  /(?:\bService EPR|\bEndpoint address|\bAddress|\bUrl|\bReference for)[ \t]*:?[ \t]{0,8}(https?:\/\/[^\s"'`<>|\\?#]{1,1000})/i;

function queryOf(url: string): string {
  return url.slice(url.indexOf("?") + 1);
}

/** The path of a link in the folder of the page that shows it. */
function resolved({ path = "" }: Request, saved: Request | undefined): Request {
  const folder = saved?.path?.replace(/[^/]*$/, "") ?? "/";
  return { path: path.startsWith("/") ? path : `${folder}${path}` };
}

/** Leaves out the operation after the file of a service. The schemas of WCF are in its WSDL only if it is a single one. */
function wsdlOf({ scheme = "https", host = "HOST", path = "/" }: Request, query?: string): string {
  const service = path.replace(/(\.(?:asmx|svc|php))\/.*$/i, "$1");
  // ServiceStack answers a GET of the address with the WSDL.
  if (/\/soap1[12]$/.test(service)) return `${scheme}://${host}${service}`;
  const isWcf = /\.svc$/i.test(service);
  return `${scheme}://${host}${service}?${isWcf ? "singleWsdl" : (query ?? "wsdl")}`;
}

/** The line that saves a WSDL beside the page that shows its URL. */
export function savingLine(path: string, url: string): string {
  const file = /\.\w+$/.test(path) ? path.replace(/\.\w+$/, ".wsdl") : "service.wsdl";
  return `curl -o ${shellWord(file)} '${url.replaceAll("'", "%27")}'`;
}

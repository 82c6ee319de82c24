import type { Service } from "../../model/service.js";
import type { Remark } from "../print-remark.js";
import { shownUrl } from "../fetch/shown-url.js";

/**
 * A remark for a service whose WSDL names an address of another origin than the WSDL came from: that of a server behind
 * a proxy, or of the machine that it was made on. Calls would go there.
 */
export function otherAddress(name: string, services: readonly Service[], starts: readonly URL[]): Remark | undefined {
  const [start] = starts;
  const origins = new Set(starts.map(({ origin }) => origin));
  const service = services.find(({ ports }) => ports.length > 0 && ports.every(({ address }) => isOther(address)));
  const address = service?.ports[0]?.address;
  if (start === undefined || service === undefined || address === undefined) return undefined;
  const key = services.length === 1 ? name : `${name}/${service.name}`;
  const settings = { services: { [key]: { address: shownUrl(new URL(new URL(address).pathname, start)) } } };
  return {
    message: `${service.name} has the address ${shownUrl(new URL(address))}, expected one at ${start.origin}, where it was fetched from`,
    hint: `calls go to that address; if this is the right one, add ${JSON.stringify(settings).slice(1, -1)} to the configuration`,
  };

  function isOther(text: string): boolean {
    return URL.canParse(text) && !origins.has(new URL(text).origin);
  }
}

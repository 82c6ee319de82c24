import { isSoap, type Binding } from "../../bindings.js";
import type { Report } from "../../diagnostic.js";
import type { Sample } from "../../read/help-page/help-page.js";
import { formatPlace, type Place } from "../../source.js";
import { reason } from "../reason.js";
import type { Port } from "../service.js";
import { splitPath } from "./http-messages.js";

/** A sample request, and the operation that it is of. */
export interface ShownRequest {
  readonly operation: string;
  readonly sample: Sample;
}

interface ShownAddress {
  readonly address: string;
  readonly places: readonly Place[];
}

/**
 * The ports that requests are shown at. Samples name no scheme, so https is assumed; a binding whose requests say no
 * address is where the others are.
 */
export function portsOf(
  bindings: readonly Binding[],
  requests: readonly ShownRequest[],
  report: Report,
): readonly Port[] {
  const host = requests.find(({ sample }) => sample.host)?.sample.host;
  const shown = new Map<Binding, ShownAddress>();
  for (const binding of bindings) {
    const address = addressOf(
      requests.filter(({ sample }) => sample.binding === binding),
      host,
      report,
    );
    if (address !== undefined) shown.set(binding, address);
  }
  const [fallback] = shown.values();
  const [first] = requests;
  if (fallback === undefined && first !== undefined) reportUnknown(first.sample.place, report);
  return bindings.flatMap((binding) => {
    const found = shown.get(binding) ?? fallback;
    if (found === undefined) return [];
    return [{ binding, address: found.address, evidence: { address: reason("assumed", found.places) } }];
  });
}

/** The address of one binding's requests, with all the places that show it; others are reported. */
function addressOf(
  requests: readonly ShownRequest[],
  anyHost: string | undefined,
  report: Report,
): ShownAddress | undefined {
  /** By the address in lower case: servers of ASMX take no account of it, and neither do people who type addresses. */
  const shown = new Map<string, { readonly address: string; readonly places: Place[] }>();
  for (const { operation, sample } of requests) {
    const host = sample.host ?? anyHost;
    if (sample.path === undefined || host === undefined) continue;
    const path = isSoap(sample.binding) ? sample.path : splitPath(sample.path, operation).base;
    const address = `https://${host}${path}`;
    if (!URL.canParse(address)) continue;
    const known = shown.get(address.toLowerCase());
    if (known === undefined) shown.set(address.toLowerCase(), { address, places: [sample.place] });
    else known.places.push(sample.place);
  }
  const [first, ...others] = shown.values();
  if (first !== undefined) for (const other of others) reportTwo(first, other, report);
  return first;
}

function reportTwo(first: ShownAddress, other: ShownAddress, report: Report): void {
  const [related] = first.places;
  const [place] = other.places;
  if (related === undefined || place === undefined) return;
  report({
    severity: "error",
    code: "addresses-differ",
    message: `found ${other.address}, expected ${first.address} as at ${formatPlace(related)}: one service has one address`,
    place,
    related: [related],
    hint: "put the pages of each service in a folder of their own",
  });
}

function reportUnknown(place: Place, report: Report): void {
  report({
    severity: "warning",
    code: "address-unknown",
    message: "found no request with a path and a Host header, expected one to tell the address",
    place,
    hint: 'set "address" in the configuration, or give the address with the port',
  });
}

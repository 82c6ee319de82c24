import { isSoap, unknownAddress, type Binding } from "../../bindings.js";
import type { Report } from "../../diagnostic.js";
import type { PageAddress, Sample } from "../../read/help-page/help-page.js";
import { formatPlace, type Place } from "../../source.js";
import { reason } from "../reason.js";
import type { Port } from "../service.js";
import { splitPath } from "./http-messages.js";

/** A sample request and its operation. */
export interface ShownRequest {
  readonly operation: string;
  readonly sample: Sample;
}

interface ShownAddress {
  readonly address: string;
  /** True if the address is an absolute URL; otherwise its scheme is assumed. */
  readonly isWhole: boolean;
  /** True if only recorded requests show it. */
  readonly isRecorded: boolean;
  readonly places: readonly Place[];
}

/**
 * The ports of sample requests. The best evidence is an absolute URL: that of the request itself, or one of `addresses`
 * with the same host and path. Otherwise https is assumed. A binding without an address takes that of the others.
 */
export function portsOf(
  bindings: readonly Binding[],
  requests: readonly ShownRequest[],
  addresses: readonly PageAddress[],
  report: Report,
): readonly Port[] {
  const host = requests.find(({ sample }) => sample.host)?.sample.host;
  const known = [...requests.flatMap(wholeAddress), ...addresses];
  const shown = new Map<Binding, ShownAddress>();
  for (const binding of bindings) {
    const address = addressOf(
      requests.filter(({ sample }) => sample.binding === binding),
      host,
      known,
      report,
    );
    if (address !== undefined) shown.set(binding, address);
  }
  const [fallback] = shown.values();
  const [first] = requests;
  if (fallback !== undefined) reportUnset(requests, fallback, report);
  else if (first !== undefined) reportUnknown((requests.find(({ sample }) => sample.unset) ?? first).sample, report);
  return bindings.flatMap((binding) => {
    const found = shown.get(binding) ?? fallback;
    if (found === undefined) return [];
    const { address, isWhole, isRecorded, places } = found;
    return [
      {
        binding,
        address,
        evidence: { address: reason(isWhole ? (isRecorded ? "observed" : "shown") : "assumed", places) },
      },
    ];
  });
}

/** The absolute URL of a request. */
function wholeAddress({ operation, sample }: ShownRequest): readonly PageAddress[] {
  const { scheme, host, place } = sample;
  const path = basePath(operation, sample);
  return scheme === undefined || host === undefined || path === undefined ? [] : [{ scheme, host, path, place }];
}

/** The path of a request without the location that GET and POST append to the port's address. */
function basePath(operation: string, { binding, path }: Sample): string | undefined {
  return path === undefined || isSoap(binding) ? path : splitPath(path, operation).base;
}

/** The address of one binding's requests, with all its places; reports other addresses. */
function addressOf(
  requests: readonly ShownRequest[],
  anyHost: string | undefined,
  known: readonly PageAddress[],
  report: Report,
): ShownAddress | undefined {
  /** By the address in lower case, because neither ASMX nor people who type addresses distinguish case. */
  const shown = new Map<
    string,
    { readonly address: string; isWhole: boolean; isRecorded: boolean; readonly places: Place[] }
  >();
  for (const { operation, sample } of requests) {
    const path = basePath(operation, sample);
    if (path === undefined) continue;
    const whole = sample.scheme === undefined ? agreeing(sample.host, path, known) : undefined;
    const { scheme = "https", host = anyHost } = whole ?? sample;
    if (host === undefined) continue;
    const address = `${scheme}://${host}${path}`;
    if (!URL.canParse(address)) continue;
    const places = whole === undefined ? [sample.place] : [sample.place, whole.place];
    const isWhole = (whole ?? sample).scheme !== undefined;
    const isRecorded = sample.recorded === true;
    const earlier = shown.get(address.toLowerCase());
    if (earlier === undefined) shown.set(address.toLowerCase(), { address, isWhole, isRecorded, places });
    else {
      earlier.isWhole ||= isWhole;
      earlier.isRecorded &&= isRecorded;
      earlier.places.push(...places);
    }
  }
  const [first, ...others] = [...shown.values()].sort(
    (one, other) => Number(one.isRecorded) - Number(other.isRecorded),
  );
  if (first !== undefined) for (const other of others) reportTwo(first, other, report);
  return first;
}

/**
 * An absolute URL with this host and path, or below it, preferably one of https. Pages omit the port of their host, and
 * host names are case-insensitive.
 */
function agreeing(host: string | undefined, path: string, known: readonly PageAddress[]): PageAddress | undefined {
  const agrees = known.filter((address) => {
    const isHost = host === undefined || [address.host, hostname(address.host)].some((each) => isAlike(each, host));
    return (
      isHost && isAlike(address.path.slice(0, path.length), path) && /^(?:\/|$)/.test(address.path.slice(path.length))
    );
  });
  return agrees.find(({ scheme }) => scheme === "https") ?? agrees[0];
}

function hostname(host: string): string {
  return host.replace(/:\d+$/, "");
}

function isAlike(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function reportTwo(first: ShownAddress, other: ShownAddress, report: Report): void {
  const [related] = first.places;
  const [place] = other.places;
  if (related === undefined || place === undefined) return;
  report({
    // Tools send the same requests to machines for development, for tests and for use.
    severity: other.isRecorded ? "warning" : "error",
    code: "addresses-differ",
    doubt: "address",
    message: `found the address ${other.address}, expected ${first.address} as at ${formatPlace(related)}`,
    place,
    related: [related],
    hint: "put the pages of each service in a folder of their own",
    setting: { address: other.address },
  });
}

function reportUnknown({ place, recorded, onPage, unset }: Sample, report: Report): void {
  const lineHint =
    recorded === true && onPage !== true ? {} : { hint: `write URL: ${unknownAddress} above the request` };
  report({
    severity: "warning",
    code: "address-unknown",
    doubt: "address",
    message:
      unset === undefined
        ? "found no request with a path and a Host header, expected one that shows the address"
        : `found the variable ${unset.name} without a value in the URL, expected one that gives the address`,
    place,
    ...(unset === undefined ? lineHint : { hint: unset.hint }),
    setting: { address: unknownAddress },
  });
}

/** Reports each variable without a value whose requests go to the address of other requests. */
function reportUnset(requests: readonly ShownRequest[], { address }: ShownAddress, report: Report): void {
  const reported = new Set<string>();
  for (const { operation, sample } of requests) {
    const { unset, place } = sample;
    if (unset === undefined || reported.has(unset.name)) continue;
    reported.add(unset.name);
    report({
      severity: "warning",
      code: "address-unknown",
      doubt: "address",
      message: `found the variable ${unset.name} without a value in the URL, expected one that gives the address; ${operation} is sent to ${address} like other requests`,
      place,
      hint: unset.hint,
    });
  }
}

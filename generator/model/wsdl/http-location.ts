/**
 * What follows the address of a port of HTTP GET or POST. A location is relative to that address (WSDL 1.1, 4.4): most begin
 * with a slash, others do not, and some begin with the last segment of the address, which a relative URL takes the place of.
 */
export function httpLocation(location: string, address: string | undefined): string {
  if (location === "" || /^[/?]/.test(location)) return location;
  const last =
    address !== undefined && URL.canParse(address) ? /[^/]+$/.exec(new URL(address).pathname)?.[0] : undefined;
  return last !== undefined && location.startsWith(`${last}/`) ? location.slice(last.length) : `/${location}`;
}

/**
 * The part after the address of an HTTP GET or POST port. A location is relative to that address (WSDL 1.1, 4.4). Most
 * begin with a slash, some do not, and some repeat the last segment of the address, which a relative URL replaces.
 */
export function httpLocation(location: string, address: string | undefined): string {
  if (location === "" || /^[/?]/.test(location)) return location;
  const last =
    address !== undefined && URL.canParse(address) ? /[^/]+$/.exec(new URL(address).pathname)?.[0] : undefined;
  return last !== undefined && location.startsWith(`${last}/`) ? location.slice(last.length) : `/${location}`;
}

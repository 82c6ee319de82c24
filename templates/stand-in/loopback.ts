/**
 * True if a request is addressed to this machine by a name that cannot mean another. Otherwise another site's page
 * could map its own domain to this machine (DNS rebinding) and read the responses.
 */
export function isLoopback(request: Request): boolean {
  const host = request.headers.get("host");
  return isLoopbackHost(new URL(request.url).host) && (host === null || isLoopbackHost(host));
}

/** True for a loopback host, with or without a port. */
export function isLoopbackHost(host: string): boolean {
  return /^(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i.test(host);
}

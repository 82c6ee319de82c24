/**
 * Whether a request is addressed to this machine by a name that means no other. A page of another site can have its own name
 * lead here (DNS rebinding), and would be let read what is answered.
 */
export function isLoopback(request: Request): boolean {
  const host = request.headers.get("host");
  return isLoopbackHost(new URL(request.url).host) && (host === null || isLoopbackHost(host));
}

/** With or without a port. */
function isLoopbackHost(host: string): boolean {
  return /^(?:(?:[a-z0-9-]+\.)*localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i.test(host);
}

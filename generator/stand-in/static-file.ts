/** The URL path of the files that pages load. */
export const staticRoot = "/-/";

/** The path of a file in a URL. */
export function staticPath(path: string): string {
  return staticRoot + path.split("/").map(encodeURIComponent).join("/");
}

/**
 * Responds with one of the files by its exact path, or with an error below the folder. Undefined for other requests.
 */
export function respondWithFile(files: ReadonlyMap<string, string>, request: Request): Response | undefined {
  const { pathname } = new URL(request.url);
  if (!pathname.startsWith(staticRoot)) return undefined;
  if (request.method !== "GET" && request.method !== "HEAD") {
    return new Response(null, { status: 405, headers: { Allow: "GET, HEAD" } });
  }
  const path = decoded(pathname.slice(staticRoot.length));
  const text = path === undefined ? undefined : files.get(path);
  if (path === undefined || text === undefined)
    return textResponse(404, "text/plain", "expected the path of a module\n");
  return textResponse(200, path.endsWith(".css") ? "text/css" : "text/javascript", text);
}

function textResponse(status: number, type: string, text: string): Response {
  // Another run may serve another spec at the same port.
  const headers = { "Content-Type": `${type}; charset=utf-8`, "Cache-Control": "no-store", ...noSniffing };
  return new Response(text, { status, headers });
}

const noSniffing = { "X-Content-Type-Options": "nosniff" };

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

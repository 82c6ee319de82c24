import { onTestFinished } from "vitest";
import { loopback, type Loopback } from "../../support/loopback.js";

/** The answer of a site at one address. */
export interface Page {
  readonly body?: string | Uint8Array;
  readonly status?: number;
  readonly httpHeaders?: Readonly<Record<string, string>>;
}

/** A server with these pages by path and query; `ORIGIN` in a text stands for its own origin. Others are 404. */
export async function site(pages: Readonly<Record<string, Page | string>>): Promise<Loopback> {
  const server = await loopback(({ url }, response) => {
    const found = Object.hasOwn(pages, url) ? pages[url] : undefined;
    const page = typeof found === "string" ? { body: found } : (found ?? { status: 404 });
    const { body = "", status = 200, httpHeaders = {} } = page;
    const headers = Object.entries(httpHeaders).map(([name, value]) => [
      name,
      value.replaceAll("ORIGIN", server.origin),
    ]);
    response.writeHead(status, Object.fromEntries(headers) as Record<string, string>);
    response.end(typeof body === "string" ? body.replaceAll("ORIGIN", server.origin) : body);
  });
  onTestFinished(() => server.close());
  return server;
}

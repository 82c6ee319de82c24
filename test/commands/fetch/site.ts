import { onTestFinished } from "vitest";
import { loopback, type Loopback } from "../../support/loopback.js";

/** The answer of a site at one address. */
export interface Page {
  readonly body?: string | Uint8Array;
  readonly status?: number;
  /** The challenge that requests without credentials are answered with. */
  readonly asks?: string;
  readonly httpHeaders?: Readonly<Record<string, string>>;
}

/** A server with these pages by path and query; `ORIGIN` in a text stands for its own origin. Others are 404. */
export async function site(pages: Readonly<Record<string, Page | string>>): Promise<Loopback> {
  const server = await loopback(({ url, httpHeaders: received }, response) => {
    const found = Object.hasOwn(pages, url) ? pages[url] : undefined;
    const page = typeof found === "string" ? { body: found } : (found ?? { status: 404 });
    const { body = "", status = 200, httpHeaders = {}, asks } = page;
    if (asks !== undefined && received.authorization === undefined) {
      response.writeHead(401, { "WWW-Authenticate": asks });
      return void response.end();
    }
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

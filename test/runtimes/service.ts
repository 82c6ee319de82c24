/** The service that all set-ups call, and the pages for those in a browser. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { ServiceFault, Service, nodeListener } from "../../templates/runtime/index.js";

export interface Archive {
  /** The address of the service. */
  readonly address: string;
  /** Serves a page of the same origin that runs a script; returns its URL. */
  page(script: string): string;
  close(): Promise<void>;
}

/** The lines that the program of the set-ups prints. */
export const expectedLines: readonly string[] = [
  "soap11 9007199254740994 255,128,127,0 2026-03-01T23:59:59.500Z Zoë & 漢字 2",
  "soap12 9007199254740994 255,128,127,0 2026-03-01T23:59:59.500Z Zoë & 漢字 2",
  "soap11 9007199254740994",
  "soap12 9007199254740994",
  "httpGet 9007199254740994",
  "httpPost 9007199254740994",
  "soap11 fault -1",
  "soap12 fault -1",
  "RSA 9.50 < 10 & Zoë 漢字",
  "RSA altered",
  "P-256 9.50 < 10 & Zoë 漢字",
  "P-256 altered",
];

interface Document {
  readonly Id: bigint;
  readonly Content: Uint8Array;
  readonly Created: Date;
}

/** The exports of the generated modules that the service is made of. */
interface Modules {
  readonly serveArchive: (handlers: object) => Service;
  readonly nodeListener: typeof nodeListener;
  readonly ServiceFault: typeof ServiceFault<object>;
}

/** Serves the archive from the generated modules in a folder, on loopback. Every value of a reply differs from that of the request. */
export async function serveArchive(folder: string): Promise<Archive> {
  const outfile = join(folder, "service.mjs");
  const contents = `export { serveArchive } from "./generated/archive.server.js";
    export { nodeListener, ServiceFault } from "./generated/runtime/index.js";`;
  const stdin = { contents, resolveDir: folder };
  await build({ stdin, bundle: true, platform: "node", format: "esm", outfile, logLevel: "warning" });
  const { serveArchive, nodeListener, ServiceFault } = (await import(
    /* @vite-ignore */ pathToFileURL(outfile).href
  )) as Modules;
  const day = 24 * 60 * 60 * 1000;
  const archive = nodeListener(
    serveArchive({
      keep({ Document: { Id, Content, Created, ...rest } }: { readonly Document: Document }) {
        const kept = { Id: Id + 1n, Content: Content.toReversed(), Created: new Date(Created.getTime() + day) };
        return { KeepResult: { ...rest, ...kept } };
      },
      findNext({ Id, After }: { readonly Id: bigint; readonly After: Date }) {
        if (Id < 0n) throw new ServiceFault({ code: "Sender", reason: "missing", detail: { Missing: { Id } } });
        return { FindNextResult: Id + BigInt(After.getUTCMonth()) };
      },
    }),
  );
  const scripts: string[] = [];
  const server = createServer((request, response) => {
    const [, kind, number = ""] = /^\/(page|script)\/(\d+)$/.exec(request.url ?? "") ?? [];
    if (kind === undefined) return archive(request, response);
    const isPage = kind === "page";
    response.setHeader("content-type", `text/${isPage ? "html" : "javascript"}; charset=utf-8`);
    response.end(isPage ? `<script type="module" src="/script/${number}"></script>` : scripts[Number(number)]);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  const origin = `http://127.0.0.1:${port}`;
  return {
    address: `${origin}/archive.asmx`,
    page: (script) => `${origin}/page/${scripts.push(script) - 1}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

import { deflateSync, gzipSync } from "node:zlib";
import { createServer } from "node:net";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { access } from "../../../generator/commands/fetch/access.js";
import { downloader, type Download, type DownloadOptions } from "../../../generator/commands/fetch/download.js";
import { site } from "./site.js";

/** Fetches one URL as a user names it. */
function fetch(
  url: string,
  options: Partial<DownloadOptions> & { readonly allow?: readonly string[] } = {},
): Promise<Download> {
  const { allow = [], ...rest } = options;
  return downloader({ access: access([new URL(url)], allow), userAgent: "soapwright/test", ...rest })(new URL(url));
}

const text = ({ bytes }: Download): string => Buffer.from(bytes).toString();

test("a document is fetched with GET and decompressed, and comes with its final URL", async () => {
  const { origin, received } = await site({
    "/plain": { body: "plain", httpHeaders: { "Content-Type": 'text/xml; charset="ISO-8859-1"' } },
    "/gzip": { body: gzipSync("packed"), httpHeaders: { "Content-Encoding": "gzip" } },
    "/deflate": { body: deflateSync("packed"), httpHeaders: { "Content-Encoding": "deflate" } },
    "/moved": { status: 307, httpHeaders: { Location: "../plain?a=1" } },
    "/plain?a=1": "moved",
  });
  expect(await fetch(`${origin}/plain`)).toMatchObject({ charset: "iso-8859-1" });
  expect(text(await fetch(`${origin}/gzip`))).toBe("packed");
  expect(text(await fetch(`${origin}/deflate`))).toBe("packed");
  const moved = await fetch(`${origin}/moved`);
  expect([moved.url.href, text(moved)]).toEqual([`${origin}/plain?a=1`, "moved"]);
  expect(
    received.every(({ method, httpHeaders }) => method === "GET" && httpHeaders["user-agent"] === "soapwright/test"),
  ).toBe(true);
});

test("redirects to other hosts, schemes and loops are refused", async () => {
  const other = await site({ "/": "secret" });
  const elsewhere = other.origin.replace("127.0.0.1", "localhost");
  const { origin } = await site({
    "/other": { status: 302, httpHeaders: { Location: `${elsewhere}/` } },
    "/file": { status: 302, httpHeaders: { Location: "file:///etc/passwd" } },
    "/bad": { status: 302, httpHeaders: { Location: "http://[" } },
    "/loop": { status: 302, httpHeaders: { Location: "/loop" } },
  });
  await expect(fetch(`${origin}/other`)).rejects.toMatchObject({
    message: `redirects to ${elsewhere}/, which is on another host, ${new URL(elsewhere).host}`,
    hint: `if you trust it, repeat this with --allow ${new URL(elsewhere).host}`,
  });
  await expect(fetch(`${origin}/file`)).rejects.toThrow("which is of file, and only http and https are fetched");
  await expect(fetch(`${origin}/bad`)).rejects.toThrow("redirects to something other than a URL");
  await expect(fetch(`${origin}/loop`)).rejects.toThrow("redirects more than 5 times");
  expect(other.received).toEqual([]);
});

test("a host whose name leads to a private address is not contacted where only a pattern names it", async () => {
  const { origin, received } = await site({ "/": "secret" });
  const { port } = new URL(origin);
  const options = {
    access: access([new URL("http://shop.example/")], [`*.cdn.example:${port}`]),
    userAgent: "soapwright/test",
    resolve: () => Promise.resolve([{ address: "127.0.0.1", family: 4 }]),
  };
  await expect(downloader(options)(new URL(`http://a.cdn.example:${port}/`))).rejects.toThrow(
    "cannot be fetched, because a.cdn.example has the address 127.0.0.1, which is not public",
  );
  expect(received).toEqual([]);
});

test("sizes, also after decompression, numbers and times are limited", async () => {
  const { origin } = await site({
    "/large": "x".repeat(2_000),
    "/bomb": { body: gzipSync(Buffer.alloc(2_000_000)), httpHeaders: { "Content-Encoding": "gzip" } },
    "/small": "x",
  });
  const limits = { documentBytes: 1_000_000, totalBytes: 1_000 };
  await expect(fetch(`${origin}/large`, { limits })).rejects.toThrow("is larger than 0.1 MB");
  await expect(fetch(`${origin}/bomb`, { limits: { documentBytes: 1_000_000 } })).rejects.toThrow(
    "is larger than 1 MB",
  );
  const download = downloader({
    access: access([new URL(origin)], []),
    userAgent: "soapwright/test",
    limits: { documents: 2 },
  });
  await download(new URL("/small", origin));
  await download(new URL("/small", origin));
  await expect(download(new URL("/small", origin))).rejects.toThrow("is one of more than 2 documents");
});

test("an answer that does not come, or is cut off, is an error with a reason", async () => {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (data) => {
      if (data.toString().startsWith("GET /cut")) socket.end("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
      else if (data.toString().startsWith("GET /junk")) socket.end("junk");
      else socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number }; // it listens on TCP
  onTestFinished(() => void server.close());
  const origin = `http://127.0.0.1:${port}`;
  await expect(fetch(`${origin}/slow`, { limits: { documentTime: 100 } })).rejects.toThrow(
    "is not answered within 0.1 seconds",
  );
  await expect(fetch(`${origin}/cut`)).rejects.toThrow("was cut off");
  await expect(fetch(`${origin}/junk`)).rejects.toThrow("cannot be fetched (HPE_INVALID_CONSTANT)");
  server.close();
  await expect(fetch("http://127.0.0.1:9/")).rejects.toThrow("is on a host that refuses the connection");
});

import { expect, test } from "vitest";
import { access } from "../../../generator/commands/fetch/access.js";
import { collect, type Collection } from "../../../generator/commands/fetch/collect.js";
import { DownloadError, type Download } from "../../../generator/commands/fetch/download.js";
import { shopWsdl } from "../../support/shop-wsdl.js";

const start = "https://shop.example/ws/shop?wsdl";
const schemas = (...imports: readonly string[]): string =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.map((each) => `<xs:import namespace="urn:${each}" schemaLocation="${each}"/>`).join("")}</xs:schema>`;

/** Collects from pages in memory; `moved` are redirections. */
async function collected(
  pages: Readonly<Record<string, string>>,
  {
    moved = {},
    allow = [],
  }: { readonly moved?: Readonly<Record<string, string>>; readonly allow?: readonly string[] } = {},
): Promise<Collection & { readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const download = (url: URL): Promise<Download> => {
    asked.push(url.href);
    const permission = hosts.to(url);
    if (permission.kind === "refused") return Promise.reject(new DownloadError(permission.reason, permission.option));
    const found = moved[permission.url.href] ?? permission.url.href;
    const page = pages[found];
    if (page === undefined) return Promise.reject(new DownloadError("is answered with the status 404"));
    return Promise.resolve({ url: new URL(found), bytes: Buffer.from(page), charset: undefined });
  };
  const hosts = access([new URL(start)], allow);
  return { ...(await collect([new URL(start)], { access: hosts, download, step: () => undefined })), asked };
}

const hrefs = ({ documents }: Collection): readonly string[] => documents.map(({ address }) => address.href);

test("each document is fetched once, though many import it, itself included", async () => {
  const found = await collected({
    [start]: shopWsdl({ imports: schemas("a.xsd", "b.xsd", "http://shop.example/ws/a.xsd#x") }),
    "https://shop.example/ws/a.xsd": schemas("b.xsd", "a.xsd"),
    "https://shop.example/ws/b.xsd": schemas("./a.xsd", "c.xsd"),
    "https://shop.example/ws/c.xsd": schemas(),
  });
  expect(found.remarks).toEqual([]);
  expect(found.asked.toSorted()).toEqual(
    [
      start,
      "https://shop.example/ws/a.xsd",
      "https://shop.example/ws/b.xsd",
      "https://shop.example/ws/c.xsd",
    ].toSorted(),
  );
  expect(found.links.map(({ from, location, to }) => [from.address.pathname, location, to.address.pathname])).toEqual([
    ["/ws/shop", "a.xsd", "/ws/a.xsd"],
    ["/ws/shop", "b.xsd", "/ws/b.xsd"],
    ["/ws/shop", "http://shop.example/ws/a.xsd#x", "/ws/a.xsd"],
    ["/ws/a.xsd", "b.xsd", "/ws/b.xsd"],
    ["/ws/a.xsd", "a.xsd", "/ws/a.xsd"],
    ["/ws/b.xsd", "./a.xsd", "/ws/a.xsd"],
    ["/ws/b.xsd", "c.xsd", "/ws/c.xsd"],
  ]);
});

test("two addresses of one document give one file, and imports are relative to where it was found", async () => {
  const found = await collected(
    {
      [start]: shopWsdl({ imports: schemas("old.xsd", "/new/items.xsd") }),
      "https://shop.example/new/items.xsd": schemas("more.xsd"),
      "https://shop.example/new/more.xsd": schemas(),
    },
    { moved: { "https://shop.example/ws/old.xsd": "https://shop.example/new/items.xsd" } },
  );
  expect(hrefs(found)).toEqual([start, "https://shop.example/ws/old.xsd", "https://shop.example/new/more.xsd"]);
  expect(found.links).toHaveLength(3);
});

test("a document that cannot be fetched, or is something else, is remarked with the one that imports it", async () => {
  const found = await collected({
    [start]: shopWsdl({ imports: schemas("gone.xsd", "page.xsd", "https://cdn.example/a.xsd", "http://[", "cut.xsd") }),
    "https://shop.example/ws/page.xsd": "<html><body>Not found</body></html>",
    "https://shop.example/ws/cut.xsd": `${schemas()}<`,
  });
  expect(found.remarks.map(({ message }) => message)).toEqual([
    `https://shop.example/ws/gone.xsd, which ${start} imports, is answered with the status 404`,
    `https://shop.example/ws/page.xsd, which ${start} imports, is a page, expected a schema or a WSDL`,
    `https://cdn.example/a.xsd, which ${start} imports, is on another host, cdn.example`,
    expect.stringMatching(/cut\.xsd, which .* imports, is not usable: line 1, column \d+: /) as string,
  ]);
  expect(hrefs(found)).toEqual([start]);
});

test("a schema that every toolkit knows is not fetched from its own host", async () => {
  const known = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="http://www.w3.org/2001/xml.xsd"/></xs:schema>`;
  const found = await collected({ [start]: shopWsdl({ imports: known }) });
  expect(found).toMatchObject({ remarks: [], asked: [start] });
});

test("a chain of imports takes time and memory in proportion to its length", async () => {
  const chain = (length: number): Promise<Collection> => {
    const pages = Array.from({ length }, (_, index) => [
      `https://shop.example/ws/${index}.xsd`,
      schemas(...(index + 1 < length ? [`${index + 1}.xsd`, "0.xsd"] : [])),
    ]);
    return collected({
      [start]: shopWsdl({ imports: schemas("0.xsd") }),
      ...(Object.fromEntries(pages) as Record<string, string>),
    });
  };
  await chain(50);
  const time = async (length: number): Promise<number> => {
    const from = process.cpuUsage();
    expect((await chain(length)).documents).toHaveLength(length + 1);
    return process.cpuUsage(from).user;
  };
  const short = await time(100);
  expect(await time(800)).toBeLessThan(short * 8 * 6 + 200_000);
});

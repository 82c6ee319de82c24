import { mkdir, symlink } from "node:fs/promises";
import { expect, test } from "vitest";
import { findSpecs, specNames } from "../../../generator/commands/input/find-specs.js";
import type { Diagnostic } from "../../../generator/diagnostic.js";
import { helpPage } from "../../support/help-page.js";
import { shopWsdl } from "../../support/shop-wsdl.js";
import { shell, workspace, type Workspace } from "../workspace.js";

async function shops(): Promise<Workspace> {
  const place = await workspace();
  for (const folder of ["specs/pixelz", "specs/shop", "specs/.git", "elsewhere/shop"]) {
    await mkdir(place.path(folder), { recursive: true });
  }
  await place.write("page.html", "");
  return place;
}

async function find(place: Workspace, words: readonly string[], specs = "specs") {
  const diagnostics: Diagnostic[] = [];
  const found = await findSpecs(words, { specs }, shell(place.directory), (each) => void diagnostics.push(each));
  return { ...found, diagnostics, codes: diagnostics.map(({ code, place: { path } }) => `${code} ${path}`) };
}

test.each([
  { words: [], paths: ["specs/pixelz", "specs/shop"], complete: true },
  { words: ["specs"], paths: ["specs/pixelz", "specs/shop"], complete: true },
  { words: ["./specs/"], paths: ["specs/pixelz", "specs/shop"], complete: true },
  { words: ["specs", "page.html"], paths: ["specs/pixelz", "specs/shop", "page.html"], complete: true },
  { words: ["shop", "specs"], paths: ["specs/shop", "specs/pixelz"], complete: true },
  { words: ["pixelz"], paths: ["specs/pixelz"], complete: false },
  { words: ["pixelz", "specs/pixelz"], paths: ["pixelz"].map((name) => `specs/${name}`), complete: false },
  { words: ["elsewhere/shop"], paths: ["elsewhere/shop"], complete: false },
  { words: ["-"], paths: ["-"], complete: false },
  { words: ["-", "-"], paths: ["-", "-"], complete: false },
])("the words $words mean $paths", async ({ words, paths, complete }) => {
  expect(await find(await shops(), words)).toEqual({ paths, complete, diagnostics: [], codes: [] });
});

test("a path that exists wins over the name of a spec", async () => {
  const place = await shops();
  await mkdir(place.path("pixelz"));
  expect((await find(place, ["pixelz"])).paths).toEqual(["pixelz"]);
});

test("a WSDL, a page and recorded traffic are specs by themselves, named after their files", async () => {
  const place = await shops();
  await place.write("specs/depot.wsdl", shopWsdl());
  await place.write("specs/catalog.xml", '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"/>');
  await place.write("specs/a.xsd", '<schema xmlns="http://www.w3.org/2001/XMLSchema"/>');
  await place.write("specs/fleet.txt", "POST /fleet.asmx HTTP/1.1\n");
  await place.write("specs/gate.svclog", `<E2ETraceEvent>${helpPage()}</E2ETraceEvent>`);
  await place.write("specs/quay.http", "POST https://quay.example/\n");
  const { paths, codes } = await find(place, []);
  expect(codes).toEqual([]);
  expect(paths).toEqual(
    ["depot.wsdl", "fleet.txt", "gate.svclog", "pixelz", "quay.http", "shop"].map((name) => `specs/${name}`),
  );
  expect((await find(place, ["fleet"])).paths).toEqual(["specs/fleet.txt"]);
  expect(await specNames(undefined, shell(place.directory))).toBe(
    "specs holds depot, fleet, gate, pixelz, quay, shop\n",
  );
});

test.each([
  ["a note", "specs/Read me.txt", "Save the pages here.\n", "found a file that is not a spec by itself"],
  [
    "a schema alone",
    "specs/a.xsd",
    '<schema xmlns="http://www.w3.org/2001/XMLSchema"/>',
    "found a file that is not a spec",
  ],
  ["a file named after a folder", "specs/shop.txt", "GET /a HTTP/1.1\n", "found another spec named shop"],
])("%s among the specs is reported, with the line that moves it", async (_, path, text, message) => {
  const place = await shops();
  await place.write(path, text);
  const { paths, diagnostics } = await find(place, []);
  expect(paths).toEqual(["specs/pixelz", "specs/shop"]);
  const into = path.replace(/\.\w+$/, "").replace(/[^/]* [^/]*/, "'$&'");
  const file = path.replace(/[^/]* [^/]*/, "'$&'");
  expect(diagnostics).toMatchObject([
    {
      code: "spec-not-in-folder",
      place: { path },
      message: expect.stringContaining(message) as string,
      hint: `if it belongs to a service, move it: mkdir -p ${into} && mv ${file} ${into}/`,
    },
  ]);
});

test("a broken link among the specs is reported, and the specs are read", async () => {
  const place = await shops();
  await symlink(place.path("gone"), place.path("specs/lost"));
  const { paths, codes } = await find(place, []);
  expect(paths).toEqual(["specs/pixelz", "specs/shop"]);
  expect(codes).toEqual(["spec-not-in-folder specs/lost"]);
});

test("a spec that is a link out of the project is read only by its path on the command line", async () => {
  const place = await shops();
  const other = await shops();
  await symlink(place.path("elsewhere/shop"), place.path("specs/near"));
  await symlink(other.path("elsewhere/shop"), place.path("specs/far"));
  const { paths, codes } = await find(place, []);
  expect(paths).toEqual(["specs/near", "specs/pixelz", "specs/shop"]);
  expect(codes).toEqual(["source-outside specs/far"]);
  await expect(find(place, ["far"])).rejects.toThrow("specs/far: found a symbolic link that leads out of the project");
  expect((await find(place, ["specs/far", "near"])).paths).toEqual(["specs/far", "specs/near"]);
  await symlink(other.path("specs"), place.path("shared"));
  expect((await find(place, [], "shared")).paths).toEqual(["shared/pixelz", "shared/shop"]);
});

test.each([
  ["pixels", 'found nothing at pixels, expected a spec; did you mean "pixelz"?'],
  ["quite-another", 'found nothing at quite-another, expected a spec; known: "pixelz", "shop"'],
  [
    "https://shop.example/a/Orders.asmx?op=Get&x='$(id)'",
    "found a URL, expected a spec; add it first: soapwright add 'https://shop.example/a/Orders.asmx?op=Get&x=%27$(id)%27'",
  ],
  [
    "http://shop.example/$(id).svc?wsdl",
    "found a URL, expected a spec; add it first: soapwright add 'http://shop.example/$(id).svc?wsdl'",
  ],
])("the message for %s contains the next step", async (word, message) => {
  await expect(find(await shops(), [word])).rejects.toThrow(message);
});

test("a broken link in the folder of specs is named as one, and a folder of specs above the working directory, too", async () => {
  const place = await shops();
  await symlink("nowhere.wsdl", place.path("specs/gone.wsdl"));
  const { paths, diagnostics } = await find(place, []);
  expect(paths).toEqual(["specs/pixelz", "specs/shop"]);
  expect(diagnostics).toMatchObject([
    {
      code: "spec-not-in-folder",
      message: "found a symbolic link to nothing, expected a WSDL, a page or a folder",
      place: { path: "specs/gone.wsdl" },
    },
  ]);
  await mkdir(place.path("src/app"), { recursive: true });
  const below = findSpecs([], { specs: "specs" }, shell(place.path("src/app")), () => undefined);
  await expect(below).rejects.toThrow(
    "found no folder specs, expected the specs in it; ../.. has one: run the command there",
  );
});

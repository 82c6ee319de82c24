import { mkdir, symlink } from "node:fs/promises";
import { expect, test } from "vitest";
import { findSpecs } from "../../../generator/commands/input/find-specs.js";
import type { Diagnostic } from "../../../generator/diagnostic.js";
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
  return { ...found, codes: diagnostics.map(({ code, place: { path } }) => `${code} ${path}`) };
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
  expect(await find(await shops(), words)).toEqual({ paths, complete, codes: [] });
});

test("a path that exists wins over the name of a spec", async () => {
  const place = await shops();
  await mkdir(place.path("pixelz"));
  expect((await find(place, ["pixelz"])).paths).toEqual(["pixelz"]);
});

test("a file and a broken link among the specs are reported, and the specs are read", async () => {
  const place = await shops();
  await place.write("specs/GetPrice.txt", "");
  await symlink(place.path("gone"), place.path("specs/lost"));
  const { paths, codes } = await find(place, []);
  expect(paths).toEqual(["specs/pixelz", "specs/shop"]);
  expect(codes).toEqual(["spec-not-in-folder specs/GetPrice.txt", "spec-not-in-folder specs/lost"]);
});

test.each([
  ["pixels", 'found nothing at pixels, expected a spec; did you mean "pixelz"?'],
  ["quite-another", 'found nothing at quite-another, expected a spec; known: "pixelz", "shop"'],
  [
    "https://shop.example/a/Orders.asmx?op=Get&x='$(id)'",
    "found a URL, expected a file or a folder; save it: curl --create-dirs -o specs/Orders/Orders.html 'https://shop.example/a/Orders.asmx?op=Get&x=%27$(id)%27', then soapwright generate",
  ],
  [
    "http://shop.example/$(id).svc?wsdl",
    "found a URL, expected a file or a folder; save it: curl --create-dirs -o specs/id/id.wsdl 'http://shop.example/$(id).svc?wsdl', then soapwright generate",
  ],
])("the message for %s contains the next step", async (word, message) => {
  await expect(find(await shops(), [word])).rejects.toThrow(message);
});

import { expect, test } from "vitest";
import { commitAll } from "../support/commit-all.js";
import { shopWsdl } from "../support/shop-wsdl.js";
import { workspace } from "./workspace.js";

const old = shopWsdl({ operations: ["GetPrice", "GetStock"] });
const present = shopWsdl({
  request: '<xs:element name="Sku" type="xs:string"/><xs:element name="Count" type="xs:int" minOccurs="0"/>',
  address: "http://shop.example/v2",
});

test("changes are printed by what they break, with their places in both specs", async () => {
  const place = await workspace();
  await place.write("old.wsdl", old);
  await place.write("new.wsdl", present);
  const run = await place.run("diff", "old.wsdl", "new.wsdl");
  expect(run).toEqual({
    code: 3,
    err: "",
    out: `2 changes break calls at compile time, and messages
  GetPrice.request/Sku was optional, is required, in requests
    new.wsdl:10:38, was old.wsdl:10:38
  GetStock is gone
    was old.wsdl:36:1

1 change breaks messages
  new has moved from http://shop.example/shop.asmx to http://shop.example/v2 over soap11
    new.wsdl:36:5, was old.wsdl:55:5

1 change breaks nothing
  GetPrice.request/Count is new, in requests
    new.wsdl:10:79
`,
  });
});

test("changes that break nothing, and none, are fine", async () => {
  const place = await workspace();
  await place.write("specs/shop.wsdl", shopWsdl());
  await place.write("specs/more.wsdl", shopWsdl({ operations: ["GetPrice", "GetStock"] }));
  expect(await place.run("diff", "shop", "shop")).toEqual({ code: 0, out: "no changes\n", err: "" });
  const run = await place.run("diff", "shop", "more");
  expect(run).toMatchObject({ code: 0, err: "" });
  expect(run.out).toMatch(/^1 change breaks nothing\n {2}GetStock is new\n/);
});

test("JSON and annotations of GitHub have each change", async () => {
  const place = await workspace();
  await place.write("old.wsdl", old);
  await place.write("100%,new.wsdl", present);
  const json = await place.run("diff", "old.wsdl", "100%,new.wsdl", "--format", "json");
  expect(JSON.parse(json.out)).toMatchObject({
    version: 1,
    changes: expect.arrayContaining([
      {
        service: "100%,new",
        rule: "member-added",
        path: "GetPrice.request/Count",
        message: "is new",
        directions: ["requests"],
        breaks: "nothing",
        after: { path: "100%,new.wsdl", line: 10, column: 79 },
      },
    ]) as unknown,
  });
  const { out } = await place.run("diff", "old.wsdl", "100%,new.wsdl", "--format", "github");
  expect(out.split("\n")).toContain(
    "::error file=100%25%2Cnew.wsdl,line=10,col=38,title=soapwright member-required::GetPrice.request/Sku was optional, is required, in requests (breaks calls at compile time, and messages)",
  );
  expect(out.split("\n")).toContain(
    "::notice file=100%25%2Cnew.wsdl,line=10,col=79,title=soapwright member-added::GetPrice.request/Count is new, in requests",
  );
});

test("a spec is compared with the one that a revision of Git has", async () => {
  const place = await workspace();
  await place.write("app/specs/shop/shop.wsdl", shopWsdl());
  await commitAll(place.directory);
  await place.write("app/specs/shop/shop.wsdl", shopWsdl({ operations: ["GetPrice", "GetStock"] }));
  const inApp = { directory: place.path("app") };
  const run = await place.runIn(inApp, "diff", "shop", "--git", "main");
  expect(run).toMatchObject({ code: 0, err: "" });
  expect(run.out).toMatch(/^1 change breaks nothing\n {2}GetStock is new\n {4}specs\/shop\/shop\.wsdl:\d+:\d+\n$/);
  expect(await place.runIn(inApp, "diff", "shop", "--git", "gone")).toMatchObject({
    code: 2,
    err: 'error: found no revision "gone" in Git, expected a branch, a tag or a commit, such as --git main\n',
  });
  expect(await place.runIn(inApp, "diff", "shop", "--git", "--help")).toMatchObject({ code: 2 });
  await place.write("app/specs/stock/stock.wsdl", shopWsdl());
  expect(await place.runIn(inApp, "diff", "stock", "--git", "main")).toMatchObject({
    code: 2,
    err: "error: found nothing at specs/stock in main, expected a spec\n",
  });
});

test("errors of either spec end the comparison", async () => {
  const place = await workspace();
  await place.write("old.wsdl", shopWsdl());
  await place.write("cut.wsdl", shopWsdl().slice(0, 900));
  const run = await place.run("diff", "old.wsdl", "cut.wsdl");
  expect(run).toMatchObject({ code: 1, out: "" });
  expect(run.err).toMatch(/^cut\.wsdl:19:88: error xml-cut: /);
});

test.each([
  [["diff", "old.wsdl"], "expected two specs, the old one first, or one spec with --git <revision>"],
  [
    ["diff", "old.wsdl", "old.wsdl", "old.wsdl"],
    "expected two specs, the old one first, or one spec with --git <revision>",
  ],
  [
    ["diff", "old.wsdl", "old.wsdl", "--git", "main"],
    "expected two specs, the old one first, or one spec with --git <revision>",
  ],
  [["diff", "old.wsdl", "gone"], "found nothing at gone, expected a spec"],
])("%j is refused", async (words, message) => {
  const place = await workspace();
  await place.write("old.wsdl", shopWsdl());
  await place.write("specs/shop.wsdl", shopWsdl());
  const run = await place.run(...words);
  expect(run.code).toBe(2);
  expect(run.err).toContain(message);
});

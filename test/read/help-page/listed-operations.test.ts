import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../../generator/diagnostic.js";
import { reportNotShown } from "../../../generator/read/help-page/listed-operations.js";
import { read } from "./read.js";
import { text } from "./sowing-page.js";

describe("lists of operations", () => {
  const list = [
    { name: "Sow", documentation: "Sows a bed. Or two." },
    { name: "Water" },
    { name: "Pick", documentation: "Picks what is ripe." },
  ];

  test("a service page as HTML", () => {
    const items = list.map(
      ({ name, documentation }) =>
        `<li>\n  <a href="bed1.asmx?op=${name}">${name}</a>\n  ${documentation === undefined ? "" : `<span>\n<br>${documentation.replace(" ", "\n")}\n</span>`}\n</li>\n<p>\n`,
    );
    const html = `<html><body><p class="heading1">Garden</p><br><p>All of them. <a href="bed.asmx?WSDL">more</a>.</p><ul>${items.join("")}</ul><p>This is the end.</p></body></html>`;
    const { page: found, codes } = read(html);
    expect(codes).toEqual([]);
    expect(found.operations).toEqual([]);
    expect(found.listed).toMatchObject(list);
    expect(found.listed[1]).not.toHaveProperty("documentation");
    expect(
      found.listed.map(({ place }) => html.split("\n")[place.line - 1]?.slice(place.column - 1, place.column + 2)),
    ).toEqual(["Sow", "Wat", "Pic"]);
  });

  test("a service page as text", () => {
    const lines = list.map(
      ({ name, documentation }) => `  * ${name}${documentation === undefined ? "" : `\n    ${documentation}`}\n`,
    );
    const { page: found, codes } = read(
      `Garden\n\nThese are the operations.\n\n${lines.join("\n")}\nThis is the end of it.\n`,
    );
    expect(codes).toEqual([]);
    expect(found.listed).toMatchObject(list);
  });

  test("addresses of pages in a text, each once", () => {
    const { page: found } = read(`- /bed.asmx?op=Water\n- /bed.asmx?op=Sow.\n- /bed.asmx?op=Water\n\n${text}`);
    expect(found.listed.map(({ name }) => name)).toEqual(["Water", "Sow"]);
    expect(found.operations.map(({ name }) => name)).toEqual(["Sow"]);
  });

  test("listed operations that no page shows are reported once for each list", () => {
    const diagnostics: Diagnostic[] = [];
    const links = ["Sow", ...Array.from({ length: 14 }, (_, index) => `Op${index}`)];
    const index = read(`<html>${links.map((name) => `<a href="?op=${name}">${name}</a>`).join("\n")}</html>`).page;
    reportNotShown([index, read(text).page], (diagnostic) => diagnostics.push(diagnostic));
    expect(diagnostics).toMatchObject([
      {
        severity: "note",
        code: "operation-not-shown",
        message:
          "found Op0, Op1, Op2, Op3, Op4, Op5, Op6, Op7, Op8, Op9, Op10, Op11 and 2 more in a list of operations, expected their help pages",
        hint: "to call them, save the help page as well: ?op=Op0",
      },
    ]);
    diagnostics.length = 0;
    reportNotShown([read(text).page], (diagnostic) => diagnostics.push(diagnostic));
    expect(diagnostics).toEqual([]);
  });

  test("the start of an operation's page is not a list", () => {
    expect(read("Garden\n\nPress here to see all.\n\nSow\n\nTest\n\nThe form is not there.").codes).toEqual([
      "no-sample",
    ]);
  });
});

test.each([
  ["relative to the page", '<a href="bed.asmx?WSDL">Service Description</a>', "https://HOST/bed.asmx?WSDL"],
  [
    "relative to the page, which a browser saved",
    '<!-- saved from url=(0030)http://garden.example:81/g/bed.asmx --><a href="bed.asmx?WSDL">Service Description</a>',
    "http://garden.example:81/g/bed.asmx?WSDL",
  ],
])("a list of operations has the address of the WSDL, %s", (_, shown, url) => {
  const { page } = read(`<html>${shown}<a href="bed.asmx?op=Sow">Sow</a></html>`, "specs/garden/page.html");
  expect(page.wsdl).toBe(url);
  const diagnostics: Diagnostic[] = [];
  reportNotShown([page], (diagnostic) => diagnostics.push(diagnostic));
  expect(diagnostics).toMatchObject([
    {
      hint: `to call it, save the help page as well: ?op=Sow, or the WSDL: curl -o specs/garden/page.wsdl '${url}'`,
    },
  ]);
});

import { describe, expect, test } from "vitest";
import { placesOf } from "../../../generator/source.js";
import { mend } from "../../../generator/read/help-page/mend-xml.js";
import { read } from "./read.js";
import { samples, text } from "./sowing-page.js";

describe("mended, with a note where", () => {
  const mended = (damaged: string, ...found: readonly string[]) => {
    const { diagnostics } = read(damaged);
    const place = placesOf({ path: "page.txt", text: damaged });
    expect(diagnostics.map((diagnostic) => [diagnostic.severity, diagnostic.code])).toEqual(
      found.map(() => ["note", "sample-mended"]),
    );
    expect(diagnostics.map((diagnostic) => diagnostic.place)).toEqual(
      found.map((each) => place(damaged.indexOf(each))),
    );
    expect(samples(damaged)).toEqual(samples(text));
  };

  test("spaces in tags", () => {
    mended(text.replace("<bed>int</bed>", "< bed>int</ bed >"), "< bed>", "</ bed >");
  });

  test("a body that lost its brackets", () => {
    mended(text.replace("  <soap:Body>\n    <Sow ", "\nsoap:Body\n\n    <Sow "), "soap:Body\n\n");
  });

  test.each(["", "\n */\n", "\nand so on, with <b>words</b>.\n"])(
    "the end of an envelope that is missing before %j",
    (prose) => {
      const damaged = text.replace("\n</soap:Envelope>\nHTTP", `\t${prose}\nHTTP`);
      mended(damaged, `\t${prose}\nHTTP`);
    },
  );

  test("a namespace with a line break in it", () => {
    mended(text.replace("XMLSchema-instance", "XMLSchema-\n\tinstance"), "xmlns:xsi");
  });

  test("an envelope without declarations of the usual prefixes", () => {
    const damaged = text.replace(/ xmlns:(?:soap|xsi|xsd)="[^"]*"/g, "");
    const { diagnostics } = read(damaged);
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toContain(
      'sample-mended: found no declaration of the prefix soap, read as xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"',
    );
    expect(samples(damaged)).toEqual(samples(text));
  });

  test.each(["https://schemas.xmlsoap.org/soap/envelope/", "http://schemas.xmlsoap.org/soap/envelope"])(
    "an envelope of %s",
    (namespace) => {
      const damaged = text.replaceAll('"http://schemas.xmlsoap.org/soap/envelope/"', `"${namespace}"`);
      expect(samples(damaged)).toEqual(samples(text));
    },
  );
});

test("a prefix that nothing declares, and that has no usual namespace, is named with its place", () => {
  const damaged = text.replace("<bed>int</bed>", "<t:bed>int</t:bed>");
  const [diagnostic] = read(damaged).diagnostics;
  expect(diagnostic?.message).toContain('found the prefix t, expected its declaration (xmlns:t="…")');
  expect(diagnostic?.place).toEqual(placesOf({ path: "page.txt", text: damaged })(damaged.indexOf("t:bed")));
});

test("the version of an envelope without a namespace is that of its media type", () => {
  const sample = "<e:Envelope><e:Body><a xmlns='urn:a' xsi:type='xsd:int'>1</a></e:Body></e:Envelope>";
  const rootOf = (...binding: ["soap12"] | []) => {
    const { reading } = mend(sample, ...binding);
    return reading.kind === "document" ? reading.root.namespaceURI : reading.kind;
  };
  expect(rootOf()).toBe("http://schemas.xmlsoap.org/soap/envelope/");
  expect(rootOf("soap12")).toBe("http://www.w3.org/2003/05/soap-envelope");
});

test.each([
  "<!-- a request -->\n",
  '<?xml version="1.0"?>\n<!-- a <b:c> --> <!-- and more -->',
  '\n<?style a="<d:e>"?>\n',
])("the prefix of an envelope is known after %j", (prolog) => {
  const { reading, repairs } = mend(`${prolog}<e:Envelope><e:Body><a/></e:Body></e:Envelope>`);
  expect(reading.kind).toBe("document");
  expect(repairs.map(({ found }) => found)).toEqual(["no declaration of the prefix e"]);
});

test.each([
  ["beside it", '<a><p:x/><b xmlns:p="urn:p"/></a>'],
  ["in an element that ended", '<a><b xmlns:p="urn:p"><p:c/></b><p:x/></a>'],
  ["inside it", '<a><p:x><b xmlns:p="urn:p"/></p:x></a>'],
  ["in a comment", '<a><!-- <b xmlns:p="urn:p"> --><p:x/></a>'],
  ["in a processing instruction", '<a><?b <b xmlns:p="urn:p">?><p:x/></a>'],
  ["around another use", '<a><b xmlns:p="urn:p" p:d="1"><p:b xmlns:p="urn:q"/></b><c p:x="1"/></a>'],
])("a prefix that is declared only %s is named", (_, sample) => {
  const { reading } = mend(sample);
  expect(reading).toMatchObject({
    kind: "not-well-formed",
    message: 'found the prefix p, expected its declaration (xmlns:p="…") in a tag around it',
    undeclared: [{ prefix: "p", offset: sample.search(/p:x/) }],
  });
});

test("a usual prefix that is declared beside its use is repaired there", () => {
  const xsi = "http://www.w3.org/2001/XMLSchema-instance";
  const { reading } = mend(`<a><b xsi:nil="true"/><c xmlns:xsi="${xsi}" xsi:nil="true"/></a>`);
  if (reading.kind !== "document") throw new Error(reading.kind);
  expect(reading.root.firstChild).toMatchObject({ attributes: { 0: { namespaceURI: xsi } } });
});

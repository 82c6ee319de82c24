import { describe, expect, test } from "vitest";
import { decodeText } from "../../../generator/commands/input/decode-text.js";
import { shopWsdl } from "../../support/shop-wsdl.js";
import { workspace } from "../workspace.js";
import { read } from "./read-spec.js";

test.each(["ISO-8859-1", "windows-1252"])("the XML declaration determines the encoding: %s", async (encoding) => {
  const place = await workspace();
  const text = shopWsdl({ types: '<xs:element name="Größe" type="xs:string"/><!-- € -->' }).replace("utf-8", encoding);
  await place.write("shop.wsdl", Buffer.from(text.replace("€", "\x80"), "latin1"));
  const { spec, codes } = await read(place, "shop.wsdl");
  expect(spec.sources[0]?.text).toBe(text);
  expect(codes).toEqual([]);
});

test.each([true, false])("UTF-16 is read, with its mark or without: %s", async (marked) => {
  const place = await workspace();
  const text = shopWsdl().replace("utf-8", "utf-16");
  await place.write("shop.wsdl", Buffer.from(`${marked ? "\ufeff" : ""}${text}`, "utf16le"));
  const { spec, codes } = await read(place, "shop.wsdl");
  expect(spec.sources[0]?.text).toBe(text);
  expect(codes).toEqual([]);
});

test("a wrong XML declaration is ignored", async () => {
  const place = await workspace();
  const text = shopWsdl({ types: "<!-- Größe -->" }).replace("utf-8", "utf-16");
  await place.write("shop.wsdl", text);
  expect((await read(place, "shop.wsdl")).spec.sources[0]?.text).toBe(text);
  await place.write(
    "shop.wsdl",
    Buffer.from(text.replace("utf-16", "x-none").replace("Größe", "Größe \x80"), "latin1"),
  );
  const { spec, codes } = await read(place, "shop.wsdl");
  expect(spec.sources[0]?.text).toContain("Größe €");
  expect(codes).toEqual(["warning source-encoding shop.wsdl"]);
});

describe("a saved HTML page", () => {
  const html = (charset: string) =>
    `<!DOCTYPE html>\n<!-- saved from a browser -->\n<html><head><title>Shelf</title>${charset}</head><body>Größe Да</body></html>`;
  const decode = (bytes: Uint8Array) => {
    const codes: string[] = [];
    return { text: decodeText(bytes, "page.html", ({ code }) => void codes.push(code)), codes };
  };
  /** `Да` in windows-1251, where `ö` and `ß` are other letters. */
  const cyrillic = (meta: string) =>
    Buffer.concat([Buffer.from(html(meta).split("Größe")[0] ?? ""), Buffer.from([0xc4, 0xe0])]);

  test.each([
    '<meta charset="windows-1251">',
    "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1251'/>",
  ])("is read in the encoding that its meta element declares: %s", (meta) => {
    const { text, codes } = decode(cyrillic(meta));
    expect(text).toMatch(/<body>Да$/);
    expect(codes).toEqual([]);
  });

  test("is read by its byte order mark whatever its meta element declares", () => {
    const text = html('<meta charset="windows-1251">');
    expect(decode(Buffer.from(`\ufeff${text}`)).text).toBe(text);
    expect(decode(Buffer.from(`\ufeff${text}`, "utf16le")).text).toBe(text);
    expect(decode(Buffer.from(text, "utf16le")).text).toBe(text);
  });

  test("is read as UTF-8 where its meta element declares UTF-16, which that could not be read in", () => {
    const text = html('<meta charset="utf-16">');
    expect(decode(Buffer.from(text)).text).toBe(text);
  });
});

test("text that begins with a letter is read as UTF-16 without a mark", () => {
  const text = "Shelf\nHTTP/1.1 200 OK";
  const bytes = Buffer.from(text, "utf16le");
  expect(decodeText(bytes, "page.txt", () => undefined)).toBe(text);
  expect(decodeText(bytes.swap16(), "page.txt", () => undefined)).toBe(text);
});

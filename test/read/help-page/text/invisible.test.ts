import { describe, expect, test } from "vitest";
import { edited } from "../../../../generator/read/help-page/text/mapped-text.js";
import { withoutInvisible } from "../../../../generator/read/help-page/text/invisible.js";
import { read } from "../read.js";
import { shapes } from "../render-page.js";
import { page, samples, text } from "../sowing-page.js";

describe("characters that nobody sees", () => {
  test.each([
    ["a zero-width space", "\u200b"],
    ["a soft hyphen", "\u00ad"],
    ["a word joiner", "\u2060"],
    ["a byte order mark", "\ufeff"],
    ["a mark of direction", "\u200e"],
  ])("%s does not become part of an address, a name, a namespace or a type word", (_, character) => {
    const damaged = text
      .replaceAll("/shelf.asmx", `/shelf.${character}asmx`)
      .replaceAll("books.example", `books${character}.example`)
      .replaceAll("garden.example", `garden.${character}example`)
      .replaceAll("SowResult", `Sow${character}Result`)
      .replaceAll("dateTime", `date${character}Time`);
    expect(damaged).not.toBe(text);
    expect(read(damaged).codes).toEqual([]);
    expect(samples(damaged)).toEqual(samples(text));
  });

  test("are taken away as references of HTML", () => {
    const html = shapes.html(page);
    const damaged = html.replaceAll("SowResult", "Sow&shy;Result").replaceAll("dateTime", "date&#8203;Time");
    expect(damaged).not.toBe(html);
    expect(samples(damaged)).toEqual(samples(html));
  });

  test("leave the places of what follows them as they are in the source", () => {
    const line = "HTTP/1.1 200 OK";
    const { page: found } = read(text.replace("SOAP 1.1", "SO\u00adAP 1.1").replace("<bed>", "\u200b\u200b<bed>"));
    const { page: whole } = read(text);
    const [sample] = found.operations[0]?.samples ?? [];
    expect(sample?.place).toEqual(whole.operations[0]?.samples[0]?.place);
    const marked = `\u200b${line}\u200b\u200b!`;
    expect(edited(marked, withoutInvisible(marked)).origin(line.length)).toBe(line.length + 3);
  });
});

test.each(["\u00a0", "&nbsp;", "&#160;"])(
  "a no-break space does not become part of a namespace or an action: %s",
  (space) => {
    const shape = space.startsWith("&") ? shapes.html(page) : text;
    const damaged = shape
      .replaceAll('xmlns="http://garden.example/"', `xmlns="http://garden.example/${space}"`)
      .replaceAll('SOAPAction: "', `SOAPAction: "${space}`);
    expect(damaged).not.toBe(shape);
    expect(samples(damaged)).toEqual(samples(shape));
  },
);

test("the joiners that words are spelled with stay", () => {
  expect(withoutInvisible("می\u200cخواهم")).toEqual([]);
});

import { describe, expect, test } from "vitest";
import { placesOf } from "../../../generator/source.js";
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
});

import { describe, expect, test } from "vitest";
import { plainText } from "../../../../generator/read/help-page/text/plain-text.js";
import { read } from "../read.js";
import { plain, samples } from "../sowing-page.js";

const [request = "", response = ""] = plain;
const both = `${request}\n${response}`;
const octet = (byte: number) => `[0x${byte.toString(16)}]`;

/** The log of a message, line by line, with the text that a library puts before each. */
const logged = (message: string, before: string, lineBreak: string) =>
  message
    .split("\n")
    .map((line) => `${before} "${Array.from(new TextEncoder().encode(line), shown).join("")}${lineBreak}"`)
    .join("\n");
const shown = (byte: number) => (byte < 32 || byte > 127 ? octet(byte) : String.fromCharCode(byte));

describe("reads the wire log of HttpClient", () => {
  test("3, which Axis2 uses", () => {
    const text = [
      logged(request, "09:12:11,100 DEBUG httpclient.wire.content - >>", "[\\r][\\n]"),
      logged(response, "09:12:11,300 DEBUG httpclient.wire.content - <<", "[\\r][\\n]"),
    ].join("\n");
    expect(read(text).codes).toEqual(read(both).codes);
    expect(samples(text)).toEqual(samples(both));
  });

  test("4, with the log of its headers", () => {
    const before = "DEBUG org.apache.http.wire - http-outgoing-0";
    const text = [
      logged(request, `${before} >>`, "[\\n]"),
      "DEBUG org.apache.http.headers - http-outgoing-0 << HTTP/1.1 200 OK",
      "DEBUG org.apache.http.headers - http-outgoing-0 << Content-Type: text/xml",
      logged(response, `${before} <<`, "[\\n]"),
    ].join("\n");
    expect(read(text).codes).toEqual(read(both).codes);
    expect(samples(text)).toEqual(samples(both));
  });

  describe("with other lines between the buffers of a message", () => {
    const before = (connection: number) => `DEBUG org.apache.http.wire - http-outgoing-${connection}`;
    const sent = logged(request, `${before(0)} >>`, "[\\n]");
    const head = response.slice(0, response.indexOf("<?xml"));
    const body = response
      .slice(head.length)
      .replace(/>\n\s*</g, "><")
      .trim();
    const at = body.indexOf("dateTime") + 3;
    const line = (content: string, connection = 0) => `${before(connection)} << "${content}"`;
    const received = (between: string) =>
      [
        logged(head.trimEnd(), `${before(0)} <<`, "[\\n]"),
        line("[\\n]"),
        line(body.slice(0, at)),
        between,
        line(body.slice(at)),
      ].join("\n");

    test.each([
      ["of the program", "12:00:01 DEBUG o.a.h.impl.conn - Connection can be kept alive"],
      ["of the log of headers", "DEBUG org.apache.http.headers - http-outgoing-0 << HTTP/1.1 200 OK\nDEBUG x - y"],
    ])("%s", (_, between) => {
      const text = `${sent}\n${received(between)}`;
      expect(samples(text)).toEqual(samples(`${request}\n${head}${body}`));
      expect(read(text).codes).toEqual([]);
    });

    test("which are of another message or connection", () => {
      const text = `${sent}\n${received("DEBUG x - y")}\nDEBUG x - y\n${line(`HTTP/1.1 202 Accepted`)}\n`;
      expect(plainText(text).text).toMatch(/Envelope>\nDEBUG x - y\n[^"]*HTTP\/1\.1 202 Accepted/);
      const other = `${line("<a>")}\nDEBUG x - y\n${line("<b>", 1)}\n${line("[\\n]")}`;
      expect(plainText(other).text).toBe("<a>\nDEBUG x - y\n<b>\n");
    });
  });

  test("whose buffer ends in a line, and with characters outside of ASCII", () => {
    const sent = request.replace("Bean", "Böhnchen€");
    const [first = "", last = ""] = sent.split("chen");
    const before = "wire - http-outgoing-1 >>";
    const text = `${logged(first, before, "[\\r][\\n]").slice(0, -'[\\r][\\n]"'.length)}"\n${logged(`chen${last}`, before, "[\\n]")}`;
    expect(samples(text)).toEqual(samples(sent));
  });
});

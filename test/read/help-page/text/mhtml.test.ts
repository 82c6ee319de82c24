import { expect, test } from "vitest";
import { mhtmlPage } from "../../../../generator/read/help-page/text/mhtml.js";

const part = (headers: string, body: string) => `--b\n${headers}\n\n${body}\n`;
const message = (...parts: readonly string[]) =>
  `From: <a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary="b"\n\n${parts.join("")}--b--\n`;

test.each([
  [
    "quoted-printable in GBK",
    "text/html; charset=gbk\nContent-Transfer-Encoding: quoted-printable",
    "<p>=C4=E3=BA=\n=C3</p>",
    "<p>你好</p>\n",
  ],
  [
    "quoted-printable with the charset of a meta",
    "text/html\nContent-Transfer-Encoding: quoted-printable",
    "<meta charset=3Dwindows-1251><p>=CF</p>",
    "<meta charset=windows-1251><p>П</p>\n",
  ],
  [
    "quoted-printable in windows-1252",
    "text/html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable",
    "<p>=93=80=94</p>",
    "<p>“€”</p>\n",
  ],
  ["Base64", "text/html; charset=utf-8\nContent-Transfer-Encoding: base64", "PHA+5L2g\n5aW9PC9wPg==", "<p>你好</p>"],
  ["plain", "text/html\nContent-Transfer-Encoding: 8bit", "<p>a</p>", "<p>a</p>\n"],
])("the page is decoded from %s", (_, headers, body, text) => {
  const other = part("Content-Type: text/css", "p { margin: 0 }");
  expect(mhtmlPage(message(other, part(`Content-Type: ${headers}`, body), other))?.text).toBe(text);
});

test("the address is that of the page, and places are those of the lines", () => {
  const source = message(
    part(
      "Content-Type: text/html\nContent-Location: https://a.example/b.asmx\nContent-Transfer-Encoding: quoted-printable",
      "<p>\nx=3D1\n</p>",
    ),
  );
  const page = mhtmlPage(source);
  expect(page?.addresses).toEqual([{ url: "https://a.example/b.asmx", start: 0 }]);
  expect(page?.origin(page.text.indexOf("x=1"))).toBe(source.indexOf("x=3D1"));
});

test.each(["POST / HTTP/1.1\nContent-Type: multipart/related\n\n", "MIME-Version: 1.0\n\n<p>", ""])(
  "%j is not MIME",
  (text) => {
    expect(mhtmlPage(text)).toBeUndefined();
  },
);

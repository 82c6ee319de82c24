import { describe, expect, test } from "vitest";
import { plainText } from "../../../../generator/read/help-page/text/plain-text.js";
import { read } from "../read.js";
import { shapes } from "../render-page.js";
import { page, plain, samples, soap11, text } from "../sowing-page.js";

const eachLine = (mark: string) => text.replace(/^/gm, mark);

const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

describe("wrapped in something", () => {
  test.each<[string, string]>([
    ["line comments", eachLine("  //")],
    ["line comments that an editor cut off behind", eachLine("// ").replace(/[ \t]+$/gm, "")],
    ["comments of Visual Basic", eachLine("'")],
    ["a comment with stars", `/**\n${eachLine("     * ")}\n     */\nclass A {}`],
    ["a comment", `/*\n${text}\n*/\nfunction a() {}`],
    ["a comment of PowerShell", `<#\n${text}\n#>\nparam()`],
    ["comments of shell", eachLine("# ")],
    ["a quotation", eachLine("> ")],
    ["a quotation in a quotation", eachLine("> > ")],
    ["quotations in each other", `> Here is it:\n>\n${eachLine("> > >> ").replace(/[ \t]+$/gm, "")}\n>\n> Jan`],
    ["four spaces", `## Sow\n\n${eachLine("    ")}`],
    ["empty lines between all", text.replaceAll("\n", "\n\n")],
    ["fences with tildes", plain.map((message) => `**Label:**\n~~~\n${message}\n~~~`).join("\n\n")],
    ["fences on the lines of the messages", plain.map((message) => `\`\`\`${message}\`\`\``).join("\n")],
    ["fences without a language", plain.map((message) => `\`\`\`\n${message}\n\`\`\``).join("\n")],
    [
      "heads in backticks",
      plain.map((message) => `\`\nMessage: ${message.replace("\n\n", "\n`\n\n```xml\n")}\n\`\`\``).join("\n\n"),
    ],
    ["each head line in backticks", text.replace(/^((?:POST|HTTP\/).*)$/gm, "`$1`")],
    ["references that were kept", escaped],
    ["references in a comment with stars", `/**\n${escaped.replace(/^/gm, " * ")}\n */`],
    ["HTML in a comment with stars", `/**\n${shapes.html(page).replace(/^/gm, " * ")}\n */`],
    [
      "the head of the reply that brought the page",
      `A report\n\`\`\`\nHTTP/1.1 200 OK\nDate: today\nContent-Type: text/html\n\n${shapes.html(page)}\n\`\`\`\n`,
    ],
    ["a wrong label above each message", plain.map((message) => `### Response\n\n${message}`).join("\n\n")],
  ])("%s", (_, wrapped) => {
    expect(read(wrapped).codes).toEqual([]);
    expect(samples(wrapped)).toEqual(samples(text));
  });
});

describe("after the prefix of each line", () => {
  const logged = plain.slice(0, 2).join("\n");
  const numbered = (prefix: (index: number) => string) =>
    logged
      .split("\n")
      .map((line, index) => `${prefix(index)}${line}`.trimEnd())
      .join("\n");

  test.each<[string, string]>([
    ["of docker compose", numbered(() => "app_1  | ")],
    ["of syslog", numbered((index) => `<134>Feb  6 09:12:${index + 8} host app[123]: `)],
    ["of Kubernetes", numbered((index) => `2024-02-06T09:12:11.${index * 7}Z stdout F `)],
    ["of a diff", `--- /dev/null\n+++ b/a.txt\n@@ -0,0 +1,40 @@\n${numbered(() => "+")}\n\\ No newline at end of file`],
    ["in a box", numbered(() => "│ ")],
  ])("%s", (_, wrapped) => {
    expect(read(wrapped).codes).toEqual(read(logged).codes);
    expect(samples(wrapped)).toEqual(samples(logged));
  });

  test("keeps the labels of messages that are on one line each", () => {
    const lines = plain.slice(0, 4).map((message) => message.slice(message.indexOf("<?xml")).replaceAll("\n", " "));
    const labelled = lines.map((line, index) => `SOAP 1.${index < 2 ? 1 : 2}: ${line}`).join("\n");
    const { text } = plainText(labelled);
    expect(text).toBe(labelled);
  });
});

describe("in a capture", () => {
  const captured = plain.slice(0, 2);

  test("from tcpdump, with a line above each packet", () => {
    const packets = captured.map((message) => {
      const [first = ""] = message.split("\n");
      return `10:00:00.123456 IP 10.0.0.5.54321 > a.example.80: Flags [P.], seq 1:513, length 512: HTTP: ${first}\nE..4..@.@....P...${message}`;
    });
    expect(read(packets.join("\n")).codes).toEqual([]);
    expect(samples(packets.join("\n"))).toEqual(samples(captured.join("\n")));
  });

  test("from Charles, with tabs in the heads", () => {
    const tabs = captured.map((message) => message.replace(/^([A-Z][\w-]*): /gm, "$1\t")).join("\n\n");
    expect(tabs).toContain("Host\t");
    expect(read(tabs).codes).toEqual([]);
    expect(samples(tabs)).toEqual(samples(captured.join("\n\n")));
  });
});

describe("in strings of a program", () => {
  test.each<[string, (line: string) => string]>([
    ["PHP, in one quote", (line) => `  . '${line}'`],
    ["Java, with escapes", (line) => `    + "${line.replaceAll('"', '\\"')}\\n"`],
    ["C#, by a builder", (line) => `sb.Append("${line.replaceAll('"', '\\"')}");`],
  ])("%s", (_, quoted) => {
    const wrapped = plain.slice(0, 2).map((message) => message.split("\n").map(quoted).join("\n"));
    expect(samples(wrapped.join("\n\n"))).toEqual(samples(plain.slice(0, 2).join("\n\n")));
  });

  const envelope = (body: string, lineBreak: string) =>
    [
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">',
      "<s:Body>",
      body,
      "</s:Body>",
      "</s:Envelope>",
    ].join(lineBreak);
  const order = (lineBreak: string, name: string) =>
    envelope(`<Order xmlns="urn:a"><Id>1</Id>${lineBreak}<Name>${name}</Name></Order>`, lineBreak);
  const response = (lineBreak: string) =>
    envelope('<OrderResponse xmlns="urn:a"><Id>1</Id></OrderResponse>', lineBreak);
  const expected = samples(`${order("\n", "Zoë")}\n${response("\n")}`);

  test.each<[string, string]>([
    ["a property that Node prints", `{\n  body: '${order("\\n", "Zoë")}',\n  reply: '${response("\\r\\n")}'\n}`],
    [
      "a property that Node prints in lines",
      `{\n  body: '${order("\\n' +\n    '", "Zoë")}',\n  reply: '${response("\\n' +\n    '")}'\n}`,
    ],
    [
      "bytes of Python",
      `b'<?xml version=\\'1.0\\'?>\\n${order("", "Zo\\xc3\\xab")}'\nb'<?xml version="1.0"?>\\n${response("")}'`,
    ],
    ["bytes of Python on one line each", `b'${order("", "Zo\\xc3\\xab")}'\nb'${response("")}'`],
    ["lines without quotation marks", `${order("\\n  ", "Zo\\u00eb")}\n${response("\\n")}`],
    [
      "JSON with escaped slashes",
      `"${order("\\n", "Zoë").replaceAll('"', '\\"').replaceAll("/", "\\/")}"\n${response("\n")}`,
    ],
  ])("%s, with escaped line breaks", (_, escaped) => {
    expect(samples(escaped)).toEqual(expected);
  });

  test("keeps backslashes of a message without escapes", () => {
    const path = envelope("<Get><Path>C:\\new\\x41</Path><Separator>\\n</Separator></Get>", "");
    expect(JSON.stringify(samples(path))).toContain(JSON.stringify("C:\\new\\x41"));
    expect(JSON.stringify(samples(path))).toContain(JSON.stringify("\\n"));
  });

  test("an escaped backslash before a letter of an escape", () => {
    const path = envelope("<Get><Path>C:\\\\new</Path></Get>", "\\n");
    expect(JSON.stringify(samples(path))).toContain(JSON.stringify("C:\\new"));
  });

  test("one string over many lines", () => {
    const wrapped = `$request = '${plain[0]}';\n$response = '${plain[1]}';`;
    expect(samples(wrapped)).toEqual(samples(plain.slice(0, 2).join("\n\n")));
  });
});

test("reads a word that the quotation of a quotation broke", () => {
  const quoted = (mark: string, name: string) =>
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">\n<s:Body>\n<Get xmlns="urn:a"><Id>1</${name}></Get>\n</s:Body>\n</s:Envelope>`.replace(
      /^/gm,
      mark,
    );
  expect(samples(`> See below.\n>\n${quoted("> > ", "I\nd")}\n>\n> Jan`)).toEqual(samples(quoted("", "Id")));
});

test("keeps the end of a tag on a line of its own in a quotation", () => {
  const text =
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"\n>\n<s:Body\n><Get xmlns="urn:a"\n><Id>1</Id></Get></s:Body></s:Envelope>';
  expect(samples(text.replace(/^/gm, "> "))).toEqual(samples(text));
});

test("lines broken at any space, and at hyphens in the head", () => {
  const broken = soap11
    .replace("Content-Length", "Content-\n\tLength")
    .replace("Host: ", "Host: \n\t")
    .replace("POST /", "POST\n\t/")
    .replace('SOAPAction: "', 'SOAPAction: \n\t"')
    .replace("<?xml version", "<?xml \n\tversion")
    .replace("Bean or Pea", "Bean or\n\tPea")
    .replaceAll(" xmlns", " \n\txmlns");
  expect(read(broken).codes).toEqual([]);
  expect(samples(broken)).toEqual(samples(soap11));
});

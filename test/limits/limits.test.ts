/** The limits in docs/limits.md are those of the code, and a test refuses what is beyond each. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { expect, test } from "vitest";
import { access } from "../../generator/commands/fetch/access.js";
import { downloader } from "../../generator/commands/fetch/download.js";
import type { Diagnostic } from "../../generator/diagnostic.js";
import { readRecording } from "../../generator/read/exchange/read-recording.js";
import { excerptAt } from "../../generator/read/exchange/excerpt.js";
import { readYaml } from "../../generator/read/exchange/yaml.js";
import { readXml } from "../../generator/read/xml.js";
import { encoded, integer, Malformed, string, type XmlElement } from "../../templates/runtime/index.js";
import { begin } from "../../templates/runtime/binding/envelope-head.js";
import { readEnvelope } from "../../templates/runtime/binding/envelope.js";
import { keyFinderOf } from "../../templates/runtime/security/trust.js";
import { rejection } from "../runtime/network.js";
import { expectRefused, read as readSimple } from "../runtime/read-simple.js";
import { envelope } from "../runtime/wire.js";
import { messages, specs, type Limit } from "./limits.js";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** The number that a constant, an option by default, a key or a comparison has: `most = 1000`, `maxDepth ?? 256`, `length > 4096`. */
function valueOf({ file, constant }: Limit): number {
  const number = String.raw`\d[\d_]*`;
  const pattern = new RegExp(String.raw`\b${constant}(?: =|:| \?\?| >) (${number}(?: \*\*? ${number})*)[;,})\s]`);
  const [, expression] = pattern.exec(read(file).replace(/ as const/g, "")) ?? [];
  if (expression === undefined) throw new Error(`${file} has no number ${constant}`);
  // Multiplication of powers, as the pattern allows nothing else.
  return expression
    .replaceAll("_", "")
    .split(/(?<!\*) \* /)
    .map((power) =>
      power
        .split(" ** ")
        .map(Number)
        .reduce((base, exponent) => base ** exponent),
    )
    .reduce((product, factor) => product * factor, 1);
}

function shown(limit: Limit): string {
  const value = valueOf(limit);
  switch (limit.unit) {
    case "bytes":
      return value < 2 ** 20 ? `${value / 2 ** 10} KiB` : `${value / 2 ** 20} MiB`;
    case "milliseconds":
      return value < 120_000 ? `${value / 1000} s` : `${value / 60_000} minutes`;
    default:
      return `${value.toLocaleString("en")}${limit.unit === "" ? "" : ` ${limit.unit}`}`;
  }
}

function table(limits: readonly Limit[]): string {
  const rows = limits.map((limit) => [limit.what, shown(limit), limit.option ?? "", limit.why]);
  return [["What", "Limit", "Change it with", "Why"], ["---", "---", "---", "---"], ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

test("docs/limits.md has the limits of the code", async () => {
  const path = join(root, "docs/limits.md");
  const page = `# Limits

Everything from the network and in a spec may be written by an attacker, so there is a limit on whatever it can make large, deep or slow.
What is beyond a limit is refused with a message that names it, unless the last column says otherwise. Within the limits, time and memory
grow in proportion to the size of the input.

## Messages

${table(messages)}

Limits on the heads of HTTP messages are those of your platform: Node refuses a head of more than 16 KiB. How slowly a caller may send a
request to your contract server is a limit of the HTTP server that you give it to:
[Serving](serving.md#in-node) has the line for Node.

## Specs and commands

${table(specs)}

If a real spec or message of yours is beyond a limit, please open an issue.
`;
  const text = await format(page, { ...(await resolveConfig(path)), parser: "markdown" });
  await expect(text).toMatchFileSnapshot(path);
});

test.each([...messages, ...specs])("a test refuses what is beyond the limit: $what", ({ test: [file, text] }) => {
  expect(read(file)).toContain(text);
});

test("more dimensions than an array can have are refused", () => {
  const body = (dimensions: number): string =>
    envelope(
      "soap11",
      `<List xmlns="urn:a" xmlns:e="http://schemas.xmlsoap.org/soap/encoding/" e:arrayType="t[${"1,".repeat(dimensions - 1)}1]"/>`,
    );
  const message = { body: { namespace: "urn:a", sequence: { List: string } }, encoded };
  const refusal = (dimensions: number): string => {
    try {
      readEnvelope(new TextEncoder().encode(body(dimensions)), message);
      return "";
    } catch (error) {
      if (error instanceof Malformed) return error.message;
      throw error;
    }
  };
  expect(refusal(32)).not.toContain("at most 32");
  expect(refusal(33)).toBe("expected an array of at most 32 dimensions, found 33");
});

test("the Header of a streamed message that is searched for its end is limited", async () => {
  const reasonOf = async (length: number): Promise<string | undefined> => {
    const bytes = new TextEncoder().encode(envelope("soap11", "", `<a>${"x".repeat(length)}</a>`));
    const chunks = Array.from({ length: Math.ceil(bytes.length / 2 ** 16) }, (_, at) =>
      bytes.subarray(at * 2 ** 16, (at + 1) * 2 ** 16),
    );
    const { head } = await begin(ReadableStream.from(chunks));
    return head instanceof Malformed ? head.message : undefined;
  };
  expect(await reasonOf(2 ** 18)).toBe(undefined);
  expect(await reasonOf(2 ** 21)).toBe("expected a Body that begins in the first 1048576 bytes, found none");
});

test("more certificates than a chain has are refused", async () => {
  const ds = "http://www.w3.org/2000/09/xmldsig#";
  const element = (name: string, children: XmlElement["children"]): XmlElement => ({
    name,
    namespace: ds,
    attributes: [],
    children,
  });
  const find = keyFinderOf(() => true);
  const refusal = async (count: number): Promise<string> => {
    const certificates = Array.from({ length: count }, () => element("X509Certificate", ["AA=="]));
    const info = element("KeyInfo", [element("X509Data", certificates)]);
    return (await rejection(find(info, () => undefined))).message;
  };
  expect(await refusal(10)).not.toContain("at most 10");
  expect(await refusal(11)).toBe("expected at most 10 certificates, found more");
});

test("more digits than an integer can have are refused", () => {
  expect(readSimple(integer, "9".repeat(4096))).toBe(10n ** 4096n - 1n);
  expectRefused(integer, "9".repeat(4097));
});

test("maps that lie deeper in YAML are left out", () => {
  const nested = (depth: number) => `${"[".repeat(depth)}a${"]".repeat(depth)}`;
  const depthOf = (text: string): number =>
    JSON.stringify(readYaml(excerptAt({ path: "a.yaml", line: 1, column: 1 }, text))).split('"list"').length - 1;
  expect(depthOf(nested(64))).toBe(64);
  expect(depthOf(nested(70))).toBe(65);
});

test("a recording that is too large is refused", () => {
  const diagnostics: Diagnostic[] = [];
  const source = { path: "a.har", text: `{"log":{"version":"1.2","entries":[]}}${" ".repeat(16 * 2 ** 20)}` };
  readRecording(source, (diagnostic) => void diagnostics.push(diagnostic));
  expect(diagnostics).toMatchObject([{ code: "source-too-large", severity: "error" }]);
});

test("more attributes and namespaces than a spec can have are refused", () => {
  const element = (count: number, prefix: string): string =>
    `<a ${Array.from({ length: count }, (_, at) => `${prefix}a${at}="urn:${at}"`).join(" ")}/>`;
  expect(readXml(element(1024, ""))).toMatchObject({ kind: "document" });
  expect(readXml(element(1025, ""))).toMatchObject({ message: expect.stringContaining("at most 1024") as string });
  expect(readXml(element(513, "xmlns:"))).toMatchObject({ message: expect.stringContaining("at most 512") as string });
});

test("all documents that are fetched take too long", async () => {
  const url = new URL("http://127.0.0.1:9/");
  const fetch = downloader({ access: access([url], []), userAgent: "test", limits: { totalTime: -1 } });
  await expect(fetch(url)).rejects.toThrow("was not reached within -0.001 seconds for all documents");
});

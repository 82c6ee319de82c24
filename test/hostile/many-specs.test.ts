/** A run over many specs takes time in proportion to their number. */
import { expect, test } from "vitest";
import { defaultConfiguration } from "../../generator/configuration.js";
import { generateModules } from "../../generator/generate.js";
import type { Spec } from "../../generator/source.js";

function spec(k: number): Spec {
  const envelope = (content: string): string =>
    `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${content}</soap:Body></soap:Envelope>`;
  const text = [
    `POST /s${k}.asmx HTTP/1.1\nHost: h${k}.example\nSOAPAction: "urn:s${k}/Get"\n`,
    envelope(`<Get xmlns="urn:s${k}"><Id>int</Id></Get>`),
    "HTTP/1.1 200 OK\n",
    envelope(`<GetResponse xmlns="urn:s${k}"><GetResult>string</GetResult></GetResponse>`),
  ].join("\n");
  return { name: `s${k}`, path: `specs/s${k}`, sources: [{ path: "Get.txt", text }] };
}

/** The processor time of one run in milliseconds. */
async function timeOf(specs: readonly Spec[]): Promise<number> {
  const start = process.cpuUsage();
  const { files } = await generateModules(specs, defaultConfiguration);
  const { user } = process.cpuUsage(start);
  expect(files.filter(({ path }) => /^s\d+\.ts$/.test(path))).toHaveLength(specs.length);
  return user / 1000;
}

test("eight times as many specs take at most sixteen times as long", async () => {
  const specs = Array.from({ length: 1600 }, (_, k) => spec(k));
  await timeOf(specs.slice(0, 100)); // the engine compiles what is measured
  const few = await timeOf(specs.slice(0, 200));
  expect(await timeOf(specs)).toBeLessThan(16 * few);
});

/** Runs over many specs take time in proportion to their number, and a spec of many files is refused. */
import { mkdir, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { defaultConfiguration } from "../../generator/configuration.js";
import { generateModules } from "../../generator/generate.js";
import type { Spec } from "../../generator/source.js";
import { read } from "../commands/input/read-spec.js";
import { workspace } from "../commands/workspace.js";

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

test("a folder of more files than any service has is refused", async () => {
  const place = await workspace();
  await mkdir(place.path("many"));
  for (let index = 0; index < 10_001; index += 500) {
    const names = Array.from({ length: 500 }, (_, offset) => place.path(`many/${index + offset}.xsd`));
    await Promise.all(names.map((name) => writeFile(name, "")));
  }
  const { spec, codes } = await read(place, "many");
  expect(spec.sources).toEqual([]);
  expect(codes).toEqual(["error spec-too-large many"]);
});

/** The pages of a server, from its client's tables, read back as the generator reads pages. */
import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { defaultConfiguration } from "../../generator/configuration.js";
import type { Diagnostic } from "../../generator/diagnostic.js";
import { emitServices } from "../../generator/emit/client.js";
import { inspect } from "../../generator/inspect.js";
import { formatService } from "../../generator/model/format-service.js";
import { fromSamples } from "../../generator/model/from-samples.js";
import type { Service } from "../../generator/model/service.js";
import { readHelpPage } from "../../generator/read/help-page/read-help-page.js";
import { readBack, shapes, text } from "../pages/page.js";
import { anyEnumerations, services } from "../pages/services.js";
import { house, type House } from "./house.js";
import { boundOperations } from "./server.js";

const specs = join(import.meta.dirname, "../../specs");

let home: House;

beforeAll(async () => {
  home = await house();
  return () => home.close();
});

test.each(readdirSync(specs))("the pages of %s say what those say that it is from", async (name) => {
  const folder = join(specs, name);
  const sources = readdirSync(folder).map((file) => ({
    path: `specs/${name}/${file}`,
    text: readFileSync(join(folder, file), "utf8"),
  }));
  const [service] = inspect({ name, path: `specs/${name}`, sources }, defaultConfiguration).services;
  if (service === undefined) throw new Error("no service");
  const read = await reread(service);
  expect(formatService(read, { explain: false })).toBe(formatService(service, { explain: false }));
});

test("so do the pages of random services", async () => {
  // Tables do not keep the name of a type that may be anything, which encoded messages say.
  const literal = services(anyEnumerations).filter(({ operations }) =>
    operations.every(({ request }) => request.use === "literal"),
  );
  const property = fc.asyncProperty(literal, async (random) => {
    const { service } = readBack(shapes.html(random), random.name);
    expect(shown(await reread(service))).toBe(shown(service));
  });
  await fc.assert(property, { numRuns: 25 });
});

async function reread(service: Service): Promise<Service> {
  const spec = { name: service.name, path: "specs/shop" };
  const client = await home.client(await emitServices([service], { spec, configuration: defaultConfiguration }));
  const bound = await boundOperations(
    client,
    service.operations.map(({ bindings }) => bindings.map(({ binding }) => binding)),
  );
  const operations = Object.fromEntries(
    bound.map((each, index) => {
      const documentation = service.operations[index]?.documentation;
      return [`operation${index}`, { ...each, ...(documentation !== undefined && { documentation }) }];
    }),
  );
  const [port] = service.ports;
  if (port === undefined) throw new Error("the service has no port");
  const { address } = port;
  const serve = home.runtime.serve(
    () => ({
      name: service.name,
      namespace: service.namespace,
      bindings: ["soap11", "soap12", "httpGet", "httpPost"],
      path: new URL(address).pathname,
      operations,
    }),
    Object.fromEntries(Object.keys(operations).map((name) => [name, () => undefined])),
    { address },
  );
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const pages = await Promise.all(
    service.operations.map(async ({ name }) => {
      const response = await serve(new Request(`${address}?op=${encodeURIComponent(name)}`));
      return readHelpPage({ path: `${name}.html`, text: await response.text() }, report);
    }),
  );
  const [read] = fromSamples(pages, service.name, report).services;
  expect(diagnostics).toEqual([]);
  if (read === undefined) throw new Error("no service read");
  return read;
}

/** Without what tables do not keep: that a type holds any elements, as all of them may, and whether it is one that is cut. */
function shown(service: Service): string {
  return text(service)
    .replace(/ xsi:(?:type="type"|nil="true")/g, "")
    .replaceAll('="anyType"', '="string"')
    .replace(/>\s+</g, "><")
    .replace(/<([^\s<>]+)([^<>]*) \/>/g, "<$1$2></$1>")
    .replaceAll(">xml<", "><");
}

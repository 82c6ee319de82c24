/** Every operation of every service answers clients over all its bindings. */
import { beforeAll, describe, expect, test } from "vitest";
import { compile } from "../../support/compile.js";
import { answers } from "./answers.js";
import { wrongsOf } from "./calls.js";
import { clientOf, pagesOf, seedOf, wsdlOf, type Client, type Origin } from "./clients.js";
import { exceptionOf } from "./exceptions.js";
import type { Site } from "./site.js";

const seeds = ["wsdl", "pages", "specs"] as const;
const others = ["wsdl", "pages"] as const;

/** The paths of the services, and the sources of their clients. */
const paths: readonly { readonly name: string; readonly path: string; readonly origins: readonly Origin[] }[] = [
  { name: "pixelz", path: "soap.asmx", origins: seeds },
  { name: "interfax", path: "dfs.asmx", origins: seeds },
  { name: "discountasp", path: "1.0/customerapi.asmx", origins: seeds },
  { name: "listrak", path: "v31/IntegrationService.asmx", origins: seeds },
  { name: "values", path: "Values.asmx", origins: others },
  { name: "shapes", path: "Shapes.asmx", origins: others },
  { name: "messages", path: "Messages.asmx", origins: others },
  { name: "headers", path: "Headers.asmx", origins: others },
  { name: "encoded", path: "Encoded.asmx", origins: others },
];

/** And how a WSDL of ASP.NET calls them. */
const bindings = [
  { binding: "soap11", title: "Soap" },
  { binding: "soap12", title: "Soap12" },
  { binding: "httpGet", title: "HttpGet" },
  { binding: "httpPost", title: "HttpPost" },
] as const;

export function services(site: () => Site): void {
  const modules = new Map<string, string>();

  describe.each(paths)("$name", ({ name, path, origins }) => {
    describe.each(origins)("from %s", (origin) => {
      let address: string;
      let wsdl: string;
      let client: Client;

      beforeAll(async () => {
        const { server, clients } = site();
        address = `${server.address}${path}`;
        const source = await wsdlOf(address);
        wsdl = source.text;
        const sources = { wsdl: () => [source], pages: () => pagesOf(source), specs: () => seedOf(name) };
        client = await clientOf(clients, `${name}-${origin}`, sources[origin]());
        for (const { path, text } of client.files) modules.set(path, text);
      });

      test.each(bindings)("over $binding", async ({ binding, title }) => {
        const { clients } = site();
        const bound = client.operations.filter((operation) => operation.bindings.includes(binding));
        expect(bound).toHaveLength(countOf(wsdl, title));

        const port = clients.runtime[binding](address);
        const wrongs: string[] = [];
        for (const { name: operationName, operation } of bound) {
          if (exceptionOf("apart", name, operationName, binding, origin) !== undefined) continue;
          const found = await wrongsOf(port, operation, origin, answers[name]?.[operationName]);
          const known = exceptionOf("wrong", name, operationName, binding, origin);
          const others = found.filter((line) => known?.shows.test(line) !== true);
          wrongs.push(...others.map((line) => `${operationName}: ${line}`));
          if (known !== undefined && found.length === 0)
            wrongs.push(`${operationName}: no longer so: ${known.because}`);
        }
        expect(wrongs).toEqual([]);
      });
    });
  });

  test("generated modules pass tsc", () => {
    expect(modules.size).toBeGreaterThan(paths.length);
    expect(compile(modules)).toEqual([]);
  });
}

/** How many operations a binding of the WSDL has, whatever our own reader makes of it. */
function countOf(wsdl: string, title: string): number {
  const binding = new RegExp(`<wsdl:binding name="\\w+${title}" .*?</wsdl:binding>`, "s").exec(wsdl)?.[0] ?? "";
  return binding.split("<wsdl:operation ").length - 1;
}

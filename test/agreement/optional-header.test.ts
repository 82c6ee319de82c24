/** A header block that a sample shows is required; an override of one line makes it optional, to the compiler and on the wire. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readConfiguration } from "../../generator/configuration.js";
import { generate } from "../../generator/generate.js";
import { soap11, soap12 } from "../../templates/runtime/index.js";
import { writeFaultEnvelope } from "../../templates/runtime/server/fault-envelope.js";
import { compile } from "../support/compile.js";
import { loopback } from "../support/loopback.js";
import { house, operationsOf } from "./house.js";

const path = "specs/listrak/GetProcessStatus.txt";
const text = readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const spec = { name: "listrak", path: "specs/listrak", sources: [{ path, text }] };

/** The client of the seed under a configuration. */
async function clientOf(configuration: object) {
  const source = { path: "soapwright.config.json", text: JSON.stringify(configuration) };
  const report = ({ message }: { readonly message: string }) => expect.fail(message);
  const { files, diagnostics } = await generate([spec], readConfiguration(source, report), []);
  expect(diagnostics).toEqual([]);
  return files;
}

const optional = {
  services: { listrak: { overrides: { "GetProcessStatus.request.header.WSUser": { minOccurs: 0 } } } },
};

const calls = `import { address, getProcessStatus } from "./listrak.js";
import { soap11, soap12 } from "./runtime/index.js";
export const none = getProcessStatus(soap11(address), { ProcessID: 42 });
export const empty = getProcessStatus(soap12(address), { ProcessID: 42 }, { header: {} });
export const given = getProcessStatus(soap12(address), { ProcessID: 42 }, { header: { WSUser: { UserName: "me" } } });
`;

async function problems(configuration: object): Promise<string[]> {
  const modules = (await clientOf(configuration)).map(({ path, text }) => [path, text] as const);
  return compile(new Map([...modules, ["calls.ts", calls]]));
}

test("calls without the block compile exactly under the override", async () => {
  expect(await problems(optional)).toEqual([]);
  expect(await problems({})).toEqual([
    expect.stringMatching(/^calls\.ts:3: [^]*Property 'WSUser' is missing/),
    expect.stringMatching(/^calls\.ts:4: [^]*Property 'WSUser' is missing/),
  ]);
});

test.each([soap11, soap12])(
  "without the block there is none on the wire, and the service's fault comes back",
  async (bind) => {
    const server = await loopback(({ httpHeaders }, response) => {
      const binding = httpHeaders["content-type"]?.startsWith("text/xml") ? "soap11" : "soap12";
      response.writeHead(500, { "Content-Type": httpHeaders["content-type"] });
      response.end(writeFaultEnvelope(binding, { code: "Sender", reason: "WSUser is missing" }));
    });
    const home = await house();
    try {
      const files = await clientOf(optional);
      const [getProcessStatus] = await home.client([operationsOf(files)]);
      const reply = await getProcessStatus?.(bind(server.origin), { ProcessID: 42 }, {});
      expect(reply).toMatchObject({
        kind: "fault",
        status: 500,
        fault: { code: "Sender", reason: "WSUser is missing" },
      });
      expect(server.received).toHaveLength(1);
      expect(server.received[0]?.body).toContain("<ProcessID>42</ProcessID>");
      expect(server.received[0]?.body).not.toContain("Header");
    } finally {
      await home.close();
      await server.close();
    }
  },
);

/** Reply files and interfaces agree: every value that an interface admits has a JSON form that is read as this value. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { loadStandIn } from "../../generator/commands/load-stand-in.js";
import { readStandIn } from "../../generator/commands/package.js";
import { defaultConfiguration } from "../../generator/configuration.js";
import type { Service } from "../../generator/model/service.js";
import { printStandIn } from "../../generator/stand-in/print-stand-in.js";
import { toJson, type Json } from "../../templates/stand-in/json.js";
import type { FileReply } from "../../templates/stand-in/replies.js";
import { plain } from "./plain.js";
import { services } from "./services.js";
import { exchanges, type Exchange } from "./values.js";

const seed = Number(process.env["SEED"] ?? 1);

test("a reply file can state every request, response, header block and detail of a random service", async () => {
  const random = fc
    .sample(services(), { numRuns: 40, seed })
    .map((service, index): Service => ({ ...service, name: `service${index}` }));
  const specs = random.map((service) => {
    const spec = { name: service.name, path: `specs/${service.name}`, sources: [] };
    return { spec, services: [service], leftOut: [], documents: undefined };
  });
  const printed = await printStandIn(specs, defaultConfiguration, await readStandIn());
  const { modules, contracts, remove } = await loadStandIn(printed);
  try {
    let files = 0;
    for (const [index, service] of random.entries()) {
      const operations = Object.values(contracts[index]?.().operations ?? {}).map(({ operation }) => operation());
      for (const all of fc.sample(exchanges(service), { numRuns: 20, seed })) {
        for (const [at, exchange] of all.entries()) {
          const operation = operations[at];
          if (operation === undefined) throw new Error(`${service.name} lacks an operation`);
          if (operation.response === undefined) continue;
          for (const { json, reply } of filesOf(exchange)) {
            const found = modules.replyFileOf(operation, JSON.parse(JSON.stringify(json)));
            expect(plain(found), `${service.name}/${operation.name} ${JSON.stringify(json)}`).toEqual(
              plain({ kind: "replies", replies: [reply] }),
            );
            files++;
          }
        }
      }
    }
    expect(files).toBeGreaterThan(500);
  } finally {
    await remove();
  }
});

interface File {
  readonly json: Json;
  readonly reply: FileReply;
}

/** A file with the response, and one with the fault, if any. */
function filesOf({ request, response, responseHeader = {}, detail }: Exchange): readonly File[] {
  const when = request === undefined ? {} : { when: toJson(request) };
  const value = response === undefined ? {} : { value: toJson(response) };
  const message: File = {
    json: { ...when, ...value, header: toJson(responseHeader) },
    reply: { kind: "message", entry: undefined, when: request, value: response, header: responseHeader },
  };
  if (detail === undefined) return [message];
  const fault = { code: "Sender", reason: "no" } as const;
  return [
    message,
    {
      json: { ...when, fault: { ...fault, detail: toJson(detail) } },
      reply: { kind: "fault", entry: undefined, when: request, fault: { ...fault, detail }, header: {} },
    },
  ];
}

/** Runs the stand-in for the services of a spec, and sends it random requests. */
import { facets } from "../../../templates/runtime/simple/facets.js";
import { defaultConfiguration as configuration } from "../../../generator/configuration.js";
import { emitClients } from "../../../generator/emit/client.js";
import { contractNamesOf, emitContracts } from "../../../generator/emit/contract.js";
import { modulesOf } from "../../../generator/emit/modules.js";
import type { Inspection } from "../../../generator/inspect.js";
import type { Spec } from "../../../generator/source.js";
import type { Port } from "../../../templates/runtime/binding/port.js";
import type { Binding } from "../../../templates/runtime/binding/binding.js";
import type * as index from "../../../templates/runtime/index.js";
import type { Contract } from "../../../templates/runtime/server.js";
import { exampleAttachments } from "../../../templates/stand-in/example-attachments.js";
import type * as numbers from "../../../templates/stand-in/random-numbers.js";
import type * as random from "../../../templates/stand-in/random.js";
import type * as standIn from "../../../templates/stand-in/stand-in.js";
import { workshopOf } from "../workshop.js";
import { difference } from "../wsdl/difference.js";
import { withoutDeclarations } from "../wsdl/round-trip.js";

export interface StandIns {
  /** Calls each operation in each of its bindings. */
  call(spec: Spec, inspected: Pick<Inspection, "services" | "documents">): Promise<readonly Called[]>;
  close(): Promise<void>;
}

/** The results of calling an operation with one request. */
export interface Called {
  readonly operation: string;
  readonly calls: number;
  /** Replies that are not ok, and those that differ from one binding to another. */
  readonly wrongs: readonly string[];
}

type Loaded = typeof index & typeof numbers & typeof random & typeof standIn;

export async function standInsOf(): Promise<StandIns> {
  const workshop = await workshopOf();
  const loaded: unknown = await workshop.templates(
    "runtime/index",
    "stand-in/random-numbers",
    "stand-in/random",
    "stand-in/stand-in",
  );
  return {
    async call(spec, { services, documents }) {
      const modules = modulesOf(services, { name: spec.name, configuration, documented: true });
      const load = await workshop.compile([
        ...(await emitClients(modules, spec)),
        ...(await emitContracts(modules, services, { spec, configuration, documents })),
      ]);
      const called: Called[] = [];
      for (const [index, service] of services.entries()) {
        const module = modules[index];
        if (module === undefined) throw new TypeError(`${service.name} has no client`);
        const contract = (await load(`${module.path}.server.ts`))[contractNamesOf(service, module).contract];
        // one is compiled from the modules of this type, the other is as the emitter printed it
        called.push(...(await callsOf(loaded as Loaded, contract as () => Contract)));
      }
      return called;
    },
    close: () => workshop.close(),
  };
}

async function callsOf(loaded: Loaded, contract: () => Contract): Promise<readonly Called[]> {
  const { messageValue, randomFrom } = loaded;
  const { path, operations } = contract();
  const service = loaded.standIn([{ contract, client: "", path }], {
    seed: 1,
    replyOf: () => Promise.resolve(undefined),
    onAnswer: () => undefined,
    onError: () => undefined,
  });
  const portTo = (binding: Binding): Port => {
    const make: (address: string, options: index.PortOptions) => Port = loaded[binding];
    return make(`http://localhost${path}`, {
      transport: (url, request) => service(new Request(url, request)),
      validate: facets,
    });
  };
  const called: Called[] = [];
  for (const { operation: make, bindings } of Object.values(operations)) {
    const { name, request } = make();
    const choices = { random: randomFrom(1), valid: true };
    const value = messageValue(request, choices);
    const header = request.header && loaded.valueOf(request.header, choices);
    const wrongs: string[] = [];
    let first: { readonly value: unknown } | undefined;
    for (const binding of bindings) {
      try {
        const call = binding.startsWith("soap") ? { header, parts: exampleAttachments(request.parts) } : {};
        const reply = await portTo(binding).call(make as () => index.Operation<unknown, unknown>, value, call); // its own tables check the values
        if (reply.kind !== "ok") {
          wrongs.push(`${binding}: ${JSON.stringify({ ...reply, httpHeaders: undefined })}`);
          continue;
        }
        first ??= { value: comparable(reply.value) };
        const found = difference(first.value, comparable(reply.value));
        if (found !== undefined) wrongs.push(`${binding} differs from ${bindings[0]}: ${found}`);
      } catch (error) {
        // A form cannot carry every request.
        if (!(error instanceof loaded.RequestError) || binding.startsWith("soap")) throw error;
      }
    }
    called.push({ operation: name, calls: bindings.length, wrongs });
  }
  return called;
}

/** Over HTTP there is no telling a result that is nil from one that is absent, and a root declares prefixes. */
function comparable(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const there = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  return withoutDeclarations(Array.isArray(value) ? value : Object.fromEntries(there));
}

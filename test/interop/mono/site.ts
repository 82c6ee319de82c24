/** The services of this folder, compiled and hosted by Mono, and clients of them. */
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Binding } from "../../../generator/bindings.js";
import type { CallOptions, PortOptions } from "../../../templates/runtime/binding/port.js";
import type { Reply } from "../../../templates/runtime/binding/reply.js";
import { clientsOf, type Clients } from "../../corpus/wsdl/clients.js";
import { run, start, workFolder, type Server } from "../server.js";
import type { Values } from "./answers.js";
import { clientOf, pagesOf, wsdlOf, type Client, type Origin } from "./clients.js";

export interface Site {
  readonly server: Server;
  readonly clients: Clients;
  /** Calls by clients that are generated from this. */
  from(origin: SiteOrigin): SiteCaller;
  close(): Promise<void>;
}

/** The sources that every service has. */
export type SiteOrigin = Exclude<Origin, "specs">;

export interface SiteCaller {
  /** Calls an operation by a client of the service: `call("Values.asmx", "Int32", "soap12", { value: 5 })`. */
  call(path: string, operation: string, binding: Binding, request: unknown, options?: SiteOptions): Promise<SiteReply>;
}

export type SiteOptions = CallOptions & PortOptions & { readonly header?: Values };

export type SiteReply = Reply<Values, Values>;

/** Required software: the package contains the compiler, and depends on all assemblies. */
export const software = { "mono-devel": ["test", "-x", "/usr/bin/wsdl"] } as const;

export async function openSite(): Promise<Site> {
  const clients = await clientsOf();
  try {
    return siteOf(await startSite(), clients);
  } catch (error) {
    await clients.close();
    throw error;
  }
}

function siteOf(server: Server, clients: Clients): Site {
  const known = new Map<string, Promise<Client>>();
  const generated = (path: string, origin: SiteOrigin): Promise<Client> => {
    const key = `${origin} ${path}`;
    const client = known.get(key) ?? clientFrom(path, origin);
    known.set(key, client);
    return client;
  };
  const clientFrom = async (path: string, origin: SiteOrigin): Promise<Client> => {
    const wsdl = await wsdlOf(server.address + path);
    return clientOf(clients, "service", origin === "wsdl" ? [wsdl] : pagesOf(wsdl));
  };
  return {
    server,
    clients,
    from: (origin) => ({
      async call(path, name, binding, request, options = {}) {
        const bound = (await generated(path, origin)).operations.find((each) => each.name === name);
        if (bound === undefined) throw new Error(`${path} has no operation ${name}`);
        const port = clients.runtime[binding](server.address + path, options);
        // A value of the operation's tables, and of responses that are objects.
        return (await port.call(() => bound.operation, request as never, options)) as SiteReply;
      },
    }),
    async close() {
      await Promise.all([server.close(), clients.close()]);
    },
  };
}

async function startSite(): Promise<Server> {
  const folder = workFolder("mono");
  try {
    cpSync(join(import.meta.dirname, "site"), folder.path, { recursive: true });
    mkdirSync(join(folder.path, "bin"));
    await compile("Host.exe", "exe", join(import.meta.dirname, "Host.cs"));
    await compile("Services.dll", "library", join(import.meta.dirname, "services/*.cs"));
    const server = await start(["mono", join(folder.path, "bin/Host.exe"), folder.path], folder.path);
    return { address: server.address, close: () => server.close().finally(() => folder.close()) };
  } catch (error) {
    folder.close();
    throw error;
  }

  function compile(output: string, target: string, sources: string): Promise<string> {
    const assemblies = ["System.Web", "System.Web.Services", "System.Data", "System.Xml"];
    return run(["mcs", `-target:${target}`, `-out:bin/${output}`, `-r:${assemblies.join(",")}`, sources], folder.path);
  }
}

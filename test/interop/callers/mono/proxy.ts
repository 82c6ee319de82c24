/** Compiles the output of Mono's `wsdl` tool for a WSDL. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Binding } from "../../../../generator/bindings.js";
import { run, type Command } from "../../server.js";

/** The bindings, as the tool calls them. */
const protocols = { soap11: "Soap", soap12: "Soap12", httpGet: "HttpGet", httpPost: "HttpPost" } as const;

const assemblies = "-r:System.Web.Services,System.Web.Extensions,System.Xml,System.EnterpriseServices";

/** How to start a caller by the proxies of these bindings. */
export async function callerOf(wsdl: string, bindings: readonly Binding[], folder: string): Promise<Command> {
  mkdirSync(folder);
  const proxies: string[] = [];
  // One after the other, on machines with few cores.
  for (const binding of bindings) {
    const proxy = join(folder, `${binding}.cs`);
    await run(["wsdl", `-protocol:${protocols[binding]}`, `-namespace:${binding}`, `-out:${proxy}`, wsdl], folder);
    proxies.push(proxy);
  }
  const caller = join(folder, "Caller.exe");
  await run(["mcs", assemblies, `-out:${caller}`, join(import.meta.dirname, "Caller.cs"), ...proxies], folder);
  return ["mono", caller];
}

/** Generates and compiles a server for a binding with the tool, and returns the tool's output. */
export async function serverOf(wsdl: string, binding: Binding, folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const printed = await run(["wsdl", "-server", `-protocol:${protocols[binding]}`, "-out:Server.cs", wsdl], folder);
  await run(["mcs", assemblies, "-target:library", "-out:Server.dll", "Server.cs"], folder);
  return printed;
}

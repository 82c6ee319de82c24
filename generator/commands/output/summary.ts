import { dirname, join } from "node:path/posix";
import type { Configuration } from "../../configuration.js";
import type { GeneratedSpec } from "../../generate.js";
import { shellWord } from "../../quote.js";
import { standardInput } from "../input/read-specs.js";
import { visible } from "../print-diagnostics.js";
import type { Change } from "./compare-output.js";
import { isServer, serverHint } from "./staleness.js";

/** The output of a run, and its changes to the folder. */
export interface GeneratedRun {
  readonly specs: readonly GeneratedSpec[];
  readonly changes: readonly Change[];
  /** The number of all files. */
  readonly files: number;
  /** The path of the folder in messages. */
  readonly shown: string;
}

/** The last lines of `generate --check`. */
export function checkSummary(run: GeneratedRun): string {
  return `${leftOutLines(run)}${totalLine(run, "not up to date")}`;
}

/** The last lines of a run that has written: the changes, and the imports for a new client. */
export function writeSummary(run: GeneratedRun, extension: Configuration["importExtension"]): string {
  const { changes, shown } = run;
  const modules = changes.filter(({ path }) => !path.startsWith("runtime/"));
  const lines = modules.map(({ kind, path }) => `${verbs[kind]} ${shown}/${path}\n`);
  if (modules.some(({ kind, path }) => kind === "remove" && isServer(path))) lines.push(`hint: ${serverHint}\n`);
  const rest = changes.length - modules.length;
  if (rest > 0) lines.push(`${rest} files changed in ${shown}/runtime\n`);
  return [leftOutLines(run), ...lines, totalLine(run, "changed"), unknownLines(run), importLines(run, extension)].join(
    "",
  );
}

/** The facts that the sources of new clients do not state, and the file that does. */
function unknownLines(run: GeneratedRun): string {
  const created = createdModules(run);
  const open = run.specs.filter(
    ({ clients, unknown }) => unknown.length > 0 && clients.some(({ path }) => created.has(`${path}.ts`)),
  );
  const lines = open
    .slice(0, mostOpen)
    .flatMap((spec) => [`${spec.path}: not known: ${spec.unknown.join("; ")}`, `  to know it, ${waysToKnow(spec)}`]);
  if (open.length > mostOpen) lines.push(`and ${open.length - mostOpen} more specs with unknown facts`);
  return lines.map((line) => `${visible(line)}\n`).join("");
}

const mostOpen = 3;

/** The next steps for the facts that a spec does not state. A spec of one file becomes a folder. */
function waysToKnow({ name, path, isFile, wsdl = "the WSDL of the service" }: GeneratedSpec): string {
  if (path === standardInput) return `save ${wsdl}, and generate from it`;
  const folder = isFile ? join(dirname(path), name) : path;
  const inside = shellWord(folder);
  const move = isFile ? `mkdir ${inside} && mv ${shellWord(path)} ${inside}/, then ` : "";
  const file = shellWord(`${folder}/${name}.wsdl`);
  return `${move}save ${wsdl} as ${file}; soapwright inspect ${shellWord(name)} --explain states what is assumed`;
}

function createdModules({ changes }: GeneratedRun): ReadonlySet<string> {
  return new Set(changes.flatMap(({ kind, path }) => (kind === "create" ? [path] : [])));
}

const verbs = { create: "created", update: "updated", remove: "removed" } as const;

function totalLine({ files, changes, shown }: GeneratedRun, what: string): string {
  return `${shown}: ${files} files, ${changes.length} ${what}\n`;
}

const maxNames = 12;

/** `specs/shop: 37 of 40 operations; left out: A, B, C` */
function leftOutLines({ specs }: GeneratedRun): string {
  const lines = specs
    .filter(({ leftOut }) => leftOut.length > 0)
    .map(({ path, operations, leftOut }) => {
      const names = leftOut.slice(0, maxNames).map(({ name }) => name);
      const more = leftOut.length > maxNames ? ` and ${leftOut.length - maxNames} more` : "";
      const total = operations + leftOut.length;
      return `${visible(`${path}: ${operations} of ${total} operations; left out: ${names.join(", ")}${more}`)}\n`;
    });
  return lines.join("");
}

/**
 * The first call of the first new client, from a program in the working directory, and the names of the other new
 * clients.
 */
function importLines(run: GeneratedRun, extension: Configuration["importExtension"]): string {
  const { specs, shown } = run;
  const created = createdModules(run);
  const [client, ...others] = specs
    .flatMap(({ clients }) => clients)
    .filter(({ path, operations }) => created.has(`${path}.ts`) && operations.length > 0);
  const [operation] = client?.operations ?? [];
  const binding = operation?.bindings[0];
  if (client === undefined || operation === undefined || binding === undefined) return "";
  const own = client.addresses.find(({ operations }) => operations.includes(operation.operation));
  const address = own ?? client.addresses.find(({ ports }) => ports.some((port) => port.binding === binding));
  const names = [...(address === undefined ? [] : [address.name]), operation.function];
  const folder = /^\.{0,2}\//.test(shown) ? shown : `./${shown}`;
  const runtime = client.runtime.startsWith(".") ? `${folder}/runtime/index${extension}` : client.runtime;
  return [
    "to call it:",
    `  import { ${names.join(", ")} } from "${folder}/${client.path}${extension}";`,
    `  import { ${binding} } from "${runtime}";`,
    `  const reply = await ${operation.function}(${binding}(${address?.name ?? '"https://…"'}), ${firstRequest(operation.parameters)});`,
    ...otherClients(others.map(({ path }) => path)),
    "",
  ].join("\n");
}

/** The parameters of a call, without values: `{ Sku, Count, … }`. */
function firstRequest(parameters: readonly string[]): string {
  const shown = parameters
    .filter((name) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name))
    .slice(0, mostParameters);
  const parts = [...shown, ...(shown.length < parameters.length ? ["…"] : [])];
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

const mostParameters = 4;

/** `and 2 more new clients: orders, prices` */
function otherClients(paths: readonly string[]): readonly string[] {
  if (paths.length === 0) return [];
  const more = paths.length > maxNames ? ", …" : "";
  const names = `${paths.slice(0, maxNames).join(", ")}${more}`;
  return [visible(`and ${paths.length} more new client${paths.length === 1 ? "" : "s"}: ${names}`)];
}

import { dirname, join } from "node:path/posix";
import type { Configuration } from "../../configuration.js";
import { overSoap, type Binding } from "../../bindings.js";
import { distinctDemands, type Demand } from "../../policies/demands.js";
import type { GeneratedSpec } from "../../generate.js";
import type { Operation, Port } from "../../model/service.js";
import { remedyFor } from "../../policies/remedy.js";
import { propertyName } from "../../../templates/escape.js";
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
  const { options, runtimeParts } = remedyFor(demandsOf(operation.operation, binding, address?.ports ?? []));
  const functions = functionsIn(options);
  const names = [...(address === undefined ? [] : [address.name]), operation.function];
  const folder = /^\.{0,2}\//.test(shown) ? shown : `./${shown}`;
  const isCopied = client.runtime.startsWith(".");
  const runtime = isCopied ? `${folder}/runtime/index${extension}` : client.runtime;
  const forNode = isCopied ? `${folder}/runtime/node/index${extension}` : `${client.runtime}/node`;
  const inPort = options === "" ? "" : `, { ${options} }`;
  const port = `${binding}(${address?.name ?? '"https://…"'}${inPort})`;
  const parts = operation.request.parts.map(({ name }) => partEntry(name));
  const attached = parts.length === 0 ? "" : `, { parts: { ${parts.join(", ")} } }`;
  const configured = `  // with "runtimeParts": ${JSON.stringify(runtimeParts)} in the configuration`;
  return [
    "to call it:",
    ...(isCopied && runtimeParts.length > 0 ? [configured] : []),
    `  import { ${names.join(", ")} } from "${folder}/${client.path}${extension}";`,
    `  import { ${[binding, ...functions.filter((name) => name !== nodeFunction)].join(", ")} } from "${runtime}";`,
    ...(functions.includes(nodeFunction) ? [`  import { ${nodeFunction} } from "${forNode}";`] : []),
    `  const reply = await ${operation.function}(${port}, ${firstRequest(operation.parameters)}${attached});`,
    ...otherClients(others.map(({ path }) => path)),
    "",
  ].join("\n");
}

/** The demands on a call of the operation over the binding. */
function demandsOf({ bindings }: Operation, binding: Binding, ports: readonly Port[]): readonly Demand[] {
  const ofPorts = ports.filter((port) => port.binding === binding).flatMap(({ demands = [] }) => demands);
  const own = bindings.filter(overSoap).filter((bound) => bound.binding === binding);
  return distinctDemands([...ofPorts, ...own.flatMap(({ demands = [] }) => demands)]);
}

/** The functions that options call, outside of the strings in them. */
function functionsIn(options: string): readonly string[] {
  const code = options.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return [...new Set(Array.from(code.matchAll(/\b([a-z]\w*)\(/gi), ([, name = ""]) => name))];
}

/** The function of the runtime that its index does not export. */
const nodeFunction = "nodeTransport";

/** An attachment of a call, in a variable: `scan`, `"photo-1": photo_1`, or `class: class_`. */
function partEntry(name: string): string {
  const property = propertyName(name);
  if (!property.startsWith('"')) return inVariable(name);
  return `${property}: ${name.replace(/\W+/g, "_").replace(/^(?=\d)/, "_")}`;
}

/** The words that cannot name a variable in a module (ECMAScript, 12.7.2). */
const reservedWords: ReadonlySet<string> = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false " +
    "finally for function if implements import in instanceof interface let new null package private protected public return " +
    "static super switch this throw true try typeof var void while with yield"
  ).split(" "),
);

/** A property with the variable that holds its value, which has another name where that is a word of the language. */
function inVariable(name: string): string {
  return reservedWords.has(name) ? `${name}: ${name}_` : name;
}

/** The parameters of a call, without values: `{ Sku, Count, … }`. */
function firstRequest(parameters: readonly string[]): string {
  const shown = parameters
    .filter((name) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name))
    .slice(0, mostParameters)
    .map(inVariable);
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

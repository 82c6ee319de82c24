import { bindings } from "../bindings.js";
import { configurationPlace, type Configuration } from "../configuration.js";
import type { Report } from "../diagnostic.js";
import { suggest } from "../../templates/stand-in/suggestion.js";
import type { OutputFile } from "./output-file.js";
import { runtimeHeader } from "./header.js";

/** A file of the shipped runtime and its path, for example `xml/cursor.ts`. */
export interface RuntimeSource {
  readonly name: string;
  readonly text: string;
}

/**
 * The runtime for `modules`: an index and the files that its exports reach. The index exports what the modules import,
 * what their users need besides, and `runtimeParts`.
 */
export function runtimeFiles(
  shipped: readonly RuntimeSource[],
  modules: readonly OutputFile[],
  configuration: Configuration,
  report: Report,
): OutputFile[] {
  const { importExtension, runtimeParts, platform } = configuration;
  const sources = sourcesFor(platform, shipped);
  const exports = exportsOf(sources);
  const nodeExports = exportsOf(sources, nodeList);
  if (sources.length > 0) checkParts([...exports, ...nodeExports], configuration, report);
  const imported = new Set(modules.flatMap(importsOf));
  const wanted = new Set([...imported, ...[...imported].flatMap((name) => companions.get(name) ?? [])]);
  const chosen = exports.filter((each) => isPart(each, runtimeParts) || each.names.some((name) => wanted.has(name)));
  if (chosen.length === 0) return [];
  const wantsNode = platform === "node" || nodeExports.some((each) => isPart(each, runtimeParts));
  const reached = reachedFrom([...chosen.map(({ file }) => file), ...(wantsNode ? [nodeList] : [])], sources);
  const statements = exports.filter(({ file }) => reached.has(file)).map(({ statement }) => `${statement}\n`);
  const index = {
    name: "index.ts",
    text: `/** The exports for generated modules and their users. */\n${statements.join("")}`,
  };
  return [index, ...sources.filter(({ name }) => reached.has(name))].map(({ name, text }) => ({
    path: `runtime/${name}`,
    text: `${runtimeHeader()}\n${withExtension(text, importExtension)}`,
  }));
}

/** The exports for Node alone. They are not in the index, so that clients for the web do not reach Node's modules. */
const nodeList = "node/index.ts";

/** The sources with the default transport of the platform. */
function sourcesFor(platform: Configuration["platform"], shipped: readonly RuntimeSource[]): readonly RuntimeSource[] {
  const name = "binding/default-transport.ts";
  const forNode = shipped.find((source) => source.name === "node/default-transport.ts");
  const others = shipped.filter((source) => source !== forNode);
  if (platform === "web" || forNode === undefined) return others;
  return others.map((source) => (source.name === name ? { ...forNode, name } : source));
}

/** Exports that users of an imported name need too. */
const companions: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "Port",
    ["call", "unwrap", "ReplyError", "RequestError", "TransportError", "XmlElement", "trace", "lenient", "explain"],
  ],
  ["soap11", ["headerBlock"]],
  ["soap12", ["headerBlock"]],
  ["XmlElement", ["parseXml", "child", "readAs"]],
  ["TypedDataSet", ["rows", "writeRows"]],
  ["restricted", ["facets"]],
  ["fixed", ["facets"]],
  ["serve", ["nodeListener", "ServiceFault"]],
]);

/** An export of one file by the index. */
interface RuntimeExport {
  readonly file: string;
  readonly names: readonly string[];
  readonly statement: string;
}

/**
 * The exports of the runtime: those of its `index.ts`, with each `export *` of another list replaced by that list's.
 */
function exportsOf(sources: readonly RuntimeSource[], list = "index.ts"): readonly RuntimeExport[] {
  const textOf = (file: string): string => sources.find(({ name }) => name === file)?.text ?? "";
  const statements = textOf(list).matchAll(/^export (?:type )?(?:\{([^}]*)\}|\*) from "\.\/(.*)\.js";$/gm);
  return [...statements].flatMap(([statement, named, path]): readonly RuntimeExport[] => {
    const file = resolved(list, `./${path ?? ""}`);
    if (!file.includes("/") && named === undefined) return exportsOf(sources, file);
    return [{ file, names: named === undefined ? declaredIn(textOf(file)) : namesIn(named), statement }];
  });
}

function declaredIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/^export (?:const|function|class|interface|type) (\w+)/gm), ([, name = ""]) => name);
}

/** The names in `soap11, type Port, int as number`. */
function namesIn(specifiers: string): readonly string[] {
  return specifiers.split(",").flatMap((specifier) => /^\s*(?:type\s+)?(\w+)/.exec(specifier)?.[1] ?? []);
}

/** The names that a module imports from the runtime, and the bindings of the ports that its operations take. */
function importsOf({ path, text }: OutputFile): readonly string[] {
  const folder = [".", ".."][path.split("/").length - 1];
  const imports = text.matchAll(/^import (?:type )?\{([^{}]*)\} from "(\.{1,2})\/runtime\/index(?:\.[jt]s)?";$/gm);
  const names = [...imports].flatMap(([, named = "", from]) => (from === folder ? namesIn(named) : []));
  if (names.length === 0) return [];
  return [...names, ...portBindings(text)];
}

/** The bindings in `Port<"soap11" | "soap12", …>` and `Binding extends "soap11" | "httpGet"`, the types of ports. */
function portBindings(text: string): readonly string[] {
  const unions = Array.from(text.matchAll(/(?:\bPort<| extends)((?:[\s|]*"\w+")+)/g), ([, union = ""]) => union).join();
  return bindings.filter((binding) => unions.includes(`"${binding}"`));
}

/**
 * True if a part selects an export: by a folder of the runtime, such as `server`, or by its name, such as
 * `nodeListener`.
 */
function isPart({ file, names }: RuntimeExport, parts: readonly string[]): boolean {
  return parts.some((part) => file.startsWith(`${part}/`) || names.includes(part));
}

function checkParts(exports: readonly RuntimeExport[], configuration: Configuration, report: Report): void {
  for (const [index, part] of configuration.runtimeParts.entries()) {
    if (exports.some((each) => isPart(each, [part]))) continue;
    const folders = exports.map(({ file }) => file.replace(/\/?[^/]*$/, "")).filter((folder) => folder !== "");
    report({
      severity: "error",
      code: "configuration-runtime-part",
      message: `found ${JSON.stringify(part)}, expected a folder of the runtime or a name that it exports`,
      place: configurationPlace(configuration, ["runtimeParts", index]),
      hint: suggest(part, [...new Set([...folders, ...exports.flatMap(({ names }) => names)])]),
    });
  }
}

/** The files and all their imports, type-only ones included, because the copy must compile. */
function reachedFrom(files: readonly string[], sources: readonly RuntimeSource[]): ReadonlySet<string> {
  const texts = new Map(sources.map(({ name, text }) => [name, text]));
  const reached = new Set(files);
  for (const file of reached) {
    for (const specifier of specifiersIn(texts.get(file) ?? "")) reached.add(resolved(file, specifier));
  }
  return reached;
}

/** The relative imports of a runtime file, without their extensions. */
export function specifiersIn(text: string): readonly string[] {
  return Array.from(text.matchAll(fromRuntime), ([, , specifier = ""]) => specifier);
}

/** Matches imports between sources, which end in `.js` and are each on a line of their own. */
const fromRuntime = /^((?:import|export|\}) .*from ")(\.{1,2}\/[\w/-]+)\.js";$/gm;

function resolved(file: string, specifier: string): string {
  const steps = file.split("/").slice(0, -1);
  for (const step of specifier.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== ".") steps.push(step);
  }
  return `${steps.join("/")}.ts`;
}

function withExtension(text: string, extension: Configuration["importExtension"]): string {
  return text.replace(fromRuntime, (_, head: string, specifier: string) => `${head}${specifier}${extension}";`);
}

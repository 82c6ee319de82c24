import { bindings } from "../bindings.js";
import { configurationPlace, type Configuration } from "../configuration.js";
import type { Report } from "../diagnostic.js";
import { suggest } from "../../templates/serve/suggestion.js";
import type { OutputFile } from "./output-file.js";
import { runtimeHeader } from "./header.js";

/** A file that this package ships, by its path: of the runtime that generated modules import, `xml/cursor.ts`. */
export interface RuntimeSource {
  readonly name: string;
  readonly text: string;
}

/**
 * The runtime that `modules` share: an index that exports what they import, what their users need besides and what `runtimeParts`
 * names, and the files that these exports reach.
 */
export function runtimeFiles(
  sources: readonly RuntimeSource[],
  modules: readonly OutputFile[],
  configuration: Configuration,
  report: Report,
): OutputFile[] {
  const { importExtension, runtimeParts } = configuration;
  const exports = exportsOf(sources);
  if (sources.length > 0) checkParts(exports, configuration, report);
  const imported = new Set(modules.flatMap(importsOf));
  const wanted = new Set([...imported, ...[...imported].flatMap((name) => companions.get(name) ?? [])]);
  const chosen = exports.filter((each) => isPart(each, runtimeParts) || each.names.some((name) => wanted.has(name)));
  const reached = reachedFrom(
    chosen.map(({ file }) => file),
    sources,
  );
  if (reached.size === 0) return [];
  const statements = exports.filter(({ file }) => reached.has(file)).map(({ statement }) => `${statement}\n`);
  const index = {
    name: "index.ts",
    text: `/** What generated modules and their users import. */\n${statements.join("")}`,
  };
  return [index, ...sources.filter(({ name }) => reached.has(name))].map(({ name, text }) => ({
    path: `runtime/${name}`,
    text: `${runtimeHeader()}\n${withExtension(text, importExtension)}`,
  }));
}

/** What the users of a module that imports a name import themselves. */
const companions: ReadonlyMap<string, readonly string[]> = new Map([
  ["Port", ["unwrap", "ReplyError", "RequestError", "TransportError", "XmlElement", "trace"]],
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

/** What the runtime can export: the statements of its `index.ts`, in the place of `export *` of another such list those of that. */
function exportsOf(sources: readonly RuntimeSource[], list = "index.ts"): readonly RuntimeExport[] {
  const textOf = (file: string): string => sources.find(({ name }) => name === file)?.text ?? "";
  const statements = textOf(list).matchAll(/^export (?:type )?(?:\{([^}]*)\}|\*) from "\.\/(.*)\.js";$/gm);
  return [...statements].flatMap(([statement, named, path]): readonly RuntimeExport[] => {
    const file = `${path ?? ""}.ts`;
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

/** The names that a module imports from the runtime beside it, and the bindings that its operations name. */
function importsOf({ path, text }: OutputFile): readonly string[] {
  const folder = [".", ".."][path.split("/").length - 1];
  const imports = text.matchAll(/^import (?:type )?\{([^{}]*)\} from "(\.{1,2})\/runtime\/index(?:\.[jt]s)?";$/gm);
  const names = [...imports].flatMap(([, named = "", from]) => (from === folder ? namesIn(named) : []));
  if (names.length === 0) return [];
  const offered = bindings.filter((binding) => text.includes(`"${binding}"`));
  return [...names, ...offered];
}

/** A part is a folder of the runtime, `server`, or one of its exports, `nodeListener`. */
function isPart({ file, names }: RuntimeExport, parts: readonly string[]): boolean {
  return parts.some((part) => file.startsWith(`${part}/`) || names.includes(part));
}

function checkParts(exports: readonly RuntimeExport[], configuration: Configuration, report: Report): void {
  for (const part of configuration.runtimeParts) {
    if (exports.some((each) => isPart(each, [part]))) continue;
    const folders = exports.map(({ file }) => file.replace(/\/?[^/]*$/, "")).filter((folder) => folder !== "");
    report({
      severity: "error",
      code: "configuration-runtime-part",
      message: `found ${JSON.stringify(part)}, expected a folder of the runtime or a name that it exports`,
      place: configurationPlace(configuration, ["runtimeParts"]),
      hint: suggest(part, [...new Set([...folders, ...exports.flatMap(({ names }) => names)])]),
    });
  }
}

/** These files and all that they import, types included: what is copied must compile. */
function reachedFrom(files: readonly string[], sources: readonly RuntimeSource[]): ReadonlySet<string> {
  const texts = new Map(sources.map(({ name, text }) => [name, text]));
  const reached = new Set(files);
  for (const file of reached) {
    for (const specifier of specifiersIn(texts.get(file) ?? "")) reached.add(resolved(file, specifier));
  }
  return reached;
}

/** The modules that a file of the runtime imports, as `./` and `../` paths without their extension. */
export function specifiersIn(text: string): readonly string[] {
  return Array.from(text.matchAll(fromRuntime), ([, , specifier = ""]) => specifier);
}

/** The sources import each other by `.js`, each in a statement that ends with the path. */
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

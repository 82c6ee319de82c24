import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Facts and small tools that every room may use. */
const leaves = [
  "generator/source.ts",
  "generator/diagnostic.ts",
  "generator/diagnostics/",
  "templates/stand-in/suggestion.ts",
  "generator/glob.ts",
  "generator/group-by.ts",
  "generator/listed.ts",
  "generator/namespaces.ts",
  "generator/quote.ts",
  "generator/builtins.ts",
  "generator/bindings.ts",
  "generator/claims.ts",
  "generator/policies/",
  "generator/request-target.ts",
  "generator/type-words.ts",
  "templates/runtime/xml/decoder.ts",
];

/** Each room imports only from itself and from those before it; a file belongs to the first room that matches its path. */
const rooms = [
  leaves,
  ["generator/read/"],
  ["generator/configuration.ts"],
  ["generator/model/"],
  ["generator/values/"],
  ["templates/", "generator/emit/", "generator/pages/"],
  ["generator/inspect.ts", "generator/generate.ts"],
  ["generator/stand-in/"],
  ["generator/diff/"],
  ["generator/commands/"],
  ["generator/cli.ts", "generator/index.ts"],
];

/** The allowed circles, each of which reflects a recursion of its subject. */
const recursions = [
  // A complex type holds particles, a particle is an element, an element has a type.
  [
    "generator/read/xsd/read-complex-type.ts",
    "generator/read/xsd/read-element.ts",
    "generator/read/xsd/read-particle.ts",
  ],
  // A table describes types; its plan is computed from it and cached in it.
  ["templates/runtime/complex/plan.ts", "templates/runtime/complex/table.ts"],
  // A form of an object has members, a member can be an object.
  ["templates/stand-in/browser/member-control.ts", "templates/stand-in/browser/object-control.ts"],
];

/** Where each package may be imported; node: too, since only the command line touches the disk and the process. */
const packages: { readonly [name: string]: readonly string[] } = {
  commander: ["generator/cli.ts", "generator/commands/"],
  "node:": ["generator/cli.ts", "generator/commands/"],
  prettier: ["generator/emit/print.ts"],
  // Includes the compiler, which separates types from code.
  "ts-morph": ["generator/emit/print.ts", "generator/stand-in/without-types.ts"],
  "@xmldom/xmldom": ["generator/read/"],
  parse5: ["generator/read/"],
  yaml: ["generator/read/"],
};

/** Those that import by a path that they compute: modules that were generated, after this was. */
const loaders = ["generator/commands/load-stand-in.ts", "templates/stand-in/browser/call.ts"];

/** The shipped modules that the generator runs too, and the rooms of it that do. */
const shared = [
  { by: "generator/", of: "templates/stand-in/suggestion.ts" },
  { by: "generator/", of: "templates/runtime/redaction.ts" },
  { by: "generator/", of: "templates/runtime/xml/decoder.ts" },
  // Commands reach services as clients do: through proxies, with certificates, Digest and NTLM.
  ...["node/", "network/", "binding/transport.ts", "error.ts"].map((of) => ({
    by: "generator/commands/fetch/",
    of: `templates/runtime/${of}`,
  })),
];

interface Import {
  readonly from: string;
  /** A path in the project, or the name of a package. */
  readonly to: string;
  readonly types: boolean;
  /** When the importing file is loaded, not when it first needs it. */
  readonly eager: boolean;
}

const generator = [...importsIn("generator"), ...importsIn("templates").filter(({ from }) => !isShipped(from))];
const runtime = importsIn("templates/runtime");
const standIn = importsIn("templates/stand-in");

test("each room of the generator imports only from those before it", () => {
  const wrong = generator.filter(({ from, to }) => isFile(to) && !(rank(to) >= 0 && rank(to) <= rank(from)));
  expect(wrong.map(show)).toEqual([]);
});

test("the only circles are true recursion", () => {
  expect(circles([...generator, ...runtime, ...standIn])).toEqual(recursions);
});

test("a circle is found by its types, its calls and whatever leads into it", () => {
  const found = circles([
    { from: "a", to: "b", types: true, eager: true },
    { from: "b", to: "c", types: false, eager: false },
    { from: "c", to: "b", types: true, eager: true },
    { from: "c", to: "d", types: false, eager: true },
  ]);
  expect(found).toEqual([["b", "c"]]);
});

test("the model takes only types from what reads", () => {
  const wrong = generator.filter(
    ({ from, to, types }) => !types && from.startsWith("generator/model/") && to.startsWith("generator/read/"),
  );
  expect(wrong.map(show)).toEqual([]);
});

test("the value model knows neither a target language nor XML: it takes from the model and the leaves alone", () => {
  const values = generator.filter(({ from }) => from.startsWith("generator/values/"));
  const homes = [...leaves, "generator/model/", "generator/values/"];
  expect(values.length).toBeGreaterThan(0);
  expect(values.filter(({ to }) => !homes.some((home) => to.startsWith(home))).map(show)).toEqual([]);
});

test("templates run nothing of the generator but leaves and the value model", () => {
  const homes = [...leaves, "generator/values/"];
  const wrong = generator.filter(
    ({ from, to, types }) =>
      !types &&
      from.startsWith("templates/") &&
      to.startsWith("generator/") &&
      !homes.some((home) => to.startsWith(home)),
  );
  expect(wrong.map(show)).toEqual([]);
});

test("each package is imported only where it is at home", () => {
  const wrong = generator.filter(({ from, to }) => {
    if (isFile(to)) return false;
    const homes = packages[to.startsWith("node:") ? "node:" : (/^(?:@[^/]+\/)?[^/]+/.exec(to)?.[0] ?? to)];
    return homes?.some((home) => from.startsWith(home)) !== true;
  });
  expect(wrong.map(show)).toEqual([]);
});

test("the generator runs nothing of the runtime and the stand-in but what both need", () => {
  const runs = generator.filter(({ to, types }) => isShipped(to) && !types);
  const wrong = runs.filter(
    ({ from, to }) => !shared.some((each) => from.startsWith(each.by) && to.startsWith(each.of)),
  );
  expect(wrong.map(show)).toEqual([]);
});

test("the runtime imports only itself, and modules of Node only where it is for Node", () => {
  const isAllowed = ({ from, to }: Import) =>
    isRuntime(to) || (to.startsWith("node:") && from.startsWith("templates/runtime/node/"));
  expect(runtime.length).toBeGreaterThan(0);
  expect(runtime.filter((each) => !isAllowed(each)).map(show)).toEqual([]);
});

test("each folder of the runtime imports only from those before it", () => {
  const names = [
    "xml",
    "simple",
    "complex",
    "document",
    "data",
    "encoded",
    "binding",
    "streaming",
    "network",
    "attachments",
    "addressing",
    "security",
    "lenient",
    "server",
    "node",
  ];
  const folders = names.map((name) => `templates/runtime/${name}/`);
  const rankOf = (file: string): number => folders.findIndex((folder) => file.startsWith(folder));
  const inFolders = runtime.filter(({ from }) => rankOf(from) >= 0);
  expect(inFolders.length).toBeGreaterThan(0);
  expect(inFolders.filter(({ from, to }) => rankOf(to) > rankOf(from)).map(show)).toEqual([]);
});

test("the stand-in imports only itself and the runtime", () => {
  expect(standIn.length).toBeGreaterThan(0);
  expect(standIn.filter(({ to }) => !isShipped(to)).map(show)).toEqual([]);
});

test("generated files import only the runtime and the modules beside them", () => {
  const imports = importsIn("generated");
  expect(imports.length).toBeGreaterThan(0);
  const wrong = imports.filter(({ from, to }) => !to.startsWith("generated/runtime/") && dirname(to) !== dirname(from));
  expect(wrong.map(show)).toEqual([]);
});

test("help loads no package but commander", () => {
  const loaded = loadedBy("generator/cli.ts");
  expect(loaded.filter((to) => !isFile(to) && !to.startsWith("node:"))).toEqual(["commander"]);
  expect(loaded.filter((to) => /^generator\/(read|model|emit|generate|inspect)/.test(to))).toEqual([]);
});

test("generate loads prettier and the compiler only for statements that need them", () => {
  const loaded = loadedBy("generator/commands/generate.ts");
  expect(loaded).toContain("generator/emit/print.ts");
  expect(loaded.filter((to) => /^(?:ts-morph|prettier)/.test(to))).toEqual([]);
});

/** The files and packages that are loaded with a file. */
function loadedBy(entry: string): readonly string[] {
  const reached = new Set([entry]);
  for (const file of reached) {
    for (const { from, to, types, eager } of generator) {
      if (from === file && eager && !types) reached.add(to);
    }
  }
  return [...reached];
}

function rank(file: string): number {
  return rooms.findIndex((room) => room.some((path) => file.startsWith(path)));
}

/** The files that reach each other by imports of any kind, in groups: strongly connected components by Tarjan's algorithm. */
function circles(imports: readonly Import[]): readonly (readonly string[])[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to]);
  const order = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  const earliestFrom = (file: string): number => {
    const own = order.size;
    order.set(file, own);
    open.push(file);
    let earliest = own;
    for (const target of targets.get(file) ?? []) {
      if (!order.has(target)) earliest = Math.min(earliest, earliestFrom(target));
      else if (open.includes(target)) earliest = Math.min(earliest, order.get(target) ?? own);
    }
    if (earliest === own) {
      const component = open.splice(open.indexOf(file));
      if (component.length > 1) found.push(component.toSorted());
    }
    return earliest;
  };
  for (const file of targets.keys()) if (!order.has(file)) earliestFrom(file);
  return found.toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1));
}

function isFile(to: string): boolean {
  return to.startsWith("generator/") || to.startsWith("templates/") || to.startsWith("generated/");
}

function isRuntime(file: string): boolean {
  return file.startsWith("templates/runtime/");
}

/** Files that are shipped as sources, and run from a copy. */
function isShipped(file: string): boolean {
  return isRuntime(file) || file.startsWith("templates/stand-in/");
}

function show({ from, to }: Import): string {
  return `${from} imports ${to}`;
}

function importsIn(folder: string): readonly Import[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => importsOf(join(folder, name)));
}

function importsOf(from: string): readonly Import[] {
  const imports: Import[] = [];
  const add = (specifier: ts.Node | undefined, types: boolean, eager: boolean): void => {
    if (specifier === undefined) return;
    if (!ts.isStringLiteral(specifier)) {
      if (loaders.includes(from)) return;
      throw new Error(`${from} imports what is computed: ${specifier.getText()}`);
    }
    const { text } = specifier;
    const path = relative(root, join(root, dirname(from), text)).replace(/\.js$/, ".ts");
    imports.push({ from, to: text.startsWith(".") ? path : text, types, eager });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node), true);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false, false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true, true);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(from, readFileSync(join(root, from), "utf8"), ts.ScriptTarget.Latest, true));
  return imports;
}

function isTypeOnly({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { namedBindings, name } = importClause;
  if (name !== undefined || namedBindings === undefined || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly);
}

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Each room imports only from itself and from what stands before it. */
const order = [
  [
    "generator/source.ts",
    "generator/diagnostic.ts",
    "generator/diagnostics/",
    "templates/serve/suggestion.ts",
    "generator/glob.ts",
    "generator/namespaces.ts",
    "generator/builtins.ts",
    "generator/claims.ts",
  ],
  ["generator/read/"],
  ["generator/configuration.ts"],
  ["generator/model/"],
  ["generator/values/"],
  ["templates/", "generator/emit/", "generator/pages/"],
  ["generator/inspect.ts", "generator/generate.ts"],
  ["generator/serve/"],
  ["generator/commands/"],
  ["generator/cli.ts", "generator/index.ts"],
];

/** Where each package may be imported; node: too, since only the command line touches the disk and the process. */
const packages: { readonly [name: string]: readonly string[] } = {
  commander: ["generator/cli.ts", "generator/commands/"],
  "node:": ["generator/cli.ts", "generator/commands/"],
  prettier: ["generator/emit/print.ts"],
  // It has the compiler in it, which tells types from what runs.
  "ts-morph": ["generator/emit/", "generator/serve/without-types.ts", "templates/"],
  "@xmldom/xmldom": ["generator/read/"],
  parse5: ["generator/read/"],
};

/** Those that import by a path that they compute: modules that were generated, after this was. */
const loaders = ["generator/commands/serve/load-modules.ts", "templates/serve/browser/call.ts"];

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
const served = importsIn("templates/serve");

test("each room of the generator imports only from those before it", () => {
  const wrong = generator.filter(({ from, to }) => isFile(to) && !(rank(to) <= rank(from)));
  expect(wrong.map(show)).toEqual([]);
});

test("the model takes only types from what reads, and templates take only types from the model and from emit", () => {
  const wrong = generator.filter(
    ({ from, to, types }) =>
      !types &&
      ((from.startsWith("generator/model/") && to.startsWith("generator/read/")) ||
        (from.startsWith("templates/") && to.startsWith("generator/") && !to.startsWith("generator/values/"))),
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

test("the generator runs nothing of what it copies and serves, but for suggestions, which both make", () => {
  const runs = generator.filter(({ to, types }) => isShipped(to) && !types);
  expect(runs.filter(({ to }) => to !== "templates/serve/suggestion.ts").map(show)).toEqual([]);
});

test("the runtime imports only itself", () => {
  expect(runtime.length).toBeGreaterThan(0);
  expect(runtime.filter(({ to }) => !isRuntime(to)).map(show)).toEqual([]);
});

test("each folder of the runtime imports only from those before it", () => {
  const folders = ["xml", "simple", "complex", "encoded", "binding", "server"].map(
    (name) => `templates/runtime/${name}/`,
  );
  const rankOf = (file: string): number => folders.findIndex((folder) => file.startsWith(folder));
  const inFolders = runtime.filter(({ from }) => rankOf(from) >= 0);
  expect(inFolders.length).toBeGreaterThan(0);
  expect(inFolders.filter(({ from, to }) => rankOf(to) > rankOf(from)).map(show)).toEqual([]);
});

test("what `serve` runs imports only itself and the runtime", () => {
  expect(served.length).toBeGreaterThan(0);
  expect(served.filter(({ to }) => !isShipped(to)).map(show)).toEqual([]);
});

test("what is generated imports only the runtime and the modules beside it", () => {
  const imports = importsIn("generated");
  expect(imports.length).toBeGreaterThan(0);
  const wrong = imports.filter(({ from, to }) => !to.startsWith("generated/runtime/") && dirname(to) !== dirname(from));
  expect(wrong.map(show)).toEqual([]);
});

test("help loads commander and nothing else", () => {
  const reached = new Set(["generator/cli.ts"]);
  for (const file of reached) {
    for (const { from, to, types, eager } of generator) {
      if (from === file && eager && !types) reached.add(to);
    }
  }
  expect([...reached].filter((to) => !isFile(to) && !to.startsWith("node:"))).toEqual(["commander"]);
  expect([...reached].filter((to) => /^generator\/(read|model|emit|generate|inspect)/.test(to))).toEqual([]);
});

function rank(file: string): number {
  return order.findIndex((room) => room.some((path) => file.startsWith(path)));
}

function isFile(to: string): boolean {
  return to.startsWith("generator/") || to.startsWith("templates/") || to.startsWith("generated/");
}

function isRuntime(file: string): boolean {
  return file.startsWith("templates/runtime/");
}

/** Shipped as it stands, and run from a copy. */
function isShipped(file: string): boolean {
  return isRuntime(file) || file.startsWith("templates/serve/");
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

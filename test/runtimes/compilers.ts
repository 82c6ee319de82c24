/** Versions and settings of TypeScript, and linters. */
import type { SetUp } from "./set-up.js";

const versions = ["5.0", "5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.7", "5.8", "5.9", "6.0", "7.0"];

/** The package of a version; that of the tools has the name alone. */
const packageOf = (version: string): string => (version === "6.0" ? "typescript" : `typescript-${version}`);

interface Setting {
  readonly name: string;
  readonly settings: string;
  readonly only?: readonly string[];
  readonly platform?: "node";
  readonly type?: "commonjs";
  readonly options: (version: string) => object;
}

const web = { types: [], lib: ["es2020", "dom"], outDir: "built" };

const settings: readonly Setting[] = [
  {
    name: "TypeScript, every strict flag",
    settings:
      "`nodenext`; `exactOptionalPropertyTypes`, `noUncheckedIndexedAccess`, `noPropertyAccessFromIndexSignature`, `verbatimModuleSyntax`, `isolatedModules`, from 5.5 `isolatedDeclarations`, from 5.8 `erasableSyntaxOnly`, and what else is stricter than `strict`",
    options: (version) => ({
      ...web,
      lib: ["es2022", "dom", "dom.iterable"],
      target: "es2022",
      module: "nodenext",
      moduleResolution: "nodenext",
      strict: true,
      declaration: true,
      allowUnreachableCode: false,
      allowUnusedLabels: false,
      exactOptionalPropertyTypes: true,
      noFallthroughCasesInSwitch: true,
      noImplicitOverride: true,
      noImplicitReturns: true,
      noPropertyAccessFromIndexSignature: true,
      noUncheckedIndexedAccess: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      ...(version >= "5.5" && { isolatedDeclarations: true }),
      ...(version >= "5.6" && { noUncheckedSideEffectImports: true }),
      ...(version >= "5.8" && { erasableSyntaxOnly: true }),
    }),
  },
  {
    name: "TypeScript without `strict`",
    settings: "`bundler` resolution, target ES2017, the library of ES2020 and the DOM without `dom.iterable`",
    options: () => ({ ...web, target: "es2017", module: "esnext", moduleResolution: "bundler", strict: false }),
  },
  {
    name: "TypeScript for CommonJS",
    settings: "`commonjs` with `node10` resolution, target ES2017; 7.0 has `node16` in its place",
    only: ["5.0", "5.9", "6.0", "7.0"],
    type: "commonjs",
    options: (version) => ({
      ...web,
      target: "es2017",
      strict: true,
      ...(version === "7.0"
        ? { module: "node16", moduleResolution: "node16" }
        : { module: "commonjs", moduleResolution: version >= "5.9" ? "node10" : "node" }),
      ...(version === "6.0" && { ignoreDeprecations: "6.0" }),
    }),
  },
  {
    name: "TypeScript for Node",
    settings: "`node16`, `@types/node` without the DOM, the library of ES2020, target ES2017; all of the runtime",
    only: ["5.0", "5.6", "6.0", "7.0"],
    platform: "node",
    options: () => ({
      outDir: "built",
      types: ["node"],
      lib: ["es2020"],
      skipLibCheck: true,
      target: "es2017",
      module: "node16",
      moduleResolution: "node16",
      strict: true,
    }),
  },
];

export const compilers: readonly SetUp[] = settings.flatMap(({ name, settings, only, platform, type, options }) =>
  (only ?? versions).map((version): SetUp => ({
    name,
    version: packageOf(version),
    settings,
    importExtension: ".js",
    ...(platform !== undefined && { platform }),
    files: {
      "package.json": { type: type ?? "module" },
      "tsconfig.json": { compilerOptions: options(version), include: ["."], exclude: ["built"] },
    },
    async run(folder, { address }) {
      await folder.run(packageOf(version), "-p", ".");
      return folder.run("node20", "built/main.js", address);
    },
  })),
);

const eslint: SetUp = {
  name: "typescript-eslint",
  version: "typescript-eslint",
  settings:
    "`strictTypeChecked` and `stylisticTypeChecked`; generated files report nothing, with `reportUnusedDisableDirectives` off",
  importExtension: ".js",
  files: {
    "tsconfig.json": {
      compilerOptions: {
        ...web,
        noEmit: true,
        target: "es2022",
        module: "esnext",
        moduleResolution: "bundler",
        strict: true,
      },
    },
    "eslint.config.js": `import tseslint from "typescript-eslint";

export default tseslint.config(tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked, {
  linterOptions: { reportUnusedDisableDirectives: "off" },
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
});
`,
  },
  async run(folder, { address }) {
    await folder.run("eslint", "--max-warnings", "0", "generated");
    return folder.run("tsx", "main.ts", address);
  },
};

const biome: SetUp = {
  name: "Biome",
  version: "@biomejs/biome",
  settings: "`biome lint` with all recommended rules; generated files report nothing",
  importExtension: ".js",
  files: { "biome.json": { root: true, linter: { enabled: true, rules: { recommended: true } } } },
  async run(folder, { address }) {
    await folder.run("@biomejs/biome", "lint", "--error-on-warnings", "generated");
    return folder.run("tsx", "main.ts", address);
  },
};

export const linters: readonly SetUp[] = [eslint, biome];

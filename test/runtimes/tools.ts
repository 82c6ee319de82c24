/** Bundlers, frameworks and test runners. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { installed, type Folder, type SetUp } from "./set-up.js";

/** The compiler options of a project that a bundler builds. */
const bundlerOptions = {
  target: "es2022",
  lib: ["es2022", "dom"],
  types: [],
  module: "esnext",
  moduleResolution: "bundler",
  strict: true,
};

const tsx: SetUp = {
  name: "tsx",
  version: "tsx",
  settings: "",
  importExtension: ".js",
  files: {},
  run: (folder, { address }) => folder.run("tsx", "main.ts", address),
};

const esbuild: SetUp = {
  name: "esbuild",
  version: "esbuild",
  settings: "`--target=es2017`",
  importExtension: ".js",
  files: {},
  async run(folder, { address }) {
    await folder.run("esbuild", "main.ts", "--bundle", "--target=es2017", "--outfile=main.js", "--log-level=warning");
    return folder.run("node20", "main.js", address);
  },
};

const rollup: SetUp = {
  name: "rollup",
  version: "rollup",
  settings: "`@rollup/plugin-typescript`",
  importExtension: ".js",
  files: {
    "tsconfig.json": { compilerOptions: bundlerOptions },
    "rollup.config.js": `import typescript from "@rollup/plugin-typescript";

export default { input: "main.ts", output: { file: "main.mjs" }, plugins: [typescript({ noEmitOnError: true })] };
`,
  },
  async run(folder, { address }) {
    await folder.run("rollup", "--config", "--silent", "--failAfterWarnings");
    return folder.run("node24", "main.mjs", address);
  },
};

const vite = [".js", "", ".ts"].map((importExtension): SetUp => ({
  name: "vite",
  version: "vite",
  settings: "with each `importExtension`",
  importExtension: importExtension as SetUp["importExtension"], // of the list above
  files: {},
  async run(folder, { address }) {
    await folder.run("vite", "build", "--ssr", "main.ts", "--outDir", "built", "--logLevel", "warn");
    return folder.run("node24", "built/main.js", address);
  },
}));

const webpack: SetUp = {
  name: "webpack with ts-loader",
  version: "webpack",
  settings: "",
  importExtension: "",
  files: {
    "tsconfig.json": { compilerOptions: bundlerOptions },
    "webpack.config.cjs": `module.exports = {
  mode: "production",
  target: "node",
  entry: "./main.ts",
  output: { path: __dirname, filename: "main.cjs" },
  module: { rules: [{ test: /\\.ts$/, use: "ts-loader" }] },
  resolve: { extensions: [".ts", ".js"] },
};
`,
  },
  async run(folder, { address }) {
    await folder.run("webpack-cli", "build");
    return folder.run("node24", "main.cjs", address);
  },
};

/** As create-next-app writes it. */
const nextConfig = {
  compilerOptions: {
    target: "ES2017",
    lib: ["dom", "dom.iterable", "esnext"],
    allowJs: true,
    skipLibCheck: true,
    strict: true,
    noEmit: true,
    esModuleInterop: true,
    module: "esnext",
    moduleResolution: "bundler",
    resolveJsonModule: true,
    isolatedModules: true,
    jsx: "react-jsx",
    incremental: true,
    plugins: [{ name: "next" }],
    paths: { "@/*": ["./*"] },
  },
  include: ["next-env.d.ts", "**/*.ts", "**/*.tsx", ".next/types/**/*.ts", ".next/dev/types/**/*.ts", "**/*.mts"],
  exclude: ["node_modules"],
};

const next = ["turbopack", "webpack"].map((bundler): SetUp => ({
  name: `Next.js, built by ${bundler === "webpack" ? "webpack" : "Turbopack"}`,
  version: "next",
  settings: "the `tsconfig.json` of create-next-app; a route handler, and a client component",
  importExtension: "",
  files: {
    "package.json": { private: true },
    "tsconfig.json": nextConfig,
    "next.config.ts": `export default { turbopack: { root: ${JSON.stringify(installed)} }, experimental: { cpus: 1 } };\n`,
    "app/layout.tsx": `export default function Layout({ children }: Readonly<{ children: React.ReactNode }>) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
`,
    "app/page.tsx": `"use client";
import { useState } from "react";
import { callArchive } from "../calls";

export default function Page() {
  const [lines, setLines] = useState<string[]>([]);
  return <button onClick={() => callArchive("/archive.asmx").then(setLines)}>{lines.length} calls</button>;
}
`,
    "app/calls/route.ts": `import { callArchive } from "@/calls";

export async function GET(request: Request): Promise<Response> {
  const address = new URL(request.url).searchParams.get("address") ?? "";
  return new Response((await callArchive(address)).join("\\n"));
}
`,
  },
  async run(folder, { address }) {
    await folder.run("next", "build", `--${bundler}`);
    return fetchFromNext(folder, `/calls?address=${encodeURIComponent(address)}`);
  },
}));

/** Starts what was built, and returns the answer to a request. */
async function fetchFromNext({ path }: Folder, location: string): Promise<string> {
  const script = join(installed, "node_modules/next/dist/bin/next");
  const server = spawn(
    join(installed, "node_modules/node24/bin/node"),
    [script, "start", "-H", "127.0.0.1", "-p", "0"],
    {
      cwd: path,
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const exit = once(server, "exit");
  try {
    let printed = "";
    for await (const text of server.stdout.setEncoding("utf8")) {
      printed += String(text);
      const [, origin] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(printed) ?? [];
      if (origin === undefined || !/Ready/.test(printed)) continue;
      const response = await fetch(origin + location);
      return await response.text();
    }
    throw new Error(`next start printed no address:\n${printed}`);
  } finally {
    server.kill();
    await exit;
  }
}

const testOfCalls = (imports: string, extension: string): string => `${imports}import { writeFileSync } from "node:fs";
import { callArchive } from "./calls${extension}";

test("the archive is called", async () => {
  const lines = await callArchive(process.env["ADDRESS"] ?? "");
  expect(lines.length).toBeGreaterThan(0);
  writeFileSync("lines.txt", lines.join("\\n"));
});
`;

const jest: SetUp = {
  name: "Jest with ts-jest",
  version: "jest",
  settings: "CommonJS, as `ts-jest config:init` sets it up",
  importExtension: "",
  files: {
    "package.json": { private: true },
    "tsconfig.json": {
      compilerOptions: {
        target: "es2022",
        module: "commonjs",
        moduleResolution: "node10",
        ignoreDeprecations: "6.0",
        strict: true,
        esModuleInterop: true,
        types: ["node"],
      },
    },
    "jest.config.js": `const { createDefaultPreset } = require("ts-jest");

module.exports = { testEnvironment: "node", transform: { ...createDefaultPreset().transform } };
`,
    "calls.test.ts": testOfCalls('import { expect, test } from "@jest/globals";\n', ""),
  },
  run: (folder, { address }) => testedLines(folder, "jest", ["--silent"], address),
};

const vitest: SetUp = {
  name: "vitest",
  version: "vitest",
  settings: "",
  importExtension: ".js",
  files: {
    "calls.test.ts": testOfCalls('import { expect, test } from "vitest";\n', ".js"),
  },
  run: (folder, { address }) => testedLines(folder, "vitest", ["run"], address),
};

async function testedLines(folder: Folder, runner: string, args: readonly string[], address: string): Promise<string> {
  await folder.run(
    "node24",
    "-e",
    runTests,
    runner === "jest" ? "jest/bin/jest.js" : "vitest/vitest.mjs",
    address,
    ...args,
  );
  return folder.run("node24", "-p", 'fs.readFileSync("lines.txt", "utf8")');
}

/** Runs a test runner with the address in its environment. */
const runTests = `const [script, ADDRESS, ...args] = process.argv.slice(1);
const path = require("node:path").join(${JSON.stringify(installed)}, "node_modules", script);
const { status } = require("node:child_process").spawnSync(process.execPath, [path, ...args], {
  env: { ...process.env, ADDRESS },
  stdio: "inherit",
});
process.exit(status ?? 1);`;

export const tools: readonly SetUp[] = [tsx, esbuild, rollup, ...vite, webpack, ...next, jest, vitest];

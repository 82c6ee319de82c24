/** The runtimes: bundled, and as TypeScript where they strip types. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { Folder, SetUp } from "./set-up.js";

const bundle = (platform: string): readonly string[] => [
  "main.ts",
  "--bundle",
  "--format=esm",
  `--platform=${platform}`,
  "--outfile=main.mjs",
  "--log-level=warning",
];

async function runBundled(folder: Folder, program: string, address: string): Promise<string> {
  await folder.run("esbuild", ...bundle("node"));
  return folder.run(program, "main.mjs", address);
}

const bundled = ["node20", "node22", "node24", "node26"].map((version): SetUp => ({
  name: "Node, bundled by esbuild",
  version,
  settings: "",
  importExtension: ".js",
  files: {},
  run: (folder, { address }) => runBundled(folder, version, address),
}));

const stripped = ["node22", "node24", "node26"].map((version): SetUp => ({
  name: "Node, TypeScript as it is",
  version,
  settings: "",
  importExtension: ".ts",
  platform: "node",
  files: {},
  run: (folder, { address }) => folder.run(version, "main.ts", address),
}));

const deno: SetUp = {
  name: "Deno",
  version: "deno",
  settings: "`deno run --check`; `deno lint` reports nothing",
  importExtension: ".ts",
  files: { "deno.json": {} },
  async run(folder, { address }) {
    await folder.run("deno", "lint", "--quiet", "generated");
    return folder.run("deno", "run", "--quiet", "--check", "--allow-net", "main.ts", address);
  },
};

const bun: SetUp = {
  name: "Bun",
  version: "bun",
  settings: "",
  importExtension: ".ts",
  files: {},
  run: (folder, { address }) => folder.run("bun", "main.ts", address),
};

const workerd: SetUp = {
  name: "workerd, by miniflare",
  version: "miniflare",
  settings: "bundled by esbuild, as for Cloudflare Workers",
  importExtension: ".js",
  files: {
    "worker.ts": `import { callArchive } from "./calls.js";

export default {
  async fetch(request: Request): Promise<Response> {
    const address = new URL(request.url).searchParams.get("address") ?? "";
    return new Response((await callArchive(address)).join("\\n"));
  },
};
`,
    "run.mjs": `import { Miniflare } from "miniflare";

const worker = new Miniflare({ modules: true, scriptPath: "worker.mjs", compatibilityDate: "2026-07-01" });
try {
  const url = new URL("http://worker.example/");
  url.searchParams.set("address", process.argv[2]);
  const response = await worker.dispatchFetch(url.href);
  console.log(await response.text());
} finally {
  await worker.dispose();
}
`,
  },
  async run(folder, { address }) {
    const options = ["--bundle", "--format=esm", "--platform=neutral", "--outfile=worker.mjs", "--log-level=warning"];
    await folder.run("esbuild", "worker.ts", ...options);
    return folder.run("node24", "run.mjs", address);
  },
};

const browser: SetUp = {
  name: "Chromium",
  version: "vite",
  shownVersion: "Debian's",
  settings: "bundled by vite; the service at the page's own origin, or behind a proxy",
  importExtension: "",
  files: {
    "page.ts": `import { callArchive } from "./calls";

callArchive(location.origin + "/archive.asmx").then((lines) => (document.body.textContent = lines.join("\\n")));
`,
    "vite.config.js": `export default {
  build: { lib: { entry: "page.ts", formats: ["es"], fileName: "page" }, outDir: "built" },
  logLevel: "warn",
};
`,
  },
  async run(folder, archive) {
    await folder.run("vite", "build");
    const script = await readFile(join(folder.path, "built/page.js"), "utf8");
    const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
    // In containers the sandbox has not the rights that it needs; the page is our own.
    const chrome = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    try {
      const page = await chrome.newPage();
      await page.goto(archive.page(script));
      const lines = page.locator("body:not(:empty)");
      return (await lines.textContent()) ?? "";
    } finally {
      await chrome.close();
    }
  },
};

export const runtimes: readonly SetUp[] = [...bundled, ...stripped, deno, bun, workerd, browser];

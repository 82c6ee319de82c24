/** A browser for the suites that need one. */
import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, test } from "vitest";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

export interface Opened {
  readonly page: Page;
  /**
   * The errors and warnings in the page's console, including violations of its policy, and the errors of its scripts.
   */
  readonly complaints: readonly string[];
}

/** Opens a URL in a fresh context, which is closed when the test ends. */
export type Open = (url: string, options?: BrowserContextOptions) => Promise<Opened>;

/** Declares a suite with one Chromium. Where it is missing the suite is skipped, and the reason is printed; in CI it fails. */
export function withBrowser(suite: string, declare: (open: Open) => void): void {
  if (!existsSync(executablePath)) {
    const reason = `found no ${executablePath}; test/browser/packages.txt names the package to install, CHROMIUM another path`;
    const isSkipped = process.env["CI"] !== "true";
    if (isSkipped) console.warn(`skipped ${suite}: ${reason}`);
    test.skipIf(isSkipped)(suite, () => {
      throw new Error(reason);
    });
    return;
  }
  describe(suite, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      // In containers the sandbox has not the rights that it needs; all pages are our own.
      browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    });
    afterEach(async () => {
      await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
    });
    afterAll(() => browser?.close());
    declare(async (url, options = {}) => {
      if (browser === undefined) throw new Error("the browser is not started yet");
      const context = await browser.newContext(options);
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      await page.goto(url);
      return { page, complaints };
    });
  });
}

/** Actions on the page of an operation. */
import type { Page } from "playwright-core";

/** Calls, and waits for the status in the page. */
export async function call(page: Page, expected: string): Promise<void> {
  await page.getByRole("button", { name: "Call", exact: true }).click();
  await said(page, expected);
}

/** Waits for the status in the page. */
export async function said(page: Page, expected: string): Promise<void> {
  await page.locator("#status", { hasText: expected }).waitFor();
}

/** The text that an exchange shows under this heading. */
export async function textOf(page: Page, title: string): Promise<string> {
  const section = page.locator(".text-view").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
  return (await section.locator("pre").textContent()) ?? "";
}

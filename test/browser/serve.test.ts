import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { workspace, type Workspace } from "../commands/workspace.js";
import { withBrowser } from "./browser.js";
import { call, textOf } from "./operation-page.js";

const pixelz = join(import.meta.dirname, "../../specs/pixelz");

/** Runs `soapwright serve` until the test ends; gives where its pages are. */
async function serve(place: Workspace, ...args: readonly string[]): Promise<string> {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  let ran: Promise<unknown> = Promise.resolve();
  const out = await new Promise<string>((resolve) => {
    ran = place.runIn({ ended: () => ended, out: resolve }, "serve", ...args).then(({ err }) => resolve(err));
  });
  onTestFinished(async () => {
    end();
    await ran;
  });
  return /^pages (\S+)/.exec(out)?.[1] ?? `it does not serve: ${out}`;
}

withBrowser("soapwright serve", (open) => {
  test("its pages call the service, and what they show as a reply file is what it answers from then on", async () => {
    const place = await workspace();
    await place.write("replies/RejectProcessedImage.json", "[]");
    const { page, complaints } = await open(await serve(place, pixelz, "--replies", "replies"));
    await page.getByRole("link", { name: "GetImageStatus" }).click();
    for (const binding of ["SOAP 1.2", "HTTP GET"]) {
      await page.getByRole("radio", { name: binding }).check();
      await page.getByRole("button", { name: "Fill in random values" }).click();
      await call(page, "ok: a reply as the spec says (HTTP status 200)");
    }
    const file = await textOf(page, "Reply file GetImageStatus.json");
    await place.write("replies/GetImageStatus.json", file);
    await page.getByRole("button", { name: "Fill in random values" }).click();
    await call(page, "ok");
    expect(await textOf(page, "Reply file GetImageStatus.json")).toBe(file);

    await place.write("replies/GetImageStatus.json", `{ "fault": { "code": "Sender", "reason": "no ticket" } }`);
    await page.getByRole("radio", { name: "SOAP 1.1" }).check();
    await call(page, "fault: Sender: no ticket (HTTP status 500)");
    expect(JSON.parse(await textOf(page, "Reply file GetImageStatus.json"))).toEqual({
      fault: { code: "Sender", reason: "no ticket" },
    });
    expect(complaints.filter((complaint) => !complaint.startsWith("Failed to load resource"))).toEqual([]);
  });
});

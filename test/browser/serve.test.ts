import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { workspace, type Workspace } from "../commands/workspace.js";
import { helpPage } from "../support/help-page.js";
import { shopWsdl } from "../support/shop-wsdl.js";
import { withBrowser } from "./browser.js";
import { call, textOf } from "./operation-page.js";

const pixelz = join(import.meta.dirname, "../../specs/pixelz");

/** The help page of an operation with a header block, which HTTP GET has no place for. */
const shop = `${helpPage().replaceAll(
  "<soap:Body>",
  `<soap:Header><Session xmlns="http://shop.example/"><Key>string</Key></Session></soap:Header><soap:Body>`,
)}
HTTP GET
The following is a sample HTTP GET request and response. The placeholders shown need to be replaced with actual values.

GET /shop.asmx/GetPrice?Sku=string HTTP/1.1
Host: shop.example

HTTP/1.1 200 OK
Content-Type: text/xml; charset=utf-8
Content-Length: length

<?xml version="1.0" encoding="utf-8"?>
<decimal xmlns="http://shop.example/">decimal</decimal>
`;

/** A service whose requests have a picture as an attachment. */
const gallery = shopWsdl()
  .replace("<wsdl:definitions", '<wsdl:definitions xmlns:mime="http://schemas.xmlsoap.org/wsdl/mime/"')
  .replace("</wsdl:message>", '<wsdl:part name="photo" type="xs:base64Binary"/></wsdl:message>')
  .replace(
    '<wsdl:input><soap:body use="literal"/></wsdl:input>',
    `<wsdl:input><mime:multipartRelated>
      <mime:part><soap:body use="literal"/></mime:part>
      <mime:part><mime:content part="photo" type="image/png"/></mime:part>
    </mime:multipartRelated></wsdl:input>`,
  );

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
      await call(page, "ok: a reply that fits the spec (HTTP status 200)");
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

  test("header blocks are there over SOAP alone, in the form and in reply files, with faults too", async () => {
    const place = await workspace();
    await place.write("shop.txt", shop);
    const { page, complaints } = await open(await serve(place, "shop.txt", "--replies", "."));
    await page.getByRole("link", { name: "GetPrice" }).click();
    const key = page.getByRole("textbox", { name: "Key", exact: true });
    await key.fill("k-1");
    await page.getByRole("radio", { name: "HTTP GET" }).check();
    expect(await key.isVisible()).toBe(false);
    expect(await page.getByText("Header blocks").isVisible()).toBe(false);
    await call(page, "ok");
    for (const title of ["Request as it was sent", "Call in TypeScript"]) {
      expect(await textOf(page, title)).not.toContain("k-1");
    }
    await page.getByRole("radio", { name: "SOAP 1.1" }).check();
    expect(await key.inputValue()).toBe("k-1");
    await call(page, "ok");
    expect(await textOf(page, "Request as it was sent")).toContain("<Key>k-1</Key>");

    const file = { fault: { code: "Sender", reason: "no key" }, header: { Session: { Key: "other" } } };
    await place.write("GetPrice.json", JSON.stringify(file));
    await call(page, "fault: Sender: no key");
    expect(await textOf(page, "Reply as a value")).toContain(`Key: "other"`);
    expect(JSON.parse(await textOf(page, "Reply file GetPrice.json"))).toEqual(file);
    expect(complaints.filter((complaint) => !complaint.startsWith("Failed to load resource"))).toEqual([]);
  });

  test("files are sent as the attachments that the WSDL binds, and a text for one without a file", async () => {
    const place = await workspace();
    await place.write("gallery.wsdl", gallery);
    const { page } = await open(await serve(place, "gallery.wsdl"));
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST") sent.push(request.postDataBuffer()?.toString("latin1") ?? "");
    });
    await page.getByRole("link", { name: "GetPrice" }).click();
    await call(page, "ok");
    await page
      .getByLabel("photo")
      .setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from([137, 80]) });
    await call(page, "ok");
    await expect.poll(() => sent.length).toBe(2);
    expect(sent[0]).toContain("example of photo");
    expect(sent[1]).toMatch(/Content-Type: image\/png\r\n[^]*\r\n\r\n\x89P\r\n--/);
    expect(await textOf(page, "Call in TypeScript")).toContain(
      'photo: { content: await openAsBlob("a.png"), contentType: "image/png" }',
    );
  });
});

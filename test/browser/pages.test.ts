import axe from "axe-core";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Call } from "../../templates/runtime/server.js";
import { withBrowser } from "./browser.js";
import { call, said, textOf } from "./operation-page.js";
import { siteOf, type Site } from "./site.js";
import { seeds, wsdlSpec } from "./specs.js";

interface Status {
  readonly contactEmail?: string;
}

/** Answers according to the request's first element. */
function getImageStatus({ contactEmail = "" }: Status): unknown {
  if (contactEmail === "fault") throw new Error("an error of its own");
  return {
    GetImageStatusResult: { ImageStatus: { StatusName: contactEmail, StatusId: 7, FinalImagesURL: ["a", null] } },
  };
}

function getProcessStatus(_: unknown, { header }: Call<{ WSUser?: { UserName?: string } }>): unknown {
  return { WSProcessStatus: { ProcessName: header.WSUser?.UserName } };
}

/** Replaces a service that works. */
async function instead(request: Request): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  if (pathname !== "/soap.asmx" || request.method !== "POST") return undefined;
  const body = await request.clone().text();
  if (body.includes(">page<")) return new Response("<html><script>broken</script>", { status: 404 });
  if (body.includes(">cut<")) return new Response("<soap:Envelope", { headers: { "Content-Type": "text/xml" } });
  if (body.includes(">slow<")) return new Promise(() => {});
  return undefined;
}

withBrowser("pages", (open) => {
  let site: Site;
  beforeAll(async () => {
    site = await siteOf(seeds("seeds", "pixelz", "listrak"), {
      handlers: { getImageStatus, getProcessStatus },
      instead,
    });
  });
  afterAll(() => site.close());

  const pathOf = (service: string, operation: string): string =>
    `${site.origin}/?service=${service}&operation=${operation}`;
  const openStatus = async (options = {}) => {
    const opened = await open(pathOf("soap", "GetImageStatus"), options);
    await opened.page.locator("#call").waitFor();
    return opened;
  };

  test("the first page lists services and operations, and leads to them", async () => {
    const { page, complaints } = await open(site.origin);
    expect(await page.title()).toBe("Services");
    expect(await page.locator("main h2").allTextContents()).toEqual(["IntegrationService", "soap"]);
    expect(await page.locator(".operations a").allTextContents()).toEqual([
      "GetProcessStatus",
      "GetImageStatus",
      "RejectProcessedImage",
    ]);
    const main = page.locator("main");
    expect(await main.textContent()).toContain(`${site.origin}/soap.asmx`);
    expect(await main.textContent()).toContain("Provides status information for asynchronous processes");
    expect(await main.getByRole("link", { name: "WSDL" }).count()).toBe(0);
    await page.getByRole("link", { name: "GetImageStatus" }).click();
    expect(await page.locator("h1").textContent()).toBe("GetImageStatus");
    await page.getByRole("navigation").getByRole("link", { name: "soap" }).click();
    expect(await page.locator("h1").textContent()).toBe("soap");
    expect(await page.locator(".operations a").count()).toBe(2);
    await page.getByRole("link", { name: "Help page" }).click();
    expect(page.url()).toBe(`${site.origin}/soap.asmx`);
    expect(complaints).toEqual([]);
  });

  test("a page is GET or HEAD, has a policy, and is not found for names that nothing has", async () => {
    const head = await fetch(site.origin, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(head.headers.get("content-security-policy")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(head.headers.get("x-content-type-options")).toBe("nosniff");
    expect((await fetch(site.origin, { method: "POST" })).status).toBe(404);
    for (const query of ["?service=constructor", "?service=soap&operation=toString", "?service=%3Cb%3E"]) {
      const answer = await fetch(`${site.origin}/${query}`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain("<h1>Not found</h1>");
    }
  });

  test("without scripts the operation's documentation and its samples are there, and why the form is not", async () => {
    const { page } = await open(pathOf("IntegrationService", "GetProcessStatus"), { javaScriptEnabled: false });
    expect(await page.locator("main").innerText()).toContain("Provides status information for asynchronous processes");
    expect(await page.locator("main").innerText()).toContain("The form needs JavaScript");
    expect(await page.locator("#call").isVisible()).toBe(false);
    expect(await page.locator("#samples ~ h3").allTextContents()).toEqual(["SOAP 1.1", "SOAP 1.2"]);
    const sample = await page.getByRole("region", { name: "Sample SOAP 1.2 request" }).innerText();
    expect(sample).toContain("POST /v31/IntegrationService.asmx HTTP/1.1");
    expect(sample).toContain("<ProcessID>int</ProcessID>");
  });

  for (const [binding, title] of [
    ["soap11", "SOAP 1.1"],
    ["soap12", "SOAP 1.2"],
    ["httpGet", "HTTP GET"],
    ["httpPost", "HTTP POST"],
  ] as const) {
    test(`a call over ${title} shows the bytes that the service received, and values`, async () => {
      const { page, complaints } = await openStatus();
      await page.getByRole("radio", { name: title }).check();
      await page.getByRole("textbox", { name: "contactEmail", exact: true }).fill("Łódź & <co>");
      await call(page, "ok: a reply that fits the spec (HTTP status 200)");

      const received = site.received.at(-1);
      const sent = await textOf(page, "Request as it was sent");
      const [head = "", body] = sent.split(/\n\n([^]*)/);
      expect(body).toBe(received?.body);
      expect(head.split("\n")[0]).toBe(`${received?.method} ${received?.url} HTTP/1.1`);
      for (const line of head.split("\n").slice(1)) {
        const [name = "", value] = line.split(/: ([^]*)/);
        expect([name, received?.httpHeaders.get(name)]).toEqual([name, value]);
      }
      expect(await textOf(page, "Reply as it was received")).toMatch(
        /^HTTP\/1\.1 200\n[^]*<StatusName>Łódź &amp; &lt;co&gt;</,
      );
      expect(await textOf(page, "Reply as a value")).toContain(`StatusName: "Łódź & <co>"`);
      expect(await textOf(page, "Call in TypeScript")).toBe(`import { getImageStatus } from "./generated/seeds/soap.js";
import { ${binding} } from "./generated/runtime/index.js";

const reply = await getImageStatus(
  ${binding}("${site.origin}/soap.asmx"),
  { contactEmail: "Łódź & <co>" },
);`);
      expect(JSON.parse(await textOf(page, "Reply file soap/GetImageStatus.json"))).toEqual({
        value: {
          GetImageStatusResult: {
            ImageStatus: { StatusName: "Łódź & <co>", StatusId: 7, FinalImagesURL: ["a", null] },
          },
        },
      });
      expect(complaints).toEqual([]);
    });
  }

  test("header blocks are part of the form over SOAP, and of the call", async () => {
    const { page } = await open(pathOf("IntegrationService", "GetProcessStatus"));
    await page.getByRole("textbox", { name: "UserName", exact: true }).fill("me");
    await page.getByRole("textbox", { name: "ProcessID", exact: true }).fill("42");
    await call(page, "ok");
    expect(site.received.at(-1)?.body).toMatch(/<soap:Header>.*<UserName>me<\/UserName>.*<\/soap:Header>/);
    expect(await textOf(page, "Call in TypeScript")).toContain(`{ header: { WSUser: { UserName: "me" } } }`);
    expect(await textOf(page, "Reply as a value")).toContain(`ProcessName: "me"`);
  });

  test("a reply other than a response shows its kind", async () => {
    const { page, complaints } = await openStatus();
    const input = page.getByRole("textbox", { name: "contactEmail", exact: true });
    await input.fill("fault");
    await call(page, "fault: Receiver");
    expect(await textOf(page, "Reply as a value")).toContain(`kind: "fault"`);
    expect(JSON.parse(await textOf(page, "Reply file soap/GetImageStatus.json"))).toMatchObject({
      fault: { code: "Receiver" },
    });
    await input.fill("page");
    await call(page, "http: no message of the service (HTTP status 404)");
    expect(await textOf(page, "Reply as it was received")).toContain("<html><script>broken</script>");
    expect(await page.getByRole("heading", { name: "Reply file" }).count()).toBe(0);
    await input.fill("cut");
    await call(page, "malformed: line 1");
    expect(await textOf(page, "Reply as a value")).toContain(`kind: "malformed"`);
    // Statuses of failed calls, as the browser says them.
    expect(complaints.filter((complaint) => !complaint.startsWith("Failed to load resource"))).toEqual([]);
  });

  test("a call can be cancelled, and the focus moves from the button to the next one", async () => {
    const { page } = await openStatus();
    await page.getByRole("textbox", { name: "contactEmail", exact: true }).fill("slow");
    await page.getByRole("button", { name: "Call" }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await said(page, "The call was cancelled");
    expect(await page.getByRole("button", { name: "Cancel" }).count()).toBe(0);
    expect(await focused(page)).toBe("Call");
  });

  test("an unreachable service and a value that cannot be sent are explained", async () => {
    const { page } = await openStatus();
    await page.getByRole("textbox", { name: "contactEmail", exact: true }).fill("\ufffe");
    await call(page, "The request does not fit, and was not sent: GetImageStatus.contactEmail: ");
    expect(await page.getByRole("heading", { name: "Request as it was sent" }).count()).toBe(0);
    await page.getByRole("textbox", { name: "contactEmail", exact: true }).fill("");
    await page.route("**/soap.asmx", (route) => route.abort());
    await call(page, "There was no reply: POST");
    expect(await page.getByRole("heading", { name: "Reply as it was received" }).count()).toBe(0);
  });

  test("problems of the form are shown at their inputs, and the first input gets the focus", async () => {
    const { page } = await open(pathOf("IntegrationService", "GetProcessStatus"));
    const count = site.received.length;
    await page.getByRole("textbox", { name: "ProcessID", exact: true }).fill("seven");
    await page.getByRole("button", { name: "Call" }).click();
    await said(page, "One input has a problem; nothing was sent");
    expect(await focused(page)).toBe("ProcessID");
    expect(await page.locator(":focus").getAttribute("aria-invalid")).toBe("true");
    expect(site.received).toHaveLength(count);
  });

  test("random values fill the form, others each time", async () => {
    const { page } = await openStatus();
    const texts: string[] = [];
    for (let k = 0; k < 3; k++) {
      await page.getByRole("button", { name: "Fill in random values" }).click();
      await call(page, "ok");
      texts.push(site.received.at(-1)?.body ?? "");
    }
    expect(new Set(texts).size).toBe(3);
  });

  test("shown texts can be copied, and their lines wrapped", async () => {
    const { page } = await openStatus({ permissions: ["clipboard-read", "clipboard-write"] });
    await call(page, "ok");
    await page.getByRole("button", { name: "Copy: Request as it was sent" }).click();
    await page.getByText("copied").waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(await textOf(page, "Request as it was sent"));
    const wrap = page.getByRole("button", { name: "Wrap lines: Request as it was sent" });
    const overflows = async (): Promise<unknown> => {
      await page.getByRole("region", { name: "Request as it was sent" }).focus();
      return page.evaluate("document.activeElement.scrollWidth > document.activeElement.clientWidth");
    };
    expect(await overflows()).toBe(true);
    await wrap.click();
    expect(await wrap.getAttribute("aria-pressed")).toBe("true");
    expect(await overflows()).toBe(false);
  });

  test("a whole call takes a keyboard only", async () => {
    const { page } = await openStatus();
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Skip to content");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("radio", { name: "SOAP 1.2" }).isChecked()).toBe(true);
    await tabTo(page, page.getByRole("textbox", { name: "contactEmail", exact: true }));
    await page.keyboard.type("keys");
    await tabTo(page, page.getByRole("button", { name: "Call" }));
    await page.keyboard.press("Space");
    await said(page, "ok");
    expect(await focused(page)).toBe("Call");
    const reply = page.getByRole("region", { name: "Reply as it was received" });
    await tabTo(page, reply);
    expect(await reply.textContent()).toContain("<StatusName>keys</StatusName>");
    // Whatever has the focus shows it.
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing wrong with the pages, ${colorScheme}`, async () => {
      for (const path of ["/", "/?service=soap", "/?service=none"]) {
        const { page } = await open(site.origin + path, { colorScheme });
        expect(await violations(page)).toEqual([]);
      }
      const { page } = await openStatus({ colorScheme });
      expect(await violations(page)).toEqual([]);
      await call(page, "ok");
      expect(await violations(page)).toEqual([]);
      await page.getByRole("textbox", { name: "contactEmail", exact: true }).fill("fault");
      await call(page, "fault");
      expect(await violations(page)).toEqual([]);
      const other = await open(pathOf("IntegrationService", "GetProcessStatus"), { colorScheme });
      await other.page.getByRole("button", { name: "Call" }).click();
      await said(other.page, "problem");
      expect(await violations(other.page)).toEqual([]);
    });
  }

  test("pages of 320 pixels do not scroll sideways", async () => {
    const { page } = await openStatus({ viewport: { width: 320, height: 640 } });
    await page.getByRole("button", { name: "Fill in random values" }).click();
    await call(page, "ok");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
    for (const path of ["/", "/?service=IntegrationService&operation=GetProcessStatus"]) {
      await page.goto(site.origin + path);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
    }
  });
});

withBrowser("pages of a WSDL", (open) => {
  test("hostile texts stay texts", async () => {
    const hostile = `</script><script>globalThis.broken = 1</script><img src=x onerror="globalThis.broken = 1">'"\u202e\u2066`;
    const site = await siteOf(
      wsdlSpec(`a "><script>globalThis.broken = 1</script>`, { "Ünï.code-1": hostile }, type(hostile)),
      {
        instead: () => new Response(hostile, { status: 500, headers: { "Content-Type": "text/plain" } }),
      },
    );
    try {
      const { page, complaints } = await open(site.origin);
      expect(await page.locator(".operations .text").textContent()).toContain("</script><script>");
      const check = async (): Promise<void> => {
        expect(await page.evaluate("globalThis.broken")).toBeUndefined();
        expect(await page.locator("main script, main img").count()).toBe(0);
      };
      await check();
      await page.getByRole("link", { name: "Ünï.code-1" }).click();
      await page.getByRole("textbox", { name: "Text", exact: true }).fill(hostile);
      await call(page, "malformed: line 1");
      await check();
      const code = await textOf(page, "Call in TypeScript");
      expect(code).toContain(String.raw`\u202e\u2066`);
      expect(code).not.toMatch(/[\u202e\u2066]/);
      expect(complaints.filter((complaint) => !complaint.startsWith("Failed to load resource"))).toEqual([]);
      expect(await violations(page)).toEqual([]);
    } finally {
      await site.close();
    }
  });

  test("long lists are filtered as one types, and say how many are left", async () => {
    const operations = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`Operation${index}`, index === 7 ? "Weighs a crate." : ""]),
    );
    const site = await siteOf(wsdlSpec("many", operations));
    try {
      const { page, complaints } = await open(site.origin);
      const left = page.locator(".operations > li:visible");
      expect(await left.count()).toBe(40);
      await page.getByLabel("Filter operations").pressSequentially("crate weighs");
      expect(await left.locator("a").allTextContents()).toEqual(["Operation7"]);
      expect(await page.getByRole("status").textContent()).toBe("1 of 40 operations");
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press("Tab");
      await page.getByLabel("Filter operations").fill("none such");
      expect(await page.getByRole("status").textContent()).toBe("0 of 40 operations");
      expect(await page.getByRole("link", { name: "WSDL" }).count()).toBe(0);
      await page.getByLabel("Filter operations").fill("");
      expect(await left.count()).toBe(40);
      const wsdl = await page.getByRole("link", { name: "WSDL" }).getAttribute("href");
      expect(await (await fetch(`${site.origin}${wsdl}`)).text()).toContain("<definitions");
      expect(complaints).toEqual([]);
    } finally {
      await site.close();
    }
  });
});

/** A type whose enumeration is hostile too. */
function type(text: string): string {
  const value = text.replace(/[&<"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<xs:complexType name="Result"><xs:sequence><xs:element name="Kind">
    <xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="${value}"/></xs:restriction></xs:simpleType>
  </xs:element></xs:sequence></xs:complexType>`;
}

/** The label or the text of the focused element. */
async function focused(page: Page): Promise<string> {
  return String(await page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent"));
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let k = 0; k < 60; k++) {
    await page.keyboard.press("Tab");
    if ((await target.and(page.locator(":focus")).count()) > 0) return;
  }
  throw new Error("no Tab leads there");
}

/** Checks the page with all rules of axe, and returns the violations with their places. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>("axe.run()");
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = "" }) => `${id}: ${html}\n${failureSummary}`),
  );
}

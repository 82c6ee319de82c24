import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { defaultConfiguration } from "../../generator/configuration.js";
import { inspect } from "../../generator/inspect.js";
import type { PageCode } from "../../generator/read/help-page/page-diagnostic.js";
import type { Diagnostic } from "../../generator/diagnostic.js";
import { read } from "../read/help-page/read.js";
import { rows, withCorpus } from "./corpus.js";

/** The worst diagnostic of each complete page that has one, except for notes, with its reason. */
const endings = new Map(
  rows(join(import.meta.dirname, "help-pages/endings.tsv")).map(([file = "", code = ""]) => [file, code]),
);

/**
 * The diagnostics of pages that are cut between samples, or after the last part of one; and of pages that are refused
 * by name.
 */
const cut: Readonly<Record<string, PageCode>> = {
  "010-10.129.1.183-Mode.md": "sample-missing",
  "042-www.nhb.gov.in-GetState.txt": "sample-missing",
  "101-www.textapp.net-SendSMS.txt": "sample-mended",
  "102-smsportal.2sms.com-Add.txt": "sample-missing",
  "104-sbservices.peloton-technologies.com-ProcessCustomerPayment.txt": "sample-missing",
  "105-7el.co-ServiceStack-AddUpdatePaymentInformation.txt": "page-not-asmx",
  "110-demo.viare.io-ShipTrackedOrder.txt": "sample-missing",
  "116-xtapp.b2bsun.com-OnMessageR.txt": "sample-missing",
  "117-printliveupdate.hqcdz.com-GetUpdateFileInfo.txt": "response-missing",
  "128-demo-wsserver-net.v12web.eu-LeadSave.txt": "sample-missing",
  "160-localhost-WebServiceTest-HelloWorld.js.txt": "envelope-missing",
};

/** The names of bindings in the index, in the order of a page; a service page has none. */
const bindings = [
  ["soap11", "SOAP1.1"],
  ["soap12", "SOAP1.2"],
  ["httpGet", "GET"],
  ["httpPost", "POST"],
] as const;

/** Excludes notes, and rows of tables in the text around the samples. */
function concernsSamples({ severity, code }: Pick<Diagnostic, "severity" | "code">): boolean {
  return severity !== "note" && code !== "table-row-unused";
}

withCorpus("help-pages", (folder) => {
  const index = rows(join(folder, "INDEX.tsv"));
  const table = new Map<string, number>();
  afterAll(() => console.log(["pages\tcopy\toutput\tending", ...format(table)].join("\n")));
  const ofState = (state: string) => index.filter((row) => row[1] === state);

  test.each(ofState("complete"))("%s is read whole", (file = "", _state, _format, claimed) => {
    const { page, diagnostics } = read(readFileSync(join(folder, file), "utf8"), file);
    const shown = new Set(page.operations.flatMap(({ samples }) => samples.map(({ binding }) => binding)));
    const names = bindings.filter(([binding]) => shown.has(binding)).map(([, name]) => name);
    expect(names.join("+") || "-").toBe(claimed);
    expect(page.operations.length + page.listed.length).toBeGreaterThan(0);
    expect(diagnostics.filter(concernsSamples)).toEqual([]);
  });

  test.each(index)("%s gives a client, or ends with a diagnostic that the table lists", (file = "", state = "") => {
    const sources = [{ path: file, text: readFileSync(join(folder, file), "utf8") }];
    const { services, diagnostics } = inspect({ name: "corpus", path: file, sources }, defaultConfiguration);
    const worst = (["error", "warning"] as const).flatMap((severity) =>
      diagnostics.filter((each) => each.severity === severity && concernsSamples(each)),
    );
    const ending = worst[0]?.code ?? "read";
    count(table, `${state}\t${services.length > 0 ? "client" : "none"}\t${ending}`);
    if (state === "complete") expect(ending).toBe(endings.get(file) ?? "read");
  });

  test.each(ofState("truncated"))("%s is reported as cut", (file) => {
    const { codes } = read(readFileSync(join(folder, file), "utf8"), file);
    expect(codes).toContain(cut[file] ?? "sample-cut");
  });

  test("the tables above name pages that there are", () => {
    const files = new Set(index.map(([file]) => file));
    expect([...endings.keys(), ...Object.keys(cut)].filter((file) => !files.has(file))).toEqual([]);
    expect(index.length).toBeGreaterThan(0);
  });
});

function count(table: Map<string, number>, key: string): void {
  table.set(key, (table.get(key) ?? 0) + 1);
}

/** The rows of the table, the most frequent first. */
function format(table: ReadonlyMap<string, number>): readonly string[] {
  return [...table].toSorted(([, one], [, other]) => other - one).map(([key, pages]) => `${pages}\t${key}`);
}

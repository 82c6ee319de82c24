/** Specs that are mutated at random: the generator ends in time, and what it writes compiles. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { defaultConfiguration } from "../../../generator/configuration.js";
import { inspect } from "../../../generator/inspect.js";
import { generate } from "../../../generator/generate.js";
import { readRuntime } from "../../../generator/commands/package.js";
import type { Source } from "../../../generator/source.js";
import { randomFrom } from "../../../templates/stand-in/random-numbers.js";
import { shopWsdl } from "../../support/shop-wsdl.js";
import { copiedPage } from "../../support/deformed.js";
import { helpPage } from "../../support/help-page.js";
import type { Fuzzer } from "../fuzzer.js";
import { inTime, mutated, shownInput } from "../mutate.js";
import { table } from "../table.js";

const tokens = [
  ..."<>&\"'=/:;![]{}()*`\\$ \n\t".split(""),
  ...["<xs:choice>", "</xs:choice>", "<xs:sequence>", "</xs:sequence>", ' minOccurs="0"', ' maxOccurs="unbounded"'],
  ...[' maxOccurs="99999999999"', ' type="xs:int"', ' type="tns:GetPrice"', ' ref="tns:GetPrice"', ' nillable="true"'],
  ...[' base="tns:GetPrice"', ' abstract="true"', ' use="encoded"', ' style="rpc"', ' name="__proto__"', ' name="constructor"'],
  ...["*/", "${", "`", "</script>", "\u2028", "\0", "string", "int", "...", "or", "POST / HTTP/1.1\n", "HTTP/1.1 200 OK\n"],
  ...["<soap:Envelope>", "</soap:Envelope>", "<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&#0;", "\ufeff", "é"],
];

const root = join(import.meta.dirname, "../../..");
const files = [
  "test/docs/shop.wsdl",
  "test/docs/stock.wsdl",
  "specs/pixelz/GetImageStatus.txt",
  "specs/listrak/GetProcessStatus.txt",
  "specs/interfax/FaxStatusEx.txt",
];

function sources(): readonly Source[] {
  const own = files.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
  const made = [
    { path: "a.wsdl", text: shopWsdl() },
    { path: "a.txt", text: copiedPage },
    { path: "b.txt", text: helpPage() },
  ];
  return [...own, ...made];
}

export const specs: Fuzzer = {
  name: "specs",
  claim: "a mutated WSDL or page ends in diagnostics within a second, and its client is TypeScript without errors of syntax",
  runs: { test: 20, command: 3_000 },
  fuzz: async ({ seed, runs, print }) => {
    const runtime = await readRuntime();
    const random = randomFrom(seed);
    const all = sources();
    const counts = { read: 0, "with an error": 0, "of which a client was printed": 0 };
    for (let run = 0; run < runs; run++) {
      const source = all[random(all.length)] ?? { path: "", text: "" };
      const text = new TextDecoder().decode(mutated(new TextEncoder().encode(source.text), random, tokens));
      const input = `${source.path}: ${shownInput(new TextEncoder().encode(text))}`;
      const path = source.path.replace(/^.*\//, "specs/fuzz/");
      const spec = { name: "fuzz", path: "specs/fuzz", sources: [{ path, text }] };
      try {
        const { diagnostics } = await inTime(() => inspect(spec, defaultConfiguration));
        const isWrong = diagnostics.some(({ severity }) => severity === "error");
        counts[isWrong ? "with an error" : "read"]++;
        // Printing takes most of the time.
        if (isWrong || run % 10 !== 0) continue;
        const written = await generate([spec], defaultConfiguration, runtime);
        for (const file of written.files) if (!file.path.startsWith("runtime/")) checkSyntax(file.path, file.text);
        counts["of which a client was printed"]++;
      } catch (error) {
        throw new Error(input, { cause: error });
      }
    }
    print(table([["outcome", "specs"], ...Object.entries(counts)]));
  },
};

function checkSyntax(path: string, text: string): void {
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true, fileName: path });
  const [first] = diagnostics;
  if (first !== undefined) throw new Error(`${path}: ${ts.flattenDiagnosticMessageText(first.messageText, "\n")}`);
}

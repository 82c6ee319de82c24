import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { defaultConfiguration } from "../../generator/configuration.js";
import { inspect } from "../../generator/inspect.js";
import { fromSamples } from "../../generator/model/from-samples.js";
import { rows, withCorpus } from "./corpus.js";
import { messagesIn, readExchangeFolder } from "./exchanges/folder.js";
import { compareType, declaredElements, type Comparison } from "./exchanges/types.js";
import { sampleOf } from "./sample.js";

/** The errors that folders may have, with the reason for each. */
const refusals = rows(join(import.meta.dirname, "exchanges/refusals.tsv"));

/** The columns of the index that count messages: requests, and responses with the faults among them. */
const countColumns = [5, 6];

/** The share of messages that is read: a part of the corpus may hold more of the damaged ones. */
const leastRead = process.env["CORPUS_ALL"] ? 0.95 : 0.8;

interface Row {
  folders: number;
  clean: number;
  held: number;
  read: number;
  readonly types: Record<Comparison, number>;
}

withCorpus("exchanges", (root) => {
  const index = rows(join(root, "INDEX.tsv"));
  const folders = sampleOf(index, 40, ([folder = ""]) => folder);
  const table = new Map<string, Row>();
  afterAll(() => console.log(format(table)));

  test.each(folders)(
    "%s: its messages are read, and types of values are not narrower than declared",
    (folder = "", kind = "", ...more) => {
      const row = table.get(kind) ?? {
        folders: 0,
        clean: 0,
        held: 0,
        read: 0,
        types: { agrees: 0, wider: 0, wrong: 0, absent: 0 },
      };
      table.set(kind, row);
      const { sources, pages, diagnostics: read } = readExchangeFolder(root, folder);
      // A message without an element in its body belongs to no operation.
      const bare = read.filter(({ code }) => code === "operation-unknown").length;
      const held = countColumns.reduce((sum, column) => sum + Number(more[column - 2]), -bare);
      row.folders += 1;
      row.held += held;
      row.read += Math.min(held, messagesIn(pages));
      const { services } = fromSamples(pages, "corpus", () => undefined);
      const facts = join(root, folder, "facts.jsonl");
      for (const element of existsSync(facts) ? declaredElements(facts) : [])
        row.types[compareType(element, services)] += 1;

      const { diagnostics } = inspect({ name: "corpus", path: folder, sources }, defaultConfiguration);
      const errors = new Set(diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code));
      if (errors.size === 0) row.clean += 1;
      const listed = refusals.filter(([of]) => of === folder).map(([, code]) => code);
      expect([...errors].filter((code) => !listed.includes(code))).toEqual([]);
    },
  );

  test("nearly all messages are read, and nearly no type is wrong", () => {
    const all = [...table.values()];
    const sum = (count: (row: Row) => number): number => all.reduce((total, row) => total + count(row), 0);
    const typed = sum(({ types }) => types.agrees + types.wider + types.wrong);
    expect(sum(({ read }) => read) / sum(({ held }) => held)).toBeGreaterThan(leastRead);
    expect(sum(({ types }) => types.wrong) / typed).toBeLessThan(0.005);
  });

  test("the list of refusals names folders of the corpus", () => {
    const known = new Set(index.map(([folder]) => folder));
    expect(refusals.filter(([folder = ""]) => !known.has(folder))).toEqual([]);
  });
});

function format(table: ReadonlyMap<string, Row>): string {
  const head = ["kind", "folders", "clean", "messages", "read", "agrees", "wider", "wrong", "absent"];
  const lines = [...table].map(([kind, { folders, clean, held, read, types }]) =>
    [kind, folders, clean, held, read, types.agrees, types.wider, types.wrong, types.absent].join("\t"),
  );
  return [head.join("\t"), ...lines].join("\n");
}

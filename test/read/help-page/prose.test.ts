import { expect, test } from "vitest";
import { names, page } from "./lending-page.js";
import { read, saying } from "./read.js";
import { shapes } from "./render-page.js";

test.each([
  ["Premi qui per tutte le operazioni.", "Prova", "Il modulo funziona solo qui."],
  ["单击此处查看所有操作。", "测试", "表单只能在本机使用。"],
  ["Нажмите здесь, чтобы увидеть все.", "Тест", "Форма доступна только здесь."],
])("a translated page: %s", (link, word, form) => {
  const text = shapes
    .flattened(page)
    .replace("Press here to see every operation.", link)
    .replace("\nTest\n", `\n${word}\n`)
    .replace("The form works on the machine of the service only.", form);
  expect(saying(read(text).page)).toEqual(saying(read(shapes.indented(page)).page));
});

test("a description of several lines, and none", () => {
  const several = { ...page, documentation: "Lends a book:\n- by number\n- by { title = x }" };
  expect(read(shapes.indented(several)).page.operations[0]?.documentation).toBe(
    "Lends a book:\n- by number\n- by { title = x }",
  );
  const { documentation: _, ...none } = page;
  for (const shape of names) expect(read(shapes[shape](none)).page.operations[0]).not.toHaveProperty("documentation");
});

test("SOAP alone is the heading of old pages", () => {
  const text = shapes.indented({ ...page, bindings: page.bindings.slice(0, 1) }).replace("SOAP 1.1", "SOAP");
  const [operation] = read(text).page.operations;
  expect(operation).toMatchObject({ name: "Lend", documentation: "Lends a book, or more; see the rules." });
});

test.each([
  ["## Lend", "### Test\n\nIt works here.\n\n### SOAP 1.1"],
  ["## Lend", "### Test\n\nIt works here."],
  ["## Lend", "### SOAP 1.1"],
  ["Lend", "Test\nIt works here."],
])("the text below a heading %j of Markdown, up to %j, is the documentation", (title, after) => {
  const [, messages = ""] = shapes.markdown({ ...page, bindings: page.bindings.slice(0, 1) }).split("\nSOAP 1.1\n");
  const text = `# Shelf\n\n${title}\n\nLends a book.\n# 2 at most.\n\n${after}\n${messages}`;
  const { page: found, codes } = read(text);
  expect(codes).toEqual([]);
  expect(found.service).toBe("Shelf");
  expect(found.operations).toMatchObject([{ name: "Lend", documentation: "Lends a book.\n2 at most." }]);
});

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

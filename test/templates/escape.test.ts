import fc from "fast-check";
import ts from "typescript";
import { expect, test } from "vitest";
import {
  commentCode,
  commentLine,
  commentLines,
  commentPath,
  fileName,
  propertyKey,
  propertyName,
  stringLiteral,
} from "../../templates/escape.js";
import { hostile } from "../support/hostile-names.js";

test("a string literal evaluates to its text and hides nothing", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const literal = stringLiteral(text);
      expect(JSON.parse(literal)).toBe(text);
      expect(literal).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|<\//u);
    }),
  );
});

test.each([
  ["Status", "Status"],
  ["delete", "delete"],
  ["$any", "$any"],
  ["image-status", `"image-status"`],
  ["a.b", `"a.b"`],
  ["Größe", `"Größe"`],
  ["x]; evil(); [", `"x]; evil(); ["`],
  ["", `""`],
])("property %j is written %s", (name, expected) => {
  expect(propertyName(name)).toBe(expected);
  expect(propertyKey(name)).toBe(expected);
});

test("__proto__ in an object literal is a property", () => {
  expect(propertyName("__proto__")).toBe("__proto__");
  expect(propertyKey("__proto__")).toBe(`["__proto__"]`);
});

test.each([
  ["ends */ here", ["ends *\\/ here"]],
  ["**/", ["**\\/"]],
  ["* /", ["* /"]],
  ["*\u200b/", ["*\\/"]],
  ["call `${x}` me@example.com", ["call `${x}` me@example.com"]],
  ["@deprecated use {@link Evil} (@x)", ["deprecated use {link Evil} (x)"]],
  ["see #__PURE__ and @__NO_SIDE_EFFECTS__", ["see __PURE__ and __NO_SIDE_EFFECTS__"]],
  ["one\u2028two\u202ethree\u0007four", ["one twothreefour"]],
  ["first\nline\n\n\n  second  paragraph \r\n\r\n third", ["first line", "", "second paragraph", "", "third"]],
  [" \n\n ", []],
  ["", []],
])("the comment %j becomes %j", (text, expected) => {
  expect(commentLines(text, 100)).toEqual(expected);
});

test("lines of a comment are as long as words allow, and a long text is cut", () => {
  expect(commentLines("aaa bbb ccc", 7)).toEqual(["aaa bbb", "ccc"]);
  expect(commentLines("a".repeat(30), 7)).toEqual(["a".repeat(30)]);
  expect(commentLines("word ".repeat(100_000), 95).join(" ")).toHaveLength(1999 + " …".length);
});

test("a comment is one comment without tags, whatever is in it", () => {
  fc.assert(
    fc.property(hostile, fc.integer({ min: 1, max: 100 }), (text, width) => {
      const lines = [...commentLines(text, width), `${commentCode(text)} (${commentLine(text)}:5)`];
      const comment = `/**\n${lines.map((line) => ` * ${line}\n`).join("")} */`;
      const source = ts.createSourceFile("x.ts", `${comment}\nfunction f() {}`, ts.ScriptTarget.ES2022, true);
      expect(source.statements).toHaveLength(1);
      const [statement] = source.statements;
      expect(statement && ts.getJSDocTags(statement)).toEqual([]);
      expect(statement?.getStart()).toBe(comment.length + 1);
    }),
  );
});

test("a path in the first line stays on it", () => {
  expect(commentPath("specs/a\nprocess.exit()\u2028b")).toBe("specs/a_process.exit()_b");
});

test.each([
  ["listrak", "listrak"],
  ["My Service", "My_Service"],
  ["../../etc/passwd", "__.._etc_passwd"],
  ["..", "_"],
  ["a\\b:c", "a_b_c"],
  [".hidden", "_hidden"],
  ["trailing.", "trailing_"],
  ["CON", "_CON"],
  ["nul.txt", "_nul.txt"],
  ["com1", "_com1"],
  ["console", "console"],
  ["runtime", "runtime_"],
  ["", "_"],
])("the file of %j is %s", (name, expected) => {
  expect(fileName(name)).toBe(expected);
});

test("a file name is one segment everywhere", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const name = fileName(text);
      expect(name).toMatch(/^[\p{L}\p{N}\p{M}._-]{1,101}$/u);
      expect(name).not.toMatch(/^\.|\.$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
    }),
  );
});

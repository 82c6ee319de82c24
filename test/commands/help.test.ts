import { expect, test } from "vitest";
import { helpTexts } from "../../generator/commands/help-texts.js";
import { userDocuments } from "../docs/blocks.js";
import { workspace } from "./workspace.js";

const commands = ["", "add", "update", "generate", "inspect", "diff", "learn", "samples", "serve", "call"];

test.each(commands)("the help of soapwright %s fits a screen and starts with a call", async (command) => {
  const place = await workspace();
  const { code, out } = await place.run(...(command === "" ? [] : [command]), "--help");
  expect(code).toBe(0);
  const lines = out.trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(24);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(lines[0]).toMatch(new RegExp(`^\\$ soapwright ${command === "" ? "add" : command}\\b`));
});

test("the help lists every command, and each has a help", async () => {
  const place = await workspace();
  const { out } = await place.run("--help");
  const listed = [...(/^Commands:\n((?: {2}.*\n)+)/m.exec(out)?.[1]?.matchAll(/^ {2}(\w+)/gm) ?? [])].map(
    ([, name]) => name,
  );
  expect(listed).toEqual(commands.filter((name) => name !== ""));
});

test("every example in the help of commands is one of the guides, whose command lines are run", () => {
  const guides = userDocuments().flatMap(({ blocks }) => blocks.filter(({ language }) => language === "sh"));
  const lines = guides.flatMap(({ text }) => text.split("\n")).map((line) => line.replace("npx ", ""));
  const examples = Object.values(helpTexts).flatMap((help) => help.examples.map(([line]) => line));
  const isShown = (example: string): boolean =>
    lines.some((line) => line.startsWith(example) && /^(?:$| )/.test(line.slice(example.length)));
  expect(examples.filter((example) => !isShown(example))).toEqual([]);
});

test("every option of a command is listed on one line with what it does", async () => {
  const place = await workspace();
  const { out } = await place.run("serve", "--help");
  const options = out.split("\n").filter((line) => /^ {2}-/.test(line));
  expect(options).toHaveLength(14);
  expect(options.filter((line) => !/^ {2}-.* {2,}\S/.test(line))).toEqual([]);
});

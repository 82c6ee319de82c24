import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Counts } from "../corpus/names/counts.js";
import { commonRules, rules, type Rule } from "../corpus/names/rules.js";
import { root } from "./blocks.js";

const counts = JSON.parse(readFileSync(join(root, "test/corpus/names/counts.json"), "utf8")) as Counts; // as the comparison wrote it

test("docs/since-0.1.0.md is printed from the rules and the counts of the corpora", async () => {
  const common = Object.entries<Rule>(commonRules).map(([name, rule]) => section(name, rule));
  const counted = Object.entries<Rule>(rules).map(([name, rule]) => {
    const { specs, names } = counts.rules[name as keyof typeof rules];
    return `${section(name, rule)}\n- found in ${number(specs)} specs, for ${number(names)} names`;
  });
  const page = `# What changes in your generated code

Clients of this version differ from those that 0.1.0 generated in the ways below. The list is meant to name all that no longer compiles. To see
what changes for your specs, generate into the folder of the old client, and look at the diff: \`git diff generated/\`.

The first ${common.length} sections do not depend on the spec. The others are counted by comparing what the clients of both versions export, for
${number(counts.specs)} WSDLs and help pages of public projects, with ${number(counts.names)} operations and types. ${number(counts.gained)} more can be
generated now, and ${number(counts.lost)} fewer. A rule that concerns none of these is rare.

Tables, such as \`OrderTable\`, are not compared. [Overrides](configuration.md#overrides) with \`name\` keep old names of
operations, types and modules, a line for each.

${[...common, ...counted].join("\n\n")}
`;
  await expect(page).toMatchFileSnapshot(join(root, "docs/since-0.1.0.md"));
});

function section(name: string, { what, before, now, keep }: Rule): string {
  return `## ${name[0]?.toUpperCase()}${name.slice(1)}

${what}

- before: ${before}
- now: ${now}
- keep the old: ${keep}`;
}

function number(value: number): string {
  return value.toLocaleString("en");
}

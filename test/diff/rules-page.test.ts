import { join } from "node:path";
import { format } from "prettier";
import { expect, test } from "vitest";
import { rules, type Breaks } from "../../generator/diff/rules.js";

const words: Readonly<Record<Breaks, string>> = {
  nothing: "–",
  compile: "calls",
  wire: "messages",
  both: "calls, messages",
};

test("docs/changes.md lists every rule with its effects", async () => {
  const rows = Object.entries(rules).map(
    ([rule, { change, inRequests, inReplies }]) =>
      `| \`${rule}\` | ${change} | ${words[inRequests]} | ${words[inReplies]} |`,
  );
  const page = `# What changes break

[\`soapwright diff\`](commands.md#diff) finds these changes between two specs. For a program that was written for the old one, a change
breaks

- **calls**, if the program does not compile with the new client;
- **messages**, if the old client and the new service misunderstand each other, or may.

A service may accept more than before, and reply less, without breaking anything. So most changes have other effects in
requests than in replies. A type that is in both has the effects of both.

| rule | change | breaks in requests | breaks in replies |
| - | - | - | - |
${rows.join("\n")}

Elements and attributes that a client does not know are kept in \`$any\` and \`$attributes\`, so new ones break nothing. Other facets
count as breaking because services check them, as clients do with \`validate: facets\`. Where a type with fewer values takes the place of
another of the same kind, such as \`long\` for \`integer\`, programs compile as before.

The tests compile calls of old clients against new ones, and send their messages to new services, for each of these rules.
`;
  await expect(await format(page, { parser: "markdown", printWidth: 140, proseWrap: "preserve" })).toMatchFileSnapshot(
    join(import.meta.dirname, "../../docs/changes.md"),
  );
});

import { join } from "node:path";
import { format } from "prettier";
import { expect, test } from "vitest";
import { compareServices } from "../../generator/diff/compare-services.js";
import { either, rules, type Breaks, type RuleName } from "../../generator/diff/rules.js";
import { complex, element, http, message, operation, service, simple } from "../support/model.js";
import { cases } from "./cases.js";

const named = Object.entries(cases).flatMap(([rule, list]) => list.map((each) => ({ rule, ...each })));

test.each(named)("$rule: $found", ({ rule, before, after, found: [path, message, breaks] }) => {
  const changes = compareServices([before], [after]);
  expect(changes).toContainEqual(expect.objectContaining({ rule, path, message, breaks }));
  expect(compareServices([after], [after])).toEqual([]);
});

test("each rule has a case", () => {
  const apart = ["service-added", "service-removed"];
  const missing = (Object.keys(rules) as RuleName[]).filter((rule) => cases[rule].length === 0);
  expect(missing).toEqual(apart);
  const [one, two] = ["a", "b"].map((name) => service([], [], { name }));
  if (one === undefined || two === undefined) throw new Error("unreachable");
  expect(compareServices([one], [one, two]).map(({ rule, service }) => [rule, service])).toEqual([
    ["service-added", "b"],
  ]);
  expect(compareServices([one, two], [one]).map(({ rule, service }) => [rule, service])).toEqual([
    ["service-removed", "b"],
  ]);
});

test("the only service of both specs is the same one, whatever its name", () => {
  expect(compareServices([service([], [], { name: "old" })], [service([], [], { name: "new" })])).toEqual([]);
});

test("a type of which only the namespace changes is not gone", () => {
  const version = (uri: string, ...names: readonly string[]) =>
    service(
      [
        operation("Call", {
          request: message([element("Call", "Call", uri)]),
          response: message([element("CallResponse", "CallResponse", uri)]),
        }),
      ],
      names.map((name) => complex(name, { A: "string" }, { name: { namespace: uri, local: name } })),
    );
  const removed = (after: ReturnType<typeof version>) =>
    compareServices([version("urn:v1", "Call", "CallResponse")], [after]).flatMap(({ rule, path }) =>
      rule === "type-removed" ? [path] : [],
    );
  expect(removed(version("urn:v2", "Call", "CallResponse"))).toEqual([]);
  expect(removed(version("urn:v2", "CallResponse"))).toEqual(["Call"]);
});

test.each<[Breaks, Breaks, Breaks]>([
  ["nothing", "nothing", "nothing"],
  ["nothing", "wire", "wire"],
  ["wire", "compile", "both"],
  ["both", "nothing", "both"],
])("%s and %s break %s", (one, other, both) => {
  expect(either(one, other)).toBe(both);
  expect(either(other, one)).toBe(both);
});

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

test("the types of replies over HTTP are compared, too", () => {
  const shop = (members: readonly string[]) => {
    const root = element("Grade", "Grade");
    const bindings = [http("httpGet", "/Get", { root: root.name, reply: root })];
    const types = [complex("Get", {}), complex("GetResponse", { R: "string" }), simple("Grade", members)];
    return service([operation("Get", { bindings })], types);
  };
  const changes = compareServices([shop(["Good"])], [shop(["Good", "Bad"])]);
  expect(changes).toMatchObject([{ rule: "value-added", path: "Grade", message: 'has the new member "Bad"' }]);
});

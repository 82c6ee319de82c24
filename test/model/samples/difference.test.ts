import { expect, test } from "vitest";
import { infer, page, readPages, soap, wrapped } from "../infer.js";

const section = (version: "soap11" | "soap12", members: string) =>
  soap("Op", {
    version,
    request: `<Op xmlns="urn:shop">${members}</Op>`,
    response: '<OpResponse xmlns="urn:shop" />',
  });

test.each([
  ["<a>[int]</a>", "<a>[long]</a>", "found long in request of Op/Op/a, expected int"],
  ["<a>[A] or [B]</a>", "<a>[A] or [C]</a>", "found A or C in request of Op/Op/a, expected A or B"],
  ["<a>[int]</a><b>[int]</b>", "<a>[int]</a><c>[int]</c>", "found <c> in request of Op/Op, expected <b>"],
  ["<a>[int]</a><b>[int]</b>", "<a>[int]</a>", "found nothing in its place in request of Op/Op, expected <b>"],
  [
    "<a>[int]</a><b>[int]</b>",
    "<b>[int]</b><a>[int]</a>",
    "found <b> before <a> in request of Op/Op, expected the other order",
  ],
  ["<a>[int]</a>", "<a>[int]</a><a>[int]</a>", "found several <a> in request of Op/Op, expected one <a>"],
  [
    "<a>[int]</a>",
    '<a xmlns="urn:other">[int]</a>',
    'found <a> in the namespace "urn:other" in request of Op/Op, expected <a> in the namespace "urn:shop"',
  ],
  ["<a><b>[int]</b></a>", "<a>[int]</a>", "found int in request of Op/Op/a, expected <b>"],
  ['<a b="[int]">[int]</a>', '<a c="[int]">[int]</a>', "found @c in request of Op/Op/a, expected @b"],
  [
    "<a>[int]</a>",
    "<a>[int]</a><b>[int]</b><c>[int]</c><d>[int]</d><e>[int]</e>",
    "found <b>, <c>, <d> and 1 more in request of Op/Op, expected nothing in its place",
  ],
])("%s and %s", (one, other, message) => {
  const { diagnostics } = infer(
    readPages(page("Op", section("soap11", one), section("soap12", other)), page("Whole", wrapped("", "", "Whole"))),
  );
  expect(diagnostics).toMatchObject([
    { code: "samples-disagree", message: expect.stringContaining(`${message} as at`) as string },
  ]);
});

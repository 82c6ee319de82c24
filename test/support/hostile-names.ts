import fc from "fast-check";

/** Texts in a spec that try to escape from where they are printed. */
const attacks = [
  "*/ globalThis.owned = 1; /*",
  "`${globalThis.owned = 1}`",
  '"; globalThis.owned = 1; "',
  "'; globalThis.owned = 1; '",
  "\\",
  '\\"',
  "\u2028globalThis.owned = 1\u2029",
  "\r\nglobalThis.owned = 1\r\n",
  "]: globalThis.owned = 1, [",
  "} globalThis.owned = 1; {",
  "</script><script>",
  "<!--",
  "// eslint-disable",
  "@type {Evil}",
  "@ts-nocheck",
  "#__PURE__",
  "__proto__",
  "constructor",
  "prototype",
  "../../../etc/passwd",
  "C:\\nul",
  "\u202e\u2066\u0000\u007f\ufeff",
  "\ud800",
  "a\u0301\u{1f600}",
  "",
  " ",
];

/** Attacks, other random texts, and mixtures of both. */
export const hostile: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...attacks), fc.string({ unit: "binary", maxLength: 12 })), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.join(""));

import fc from "fast-check";
import type { StatementStructure } from "../../templates/statement.js";

/** Names of lengths that put the end of a line on either side of the width. */
const name = fc
  .record({ length: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 60 })), upper: fc.boolean() })
  .map(({ length, upper }) => (upper ? "N" : "n").padEnd(length, "ame"));

const text = fc
  .oneof(name, fc.constantFrom("", "'", '"', '"\'"', "it's", "\\", "\\\\'", "a b", "für", 'say "a" and "b"'))
  .map((value) => JSON.stringify(value));

const key = fc.oneof(
  { weight: 5, arbitrary: name },
  { weight: 1, arbitrary: fc.constantFrom('"a-b"', '"a b"', '"1"', '"it\'s"', '"\\"q\\""') },
);

const { type } = fc.letrec<{ type: string; object: string; operand: string }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    { weight: 4, arbitrary: name },
    { weight: 1, arbitrary: fc.tuple(name, name).map((names) => names.join(".")) },
    { weight: 1, arbitrary: fc.constantFrom("string", "null", "undefined", "void", "any", "boolean") },
    { weight: 1, arbitrary: text },
    { weight: 2, arbitrary: tie("object") },
    { weight: 2, arbitrary: tie("operand").map((one) => `${one}[]`) },
    { weight: 1, arbitrary: name.map((one) => `(typeof ${one})[number]`) },
    { weight: 1, arbitrary: tie("operand").map((one) => `keyof ${one}`) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(name, fc.array(tie("type"), { minLength: 1, maxLength: 4 }))
        .map(([one, types]) => `${one}<${types.join(", ")}>`),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          fc.constantFrom(" | ", " & "),
          fc.array(fc.oneof(name, tie("object"), tie("operand")), { minLength: 2, maxLength: 5 }),
        )
        .map(([operator, types]) => types.join(operator)),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(tie("operand"), fc.constantFrom("null", "undefined")).map((two) => two.join(" | ")),
    },
  ),
  operand: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    name,
    tie("type").map((one) => (/^\w+$/.test(one) ? one : `(${one})`)),
  ),
  object: fc
    .record({
      members: fc.array(fc.tuple(key, fc.constantFrom("", "?"), tie("type")), { maxLength: 4 }),
      form: fc.constantFrom("line", "lines", "comments"),
    })
    .map(({ members, form }) => {
      if (members.length === 0) return "{}";
      const printed = members.map(([one, mark, of]) => `${one}${mark}: ${of};`);
      if (form === "line") return `{ ${printed.join(" ")} }`;
      const above = form === "comments" ? "/**\n * One\n *\n * Two\n */\n" : "";
      return `{\n${printed.map((member) => `${above}${member}`).join("\n")}\n}`;
    }),
}));

const { expression } = fc.letrec<{ expression: string; object: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    { weight: 4, arbitrary: name },
    { weight: 2, arbitrary: text },
    { weight: 1, arbitrary: fc.constantFrom("0", "12", "true", "false", "Infinity") },
    { weight: 4, arbitrary: tie("object") },
    { weight: 1, arbitrary: fc.array(text, { maxLength: 5 }).map((items) => `[${items.join(", ")}]`) },
    { weight: 1, arbitrary: fc.array(tie("object"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`) },
    { weight: 1, arbitrary: fc.array(text, { maxLength: 3 }).map((items) => `[${items.join(", ")}] as const`) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(name, fc.array(tie("expression"), { maxLength: 4 }))
        .map(([one, parts]) => `${one}(${parts.join(", ")})`),
    },
    { weight: 1, arbitrary: fc.tuple(name, name).map(([one, other]) => `${one}().${other}`) },
    { weight: 1, arbitrary: fc.tuple(name, name).map((names) => names.join(".")) },
    { weight: 1, arbitrary: fc.tuple(name, name).map((names) => `${names.join(".")}()`) },
    { weight: 1, arbitrary: fc.tuple(name, name).map((names) => `${names.join(".")}().sequence`) },
  ),
  object: fc
    .record({
      properties: fc.array(
        fc.oneof(
          { weight: 6, arbitrary: fc.tuple(key, tie("expression")).map(([one, value]) => `${one}: ${value}`) },
          { weight: 1, arbitrary: name },
          { weight: 1, arbitrary: name.map((one) => `...${one}().sequence`) },
          { weight: 1, arbitrary: name.map((one) => `...N.${one}().sequence`) },
          { weight: 1, arbitrary: fc.tuple(name, text).map(([one, path]) => `${one}: () => import(${path})`) },
          {
            weight: 1,
            arbitrary: fc
              .tuple(name, fc.array(name, { minLength: 1, maxLength: 5 }), fc.constantFrom(" ", "\n"))
              .map(
                ([one, names, gap]) =>
                  `${one}: (v) => ({${gap}${names.map((of, at) => `${of}: v[${at}]`).join(", ")} })`,
              ),
          },
        ),
        { maxLength: 5 },
      ),
      gap: fc.constantFrom(" ", "\n"),
    })
    .map(({ properties, gap }) =>
      properties.length === 0 ? "{}" : `{${gap}${properties.join(`,${gap}`)}${gap === "\n" ? "," : ""}${gap}}`,
    ),
}));

const docs = fc
  .constantFrom(undefined, "One line.", "\nSome lines.\n\nMore: für – “alle”.")
  .map((description) => (description === undefined ? [] : [{ description }]));

const parameters = fc.array(fc.record({ name, type, hasQuestionToken: fc.boolean() }), { minLength: 2, maxLength: 4 });

const typeParameters = fc.array(fc.record({ name, constraint: type, default: type }, { requiredKeys: ["name"] }), {
  maxLength: 2,
});

const specifiers = fc.array(
  fc.record({ name, alias: name, isTypeOnly: fc.boolean() }, { requiredKeys: ["name", "isTypeOnly"] }),
  { minLength: 1, maxLength: 5 },
);

/** Statements of every form that templates print, with names and texts of random lengths. */
export const randomStatement: fc.Arbitrary<StatementStructure> = fc.oneof(
  fc.record({
    kind: fc.constant("interface" as const),
    name,
    docs,
    isExported: fc.boolean(),
    extends: fc.array(
      fc.oneof(
        name,
        name.map((one) => `${one}<N>`),
      ),
      { maxLength: 3 },
    ),
    properties: fc.array(fc.record({ name: key, type, hasQuestionToken: fc.boolean(), docs }), { maxLength: 3 }),
    methods: fc.array(fc.record({ name: key, parameters, returnType: type, docs }), { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant("alias" as const), name, docs, isExported: fc.boolean(), type }),
  fc.record({
    kind: fc.constant("function" as const),
    name,
    docs,
    isExported: fc.boolean(),
    typeParameters,
    parameters: fc.oneof(parameters, fc.constant([])),
    returnType: type,
    overloads: fc.array(fc.record({ typeParameters, parameters, returnType: type, docs }), { maxLength: 2 }),
    statements: expression.map((value) => [`return ${value};`] as const),
  }),
  fc.record({
    kind: fc.constant("constant" as const),
    docs,
    isExported: fc.boolean(),
    declarations: fc.record({ name, initializer: expression }).map((one) => [one] as const),
  }),
  fc.record({ kind: fc.constant("import" as const), moduleSpecifier: name, namedImports: specifiers }),
  fc.record({ kind: fc.constant("import" as const), moduleSpecifier: name, namespaceImport: name }),
  fc.record({
    kind: fc.constant("export" as const),
    moduleSpecifier: name,
    namedExports: specifiers,
    isTypeOnly: fc.constant(false),
  }),
);

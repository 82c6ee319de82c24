/** The values for callers to send, in the form that soapwright's handlers should receive: some by hand, some random. */
import fc from "fast-check";
import type { Form } from "../echo/wsdl.js";

type Value = Readonly<Record<string, unknown>>;

export interface Case {
  readonly request: Value;
  readonly header?: Value;
}

/** How many random values each operation is sent in each binding. */
const randoms = 5;

/** The operations to call, with their values. */
export function casesOf(form: Form): ReadonlyMap<string, readonly Case[]> {
  const values = form === "rpc-encoded" ? encoded : literal;
  return new Map(
    Object.entries(values).map(([operation, { fixed, random }]) => {
      const sampled = fc.sample<unknown>(random, { numRuns: randoms, seed: operation.length });
      return [operation, [...fixed, ...sampled].map((value) => caseOf(operation, value))];
    }),
  );
}

function caseOf(operation: string, value: unknown): Case {
  if (operation === "EchoMany") return { request: value as Value }; // a value by each name
  if (operation !== "EchoSession") return { request: { value } };
  return { request: { value }, header: { Session: { User: value, Number: 9007199254740993n } } };
}

interface Values {
  readonly fixed: readonly unknown[];
  readonly random: fc.Arbitrary<unknown>;
}

/** No white space at the ends, which some callers cut, nor digits, which `canonical` would read. */
const text = fc
  .string({ unit: fc.constantFrom(..."aZé<&>\"' ☃𝄞]"), minLength: 1, maxLength: 12 })
  .filter((text) => text === text.trim());
const int = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const long = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const decimal = fc.tuple(int, fc.integer({ min: 1, max: 9 })).map(([whole, tenth]) => `${whole}.${tenth}`);
const bytes = fc.uint8Array({ minLength: 1, maxLength: 20 });
const colour = fc.constantFrom("Red", "Light Green", "Bleu foncé");
const date = fc.constantFrom("2024-02-29", "1999-12-31", "2038-01-20");
const real = fc.constantFrom(0.5, -2.25, 1e21, 1.5e-7, 123456.789);
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

const scalars = fc.record({
  Text: text,
  Word: fc.constantFrom("a", "two words"),
  Tiny: fc.integer({ min: -128, max: 127 }),
  Small: fc.integer({ min: -32768, max: 32767 }),
  Whole: int,
  Big: long,
  Positive: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  Huge: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
  Endless: long,
  Exact: decimal,
  Single: fc.constantFrom(0.5, -1.25, 1024),
  Real: real,
  Yes: fc.boolean(),
  At: fc.constantFrom("2024-02-29T12:34:56.5Z", "1999-12-31T23:59:59Z", "2024-06-01T00:00:00+02:00"),
  On: date,
  Span: fc.constantFrom("P1DT2H3M", "PT30S"),
  Data: bytes,
  Hex: bytes,
  Where: fc.constantFrom("https://example.org/a?b=c&d=%20"),
  Colour: colour,
});
const person = fc.record({
  Name: text,
  Nickname: optional(text),
  Age: fc.option(int),
  Home: optional(fc.record({ Street: optional(fc.array(text, { minLength: 1, maxLength: 3 })), City: text })),
});
const encodedPerson = fc.record({
  Name: text,
  Nickname: optional(text),
  Age: int,
  Home: optional(fc.record({ Street: text, City: text })),
});
const shape = fc.oneof(
  fc.record({ Name: text }),
  fc.record({ Name: text, Radius: real, $type: fc.constant("Circle") }),
  fc.record({ Name: text, Side: int, $type: fc.constant("Square") }),
  fc.record({ Name: text, Side: int, Colour: colour, $type: fc.constant("ColouredSquare") }),
);
const shapes = [
  { Name: "dot" },
  { Name: "ring", Radius: 0.5, $type: "Circle" },
  { Name: "tile", Side: 3, Colour: "Bleu foncé", $type: "ColouredSquare" },
];
const ann = { Name: "Ann", Age: 30 };
const bob = { Name: "Bob", Nickname: "B", Age: 41, Home: { City: "Oslo" } };

const common = {
  EchoText: { fixed: ["a", "<&>\"'☃𝄞]]>"], random: text },
  EchoBytes: { fixed: [new Uint8Array([0, 255, 10, 13])], random: bytes },
  EchoBig: { fixed: [2n ** 63n - 1n, -(2n ** 63n)], random: long },
  EchoScalars: { fixed: [], random: scalars },
  EchoShape: { fixed: shapes, random: shape },
  EchoNode: {
    fixed: [{ Label: "a", Next: { Label: "b", Next: { Label: "c" } }, Side: { Label: "d" } }],
    random: node(3),
  },
  EchoSession: { fixed: ["ann"], random: text },
  Refuse: { fixed: [{ Code: -7, Hint: "full & <closed>" }], random: fc.record({ Code: int, Hint: text }) },
  Notify: { fixed: ["now"], random: text },
} satisfies Readonly<Record<string, Values>>;

const literal: Readonly<Record<string, Values>> = {
  ...common,
  EchoNumbers: { fixed: [[1, -2, 2147483647], [5]], random: fc.array(int, { minLength: 1, maxLength: 5 }) },
  EchoPeople: { fixed: [[ann, { ...bob, Age: null }]], random: fc.array(person, { minLength: 1, maxLength: 3 }) },
  EchoOrder: {
    fixed: [
      { $Id: 1, Customer: ann },
      {
        $Id: 2,
        $Source: "a&b",
        Customer: bob,
        Line: [{ Article: "x", Count: 2 }, { Article: "y" }],
        Guests: [ann],
        Lucky: [7],
        Discount: "2.5",
        Note: null,
      },
    ],
    random: fc.record({
      $Id: int,
      $Source: optional(text),
      Customer: person,
      Line: optional(fc.array(fc.record({ Article: text, Count: optional(int) }), { minLength: 1, maxLength: 3 })),
      Guests: optional(fc.array(person, { minLength: 1, maxLength: 2 })),
      Lucky: optional(fc.array(int, { minLength: 1, maxLength: 3 })),
      Discount: optional(decimal),
      Note: optional(text),
    }),
  },
  EchoDrawing: {
    fixed: [{ Title: "all", Shape: shapes }],
    random: fc.record({ Title: text, Shape: fc.array(shape, { minLength: 1, maxLength: 4 }) }),
  },
  EchoPayment: {
    fixed: [{ Cash: "9.5", Note: "thanks" }],
    random: fc.oneof(
      fc.record({ Card: fc.record({ Number: text, Expires: date }), Note: optional(text) }),
      fc.record({ Cash: decimal, Note: optional(text) }),
    ),
  },
  EchoPrice: { fixed: [{ $Currency: "NOK", $value: "12.5" }], random: fc.record({ $Currency: text, $value: decimal }) },
  EchoMany: {
    fixed: [{ First: "a", second: 2, Person: bob }],
    random: fc.record({ First: text, second: int, Person: person }),
  },
};

const encoded: Readonly<Record<string, Values>> = {
  ...common,
  EchoNumbers: { fixed: [[1, -2, 2147483647], [5]], random: fc.array(int, { minLength: 1, maxLength: 5 }) },
  EchoPeople: { fixed: [[ann]], random: fc.array(encodedPerson, { minLength: 1, maxLength: 3 }) },
  EchoOrder: {
    fixed: [{ Customer: ann }, { Customer: ann, Guests: [ann], Lucky: [7], Discount: "2.5", Note: null }],
    random: fc.record({
      Customer: encodedPerson,
      Guests: optional(fc.array(encodedPerson, { minLength: 1, maxLength: 2 })),
      Lucky: optional(fc.array(int, { minLength: 1, maxLength: 3 })),
      Discount: optional(decimal),
      Note: optional(text),
    }),
  },
  EchoDrawing: {
    fixed: [{ Title: "all", Shapes: shapes }],
    random: fc.record({ Title: text, Shapes: fc.array(shape, { minLength: 1, maxLength: 4 }) }),
  },
  EchoMany: {
    fixed: [{ First: "a", second: 2, Person: ann }],
    random: fc.record({ First: text, second: int, Person: encodedPerson }),
  },
};

function node(depth: number): fc.Arbitrary<unknown> {
  const below = depth === 0 ? fc.constant(undefined) : optional(node(depth - 1));
  return fc.record({ Label: text, Next: below, Side: below });
}

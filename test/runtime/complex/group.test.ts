import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  attributes,
  choice,
  int,
  mixed,
  optional,
  repeated,
  sequence,
  string,
  wildcard,
} from "../../../templates/runtime/index.js";
import type { Notice } from "../../../templates/runtime/context.js";
import type { Particle, Table } from "../../../templates/runtime/complex/table.js";
import type { XmlElement } from "../../../templates/runtime/xml/element.js";
import { namespace, read, refusal, wrap, write } from "../engine.js";

const many = { minOccurs: 0, maxOccurs: Infinity };

function element(name: string, uri = namespace, ...children: XmlElement["children"]): XmlElement {
  return { name, namespace: uri, attributes: [], children };
}

const table: Table = {
  namespace,
  sequence: {
    Id: int,
    $choice: {
      type: repeated({ sequence: { A: { type: string, nillable: true }, B: int }, content: choice("A", "B") }),
      ...many,
    },
    $sequence: { type: repeated({ sequence: { C: string, D: int } }), ...many },
    Z: { type: string, minOccurs: 0 },
  },
};

describe("a group that repeats", () => {
  const value = {
    Id: 1,
    $choice: [{ A: "x" }, { B: 2 }, { A: null }, { A: "y" }],
    $sequence: [
      { C: "c", D: 1 },
      { C: "d", D: 2 },
    ],
    Z: "z",
  };
  const xml = '<Id>1</Id><A>x</A><B>2</B><A xsi:nil="true"/><A>y</A><C>c</C><D>1</D><C>d</C><D>2</D><Z>z</Z>';

  test("is written and read", () => {
    expect(write(table, value)).toBe(xml);
    expect(read(table, wrap(xml))).toEqual(value);
    expect(read(table, wrap("<Id>1</Id>"))).toEqual({ Id: 1 });
    expect(write(table, { Id: 1, $choice: [] })).toBe("<Id>1</Id>");
  });

  test("an element that occurs too often is noticed", () => {
    const seen: string[] = [];
    const notice: Notice = {
      attributes: () => undefined,
      namesake: () => undefined,
      beside: ({ local }) => void seen.push(local),
    };
    read(table, wrap("<Id>1</Id><New/><Z>1</Z><Id>2</Id><Z>2</Z>"), { notice });
    expect(seen).toEqual(["Id", "Z"]);
  });

  test("is read out of its place, with unknown elements between", () => {
    const other =
      '<C>c</C> <New/> <D>1</D><!-- - --><A>x</A><Z>z</Z><B>2</B><C>d</C><Id>1</Id><D>2</D><A xsi:nil="1"/><A>y</A><Z>2</Z>';
    expect(read(table, wrap(other))).toEqual({ ...value, $any: [element("New"), element("Z", namespace, "2")] });
  });

  test("reports missing members of its items with their places", () => {
    expect(refusal(() => read(table, wrap("<Id>1</Id>\n<C>c</C><D>1</D>\n<C>c</C>\n<C>c</C><D>1</D>")))).toBe(
      "r/C (line 3): expected <D> beside it, which is missing",
    );
    expect(refusal(() => read(table, wrap("<Id>1</Id><D>1</D>")))).toBe(
      "r/D (line 1): expected <C> beside it, which is missing",
    );
    expect(refusal(() => read(table, wrap("<A>x</A>")))).toBe("r (line 1): expected <Id>, which is missing");
    expect(refusal(() => read(table, wrap("<Id>1</Id><B>x</B>")))).toBe('r/B (line 1): expected int, found "x"');
  });

  test.each<[unknown, string]>([
    [[{ A: "x" }, {}], "$choice[1]: expected A or B, found nothing"],
    [[{ A: "x", B: 1 }], "$choice[0]: expected one of A, B, found A and B"],
    [[{ A: "x" }, { B: 1 }, { A: 5 }], "$choice[2].A: expected string, found 5"],
    [[{ C: "x" }], "$choice[0]: expected A or B, found nothing"],
    [[{ A: "x", C: "x" }], "$choice[0].C: expected no such property"],
    [[null], "$choice[0]: expected an object, found null"],
    [["x"], '$choice[0]: expected an object, found "x"'],
    [{ A: "x" }, "$choice: expected a list, found an object"],
    ["x", '$choice: expected a list, found "x"'],
    [[{ A: "x", $attributes: [] }], "$choice[0].$attributes: expected no such property"],
  ])("%j is refused", (items, message) => {
    expect(refusal(() => write(table, { Id: 1, $choice: items }))).toBe(message);
  });

  test("may be required", () => {
    const required: Table = {
      namespace,
      sequence: { $sequence: { type: repeated({ sequence: { A: string } }), maxOccurs: 3 } },
    };
    expect(refusal(() => write(required, {}))).toBe("$sequence: expected a group of elements, found nothing");
    expect(refusal(() => read(required, wrap("")))).toBe("r (line 1): expected a group of elements, which is missing");
    expect(read(required, wrap("<A/>".repeat(5)))).toEqual({ $sequence: Array.from({ length: 5 }, () => ({ A: "" })) });
  });

  test("ends an item where the next element cannot go on with it", () => {
    const items: Table = {
      namespace,
      sequence: {
        $sequence: {
          type: repeated({
            sequence: {
              A: { type: string, minOccurs: 0, maxOccurs: 2 },
              B: string,
              C: string,
              D: { type: string, minOccurs: 0 },
            },
            content: sequence("A", choice("B", "C"), "D"),
          }),
          ...many,
        },
      },
    };
    const whole = "<A>1</A><A>2</A><B>3</B><B>4</B><D>5</D><C>6</C><A>7</A><C>8</C><D>9</D>";
    const value = {
      $sequence: [{ A: ["1", "2"], B: "3" }, { B: "4", D: "5" }, { C: "6" }, { A: ["7"], C: "8", D: "9" }],
    };
    expect(read(items, wrap(whole))).toEqual(value);
    expect(write(items, value)).toBe(whole);
    expect(refusal(() => read(items, wrap("<A/><A/><A/><B/>")))).toBe(
      "r/A (line 1): expected <B> or <C> beside it, which are missing",
    );
  });

  test("may have alternatives that begin alike", () => {
    const alike: Table = {
      namespace,
      sequence: {
        $choice: {
          type: repeated({
            sequence: { A: string, B: string, C: string, D: { type: string, minOccurs: 0 } },
            content: choice(sequence("A", "B", "D"), sequence("A", "C", "D")),
          }),
          ...many,
        },
      },
    };
    const xml = "<A>1</A><B>2</B><A>3</A><C>4</C><D>5</D><A>6</A><B>7</B><D>8</D>";
    const value = {
      $choice: [
        { A: "1", B: "2" },
        { A: "3", C: "4", D: "5" },
        { A: "6", B: "7", D: "8" },
      ],
    };
    expect(read(alike, wrap(xml))).toEqual(value);
    expect(write(alike, value)).toBe(xml);
  });

  test("may contain an element that also precedes it", () => {
    const again: Table = {
      namespace,
      sequence: {
        A: string,
        $choice: { type: repeated({ sequence: { A: string, B: string }, content: choice("A", "B") }), ...many },
      },
    };
    const xml = "<A>1</A><A>2</A><B>3</B><A>4</A>";
    const value = { A: "1", $choice: [{ A: "2" }, { B: "3" }, { A: "4" }] };
    expect(read(again, wrap(xml))).toEqual(value);
    expect(write(again, value)).toBe(xml);
  });

  test("may be nested in a group that repeats", () => {
    const nested: Table = {
      namespace,
      sequence: {
        $sequence: {
          type: repeated({
            sequence: {
              H: string,
              $choice: {
                type: repeated({
                  sequence: {
                    A: string,
                    $sequence: { type: repeated({ sequence: { B: int, C: int } }), maxOccurs: Infinity },
                  },
                  content: choice("A", "$sequence"),
                }),
                ...many,
              },
            },
          }),
          ...many,
        },
        Z: string,
      },
    };
    const xml = "<H>1</H><A>x</A><B>1</B><C>2</C><B>3</B><C>4</C><A>y</A><H>2</H><H>3</H><B>5</B><C>6</C><Z>z</Z>";
    const value = {
      $sequence: [
        {
          H: "1",
          $choice: [
            { A: "x" },
            {
              $sequence: [
                { B: 1, C: 2 },
                { B: 3, C: 4 },
              ],
            },
            { A: "y" },
          ],
        },
        { H: "2" },
        { H: "3", $choice: [{ $sequence: [{ B: 5, C: 6 }] }] },
      ],
      Z: "z",
    };
    expect(read(nested, wrap(xml))).toEqual(value);
    expect(write(nested, value)).toBe(xml);
    expect(refusal(() => write(nested, { $sequence: [{ H: "1", $choice: [{ $sequence: [{ B: 1 }] }] }], Z: "" }))).toBe(
      "$sequence[0].$choice[0].$sequence[0].C: expected int, found nothing",
    );
  });

  test("occurs in a content model like any property", () => {
    const inChoice: Table = {
      namespace,
      sequence: { A: string, $sequence: { type: repeated({ sequence: { B: string } }), ...many }, C: string },
      content: sequence(optional(choice("A", sequence("$sequence", "C")))),
    };
    for (const value of [{}, { A: "a" }, { $sequence: [{ B: "1" }, { B: "2" }], C: "c" }, { C: "c" }]) {
      expect(read(inChoice, wrap(write(inChoice, value)))).toEqual(value);
    }
    expect(refusal(() => write(inChoice, { A: "a", $sequence: [] }))).toBe(
      "expected one of A, C, found A and $sequence",
    );
    expect(refusal(() => read(inChoice, wrap("<B>1</B>")))).toBe("r (line 1): expected <C>, which is missing");
  });

  test("may have 100,000 items, and members named after properties of every object", () => {
    const keys = ["constructor", "__proto__", "toString"];
    const hostile: Table = {
      namespace,
      sequence: {
        $choice: {
          type: repeated({ sequence: Object.fromEntries(keys.map((key) => [key, string])), content: choice(...keys) }),
          ...many,
        },
      },
    };
    const items = Array.from({ length: 100_000 }, (_, k) => keys[k % 3] ?? "");
    const xml = items.map((key, k) => `<${key}>${k}</${key}>`).join("");
    const value = read(hostile, wrap(xml)) as { $choice: object[] };
    expect(value.$choice).toHaveLength(items.length);
    expect(Object.entries(value.$choice[1] ?? {}).filter(([, part]) => part !== undefined)).toEqual([
      ["__proto__", "1"],
    ]);
    expect(write(hostile, value)).toBe(xml);
  });
});

test("types may contain themselves through groups, down to the limit of depth", () => {
  function tree(): Table {
    return {
      namespace,
      sequence: {
        $choice: { type: repeated({ sequence: { T: tree, L: string }, content: choice("T", "L") }), ...many },
      },
    };
  }
  const deep = (depth: number) => wrap("<T>".repeat(depth) + "<L>x</L>" + "</T>".repeat(depth));
  expect(() => read(tree, deep(999), { maxDepth: 1000 })).not.toThrow();
  const value = read(tree, deep(498), { maxDepth: 1000 });
  expect(write(tree, value)).toBe("<T>".repeat(498) + "<L>x</L>" + "</T>".repeat(498));
  expect(refusal(() => read(tree, deep(1000), { maxDepth: 1000 }))).toContain("nested more than 1000 deep");
  const cycle: { $choice: unknown[] } = { $choice: [] };
  cycle.$choice.push({ T: cycle });
  expect(refusal(() => write(tree, cycle))).toContain("expected at most 1000 values inside each other");
});

describe("a wildcard", () => {
  const open: Table = {
    namespace,
    sequence: {
      A: string,
      $any: { type: wildcard({ not: namespace }), ...many },
      B: { type: string, minOccurs: 0 },
    },
  };

  test("is written at its place", () => {
    const xml = '<A>a</A><x xmlns="urn:x">1<y></y></x><x xmlns="urn:z"></x><B>b</B>';
    const value = { A: "a", $any: [element("x", "urn:x", "1", element("y", "urn:x")), element("x", "urn:z")], B: "b" };
    expect(read(open, wrap(xml))).toEqual(value);
    expect(write(open, value)).toBe(xml);
    expect(read(open, wrap("<A>a</A>"))).toEqual({ A: "a" });
    expect(write(open, { A: "a" })).toBe("<A>a</A>");
  });

  test("shares its property with whatever the schema does not name", () => {
    const value = read(open, wrap('<New/><B>b</B><x xmlns="urn:x"/><A>a</A><B>c</B>'));
    expect(value).toEqual({
      A: "a",
      B: "b",
      $any: [element("New"), element("x", "urn:x"), element("B", namespace, "c")],
    });
    expect(write(open, value)).toBe('<A>a</A><New></New><x xmlns="urn:x"></x><B>c</B><B>b</B>');
  });

  test("may require an element", () => {
    const required: Table = { namespace, sequence: { $any: { type: wildcard() } } };
    expect(read(required, wrap("<x/>"))).toEqual({ $any: [element("x")] });
    expect(refusal(() => read(required, wrap("")))).toBe("r (line 1): expected any element, which is missing");
    expect(refusal(() => write(required, {}))).toBe("$any: expected any element, found nothing");
    expect(refusal(() => write(required, { $any: [{ ...element("x"), name: "a b" }] }))).toBe(
      '$any[0]: expected the name of an element, found "a b"',
    );
  });

  test.each<[Parameters<typeof wildcard>[0], string[]]>([
    [undefined, ["urn:n", "urn:x", ""]],
    [{ not: "urn:n" }, ["urn:x"]],
    [
      ["urn:x", ""],
      ["urn:x", ""],
    ],
    [[], []],
  ])("%j takes %j, where there is a choice", (namespaces, taken) => {
    const items: Table = {
      namespace,
      sequence: {
        $choice: {
          type: repeated({
            sequence: { A: string, $any: { type: wildcard(namespaces) } },
            content: choice("A", "$any"),
          }),
          ...many,
        },
      },
    };
    const all = ["urn:n", "urn:x", ""];
    const xml = all.map((uri) => `<e xmlns="${uri}"></e><A>a</A>`).join("");
    const value = read(items, wrap(xml)) as { $choice: unknown[]; $any?: XmlElement[] };
    expect(value.$choice).toEqual(
      all.flatMap((uri) => [...(taken.includes(uri) ? [{ $any: [element("e", uri)] }] : []), { A: "a" }]),
    );
    expect(value.$any ?? []).toEqual(all.filter((uri) => !taken.includes(uri)).map((uri) => element("e", uri)));
    expect(read(items, wrap(write(items, value)))).toEqual(value);
  });
});

describe("mixed content", () => {
  const rich: Table = {
    namespace,
    attributes: attributes({ $lang: { type: string, use: "optional" } }),
    sequence: {
      $mixed: {
        type: mixed({
          sequence: { b: string, n: { type: int, ...many, nillable: true }, p: { sequence: { A: string } } },
        }),
        minOccurs: 0,
      },
    },
  };
  const outer: Table = { namespace, sequence: { P: rich } };

  test("keeps text and elements in their order", () => {
    const xml = '<P lang="en"> a &lt; <b>x</b>\n<n>5</n><n xsi:nil="true"/> <p><A>y</A></p>z </P>';
    const value = {
      P: { $lang: "en", $mixed: [" a < ", { b: "x" }, "\n", { n: 5 }, { n: null }, " ", { p: { A: "y" } }, "z "] },
    };
    expect(read(outer, wrap(xml))).toEqual(value);
    expect(write(outer, value)).toBe(xml);
  });

  test("takes CDATA for text and leaves comments out", () => {
    expect(read(rich, wrap("a<!-- - -->b<![CDATA[<b>]]><?p?><b/><![CDATA[]]>"))).toEqual({
      $mixed: ["ab<b>", { b: "" }],
    });
    expect(read(rich, wrap(""))).toEqual({});
    expect(read(rich, `<r xmlns="${namespace}"/>`)).toEqual({});
    expect(write(rich, {})).toBe("");
  });

  test("keeps elements that the schema does not name", () => {
    const value = read(rich, wrap("a<x/>b<b/>"));
    expect(value).toEqual({ $mixed: ["ab", { b: "" }], $any: [element("x")] });
    const open: Table = {
      namespace,
      sequence: {
        $mixed: { type: mixed({ sequence: { b: string, $any: { type: wildcard(["urn:x"]) } } }), minOccurs: 0 },
      },
    };
    const kept = read(open, wrap('a<x xmlns="urn:x"/>b<b/><y/>'));
    expect(kept).toEqual({ $mixed: ["a", { $any: [element("x", "urn:x")] }, "b", { b: "" }], $any: [element("y")] });
    expect(write(open, kept)).toBe('a<x xmlns="urn:x"></x>b<b></b><y></y>');
  });

  test.each<[unknown, string]>([
    [["a", 5], "$mixed[1]: expected an object, found 5"],
    [[{}], "$mixed[0]: expected b, n or p, found nothing"],
    [[{ b: "x", n: 1 }], "$mixed[0]: expected one of b, n, p, found b and n"],
    [[{ n: "x" }], '$mixed[0].n: expected int, found "x"'],
    [
      [{ b: null }],
      "$mixed[0].b: expected string, found null; the spec does not declare it nillable (an override can)",
    ],
    [[{ c: "x" }], "$mixed[0]: expected b, n or p, found nothing"],
    [["\u0001"], "$mixed[0]: expected characters that XML can hold, found U+0001"],
    ["text", '$mixed: expected a list, found "text"'],
  ])("%j is refused", (items, message) => {
    expect(refusal(() => write(rich, { $mixed: items }))).toBe(message);
  });

  test("is malformed if it is cut or does not fit", () => {
    expect(refusal(() => read(rich, wrap("a<n>x</n>")))).toBe('r/n (line 1): expected int, found "x"');
    expect(refusal(() => read(rich, wrap("a<b>").slice(0, -4)))).toContain("the document ends here");
    expect(refusal(() => read(rich, "<r xmlns='urn:n'>a"))).toContain("the document ends here");
  });

  test("is read again as it was written", () => {
    const text = fc.string({ minLength: 1 }).filter((part) => !/[^\t\n -\ud7ff]/.test(part));
    const item = fc.oneof(text, fc.record({ b: text }), fc.record({ n: fc.option(fc.integer({ min: -9, max: 9 })) }));
    const noTextsInARow = (items: readonly unknown[]) =>
      items.filter((part, k) => typeof part !== "string" || typeof items[k - 1] !== "string");
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 20 }).map(noTextsInARow), (items) => {
        expect(read(rich, wrap(write(rich, { $mixed: items })))).toEqual({ $mixed: items });
      }),
    );
  });
});

test("items of groups that are written are read again", () => {
  const text = fc.stringMatching(/^[a-z<&]{0,3}$/);
  const sequences = fc.record({ C: text, D: fc.integer({ min: 0, max: 99 }) });
  const choices = fc.oneof(fc.record({ A: fc.option(text) }), fc.record({ B: fc.integer({ min: 0, max: 99 }) }));
  const values = fc.record({
    Id: fc.constant(1),
    $choice: fc.array(choices, { minLength: 1, maxLength: 8 }),
    $sequence: fc.array(sequences, { minLength: 1, maxLength: 8 }),
  });
  fc.assert(
    fc.property(values, (value) => {
      expect(read(table, wrap(write(table, value)))).toEqual(value);
    }),
  );
});

test("groups that were read are written so that they read equally, without any loss", () => {
  const inner = choice(sequence("A", "B"), sequence("A", optional(sequence("C")), "D"), "$any");
  const tables: Table[] = [
    {
      namespace,
      sequence: {
        $choice: {
          type: repeated({ sequence: { A: string, B: string, $any: wildcard() }, content: choice("A", "B", "$any") }),
          ...many,
        },
        C: { type: string, ...many },
        D: { type: string, minOccurs: 0 },
      },
    },
    {
      namespace,
      sequence: {
        $sequence: {
          type: repeated({
            sequence: {
              A: { type: string, minOccurs: 0, maxOccurs: 2 },
              B: { type: string, minOccurs: 0 },
              C: { type: string, minOccurs: 0, maxOccurs: Infinity },
            },
          }),
          ...many,
        },
        D: { type: string, minOccurs: 0 },
      },
    },
    {
      namespace,
      sequence: {
        $choice: {
          type: repeated({
            sequence: { A: string, B: string, C: string, D: string, $any: wildcard(["urn:x"]) },
            content: inner,
          }),
          ...many,
        },
      },
    },
    {
      namespace,
      sequence: {
        A: { type: string, minOccurs: 0 },
        $sequence: {
          type: repeated({
            sequence: {
              B: string,
              $choice: { type: repeated({ sequence: { C: string, D: string }, content: choice("C", "D") }), ...many },
            },
          }),
          ...many,
        },
      },
    },
    {
      namespace,
      sequence: {
        $mixed: {
          type: mixed({ sequence: { A: string, B: string, $any: wildcard({ not: namespace }) } }),
          minOccurs: 0,
        },
      },
    },
  ];
  const names = fc.array(fc.constantFrom("A", "B", "C", "D", "E", "x"), { maxLength: 12 });
  fc.assert(
    fc.property(fc.constantFrom(...tables), names, (table, elements) => {
      const xml = elements.map((name, k) => (name === "x" ? `<x xmlns="urn:x">${k}</x>` : `<${name}>${k}</${name}>`));
      let value: unknown;
      try {
        value = read(table, wrap(xml.join("")));
      } catch (error) {
        expect(error).toHaveProperty(
          "message",
          expect.stringMatching(/^expected .* beside it, which (is|are) missing$/),
        );
        return;
      }
      const written = write(table, value);
      expect([...written.matchAll(/>(\d+)</g)].map(([, k]) => Number(k)).sort((a, b) => a - b)).toEqual([
        ...elements.keys(),
      ]);
      expect(read(table, wrap(written))).toEqual(value);
    }),
    { numRuns: 1000 },
  );
});

describe("a name that occurs twice", () => {
  const optionally = (name: string) => ({ type: string, minOccurs: 0, name });
  const others: Readonly<Record<string, NonNullable<Table["sequence"]>>> = {
    wildcard: { $any: { type: wildcard(["urn:other"]), ...many } },
    group: { $sequence: { type: repeated({ sequence: { C: string, D: int } }), ...many } },
    nothing: {},
  };

  test.each(Object.entries(others))("is read at its place beside a %s", (_, other) => {
    const table: Table = {
      namespace,
      sequence: { Id: optionally("Id"), ...other, Tag: optionally("Tag"), Code: string, Tag_2: optionally("Tag") },
    };
    expect(read(table, wrap("<Code/><Tag>2</Tag>"))).toEqual({ Code: "", Tag_2: "2" });
    expect(read(table, wrap("<Tag>1</Tag><Code/>"))).toEqual({ Code: "", Tag: "1" });
    expect(read(table, wrap("<Tag>1</Tag><Code/><Tag>2</Tag>"))).toEqual({ Code: "", Tag: "1", Tag_2: "2" });
    expect(read(table, wrap("<Code/><New/><Tag>2</Tag>"))).toMatchObject({ Code: "", Tag_2: "2" });
    expect(read(table, wrap("<Code/><Id/><Tag>1</Tag><Tag>2</Tag>"))).toMatchObject({ Id: "", Tag: "1", Tag_2: "2" });
  });

  test("is read as it was written, wherever it is optional between required elements", () => {
    const names = fc.array(fc.tuple(fc.constantFrom("A", "B"), fc.boolean()), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(names, fc.constantFrom(...Object.values(others)), fc.nat(8), (optional, other, at) => {
        const members = optional.flatMap(([name], index) => [
          [`${name}_${index}`, optionally(name)] as const,
          [`R${index}`, string] as const,
        ]);
        const sequence: NonNullable<Table["sequence"]> = Object.fromEntries<Particle>([
          ...members.slice(0, at * 2),
          ...Object.entries(other),
          ...members.slice(at * 2),
        ]);
        const present = optional.flatMap(([name, isThere], index) => [
          ...(isThere ? [[`${name}_${index}`, String(index)] as const] : []),
          [`R${index}`, "-"] as const,
        ]);
        const value = Object.fromEntries(present);
        expect(read({ namespace, sequence }, wrap(write({ namespace, sequence }, value)))).toEqual(value);
      }),
    );
  });
});

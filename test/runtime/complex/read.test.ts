import { simpleContent } from "../../../templates/runtime/complex/simple-content.js";
import { attributes } from "../../../templates/runtime/complex/attributes.js";
import { openContent } from "../../../templates/runtime/complex/open-content.js";
import { planOf } from "../../../templates/runtime/complex/plan.js";
import { writeContent } from "../../../templates/runtime/complex/write.js";
import { Output } from "../../../templates/runtime/xml/output.js";
import { describe, expect, test } from "vitest";
import { anyType } from "../../../templates/runtime/complex/any-type.js";
import { RequestError } from "../../../templates/runtime/error.js";
import { int } from "../../../templates/runtime/simple/number.js";
import { string } from "../../../templates/runtime/simple/text.js";
import type { Table } from "../../../templates/runtime/complex/table.js";
import { namespace, read, refusal, wrap, write } from "../engine.js";

const person: Table = {
  namespace,
  sequence: {
    Id: int,
    Name: { type: string, minOccurs: 0, nillable: true },
    Tags: {
      type: { list: { Tag: { type: string, minOccurs: 0, maxOccurs: Infinity, nillable: true } } },
      minOccurs: 0,
    },
    Phone: { type: string, minOccurs: 0, maxOccurs: Infinity },
  },
};

describe("reading", () => {
  const whole = { Id: 7, Name: "Ann", Tags: ["a", null, "b"], Phone: ["1"] };

  test.each([
    [
      "in order",
      "<Id>7</Id><Name>Ann</Name><Tags><Tag>a</Tag><Tag xsi:nil='true'/><Tag>b</Tag></Tags><Phone>1</Phone>",
    ],
    [
      "out of order",
      "<Phone>1</Phone><Tags><Tag>a</Tag><Tag xsi:nil='true'/><Tag>b</Tag></Tags><Name>Ann</Name><Id>7</Id>",
    ],
    [
      "with white space, comments and instructions",
      '\n <!-- < --> <Id>7</Id>\n<?p <x?><Name>Ann</Name ><Tags>\n<Tag>a</Tag> <Tag xsi:nil="1"></Tag><Tag>b</Tag>\n</Tags><Phone >1</Phone> ',
    ],
    [
      "with another prefix",
      '<n:Id xmlns:n="urn:n">7</n:Id><n:Name xmlns:n="urn:n">Ann</n:Name><n:Tags xmlns:n="urn:n"><n:Tag>a</n:Tag><n:Tag xsi:nil="true"/><n:Tag>b</n:Tag></n:Tags><Phone>1</Phone>',
    ],
    [
      "with CDATA and references",
      "<Id><![CDATA[7]]></Id><Name>&#65;n<![CDATA[n]]></Name><Tags><Tag>a</Tag><Tag xsi:nil='true'/><Tag><!-- b -->b</Tag></Tags><Phone>&#x31;</Phone>",
    ],
  ])("%s", (_, content) => {
    expect(read(person, wrap(content))).toEqual(whole);
  });

  test("prefixed throughout", () => {
    const xml = '<n:r xmlns:n="urn:n"><n:Id>7</n:Id><n:Name>Ann</n:Name><n:Phone>1</n:Phone><n:Phone>2</n:Phone></n:r>';
    expect(read(person, xml)).toEqual({ Id: 7, Name: "Ann", Phone: ["1", "2"] });
  });

  test("absent, nil and empty are three things", () => {
    const table: Table = {
      namespace,
      sequence: {
        A: { type: string, minOccurs: 0, nillable: true },
        L: { type: { list: { I: { type: string, minOccurs: 0, maxOccurs: Infinity } } }, minOccurs: 0, nillable: true },
      },
    };
    expect(read(table, wrap(""))).toStrictEqual({ A: undefined, L: undefined });
    expect(read(table, wrap('<A xsi:nil="true"/><L xsi:nil="true" />'))).toStrictEqual({ A: null, L: null });
    expect(read(table, wrap("<A/><L></L>"))).toStrictEqual({ A: "", L: [] });
  });

  test("content that the table does not declare is kept", () => {
    const value = read(person, wrap('<New a="1">x<y xmlns="urn:o"/></New><Id>7</Id><Id>8</Id>'));
    expect(value).toEqual({
      Id: 7,
      $any: [
        {
          name: "New",
          namespace,
          attributes: [{ name: "a", namespace: "", value: "1" }],
          children: ["x", { name: "y", namespace: "urn:o", attributes: [], children: [] }],
        },
        { name: "Id", namespace, attributes: [], children: ["8"] },
      ],
    });
    expect(read({ namespace, sequence: {} }, '<r xmlns="urn:n" a="1" xmlns:p="urn:p" p:b="2"/>')).toEqual({
      $attributes: [
        { name: "a", namespace: "", value: "1" },
        { name: "b", namespace: "urn:p", value: "2" },
      ],
    });
  });

  test("an element of the right name in the wrong namespace is another element", () => {
    expect(read(person, wrap('<Id>7</Id><Name xmlns="urn:o">x</Name>'))).toMatchObject({
      Name: undefined,
      $any: [{ name: "Name", namespace: "urn:o" }],
    });
  });

  test("attributes and text", () => {
    const table: Table = {
      namespace,
      attributes: attributes({ $unit: string, $n: { type: int, use: "optional" } }),
      text: simpleContent(int),
    };
    expect(read(table, '<r unit="kg" n="2">5</r>')).toEqual({ $unit: "kg", $n: 2, $value: 5 });
    expect(refusal(() => read(table, '<r n="2">5</r>'))).toBe("r (line 1): expected attribute unit, which is missing");
    expect(refusal(() => read(table, '<r unit="kg" n="x">5</r>'))).toBe('r/@n (line 1): expected int, found "x"');
  });

  test("an element that was only seen empty", () => {
    const table: Table = { namespace, text: simpleContent(string) };
    expect(read(table, "<r/>")).toEqual({ $value: "" });
    expect(read(table, "<r> a&amp;b </r>")).toEqual({ $value: " a&b " });
    expect(read(table, "<r>\n <a/>\n</r>")).toMatchObject({ $value: undefined, $any: [{ name: "a" }] });
  });

  test("misfits have a path and a line", () => {
    const outer: Table = { namespace, sequence: { P: { type: person, maxOccurs: Infinity } } };
    expect(refusal(() => read(outer, wrap("\n<P><Id>1</Id></P>\n<P>\n<Id>seven</Id></P>")))).toBe(
      'r/P/Id (line 4): expected int, found "seven"',
    );
    expect(refusal(() => read(outer, wrap("\n<P><Name/></P>")))).toBe("r/P (line 2): expected <Id>, which is missing");
    expect(refusal(() => read(outer, wrap("<P><Id>1</P>")))).toBe("r/P/Id (line 1): expected </Id>");
    expect(refusal(() => read(outer, wrap("<P><Id>1</Id>")))).toBe("r/P (line 1): expected </P>");
    expect(refusal(() => read(outer, "<r xmlns='urn:n'><P>\n<Id>1</Id>"))).toBe("r/P (line 2): the document ends here");
    expect(refusal(() => read(outer, wrap("<P><Id><b/></Id></P>")))).toBe(
      "r/P/Id/b (line 1): expected text, found <b>",
    );
    expect(refusal(() => read(outer, wrap("<P>7</P>")))).toBe("r/P (line 1): expected elements, found text");
    expect(refusal(() => read(outer, wrap('<P><Id xsi:nil="true"/></P>')))).toBe(
      "r/P/Id (line 1): expected int, found nil",
    );
  });

  test("white space among elements may be in CDATA sections and references", () => {
    const outer: Table = { namespace, sequence: { P: person } };
    const space = "<![CDATA[]]><![CDATA[ ]]>&#10;";
    const written = `${space}<P>${space}<Id>1</Id>${space}</P>${space}`;
    expect(read(outer, wrap(written))).toEqual(read(outer, wrap("<P><Id>1</Id></P>")));
  });

  test("types that hold themselves, down to the limit of depth", () => {
    function tree(): Table {
      return { namespace, sequence: { T: { type: tree, minOccurs: 0, maxOccurs: Infinity } } };
    }
    expect(read(tree, wrap("<T><T/></T><T/>"))).toEqual({ T: [{ T: [{}] }, {}] });
    const deep = (n: number) => wrap("<T>".repeat(n) + "</T>".repeat(n));
    expect(() => read(tree, deep(255))).not.toThrow();
    expect(refusal(() => read(tree, deep(256)))).toContain("nested more than 256 deep");
    expect(refusal(() => read(person, deep(1000)))).toContain("nested more than 256 deep");
    expect(() => read(tree, deep(999), { maxDepth: 1e9 })).not.toThrow();
    expect(refusal(() => read(tree, deep(1000), { maxDepth: 1e9 }))).toContain("nested more than 1000 deep");
  });

  test("names that every object has", () => {
    const table: Table = {
      namespace,
      sequence: { constructor: { type: string, minOccurs: 0 }, ["__proto__"]: { type: string, minOccurs: 0 } },
    };
    const value = read(table, wrap("<constructor>a</constructor><__proto__>b</__proto__>"));
    expect(Object.entries(value as object)).toEqual([
      ["constructor", "a"],
      ["__proto__", "b"],
    ]);
    expect(write(table, value)).toBe("<constructor>a</constructor><__proto__>b</__proto__>");
    expect(write(table, {})).toBe("");
  });
});

describe("writing", () => {
  test("in the order of the schema, whatever the order of the properties", () => {
    expect(write(person, { Phone: ["1", "2"], Name: null, Id: 7, Tags: [null, "<&>"] })).toBe(
      '<Id>7</Id><Name xsi:nil="true"/><Tags><Tag xsi:nil="true"/><Tag>&lt;&amp;&gt;</Tag></Tags><Phone>1</Phone><Phone>2</Phone>',
    );
  });

  test("a namespace where it changes", () => {
    const table: Table = {
      namespace,
      sequence: { A: { type: { namespace: "", sequence: { B: int } }, namespace: "urn:a" }, C: int },
    };
    expect(write(table, { A: { B: 1 }, C: 2 })).toBe('<A xmlns="urn:a"><B xmlns="">1</B></A><C>2</C>');
    expect(read(table, wrap('<A xmlns="urn:a"><B xmlns="">1</B></A><C>2</C>'))).toEqual({ A: { B: 1 }, C: 2 });
  });

  test("attributes, of another namespace too", () => {
    const value: Table = {
      namespace,
      attributes: attributes({ $unit: string, $q: { type: string, use: "optional", namespace: "urn:q" } }),
      text: simpleContent(int),
    };
    const table: Table = { namespace, sequence: { V: value } };
    expect(write(table, { V: { $unit: 'a"<\n', $q: "x", $value: 5 } })).toBe(
      '<V unit="a&quot;&lt;&#xA;" xmlns:a1="urn:q" a1:q="x">5</V>',
    );
  });

  test("kept content is written last, and reads equally", () => {
    const kept = wrap('<Id>7</Id><New a="1" xmlns:p="urn:p" p:b="2">x<y xmlns="urn:o">z</y></New>');
    const value = read(person, kept);
    expect(write(person, value)).toBe('<Id>7</Id><New a="1" xmlns:p="urn:p" p:b="2">x<y xmlns="urn:o">z</y></New>');
    expect(read(person, wrap(write(person, value)))).toEqual(value);
  });

  test("a list keeps what was found at it", () => {
    const table: Table = { namespace, sequence: { L: { list: { I: int } } } };
    const xml = '<L xmlns:p="urn:p" a="1" xsi:type="p:List"><I>1</I><J></J></L>';
    const value = read(table, wrap(xml)) as { L: unknown };
    expect(Array.from(value.L as number[])).toEqual([1]);
    expect(write(table, value)).toBe(xml);
    const named: Table = { namespace, sequence: { L: { type: { name: "L", namespace }, list: { I: int } } } };
    expect(write(named, read(named, wrap(xml)))).toBe(xml);
  });

  describe("content that the schema does not declare", () => {
    // Inline tables belong to one table each.
    const sequence = (): Table["sequence"] & object => ({
      L: { type: { list: { I: int } }, minOccurs: 0 },
      Other: { type: () => other, minOccurs: 0 },
    });
    const other: Table = { namespace, sequence: {} };
    const $any = [{ name: "a", namespace, attributes: [], children: [] }];
    const $attributes = [{ name: "b", namespace: "", value: "c" }];
    const written = (table: Table, value: unknown): string => {
      const output = new Output();
      writeContent(output, planOf(table), value, namespace);
      return new TextDecoder().decode(output.done());
    };

    test("is written by a table with openContent, and by the inline tables in it", () => {
      const table: Table = { namespace, openContent, sequence: sequence() };
      const list = Object.assign([1], { $any, $attributes });
      expect(written(table, { L: list, $any })).toBe('<L b="c"><I>1</I><a></a></L><a></a>');
      expect(() => written(table, { Other: { $any } })).toThrow("Other.$any: expected no such property");
    });

    test.each<[unknown, string]>([
      [{ $any }, "$any"],
      [{ L: Object.assign([], { $any }) }, "L.$any"],
      [{ L: Object.assign([], { $attributes }) }, "L.$attributes"],
      [{ Other: { $attributes } }, "Other.$attributes"],
    ])("is refused by others: %j", (value, path) => {
      const reason = "expected no such property; a port with the option openContent sends it";
      expect(() => written({ namespace, sequence: sequence() }, value)).toThrow(new RequestError(reason, path));
    });
  });

  test("any content is written under the schema's name", () => {
    const table: Table = { namespace, sequence: { Doc: anyType } };
    const value = read(table, wrap('<Doc k="v">a<b/>c</Doc>')) as { Doc: { name: string } };
    expect(write(table, { Doc: { ...value.Doc, name: "Other", namespace: "urn:x" } })).toBe(
      '<Doc k="v">a<b></b>c</Doc>',
    );
  });

  test.each<[unknown, string]>([
    [{}, "Id: expected int, found nothing"],
    [{ Id: "7" }, 'Id: expected int, found "7"'],
    [{ Id: 7, Tags: ["a", 5] }, "Tags[1]: expected string, found 5"],
    [{ Id: 7, Phone: "1" }, 'Phone: expected a list, found "1"'],
    [
      { Id: 7, Phone: [null] },
      "Phone[0]: expected string, found null; the spec does not declare it nillable (an override can)",
    ],
    [{ Id: 7, Fone: "1" }, "Fone: expected no such property"],
    [
      { Id: 7, $any: [{ name: "a b", namespace: "", attributes: [], children: [] }] },
      '$any[0]: expected the name of an element, found "a b"',
    ],
    [{ Id: 7, Name: "\u0001" }, "Name: expected characters that XML can hold, found U+0001"],
    [[], "expected an object, found an array"],
    ["x", 'expected an object, found "x"'],
  ])("%j is refused", (value, message) => {
    expect(() => write(person, value)).toThrow(RequestError);
    expect(refusal(() => write(person, value))).toBe(message);
  });

  test.each([
    ["without attributes", {}],
    ["with attributes", { attributes: attributes({ $a: { type: string, use: "optional" } }) }],
    ["with open content", { openContent }],
  ])("values that hold themselves are refused %s", (_, facts) => {
    function tree(): Table {
      return { ...facts, namespace, sequence: { T: { type: tree, minOccurs: 0 } } };
    }
    const value: { T?: unknown } = {};
    value.T = value;
    expect(refusal(() => write(tree, value))).toContain("expected at most 1000 values inside each other");
  });
});

test("a constructor that does not fit its table is found when it is first used", () => {
  const table: Table = {
    namespace,
    sequence: { A: int, B: int },
    create: (v: readonly unknown[]) => ({ B: v[0], A: v[1] }),
  };
  expect(refusal(() => read(table, wrap("<A>1</A><B>2</B>")))).toBe(
    "the constructor of a table does not fit its properties A, B",
  );
});

describe("the place of what is wrong", () => {
  test("an empty element is named", () => {
    expect(refusal(() => read({ namespace, sequence: { N: int } }, wrap("\n<N/>")))).toBe(
      'r/N (line 2): expected int, found ""',
    );
  });

  test("a required element in another namespace is found", () => {
    const table: Table = { namespace, sequence: { Id: int, Note: { type: string, minOccurs: 0 } } };
    expect(refusal(() => read(table, wrap('<Note/><Id xmlns="urn:other">7</Id>')))).toBe(
      'r (line 1): expected <Id> of "urn:n", found <Id> of "urn:other"',
    );
    expect(refusal(() => read(table, wrap('<Note xmlns="">7</Note>')))).toBe(
      "r (line 1): expected <Id>, which is missing",
    );
  });
});

describe("types and nil that are stated", () => {
  const pet: Table = { namespace, type: { name: "Pet", namespace }, sequence: { Name: string } };
  const holder: Table = {
    namespace,
    sequence: {
      Pet: { type: pet, minOccurs: 0 },
      Plain: { type: person, minOccurs: 0 },
      Text: { type: string, minOccurs: 0 },
    },
  };
  const scope = 'xmlns:t="urn:n" xmlns:o="urn:o"';

  test("are left out of the attributes if they only repeat the declared type", () => {
    const xml = `<Pet ${scope} xsi:type="t:Pet"><Name>Rex</Name></Pet><Plain ${scope} xsi:type="t:P"><Id>1</Id></Plain><Text xsi:type="Any">a</Text>`;
    expect(read(holder, wrap(xml))).toMatchObject({ Pet: { Name: "Rex" }, Plain: { Id: 1 }, Text: "a" });
    expect(JSON.stringify(read(holder, wrap(xml)))).not.toContain("$attributes");
    expect(JSON.stringify(read(holder, wrap(xml.replace("t:Pet", "o:Pet"))))).toContain('"$attributes"');
  });

  test.each([
    ["on an element of a type without derived types", '<Pet xsi:type="gone:Pet"><Name>Rex</Name></Pet>'],
    ["on an element of a simple type", '<Pet><Name xsi:type="gone:Name">Rex</Name></Pet>'],
    [
      "on an element that the spec does not declare",
      '<Pet><Name>Rex</Name></Pet><New xsi:type="gone:X" xsi:nil="maybe"/>',
    ],
    ["inside such an element", '<Pet><Name>Rex</Name></Pet><New><a xsi:type="gone:X"/><b xsi:nil=""/></New>'],
  ])("lose no reply where nobody reads them: %s", (_, xml) => {
    expect(read(holder, wrap(xml))).toMatchObject({ Pet: { Name: "Rex" } });
  });

  test("are refused where they decide what is read", () => {
    expect(refusal(() => read(holder, wrap('<Text xsi:nil="maybe">a</Text>')))).toBe(
      'r/Text/@nil (line 1): expected boolean, found "maybe"',
    );
  });
});

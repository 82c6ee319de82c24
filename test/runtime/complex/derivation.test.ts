import { describe, expect, test } from "vitest";
import { readEnvelope, writeEnvelope } from "../../../templates/runtime/binding/envelope.js";
import {
  openContent,
  attributes,
  choice,
  derivation,
  int,
  repeated,
  string,
  withDefault,
} from "../../../templates/runtime/index.js";
import { readRoot } from "../../../templates/runtime/binding/root.js";
import { writeRoot } from "../../../templates/runtime/server/root.js";
import type { HttpOperation, Message } from "../../../templates/runtime/complex/operation.js";
import type { Table } from "../../../templates/runtime/complex/table.js";
import { namespace, read, refusal, wrap, write } from "../engine.js";

const zoo = "urn:zoo";

function AnimalTable(): Table {
  return {
    namespace,
    type: { name: "Animal", namespace },
    derivation: derivation({ Dog: DogTable, Cat: CatTable }),
    sequence: { Name: string },
  };
}

function DogTable(): Table {
  return {
    namespace,
    type: { name: "Dog", namespace },
    derivation: derivation({ Dog_zoo: ZooDogTable }),
    sequence: { Name: string, Age: int },
  };
}

function ZooDogTable(): Table {
  return {
    namespace,
    type: { name: "Dog_zoo", namespace: zoo, local: "Dog" },
    attributes: attributes({ $cage: string }),
    sequence: { Name: string, Age: int, Keeper: { type: string, namespace: zoo } },
  };
}

function CatTable(): Table {
  return {
    namespace,
    type: { name: "Cat", namespace },
    sequence: { Name: string, Lives: int, Claws: string },
    content: choice("Name", "Lives", "Claws"),
  };
}

function ShapeTable(): Table {
  return {
    namespace,
    type: { name: "Shape", namespace },
    abstract: true,
    derivation: derivation({ Curve: CurveTable }),
    sequence: {},
  };
}

function CurveTable(): Table {
  return {
    namespace,
    type: { name: "Curve", namespace },
    abstract: true,
    derivation: derivation({ Circle: CircleTable }),
    sequence: {},
  };
}

function CircleTable(): Table {
  return { namespace, type: { name: "Circle", namespace }, derived: true, sequence: { R: int } };
}

const one: Table = { namespace, sequence: { Pet: AnimalTable } };
const shape: Table = { namespace, sequence: { Shape: { type: ShapeTable, nillable: true } } };
const leaf: Table = { namespace, sequence: { Circle: CircleTable } };

test("xsi:type repeats the declared type where a value asks for it, and is not kept", () => {
  const xml = '<Pet xmlns:a1="urn:n" xsi:type="a1:Animal"><Name>a</Name></Pet>';
  expect(write(one, { Pet: { Name: "a", $type: "Animal" } })).toBe(xml);
  expect(read(one, wrap(xml))).toEqual({ Pet: { Name: "a" } });
});

test("a value of a derived type states it, also where that is the declared type", () => {
  for (const type of ["", ' xsi:type="Circle"']) {
    expect(read(leaf, wrap(`<Circle${type}><R>1</R></Circle>`))).toEqual({ Circle: { R: 1, $type: "Circle" } });
  }
  for (const value of [{ R: 1 }, { R: 1, $type: "Circle" }]) {
    expect(write(leaf, { Circle: value })).toBe("<Circle><R>1</R></Circle>");
  }
});

test("an xsi:type is kept only beside content that the declared type does not have", () => {
  const plain: Table = { namespace, sequence: { Line: { type: { sequence: { Sku: string } } } } };
  expect(read(plain, wrap('<Line xsi:type="Line"><Sku/></Line>'))).toEqual({ Line: { Sku: "" } });
  expect(read(plain, wrap('<Line xsi:type="Line" at="1"><Sku/></Line>'))).toMatchObject({
    Line: { Sku: "", $attributes: [{ name: "at", value: "1" }] },
  });
  expect(read(plain, wrap('<Line xsi:type="Special"><Sku/><Price/></Line>'))).toMatchObject({
    Line: { $any: [{ name: "Price" }], $attributes: [{ name: "type", value: "Special" }, { name: "xmlns" }] },
  });
});

describe("a derived type", () => {
  test.each<[string, unknown, string]>([
    ["the declared type", { Name: "a" }, "<Pet><Name>a</Name></Pet>"],
    [
      "a type derived from it",
      { Name: "a", Age: 3, $type: "Dog" },
      '<Pet xmlns:a1="urn:n" xsi:type="a1:Dog"><Name>a</Name><Age>3</Age></Pet>',
    ],
    [
      "a type derived from that, with attributes, of the same local name",
      { $cage: "1", Name: "a", Age: 3, Keeper: "k", $type: "Dog_zoo" },
      '<Pet xmlns:a1="urn:zoo" xsi:type="a1:Dog" cage="1"><Name>a</Name><Age>3</Age><Keeper xmlns="urn:zoo">k</Keeper></Pet>',
    ],
    [
      "a type with content of its own",
      { Lives: 7, $type: "Cat" },
      '<Pet xmlns:a1="urn:n" xsi:type="a1:Cat"><Lives>7</Lives></Pet>',
    ],
  ])("%s is written and read", (_, Pet, xml) => {
    expect(write(one, { Pet })).toBe(xml);
    const value = read(one, wrap(xml)) as { Pet: object };
    expect(value).toEqual({ Pet });
    expect(Object.keys(value.Pet).at(-1)).toBe("$type" in (Pet as object) ? "$type" : "Name");
  });

  test.each([
    ["in the default namespace", '<Pet xsi:type="Dog"><Name>a</Name><Age>3</Age></Pet>'],
    ["with a prefix from outside", '<Pet xsi:type="n:Dog"><Name>a</Name><Age>3</Age></Pet>'],
    ["with a prefix of its own", '<Pet xsi:type=" p:Dog " xmlns:p="urn:n"><Name>a</Name><Age>3</Age></Pet>'],
    ["with members in another order", '<Pet xsi:type="n:Dog"><Age>3</Age><Name>a</Name></Pet>'],
  ])("is known %s", (_, pet) => {
    const xml = wrap(pet).replace("<r ", '<r xmlns:n="urn:n" ');
    expect(read(one, xml)).toEqual({ Pet: { Name: "a", Age: 3, $type: "Dog" } });
  });

  test.each([
    ["of another name", '<Pet xmlns:p="urn:n" xsi:type="p:Fish"><Name>a</Name></Pet>'],
    ["of another namespace", '<Pet xmlns:p="urn:o" xsi:type="p:Dog"><Name>a</Name></Pet>'],
    ["of names that every object has", '<Pet xmlns:p="urn:n" xsi:type="p:constructor"><Name>a</Name></Pet>'],
  ])("%s is read as the declared one, and kept", (_, pet) => {
    const value = read(one, wrap(pet)) as { Pet: object };
    expect(value.Pet).toMatchObject({ Name: "a", $attributes: [{ name: "type" }, { name: "p" }] });
    expect(value.Pet).not.toHaveProperty("$type");
    expect(write(one, value)).toBe(pet);
    expect(read(one, wrap('<Pet xsi:type="Fish"><Name>a</Name><Fins>2</Fins></Pet>'))).toMatchObject({
      Pet: {
        Name: "a",
        $any: [{ name: "Fins" }],
        $attributes: [
          { name: "type", value: "Fish" },
          { name: "xmlns", value: namespace },
        ],
      },
    });
  });

  test("kept as an attribute gives way to $type", () => {
    const value = read(one, wrap('<Pet xmlns:p="urn:n" xsi:type="p:Fish"><Name>a</Name></Pet>')) as { Pet: object };
    expect(write(one, { Pet: { ...value.Pet, $type: "Animal" } })).toBe(
      '<Pet xmlns:p="urn:n" xsi:type="p:Animal"><Name>a</Name></Pet>',
    );
  });

  test.each<[unknown, string]>([
    [{ Name: "a", $type: "Fish" }, 'Pet.$type: expected "Animal", "Dog", "Cat" or "Dog_zoo", found "Fish"'],
    [{ Name: "a", $type: 5 }, 'Pet.$type: expected "Animal", "Dog", "Cat" or "Dog_zoo", found 5'],
    [{ Name: "a", $type: null }, 'Pet.$type: expected "Animal", "Dog", "Cat" or "Dog_zoo", found null'],
    [{ Name: "a", $type: "Dog" }, "Pet.Age: expected int, found nothing"],
    [{ Name: "a", Age: 3 }, "Pet.Age: expected no such property"],
    ["a", 'Pet: expected an object, found "a"'],
  ])("%j is refused", (Pet, message) => {
    expect(refusal(() => write(one, { Pet }))).toBe(message);
  });

  test("reports missing members", () => {
    expect(refusal(() => read(one, wrap('<Pet xsi:type="Dog"><Name>a</Name></Pet>')))).toBe(
      "r/Pet (line 1): expected <Age>, which is missing",
    );
    expect(refusal(() => read(one, wrap('<Pet xsi:type="p:Dog"><Name>a</Name></Pet>')))).toContain(
      "prefix p is not declared",
    );
  });
});

describe("an abstract type", () => {
  test("is never accepted in a document", () => {
    expect(read(shape, wrap('<Shape xsi:type="Circle"><R>1</R></Shape>'))).toEqual({
      Shape: { R: 1, $type: "Circle" },
    });
    expect(read(shape, wrap('<Shape xsi:nil="true"/>'))).toEqual({ Shape: null });
    expect(write(shape, { Shape: null })).toBe('<Shape xsi:nil="true"/>');
    for (const start of [
      "<Shape>",
      '<Shape xsi:type="Shape">',
      '<Shape xsi:type="Curve">',
      '<Shape xsi:type="Line">',
    ]) {
      expect(refusal(() => read(shape, wrap(`${start}<R>1</R></Shape>`)))).toBe(
        "r/Shape (line 1): expected xsi:type of a type derived from Shape, which is missing",
      );
    }
  });

  test("is never accepted as the type of a value", () => {
    expect(write(shape, { Shape: { R: 1, $type: "Circle" } })).toContain('xsi:type="a1:Circle"');
    expect(refusal(() => write(shape, { Shape: { R: 1 } }))).toBe('Shape.$type: expected "Circle", found nothing');
    expect(refusal(() => write(shape, { Shape: { $type: "Curve" } }))).toBe(
      'Shape.$type: expected "Circle", found "Curve"',
    );
  });
});

test("a type that none is derived from takes its own name and no other", () => {
  expect(refusal(() => write(leaf, { Circle: { R: 1, $type: "Curve" } }))).toBe(
    'Circle.$type: expected "Circle", found "Curve"',
  );
  const plain: Table = { namespace, sequence: { P: { sequence: { R: int } } } };
  expect(refusal(() => write(plain, { P: { R: 1, $type: "P" } }))).toBe("P.$type: expected no such property");
});

test("tables and simple types with a name of their own may be bare particles", () => {
  const named: Table = {
    namespace,
    sequence: {
      C: { type: { name: "C", namespace }, namespace, sequence: { R: int } },
      S: { ...withDefault(string, "x"), type: { name: "S", namespace } },
    },
  };
  expect(read(named, wrap("<C><R>1</R></C><S/>"))).toEqual({ C: { R: 1 }, S: "x" });
  expect(write(named, { C: { R: 1 }, S: "s" })).toBe("<C><R>1</R></C><S>s</S>");
});

test("derived types occur in lists, groups, the body and its header, and at the root of a reply over HTTP", () => {
  const animals = [{ Name: "a" }, { Name: "b", Age: 1, $type: "Dog" }, { Lives: 9, $type: "Cat" }];
  const list: Table = { namespace, list: { Animal: AnimalTable } };
  const repeat: Table = { namespace, sequence: { Animal: { type: AnimalTable, minOccurs: 0, maxOccurs: Infinity } } };
  const group: Table = {
    namespace,
    sequence: {
      $choice: {
        type: repeated({ sequence: { Animal: AnimalTable, N: int }, content: choice("Animal", "N") }),
        maxOccurs: Infinity,
      },
    },
  };
  expect(read(list, wrap(write(list, animals)))).toEqual(animals);
  expect(read(repeat, wrap(write(repeat, { Animal: animals })))).toEqual({ Animal: animals });
  const $choice = animals.map((Animal) => ({ Animal }));
  expect(read(group, wrap(write(group, { $choice })))).toEqual({ $choice });
  expect(refusal(() => write(list, [...animals, { $type: "Fish" }]))).toContain("[3].$type: expected");
  const message: Message = { body: one, header: { namespace, sequence: { Owner: AnimalTable } } };
  for (const animal of animals) {
    const document = writeEnvelope("soap11", message, animal, { Owner: animal }, [], { openContent });
    expect(readEnvelope(document, message)).toMatchObject({ value: animal, header: { Owner: animal } });
    const http: HttpOperation = { location: "", root: "Animal" };
    expect(readRoot(http, message, writeRoot(http, message, animal))).toEqual(animal);
  }
});

describe("a derived type of no namespace", () => {
  function BaseTable(): Table {
    return {
      namespace,
      type: { name: "Base", namespace },
      derivation: derivation({ Bare: BareTable }),
      sequence: { N: string },
    };
  }
  function BareTable(): Table {
    return {
      namespace,
      type: { name: "Bare", namespace: "" },
      sequence: { N: string, In: { type: BaseTable, minOccurs: 0 } },
    };
  }
  const item: Table = { namespace, sequence: { Item: { type: BaseTable, maxOccurs: Infinity } } };

  test("is written where no default namespace is in scope", () => {
    const value = { Item: [{ N: "a", $type: "Bare" }, { N: "b" }] };
    const xml =
      '<a1:Item xmlns="" xmlns:a1="urn:n" xsi:type="Bare"><N xmlns="urn:n">a</N></a1:Item><Item><N>b</N></Item>';
    expect(write(item, value)).toBe(xml);
    expect(read(item, wrap(xml))).toEqual(value);
  });

  test("occurs in other elements, with attributes, in the body and its header, and at the root of a reply over HTTP", () => {
    const $attributes = [
      { name: "a1", namespace: "http://www.w3.org/2000/xmlns/", value: "urn:o" },
      { name: "x", namespace: "urn:o", value: "1" },
      { name: "x", namespace, value: "2" },
    ];
    const $any = [{ name: "E", namespace: "", attributes: [], children: ["e"] }];
    const inner = { N: "b", In: { N: "c" }, $any, $attributes, $type: "Bare" };
    const value = { N: "a", In: inner, $type: "Bare" };
    const plain: object = { N: "a", In: { ...inner, $attributes: $attributes.slice(1) }, $type: "Bare" };
    expect(read(item, wrap(write(item, { Item: [value] })))).toMatchObject({ Item: [plain] });
    expect(write(item, { Item: [inner] })).toBe(
      '<a2:Item xmlns="" xmlns:a1="urn:o" xmlns:a2="urn:n" xsi:type="Bare" a1:x="1" a2:x="2">' +
        '<N xmlns="urn:n">b</N><In xmlns="urn:n"><N>c</N></In><E>e</E></a2:Item>',
    );
    const message: Message = {
      body: { namespace, sequence: { Item: BaseTable } },
      header: { namespace, sequence: { H: BaseTable } },
    };
    const document = writeEnvelope("soap11", message, value, { H: value }, [], { openContent });
    expect(readEnvelope(document, message)).toMatchObject({ value: plain, header: { H: plain } });
    const http: HttpOperation = { location: "", root: "Item" };
    expect(readRoot(http, message, writeRoot(http, message, value, { openContent }))).toMatchObject(plain);
  });

  test.each([
    ["of no namespace", '<a1:Item xmlns="" xmlns:a1="urn:n" xsi:type="Other"><N xmlns="urn:n">a</N></a1:Item>'],
    [
      "of the default namespace",
      '<a1:Item xmlns="urn:d" xmlns:a1="urn:n" xsi:type="Other"><N xmlns="urn:n">a</N></a1:Item>',
    ],
  ])("that is not known, %s, is kept as what it is", (_, xml) => {
    const value = read(item, wrap(xml)) as { Item: object[] };
    expect(value.Item[0]).toMatchObject({
      N: "a",
      $attributes: [{ name: "type", value: "Other" }, { name: "xmlns" }],
    });
    expect(write(item, value)).toBe(xml);
    const unknown: Table = { namespace, sequence: {} };
    expect(write(unknown, read(unknown, wrap(xml)))).toBe(xml);
  });
});

test("types that derive from each other in a circle come to an end", () => {
  function A(): Table {
    return { namespace, type: { name: "A", namespace }, derivation: derivation({ B }), sequence: {} };
  }
  function B(): Table {
    return { namespace, type: { name: "B", namespace }, derivation: derivation({ A }), sequence: { X: int } };
  }
  const table: Table = { namespace, sequence: { V: A } };
  expect(read(table, wrap('<V xsi:type="B"><X>1</X></V>'))).toEqual({ V: { X: 1, $type: "B" } });
  expect(refusal(() => write(table, { V: { $type: "C" } }))).toContain("V.$type: expected");
});

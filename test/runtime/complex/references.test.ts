import fc from "fast-check";
import { expect, test } from "vitest";
import { readEnvelope, writeEnvelope } from "../../../templates/runtime/binding/envelope.js";
import { derivation, int, objectReferences, string, type Message } from "../../../templates/runtime/index.js";
import type { Table } from "../../../templates/runtime/complex/table.js";
import { refusal } from "../engine.js";
import { envelope } from "../wire.js";

const namespace = "urn:people";
const declarations =
  'xmlns="urn:people" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:z="http://schemas.microsoft.com/2003/10/Serialization/"';

interface Person {
  Name?: string | null;
  Spouse?: Person | null;
  Children?: (Person | null)[];
}

function person(shared: boolean): () => Table {
  const table = (): Table => ({
    namespace,
    type: { name: "Person", namespace },
    ...(shared && { shared: objectReferences }),
    sequence: {
      Name: { type: string, minOccurs: 0, nillable: true },
      Spouse: { type: table, minOccurs: 0, nillable: true },
      Children: { type: { list: { Person: { type: table, nillable: true } } }, minOccurs: 0 },
    },
    derivation: derivation({ Child: child }),
  });
  const child = (): Table => ({ ...table(), type: { name: "Child", namespace }, derivation: derivation({}) });
  return table;
}

function messageOf(shared: boolean): Message {
  const table = person(shared);
  const list = { type: { list: { Person: { type: table, nillable: true } } }, minOccurs: 0, nillable: true };
  const wrapper: Table = {
    namespace,
    sequence: {
      First: { type: table, minOccurs: 0 },
      Second: { type: table, minOccurs: 0 },
      Count: { type: int, minOccurs: 0 },
      List: list,
    },
  };
  return { body: { namespace, sequence: { Get: wrapper } }, references: objectReferences };
}

const message = messageOf(true);

function read(content: string, of = message): Record<string, Person> {
  const document = envelope("soap11", `<Get ${declarations}>${content}</Get>`);
  const found = readEnvelope(new TextEncoder().encode(document), of);
  return (found?.kind === "ok" ? found.value : {}) as Record<string, Person>;
}

function write(value: unknown, of = message): string {
  return new TextDecoder()
    .decode(writeEnvelope("soap11", of, value))
    .replace(/.*<Get xmlns="urn:people">|<\/Get>.*/g, "")
    .replaceAll(' xmlns:a1="http://schemas.microsoft.com/2003/10/Serialization/"', "");
}

test("an element that refers to another has its value, with and without nil", () => {
  for (const nil of ["", ' i:nil="true"']) {
    const { First } = read(
      `<First z:Id="1"><Name z:Id="2">Ann</Name><Spouse z:Id="3"><Name z:Ref="2"${nil}/><Spouse z:Ref="1"${nil}/></Spouse></First>`,
    );
    expect(First?.Spouse?.Name).toBe("Ann");
    expect(First?.Spouse?.Spouse).toBe(First);
    expect(First).not.toHaveProperty("$attributes");
  }
});

test("a list and its items are shared", () => {
  const { First, Second } = read(
    '<First z:Id="i1"><Children z:Id="i2" z:Size="2"><Person z:Ref="i1"/><Person i:nil="true"/></Children></First>' +
      '<Second><Children z:Ref="i2" i:nil="true"/></Second>',
  );
  expect(First?.Children).toEqual([First, null]);
  expect(Second?.Children).toBe(First?.Children);
});

test("an object of a derived type is shared where its base is declared", () => {
  const { First, Second } = read('<First z:Id="1" i:type="Child"><Name>Bo</Name></First><Second z:Ref="1"/>');
  expect(First).toMatchObject({ $type: "Child", Name: "Bo" });
  expect(Second).toBe(First);
});

test("ids may start again in each part of a message", () => {
  const { First, Second } = read(
    '<First z:Id="1"><Spouse z:Ref="1"/></First><Second z:Id="1"><Name>B</Name><Spouse z:Ref="1"/></Second>',
  );
  expect(First?.Spouse).toBe(First);
  expect(Second?.Spouse).toBe(Second);
  expect(Second).not.toBe(First);
});

test.each([
  ['<First z:Ref="9"/>', 'Get/First (line 1): expected an earlier element whose Id is "9", found none'],
  [
    '<First z:Id="1"/><Count z:Ref="1"/>',
    'Get/Count (line 1): expected a reference to an element of the same type, found "1" of another',
  ],
  [
    '<First><Name z:Id="1">x</Name></First><Second z:Ref="1"/>',
    'Get/Second (line 1): expected a reference to an element of the same type, found "1" of another',
  ],
  [
    '<First z:Id="1"/><Second z:Ref="1">x</Second>',
    'Get/Second (line 1): expected nothing in an element that refers to another, found "x"',
  ],
])("%s is refused", (content, reason) => {
  expect(refusal(() => read(content))).toBe(reason);
});

test("an object that occurs twice is written once, and read so", () => {
  const ann: Person = { Name: "Ann" };
  const bob: Person = { Name: "Bob", Spouse: ann, Children: [ann] };
  ann.Spouse = bob;
  const text = write({ First: ann });
  expect(text).toBe(
    '<First a1:Id="i1"><Name>Ann</Name><Spouse a1:Id="i2"><Name>Bob</Name><Spouse a1:Ref="i1"/>' +
      '<Children><Person a1:Ref="i1"/></Children></Spouse></First>',
  );
});

test("parts of a message do not refer to each other, as their readers expect", () => {
  const ann: Person = { Name: "Ann" };
  ann.Spouse = ann;
  expect(write({ First: ann, Second: ann })).toBe(
    '<First a1:Id="i1"><Name>Ann</Name><Spouse a1:Ref="i1"/></First><Second a1:Id="i2"><Name>Ann</Name><Spouse a1:Ref="i2"/></Second>',
  );
});

test("objects of types without ids are written as often as they occur, and cycles are refused", () => {
  const plain = messageOf(false);
  const ann: Person = { Name: "Ann" };
  expect(write({ First: { Spouse: ann, Children: [ann] } }, plain)).toBe(
    "<First><Spouse><Name>Ann</Name></Spouse><Children><Person><Name>Ann</Name></Person></Children></First>",
  );
  ann.Spouse = ann;
  expect(() => write({ First: ann }, plain)).toThrow("expected at most 1000 values inside each other");
});

test("random graphs are read as they were written", () => {
  const graphs = fc.array(
    fc.record({
      name: fc.string({ unit: "grapheme-ascii" }),
      spouse: fc.nat(9),
      children: fc.array(fc.nat(9), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 10 },
  );
  fc.assert(
    fc.property(graphs, (nodes) => {
      const people = nodes.map(({ name }): Person => ({ Name: name.trim() }));
      nodes.forEach(({ spouse, children }, index) => {
        const self = people[index];
        if (self === undefined) return;
        self.Spouse = people[spouse] ?? null;
        self.Children = children.map((each) => people[each] ?? null);
      });
      const text = new TextDecoder().decode(writeEnvelope("soap12", message, { First: people[0] }));
      const found = readEnvelope(new TextEncoder().encode(text), message);
      expect(found).toMatchObject({ kind: "ok" });
      const { First } = (found?.kind === "ok" ? found.value : {}) as { First: Person };
      expect(numbered(First)).toEqual(numbered(people[0]));
    }),
  );
});

/** The objects of a graph in the order of their first occurrence, with references by their numbers. */
function numbered(root: Person | undefined): unknown[] {
  const all = root === undefined ? [] : [root];
  const numberOf = (one: Person | null | undefined): number | null => {
    if (one === null || one === undefined) return null;
    if (!all.includes(one)) all.push(one);
    return all.indexOf(one);
  };
  const result: unknown[] = [];
  for (const { Name, Spouse, Children } of all) result.push([Name, numberOf(Spouse), Children?.map(numberOf)]);
  return result;
}

test("many references take linear time and memory", () => {
  const started = performance.now();
  const { List } = read(
    `<List><Person z:Id="1"><Children z:Id="2">${'<Person z:Ref="1" i:nil="true"/>'.repeat(50_000)}</Children></Person>` +
      `${'<Person><Children z:Ref="2"/></Person>'.repeat(50_000)}</List>`,
  ) as unknown as { List: Person[] };
  expect(List).toHaveLength(50_001);
  expect(new Set(List.map(({ Children }) => Children)).size).toBe(1);
  expect(performance.now() - started).toBeLessThan(3000);
});

/** Header blocks in SOAP encoding, and literal ones beside them. */
import { expect, test } from "vitest";
import { readEnvelope, writeEnvelope } from "../../../templates/runtime/binding/envelope.js";
import { writeFaultEnvelope } from "../../../templates/runtime/server/fault-envelope.js";
import { Malformed, RequestError } from "../../../templates/runtime/error.js";
import {
  declaredFaults,
  openContent,
  encoded,
  int,
  string,
  type Message,
  type Table,
} from "../../../templates/runtime/index.js";
import type { Element } from "../../../templates/runtime/complex/table.js";
import { namespace, PersonTable, types, type Person } from "../farm.js";

const bindings = ["soap11", "soap12"] as const;

/** A Header with blocks of these; `Note` is literal. */
const header: Table = {
  namespace,
  sequence: {
    Mark: { type: PersonTable, minOccurs: 0, encoded },
    Other: { type: PersonTable, minOccurs: 0, encoded },
    Count: { type: int, minOccurs: 0, encoded },
    Note: { type: { namespace, sequence: { Text: string } }, minOccurs: 0 },
  },
};
const body = {
  namespace,
  sequence: { ask: { namespace: "", sequence: { who: { type: PersonTable, minOccurs: 0 } } } },
};
const message: Message = { body, header, encoded };
const literal: Message = { body, header };

function written(binding: (typeof bindings)[number], blocks: object, value: object = {}, to = message): string {
  return new TextDecoder().decode(writeEnvelope(binding, to, value, blocks, [], { openContent }));
}

/** The Header's content, without the declarations of usual prefixes and the encoding's name. */
function inHeader(text: string): string {
  return text
    .slice(text.indexOf("<soap:Header>") + 13, text.indexOf("</soap:Header>"))
    .replace(/ (?:soap:encodingStyle|xmlns:(?:soapenc|enc|xsd))="[^"]*"/g, "")
    .replaceAll(` xmlns:q1="${namespace}"`, "")
    .replaceAll(` xmlns:q2="${types}"`, "");
}

interface Blocks {
  readonly Mark?: Person;
  readonly Other?: Person;
  readonly Count?: number;
  readonly Note?: { readonly Text: string };
  readonly $any?: readonly unknown[];
}

function read(text: string, of = message): { readonly header: Blocks; readonly value: { readonly who?: Person } } {
  const envelope = readEnvelope(new TextEncoder().encode(text), of);
  if (envelope?.kind !== "ok") throw new Error("no message");
  return envelope as never; // of the tables
}

const declarations =
  'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
  'xmlns:f="urn:farm" xmlns:t="urn:farm:types" xmlns:enc="http://schemas.xmlsoap.org/soap/encoding/"';

function envelope(blocks: string, inBody = "<f:ask/>"): string {
  return (
    `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" ${declarations}>` +
    `<e:Header>${blocks}</e:Header><e:Body>${inBody}</e:Body></e:Envelope>`
  );
}

function failure(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Malformed) return `${error.path} (line ${error.line}): ${error.message}`;
    if (error instanceof RequestError) return error.message;
    throw error;
  }
  return "nothing";
}

test("a block is written as an encoded element, beside a literal one", () => {
  for (const binding of bindings) {
    for (const to of [message, literal]) {
      const text = written(binding, { Mark: { name: "Ann" }, Count: 2, Note: { Text: "a" } }, {}, to);
      expect(inHeader(text)).toBe(
        '<q1:Mark xsi:type="q2:Person"><name xsi:type="xsd:string">Ann</name></q1:Mark>' +
          '<q1:Count xsi:type="xsd:int">2</q1:Count>' +
          `<Note xmlns="${namespace}"><Text>a</Text></Note>`,
      );
      expect(text).toContain(
        `soap:encodingStyle="${binding === "soap11" ? "http://schemas.xmlsoap.org/soap/encoding/" : "http://www.w3.org/2003/05/soap-encoding"}" xsi:type="q2:Person"`,
      );
    }
  }
});

test("shared values of blocks follow them, under ids that are not in the Body", () => {
  const ann: Person = { name: "Ann" };
  ann.boss = ann;
  const blocks = { Mark: { name: "Bob", boss: ann }, Other: { name: "Eve", boss: ann } };
  const text = written("soap11", blocks, { who: ann });
  expect(inHeader(text)).toBe(
    '<q1:Mark xsi:type="q2:Person"><name xsi:type="xsd:string">Bob</name><boss href="#h_id0"/></q1:Mark>' +
      '<q1:Other xsi:type="q2:Person"><name xsi:type="xsd:string">Eve</name><boss href="#h_id0"/></q1:Other>' +
      `<soapenc:Struct xmlns:q1="${types}" id="h_id0" soapenc:root="0" xsi:type="q1:Person">` +
      '<name xsi:type="xsd:string">Ann</name><boss href="#h_id0"/></soapenc:Struct>',
  );
  expect(text).toContain('<who href="#id0"/>');
  expect(inHeader(written("soap12", blocks))).toBe(
    '<q1:Mark xsi:type="q2:Person"><name xsi:type="xsd:string">Bob</name>' +
      '<boss enc:id="h_id0" xsi:type="q2:Person"><name xsi:type="xsd:string">Ann</name><boss enc:ref="h_id0"/></boss></q1:Mark>' +
      '<q1:Other xsi:type="q2:Person"><name xsi:type="xsd:string">Eve</name><boss enc:ref="h_id0"/></q1:Other>',
  );
});

test("a block that another refers to says what it is known by, once", () => {
  const ann: Person = { name: "Ann" };
  const text = written("soap11", { Mark: { name: "Bob", boss: ann }, Other: ann });
  expect(inHeader(text)).toBe(
    '<q1:Mark xsi:type="q2:Person"><name xsi:type="xsd:string">Bob</name><boss href="#h_id0"/></q1:Mark>' +
      '<q1:Other id="h_id0" soapenc:root="1" xsi:type="q2:Person"><name xsi:type="xsd:string">Ann</name></q1:Other>',
  );
  const twice = written("soap12", { Mark: ann, Other: ann });
  expect(inHeader(twice).match(/id="/g)).toHaveLength(1);
  expect(read(twice).header).toMatchObject({ Mark: { name: "Ann" }, Other: { name: "Ann" } });
});

test("a graph of blocks is read as it was written", () => {
  const ann: Person = { name: "Ann" };
  ann.boss = ann;
  ann.friends = [ann];
  for (const binding of bindings) {
    for (const to of [message, literal]) {
      const sent = { Mark: { name: "Bob", boss: ann }, Other: ann, Count: 3, Note: { Text: "<" } };
      const { header: blocks } = read(written(binding, sent, {}, to), to);
      expect(Object.keys(blocks).sort()).toEqual(["Count", "Mark", "Note", "Other"]);
      expect(blocks).toMatchObject({ Mark: { name: "Bob" }, Other: { name: "Ann" }, Count: 3, Note: { Text: "<" } });
      expect(blocks.Mark?.boss).toBe(blocks.Other);
      expect(blocks.Other?.boss).toBe(blocks.Other);
      expect(blocks.Other?.friends?.[0]).toBe(blocks.Other);
      expect(blocks.Mark).not.toHaveProperty("$attributes");
    }
  }
});

test("a block as ASP.NET sends it: with an id, and what it refers to behind it", () => {
  const { header: blocks } = read(
    envelope(`<q1:Mark id="h_id1" xmlns:q1="urn:farm"><name xsi:type="xsd:string">Bob</name><boss href="#h_id2"/></q1:Mark>
      <q2:Person id="h_id2" xsi:type="q2:Person" xmlns:q2="urn:farm:types"><name xsi:type="xsd:string">Ann</name></q2:Person>`),
  );
  expect(blocks).toEqual({ Mark: expect.objectContaining({ name: "Bob" }) as unknown });
  expect(blocks.Mark?.boss).toMatchObject({ name: "Ann" });
  expect(blocks.Mark).not.toHaveProperty("$attributes");
  const twice = read(
    envelope(
      '<f:Mark id="a"><name>Bob</name><boss href="#b"/></f:Mark><f:Mark id="b" xsi:type="t:Person"><name>Ann</name></f:Mark>',
    ),
  );
  expect(twice.header.Mark).toMatchObject({ name: "Bob", boss: { name: "Ann" } });
  expect(twice.header).not.toHaveProperty("$any");
});

test("references lead through the whole envelope", () => {
  const person = '<m id="a" enc:root="0"><name>Ann</name><boss href="#a"/></m>';
  for (const of of [message, literal]) {
    const { header: blocks } = read(
      envelope('<f:Mark href="#a"/><f:Other><name>B</name><boss href="#a"/></f:Other>', `<f:ask/>${person}`),
      of,
    );
    expect(blocks.Mark?.name).toBe("Ann");
    expect(blocks.Mark?.boss).toBe(blocks.Mark);
    expect(blocks.Other?.boss).toBe(blocks.Mark);
  }
  const { value } = read(envelope(person, '<f:ask><who href="#a"/></f:ask>'));
  expect(value.who?.name).toBe("Ann");
  // An id in the element's own part takes precedence over the same id in the other part.
  const both = read(
    envelope(
      '<f:Mark href="#a"/><x id="a" enc:root="0"><name>H</name></x>',
      '<f:ask><who href="#a"/></f:ask><x id="a"><name>B</name></x>',
    ),
  );
  expect([both.header.Mark?.name, both.value.who?.name]).toEqual(["H", "B"]);
});

test("a document in another charset, with references between its parts", () => {
  const text = `<?xml version="1.0" encoding="iso-8859-1"?>${envelope('<f:Mark href="#a"/>', '<f:ask/><m id="a"><name>\u00e9</name></m>')}`;
  const latin = Uint8Array.from(text, (character) => character.charCodeAt(0));
  expect(readEnvelope(latin, message)).toMatchObject({ header: { Mark: { name: "\u00e9" } } });
});

test("for whom a block is, is kept and sent", () => {
  const $attributes = [
    { name: "mustUnderstand", namespace: "http://schemas.xmlsoap.org/soap/envelope/", value: "1" },
    { name: "id", namespace: "", value: "x" },
  ];
  const text = written("soap11", { Mark: { name: "Ann", $attributes } });
  expect(read(text).header.Mark).toEqual({
    name: "Ann",
    boss: undefined,
    friends: undefined,
    $attributes: [$attributes[0]],
  });
});

test("undeclared blocks are kept with the values that they refer to, which are not blocks themselves", () => {
  const { header: blocks } = read(
    envelope(
      '<f:X href="#a"/><m id="a"><b/></m><f:Mark><name>A</name></f:Mark><f:Mark><name>B</name></f:Mark><n enc:root="0"/>',
    ),
  );
  expect(blocks.Mark?.name).toBe("A");
  expect(blocks.$any).toMatchObject([
    { name: "X", children: [{ name: "b" }] },
    { name: "Mark", namespace, children: [{ name: "name", children: ["B"] }] },
  ]);
  const $any = [{ name: "Y", namespace: "urn:y", attributes: [], children: [] }];
  expect(inHeader(written("soap11", { Count: 1, $any }))).toMatch(/<Y xmlns="urn:y"><\/Y>$/);
});

test("a block that is absent, nil or missing", () => {
  expect(read(envelope("")).header).toEqual({});
  expect(read(envelope('<f:Mark xsi:nil="true"/>')).header).toEqual({});
  const needed = (more: Partial<Element>): Message => ({
    ...message,
    header: { namespace, sequence: { Mark: { type: PersonTable, encoded, ...more } } },
  });
  expect(read(envelope('<f:Mark xsi:nil="1"/>'), needed({ nillable: true })).header).toEqual({ Mark: null });
  expect(failure(() => read(envelope('<f:Mark xsi:nil="1"/>'), needed({})))).toMatch(/expected elements, found nil/);
  expect(failure(() => read(envelope(""), needed({})))).toBe("Header (line 1): expected <Mark>, which is missing");
  expect(failure(() => read(envelope("").replace(/<e:Header>.*<\/e:Header>/, ""), needed({})))).toMatch(
    /found no <Header>/,
  );
  expect(inHeader(written("soap11", { Mark: null }, {}, needed({ nillable: true })))).toBe('<q1:Mark xsi:nil="true"/>');
});

test("a value that does not fit is refused with its path", () => {
  const refused = (blocks: object, to = message): string => failure(() => written("soap11", blocks, {}, to));
  expect(refused({ Mark: { name: 1 } })).toBe("header.Mark.name: expected string, found 1");
  expect(refused({ Mark: { name: "a", boss: { name: 2 } } })).toBe("header.Mark.boss.name: expected string, found 2");
  expect(refused({ Note: { Text: 1 } })).toBe("header.Note.Text: expected string, found 1");
  expect(refused({ Nothing: 1 })).toBe("header.Nothing: expected no such property");
  const needed: Message = { body, header: { namespace, sequence: { Mark: { type: PersonTable, encoded } } } };
  expect(refused({}, needed)).toBe("header.Mark: expected an object, found nothing");
});

test("a block that is wrong is malformed, and has a place", () => {
  expect(failure(() => read(envelope('\n<f:Mark href="#gone"/>')))).toBe(
    'Header/Mark (line 2): expected an element whose id is "gone", found none',
  );
  expect(failure(() => read(envelope("<f:Mark>\n<name/><boss/></f:Mark>")))).toMatch(
    /^Header\/Mark\/boss \(line 2\): expected <name>/,
  );
  expect(failure(() => read(envelope("<f:Count>x</f:Count>")))).toBe('Header/Count (line 1): expected int, found "x"');
});

function faultIn(blocks: string, behind = ""): Record<string, unknown> {
  const fault = "<e:Fault><faultcode>e:Server</faultcode><faultstring>no</faultstring></e:Fault>";
  for (const of of [message, literal]) {
    const read = readEnvelope(new TextEncoder().encode(envelope(blocks, fault + behind)), of, {}, declaredFaults({}));
    if (read?.kind !== "fault") throw new Error("no fault");
    expect(read.fault.reason).toBe("no");
    if (of === literal) return { ...read.header };
  }
  throw new Error("no message");
}

test("a fault comes with blocks, and is read whatever they are", () => {
  const note = "<f:Note><f:Text>n</f:Text></f:Note>";
  const blocks = faultIn(
    `<f:Mark><name>Bob</name><boss href="#a"/></f:Mark>${note}<x/>`,
    '<m id="a"><name>Ann</name></m>',
  );
  expect(blocks).toMatchObject({
    Mark: { name: "Bob", boss: { name: "Ann" } },
    Note: { Text: "n" },
    $any: [{ name: "x" }],
  });
  expect(faultIn("")).toEqual({});
  const wrong = [
    '<f:Mark href="#gone"/>',
    "<f:Mark/>",
    '<f:Count enc:arrayType="x">1</f:Count>',
    "<f:Mark><name><x/></name></f:Mark>",
  ];
  for (const each of wrong) {
    const left = faultIn(each + note);
    expect(left).toMatchObject({ Note: { Text: "n" }, $any: [{ namespace }] });
    expect(left.$any).toHaveLength(1);
    expect([left.Mark, left.Count]).toEqual([undefined, undefined]);
  }
});

test("a fault is written with blocks", () => {
  const fault = { code: "Sender", reason: "no" } as const;
  for (const binding of bindings) {
    const text = new TextDecoder().decode(writeFaultEnvelope(binding, fault, {}, { Mark: { name: "Ann" } }, header));
    expect(inHeader(text)).toBe('<q1:Mark xsi:type="q2:Person"><name xsi:type="xsd:string">Ann</name></q1:Mark>');
    const back = readEnvelope(new TextEncoder().encode(text), message, {}, declaredFaults({}));
    expect(back).toMatchObject({ kind: "fault", header: { Mark: { name: "Ann" } } });
  }
});

test("references that double and chains of them take no longer than the document is", () => {
  const chain = Array.from({ length: 5_000 }, (_, k) => {
    return `<m id="a${k}"><name>n</name><boss href="#a${k + 1}"/><friends><p href="#a${k + 1}"/></friends></m>`;
  });
  const { header: blocks } = read(
    envelope(
      '<f:Mark href="#a0"/><f:Other href="#a0"/>',
      `<f:ask/>${chain.join("")}<m id="a5000"><name>last</name></m>`,
    ),
  );
  expect(blocks.Mark).toBe(blocks.Other);
  let person = blocks.Mark;
  for (; person?.boss; person = person.boss) expect(person.friends?.[0]).toBe(person.boss);
  expect(person?.name).toBe("last");
});

import { facets } from "../../../templates/runtime/simple/facets.js";
import { expect, test } from "vitest";
import { writeEnvelope } from "../../../templates/runtime/binding/envelope.js";
import {
  encoded,
  int,
  integer,
  integerAsNumber,
  integerAsString,
  long,
  longAsNumber,
  longAsString,
  repeated,
  RequestError,
  restricted,
  string,
  unsignedLong,
  unsignedLongAsNumber,
  unsignedLongAsString,
  wildcard,
  type Message,
  type Simple,
} from "../../../templates/runtime/index.js";
import { find, message, namespace, PersonTable, types, type Farm, type Person } from "../farm.js";

const encodings = {
  soap11: "http://schemas.xmlsoap.org/soap/encoding/",
  soap12: "http://www.w3.org/2003/05/soap-encoding",
};

/** The Body's content, with the declarations of usual prefixes and the encoding's name left out. */
function written(binding: "soap11" | "soap12", what: unknown, to: Message = find): string {
  const text = new TextDecoder().decode(writeEnvelope(binding, to, what));
  return text
    .slice(text.indexOf("<soap:Body>") + 11, text.indexOf("</soap:Body>"))
    .replaceAll(` soap:encodingStyle="${encodings[binding]}"`, "")
    .replaceAll(` xmlns:soapenc="${encodings.soap11}"`, "")
    .replaceAll(` xmlns:enc="${encodings.soap12}"`, "")
    .replaceAll(' xmlns:xsd="http://www.w3.org/2001/XMLSchema"', "")
    .replaceAll(` xmlns:q1="${namespace}" xmlns:q2="${types}"`, "");
}

const farm = (more: Partial<Farm>): { what: Farm } => ({ what: { name: "F", ...more } });

/** The content of a farm with a name. */
function inFarm(binding: "soap11" | "soap12", more: Partial<Farm>): string {
  const text = written(binding, farm(more));
  const [before, after] = ['<what xsi:type="q2:Farm"><name xsi:type="xsd:string">F</name>', "</what></q1:find>"];
  expect(text.startsWith("<q1:find")).toBe(true);
  return text.slice(text.indexOf(before) + before.length, text.indexOf(after));
}

test("a request as it is sent", () => {
  const text = new TextDecoder().decode(writeEnvelope("soap11", find, farm({})));
  expect(text).toBe(
    '<?xml version="1.0" encoding="utf-8"?>' +
      '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
      '<soap:Body><q1:find xmlns:q1="urn:farm" xmlns:q2="urn:farm:types" xmlns:xsd="http://www.w3.org/2001/XMLSchema" ' +
      'soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">' +
      '<what xsi:type="q2:Farm"><name xsi:type="xsd:string">F</name></what></q1:find></soap:Body></soap:Envelope>',
  );
  expect(new TextDecoder().decode(writeEnvelope("soap12", find, farm({})))).toContain(
    ' soap:encodingStyle="http://www.w3.org/2003/05/soap-encoding"><what xsi:type="q2:Farm">',
  );
});

test("each value says its type, and nil where it is", () => {
  for (const binding of ["soap11", "soap12"] as const) {
    expect(written(binding, { what: null })).toBe('<q1:find xmlns:q1="urn:farm"><what xsi:nil="true"/></q1:find>');
    expect(inFarm(binding, { size: "small", worth: null, owner: null })).toBe(
      '<size xsi:type="q2:Size">small</size><worth xsi:nil="true"/><owner xsi:nil="true"/>',
    );
    expect(inFarm(binding, { seal: new Uint8Array([1]), note: ["a", "b"], worth: "1.50" })).toBe(
      '<worth xsi:type="xsd:decimal">1.50</worth><seal xsi:type="xsd:base64Binary">AQ==</seal>' +
        '<note xsi:type="xsd:string">a</note><note xsi:type="xsd:string">b</note>',
    );
    const id = "936da01f-9abd-4d9d-80c7-02af85c822a8";
    expect(written(binding, farm({ id }))).toContain(' xmlns:q3="http://microsoft.com/wsdl/types/"');
    expect(inFarm(binding, { id })).toBe(`<id xsi:type="q3:guid">${id}</id>`);
  }
});

test("a value of a derived type names its type", () => {
  const text = inFarm("soap11", { animals: [{ legs: 4 }, { $type: "Cat_urn", legs: 4, purrs: 1 }] });
  expect(text).toBe(
    '<animals xsi:type="soapenc:Array" soapenc:arrayType="q2:Animal[2]">' +
      '<item xsi:type="q2:Animal"><legs xsi:type="xsd:int">4</legs></item>' +
      '<item xsi:type="q3:Cat"><legs xsi:type="xsd:int">4</legs><purrs xsi:type="xsd:int">1</purrs></item></animals>',
  );
});

test("arrays say the type of their items and how many there are", () => {
  const grid = [["a", null], []];
  expect(inFarm("soap11", { numbers: [7], grid })).toBe(
    '<numbers xsi:type="soapenc:Array" soapenc:arrayType="xsd:int[1]"><item xsi:type="xsd:int">7</item></numbers>' +
      '<grid xsi:type="soapenc:Array" soapenc:arrayType="xsd:string[][2]">' +
      '<row xsi:type="soapenc:Array" soapenc:arrayType="xsd:string[2]"><item xsi:type="xsd:string">a</item><item xsi:nil="true"/></row>' +
      '<row xsi:type="soapenc:Array" soapenc:arrayType="xsd:string[0]"></row></grid>',
  );
  expect(inFarm("soap12", { numbers: [7], grid })).toBe(
    '<numbers enc:itemType="xsd:int" enc:arraySize="1"><item xsi:type="xsd:int">7</item></numbers>' +
      '<grid enc:itemType="xsd:anyType" enc:arraySize="2">' +
      '<row enc:itemType="xsd:string" enc:arraySize="2"><item xsi:type="xsd:string">a</item><item xsi:nil="true"/></row>' +
      '<row enc:itemType="xsd:string" enc:arraySize="0"></row></grid>',
  );
});

test.each([
  ["long", long, longAsNumber, longAsString, 7n, 7, "7"],
  ["unsignedLong", unsignedLong, unsignedLongAsNumber, unsignedLongAsString, 7n, 7, "7"],
  ["integer", integer, integerAsNumber, integerAsString, 7n, 7, "7"],
] as const)("the type of a value in TypeScript changes nothing on the wire: %s", (name, a, b, c, ...values) => {
  const messages = [a, b, c].map((type: Simple<unknown>, index) => {
    const what = { type: { list: { item: type } } };
    const sum = { type: restricted(type, { maxInclusive: "9" }) };
    return written("soap11", { what: [values[index]], sum: values[index] }, message("find", { what, sum }));
  });
  expect(messages[0]).toContain(
    `soapenc:arrayType="xsd:${name}[1]"><item xsi:type="xsd:${name}">7</item></what><sum xsi:type="xsd:${name}">7</sum>`,
  );
  expect(messages.slice(1)).toEqual([messages[0], messages[0]]);
});

test("arrays of several dimensions are written row by row, with all their sizes", () => {
  const items = [1, 2, 3, 4, 5, 6].map((n) => `<item xsi:type="xsd:int">${n}</item>`).join("");
  const [plan, plans] = [[[1, 2, 3], [4, 5, 6]], [[], [[], []], [[7]]]]; // prettier-ignore
  const said = '<plan xsi:type="soapenc:Array" soapenc:arrayType=';
  expect(inFarm("soap11", { plan })).toBe(`${said}"xsd:int[2,3]">${items}</plan>`);
  expect(inFarm("soap12", { plan })).toBe(`<plan enc:itemType="xsd:int" enc:arraySize="2 3">${items}</plan>`);
  expect(inFarm("soap11", { plan: [] })).toBe(`${said}"xsd:int[0,0]"></plan>`);
  expect(inFarm("soap11", { plans })).toBe(
    '<plans xsi:type="soapenc:Array" soapenc:arrayType="xsd:int[,][3]">' +
      `${said}"xsd:int[0,0]"></plan>${said}"xsd:int[2,0]"></plan>` +
      `${said}"xsd:int[1,1]"><item xsi:type="xsd:int">7</item></plan></plans>`,
  );
  const ann: Person = { name: "Ann" };
  const text = written("soap11", farm({ barns: [[[ann, null]], [[null, ann]]] }));
  expect(text).toContain(
    '<barns xsi:type="soapenc:Array" soapenc:arrayType="q2:Person[2,1,2]"><item href="#id0"/><item xsi:nil="true"/>' +
      '<item xsi:nil="true"/><item href="#id0"/></barns>',
  );
});

test("a value is written where it occurs; a shared one follows the wrapper or is written where it first occurs", () => {
  const ann: Person = { name: "Ann" };
  const bob: Person = { name: "Bob", boss: ann };
  const value = farm({ owner: ann, staff: [bob] });
  expect(written("soap11", value)).toBe(
    '<q1:find><what xsi:type="q2:Farm"><name xsi:type="xsd:string">F</name><owner href="#id0"/>' +
      '<staff xsi:type="soapenc:Array" soapenc:arrayType="q2:Person[1]">' +
      '<item xsi:type="q2:Person"><name xsi:type="xsd:string">Bob</name><boss href="#id0"/></item></staff></what></q1:find>' +
      `<multiRef xmlns:q1="${types}" id="id0" soapenc:root="0" xsi:type="q1:Person"><name xsi:type="xsd:string">Ann</name></multiRef>`,
  );
  expect(written("soap12", value)).toBe(
    '<q1:find><what xsi:type="q2:Farm"><name xsi:type="xsd:string">F</name>' +
      '<owner enc:id="id0" xsi:type="q2:Person"><name xsi:type="xsd:string">Ann</name></owner>' +
      '<staff enc:itemType="q2:Person" enc:arraySize="1">' +
      '<item xsi:type="q2:Person"><name xsi:type="xsd:string">Bob</name><boss enc:ref="id0"/></item></staff></what></q1:find>',
  );
});

test("a cycle ends where it began", () => {
  const ann: Person = { name: "Ann" };
  ann.boss = ann;
  expect(inFarm("soap11", { owner: ann })).toBe('<owner href="#id0"/>');
  expect(written("soap11", farm({ owner: ann }))).toContain('</name><boss href="#id0"/></multiRef>');
  expect(inFarm("soap12", { owner: ann })).toBe(
    '<owner enc:id="id0" xsi:type="q2:Person"><name xsi:type="xsd:string">Ann</name><boss enc:ref="id0"/></owner>',
  );
});

test("lists are shared as objects are", () => {
  const staff: (Person | null)[] = [];
  staff.push({ name: "Ann", friends: staff });
  const text = written("soap11", farm({ staff }));
  expect(text).toContain('<staff href="#id0"/>');
  expect(text).toContain(
    ' id="id0" soapenc:root="0" xsi:type="soapenc:Array" soapenc:arrayType="q1:Person[1]"><item xsi:type="q1:Person">' +
      '<name xsi:type="xsd:string">Ann</name><friends href="#id0"/></item></multiRef>',
  );
});

test("an element of the body that others refer to says that it is one", () => {
  const document: Message = { body: { namespace, sequence: { person: PersonTable } }, encoded };
  const ann: Person = { name: "Ann" };
  ann.boss = ann;
  const text = new TextDecoder().decode(writeEnvelope("soap11", document, ann));
  expect(text).toContain(
    ' id="id0" soapenc:root="1" xsi:type="q2:Person"><name xsi:type="xsd:string">Ann</name><boss href="#id0"/></q1:person>',
  );
});

test("undeclared content is written last, and attributes of the encoding are left out", () => {
  const $any = [{ name: "x", namespace: "urn:x", attributes: [], children: ["y"] }];
  const $attributes = [
    { name: "id", namespace: "", value: "id0" },
    { name: "a", namespace: "urn:a", value: "<" },
  ];
  const text = written("soap11", farm({ $any, $attributes, $color: "red" }));
  expect(text).toContain('<what xsi:type="q2:Farm" color="red" q3:a="&lt;">');
  expect(text).toContain('F</name><x xmlns="urn:x">y</x></what>');
});

test("a value that does not fit is refused with its path", () => {
  const refused = (what: unknown, to = find): string => {
    try {
      writeEnvelope("soap11", to, what);
    } catch (error) {
      if (error instanceof RequestError) return error.message;
      throw error;
    }
    return "nothing";
  };
  expect(refused({})).toBe("find.what: expected an object, found nothing");
  expect(refused(farm({ numbers: [1, 2.5] }))).toBe("find.what.numbers[1]: expected int, found 2.5");
  expect(refused({ what: { name: "F", animals: [null] } })).toMatch(
    /^find\.what\.animals\[0\]: expected an object, found null/,
  );
  expect(refused({ what: { name: "F", staff: {} } })).toBe("find.what.staff: expected a list, found an object");
  expect(refused({ what: { name: "F", note: "a" } })).toBe('find.what.note: expected a list, found "a"');
  expect(refused({ what: { name: "F", owner: "a" } })).toBe('find.what.owner: expected an object, found "a"');
  expect(refused(farm({ plan: [[1, 2], [3]] }))).toBe(
    "find.what.plan[1]: expected 2 items, as in the first row, found 1",
  );
  expect(refused(farm({ barns: [[[], []], [[]]] }))).toBe(
    "find.what.barns[1]: expected 2 by 0 items, as in the first row, found 1 by 0",
  );
  expect(refused(farm({ barns: [[[]], [[null]]] }))).toMatch(/^find\.what\.barns\[1\]: expected 1 by 0 items/);
  expect(refused({ what: { name: "F", plan: [[1], 2] } })).toBe("find.what.plan[1]: expected a list, found 2");
  expect(refused(farm({ plan: [[1], [2.5]] }))).toBe("find.what.plan[1][0]: expected int, found 2.5");
  expect(refused({ what: { name: "F", horse: 1 } })).toBe("find.what.horse: expected no such property");
  expect(refused({ what: { name: "F", animals: [{ $type: "Fish", legs: 0 }] } })).toBe(
    'find.what.animals[0].$type: expected "Animal", "Dog" or "Cat_urn", found "Fish"',
  );
  expect(refused({ what: { name: "F", owner: { name: 1 } } })).toBe("find.what.owner.name: expected string, found 1");
  // It follows the wrapper, but has a path in the request.
  const shared = { name: 1 };
  expect(refused({ what: { name: "F", staff: [shared, shared] } })).toBe(
    "find.what.staff[0].name: expected string, found 1",
  );
});

test("groups have no place in this encoding, and are refused", () => {
  const choice = { type: repeated({ sequence: { a: int } }), minOccurs: 0, maxOccurs: Infinity };
  const groups = message("f", { $choice: choice, $any: { type: wildcard(), minOccurs: 0, maxOccurs: Infinity } });
  expect(() => written("soap11", { $choice: [{ a: 1 }] }, groups)).toThrow(
    "f.$choice[0]: expected nothing, because SOAP encoding has no such content",
  );
  const $any = [{ name: "a", namespace: "", attributes: [], children: [] }];
  expect(written("soap11", { $any }, groups)).toContain("><a></a></q1:f>");
});

test("values that lie deep inside each other are refused, unless references make them flat", () => {
  const first: Person = { name: "0" };
  let last = first;
  for (let k = 1; k < 20_000; k++) last = last.boss = { name: String(k) };
  expect(() => written("soap11", farm({ owner: first }))).toThrow("expected at most 1000 values inside each other");
  expect(() => written("soap12", farm({ owner: first }))).toThrow("expected at most 1000 values inside each other");
  for (let person = first; person.boss; person = person.boss) person.boss.friends = [person];
  expect(written("soap11", farm({ owner: first }))).toContain("19999");
});

test("facets are checked where it is asked for", () => {
  const short = message("f", { s: { type: restricted(string, { maxLength: 2 }) }, n: { type: int } });
  expect(written("soap11", { s: "long", n: 1 }, short)).toContain('<s xsi:type="xsd:string">long</s>');
  expect(() => writeEnvelope("soap11", short, { s: "long", n: 1 }, {}, [], { validate: facets })).toThrow(/^f\.s: /);
});

test("an attribute that a value has twice is refused", () => {
  const attribute = { name: "x", namespace: "urn:x", value: "1" };
  const twice = farm({ $attributes: [attribute, { ...attribute, prefix: "p" }] });
  expect(() => written("soap11", twice)).toThrow(/^find\.what: expected one attribute x of "urn:x", found a second$/);
});

import { facets } from "../../../templates/runtime/simple/facets.js";
import { expect, test } from "vitest";
import type { Reading } from "../../../templates/runtime/context.js";
import { collection } from "../../../templates/runtime/binding/collection.js";
import { readEnvelope } from "../../../templates/runtime/binding/envelope.js";
import { Malformed } from "../../../templates/runtime/error.js";
import {
  anyType,
  encoded,
  int,
  repeated,
  restricted,
  string,
  wildcard,
  type Message,
} from "../../../templates/runtime/index.js";
import { find, found, message, namespace, type Animal, type Farm, type Person } from "../farm.js";

const declarations =
  'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
  'xmlns:f="urn:farm" xmlns:t="urn:farm:types" xmlns:c="urn:cats" xmlns:enc12="http://www.w3.org/2003/05/soap-encoding" ' +
  'xmlns:enc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:rpc="http://www.w3.org/2003/05/soap-rpc"';

const envelopes = {
  soap11: "http://schemas.xmlsoap.org/soap/envelope/",
  soap12: "http://www.w3.org/2003/05/soap-envelope",
};

function read(
  body: string,
  of: Message = found,
  binding: keyof typeof envelopes = "soap11",
  options?: Reading,
  header = "",
) {
  const text = `<e:Envelope xmlns:e="${envelopes[binding]}" ${declarations}>${header}<e:Body>${body}</e:Body></e:Envelope>`;
  const envelope = readEnvelope(new TextEncoder().encode(text), of, options);
  if (envelope?.kind !== "ok") throw new Error("no message");
  return envelope.value as { return?: Farm | null; left?: number };
}

/** The farm in a response with these elements, followed by others. */
function farm(inside: string, behind = ""): Farm {
  const value = read(`<f:findResponse><return><name>F</name>${inside}</return></f:findResponse>${behind}`);
  return value.return ?? expect.fail("a farm");
}

function failure(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Malformed) return `${error.path} (line ${error.line}): ${error.message}`;
    throw error;
  }
  return "nothing";
}

test("a reply as Java services write it is read: all values follow the wrapper", () => {
  const { return: value, left } = read(`
    <ns1:findResponse e:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" xmlns:ns1="urn:farm">
      <findReturn href="#id0"/>
      <left href="#id5"/>
    </ns1:findResponse>
    <multiRef id="id0" enc:root="0" e:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" xsi:type="ns2:Farm" xmlns:ns2="urn:farm:types">
      <name xsi:type="enc:string" href="#id1"/>
      <owner href="#id2"/>
      <staff xsi:type="enc:Array" enc:arrayType="ns2:Person[3]"><staff href="#id2"/><staff href="#id3"/><staff xsi:nil="true"/></staff>
      <numbers href="#id4"/>
    </multiRef>
    <multiRef id="id1" enc:root="0" xsi:type="xsd:string">Hill</multiRef>
    <multiRef id="id2" enc:root="0" xsi:type="ns3:Person" xmlns:ns3="urn:farm:types"><name>Ann</name><boss href="#id3"/></multiRef>
    <multiRef id="id3" enc:root="0" xsi:type="ns4:Person" xmlns:ns4="urn:farm:types"><name>Bob</name><boss xsi:nil="true"/></multiRef>
    <multiRef id="id4" enc:root="0" xsi:type="enc:Array" enc:arrayType="xsd:int[2]"><int>1</int><int>2</int></multiRef>
    <multiRef id="id5" enc:root="0" xsi:type="xsd:int">9</multiRef>`);
  expect(left).toBe(9);
  expect(value).toMatchObject({
    name: "Hill",
    owner: { name: "Ann", boss: { name: "Bob", boss: null } },
    numbers: [1, 2],
  });
  expect(value?.staff).toHaveLength(3);
  expect(value?.staff?.[0]).toBe(value?.owner);
  expect(value?.staff?.[1]).toBe(value?.owner?.boss);
  expect(value?.staff?.[2]).toBe(null);
  expect(value).not.toHaveProperty("$any");
  expect(value).not.toHaveProperty("$attributes");
});

test("a reply as scripts write it: everything in its place, under names of their own", () => {
  const value = read(`
    <SOAP:findResponse xmlns:SOAP="urn:farm" e:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">
      <result xsi:type="t:Farm">
        <name xsi:type="xsd:string">F</name>
        <numbers enc:arrayType="xsd:int[2]" xsi:type="enc:Array"><item xsi:type="xsd:int">3</item><item xsi:type="xsd:int">4</item></numbers>
        <t:size>large</t:size>
      </result>
    </SOAP:findResponse>`);
  expect(value).toMatchObject({ return: { name: "F", numbers: [3, 4], size: "large" }, left: undefined });
});

test("a reply as ASMX writes it is read: elements after the wrapper have the names of types", () => {
  const { return: value } = read(`
    <f:findResponse><return href="#id1" /></f:findResponse>
    <t:Farm id="id1" xsi:type="t:Farm"><name xsi:type="xsd:string">F</name><color xsi:type="xsd:string">red</color><owner xsi:null="1"/><animals href="#id2" /></t:Farm>
    <enc:Array id="id2" enc:arrayType="t:Animal[2]"><Animal href="#id3" /><Animal href="#id4" /></enc:Array>
    <t:Dog id="id3" xsi:type="t:Dog"><legs xsi:type="xsd:int">4</legs><tail xsi:type="xsd:string">long</tail></t:Dog>
    <c:Cat id="id4" xsi:type="c:Cat"><legs xsi:type="xsd:int">4</legs><purrs xsi:type="xsd:int">1</purrs></c:Cat>`);
  expect(value).toMatchObject({
    $color: "red",
    owner: null,
    animals: [
      { legs: 4, tail: "long", $type: "Dog" },
      { legs: 4, purrs: 1, $type: "Cat_urn" },
    ],
  });
});

test("SOAP 1.2: values are read where they first occur, and the result is named", () => {
  const { return: value, left } = read(
    `<f:findResponse e:encodingStyle="http://www.w3.org/2003/05/soap-encoding"><rpc:result>f:return</rpc:result>
      <return enc12:id="a" xsi:type="t:Farm"><name>F</name>
        <owner enc12:ref="b"/>
        <staff enc12:itemType="t:Person" enc12:arraySize="2"><x enc12:id="b"><name>Ann</name><boss enc12:ref="b"/></x><x enc12:ref="b"/></staff>
        <grid enc12:itemType="xsd:string" enc12:arraySize="* 2"><s>a</s><s>b</s><s>c</s></grid>
      </return><left>1</left></f:findResponse>`,
    found,
    "soap12",
  );
  expect(left).toBe(1);
  expect(value?.owner?.boss).toBe(value?.owner);
  expect(value?.staff?.[0]).toBe(value?.owner);
  expect(value?.staff?.[1]).toBe(value?.owner);
  expect(value?.grid).toEqual([["a", "b"], ["c"]]);
  expect(value).not.toHaveProperty("$any");
});

test("SOAP 1.2: the items' type may be an array's, as PHP writes it", () => {
  const row = '<item enc12:itemType="xsd:string" enc12:arraySize="1"><item>a</item></item>';
  const inside = `<return><name>F</name><grid enc12:itemType="xsd:string[]" enc12:arraySize="1">${row}</grid></return>`;
  expect(read(`<f:findResponse>${inside}</f:findResponse>`, found, "soap12").return?.grid).toEqual([["a"]]);
});

test("the wrapper is known by its place", () => {
  const inside = "<return><name>F</name></return>";
  for (const body of [
    `<f:findReply>${inside}</f:findReply>`,
    `<findResponse>${inside}</findResponse>`,
    `<multiRef id="x"/><a href="#x"/>${inside}`.replace(/<a.*/, `<f:other>${inside}<unknown href="#x"/></f:other>`),
    `<f:findResponse id="r" enc:root="1">${inside}<other href="#r"/></f:findResponse>`,
    `<first enc:root="0"/><f:x>${inside}</f:x>`,
    `<multiRef id="x"/><f:findResponse id="r">${inside}<unknown href="#r"/><unknown href="#x"/></f:findResponse>`,
  ]) {
    expect(read(body).return, body).toMatchObject({ name: "F" });
  }
  expect(failure(() => read(""))).toBe(' (line 1): expected <findResponse> of "urn:farm", found nothing');
  expect(read('<f:findResponse xsi:nil="true"/>')).toEqual({ return: undefined, left: undefined });
});

test("a result is known by its place, where no other has its name", () => {
  expect(read("<f:r><theirs><name>F</name></theirs><left>1</left></f:r>")).toMatchObject({
    return: { name: "F" },
    left: 1,
  });
  const both = read("<f:r><theirs>x</theirs><return><name>F</name></return></f:r>");
  expect(both).toMatchObject({ return: { name: "F" }, $any: [{ name: "theirs" }] });
  expect(read("<f:r><left>1</left><theirs/></f:r>")).toMatchObject({
    left: 1,
    return: undefined,
    $any: [{ name: "theirs" }],
  });
});

test("nil and absent are one, as far as the type goes", () => {
  expect(read("<f:find/>", find)).toEqual({ what: null });
  expect(read('<f:find><what xsi:nil="1"/></f:find>', find)).toEqual({ what: null });
  expect(read('<f:r><left xsi:nil="true"/></f:r>')).toEqual({ return: undefined, left: undefined });
  expect(
    farm('<size xsi:nil="true"/><owner xsi:null="1" xmlns:xsi="http://www.w3.org/1999/XMLSchema-instance"/>'),
  ).toMatchObject({
    size: undefined,
    owner: null,
  });
  expect(farm('<owner href="#n"/>', '<multiRef id="n" xsi:nil="true"/>').owner).toBe(null);
  expect(farm('<note xsi:nil="true"/>').note).toBe(undefined);
  expect(farm('<note>a</note><note xsi:nil="true"/><note>b</note>').note).toEqual(["a", "b"]);
  expect(failure(() => farm('<numbers><item xsi:nil="true"/></numbers>'))).toBe(
    "findResponse/return/numbers/item (line 1): expected int, found nil",
  );
  expect(failure(() => read("<f:r><return/></f:r>"))).toBe("r/return (line 1): expected <name>, which is missing");
});

test("arrays of several dimensions are lists inside each other, row by row", () => {
  const grid = (attributes: string, items: string): unknown => farm(`<grid ${attributes}>${items}</grid>`).grid;
  const four = "<s>a</s><s>b</s><s>c</s><s>d</s>";
  expect(grid('enc:arrayType="xsd:string[2,2]"', four)).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
  expect(grid('enc:arrayType="xsd:string[2,2]" enc:offset="[1,0]"', "<s>c</s>")).toEqual([[], ["c"]]);
  expect(grid('enc:arrayType="xsd:string[2,3]"', '<s enc:position="[1,2]">z</s><s enc:position="[0,0]">a</s>')).toEqual(
    [["a"], [null, null, "z"]],
  );
  expect(grid('enc:arrayType="xsd:string[][2]"', '<r enc:arrayType="xsd:string[1]"><s>a</s></r><r/>')).toEqual([
    ["a"],
    [],
  ]);
  expect(grid("", "<r><s>a</s></r>")).toEqual([["a"]]);
  expect(grid('enc:arrayType="xsd:string[0,0]"', four)).toEqual([["a"], ["b"], ["c"], ["d"]]);
});

test("arrays declared with several dimensions have the sizes in the message", () => {
  const plan = (attributes: string, items: number): unknown =>
    farm(`<plan ${attributes}>${Array.from({ length: items }, (_, k) => `<i>${k}</i>`).join("")}</plan>`).plan;
  const wrong = (attributes: string, items: number): string =>
    failure(() => plan(attributes, items)).replace("findResponse/return/plan (line 1): ", "");
  expect(plan('enc:arrayType="xsd:int[2,3]"', 6)).toEqual([
    [0, 1, 2],
    [3, 4, 5],
  ]);
  expect(plan('enc12:itemType="xsd:int" enc12:arraySize="* 2"', 4)).toEqual([
    [0, 1],
    [2, 3],
  ]);
  expect(plan('enc:arrayType="xsd:int[2,0]"', 0)).toEqual([[], []]);
  expect(plan('enc:arrayType="xsd:int[0,0]"', 0)).toEqual([]);
  expect(plan("", 0)).toEqual([]);
  expect(wrong('enc:arrayType="xsd:int[2,3]"', 5)).toBe("expected 6 items in an array of 2 by 3, found 5");
  expect(wrong('enc:arrayType="xsd:int[2,3]"', 7)).toBe("expected 6 items in an array of 2 by 3, found 7");
  expect(wrong('enc12:arraySize="* 2"', 3)).toBe("expected 4 items in an array of 0 by 2, found 3");
  expect(wrong('enc:arrayType="xsd:int[999999999,999999999]"', 1)).toMatch(/^expected \d+ items .* found 1$/);
  expect(wrong('enc:arrayType="xsd:int[0,0]"', 2)).toBe("expected 0 items in an array of 0 by 0, found 2");
  expect(wrong('enc:arrayType="xsd:int[999999999,0]"', 0)).toBe("an array leaves out too many items");
  const inItem = "findResponse/return/plan/i (line 1): expected elements, found text";
  expect(wrong('enc:arrayType="xsd:int[6]"', 6)).toBe(inItem);
  expect(wrong('enc:arrayType="xsd:int[1,2,3]"', 6)).toBe("expected an array of 2 dimensions, found one of 3");
  expect(wrong("", 1)).toBe(inItem);
  expect(farm('<plan enc:arrayType="xsd:int[][2]"><r><i>1</i></r><r href="#r"/></plan>', '<m id="r"/>').plan).toEqual([
    [1],
    [],
  ]);
});

test("items of several dimensions that are not sent are nil where they can be", () => {
  const barns = (attributes: string, items: string): unknown => farm(`<barns ${attributes}>${items}</barns>`).barns;
  const person = (position = ""): string => `<p${position}><name>A</name></p>`;
  const sized = 'enc:arrayType="t:Person[2,1,2]"';
  const ann = expect.objectContaining({ name: "A" }) as unknown;
  expect(barns(`${sized} enc:offset="[1,0,0]"`, person())).toEqual([[[null, null]], [[ann, null]]]);
  expect(barns(sized, person(' enc:position="[0,0,1]"'))).toEqual([[[null, ann]], [[null, null]]]);
  expect(failure(() => barns(sized, person(' enc:position="[0,1,0]"')))).toMatch(
    /expected a place in an array of 2 by 1 by 2, found 0,1,0/,
  );
  expect(failure(() => barns(`${sized} enc:offset="[1,0,1]"`, person() + person()))).toMatch(
    /expected 4 items .*found 5/,
  );
  expect(failure(() => farm('<plan enc:arrayType="xsd:int[1,2]" enc:offset="[0,1]"><i>1</i></plan>'))).toMatch(
    /expected every <item>, found an array that leaves some out/,
  );
});

test("items that are not sent are nil where they can be", () => {
  const person = (name: string, more = ""): string => `<p${more}><name>${name}</name></p>`;
  const staff = farm(`<staff enc:arrayType="t:Person[6]" enc:offset="[2]">${person("A")}${person("B")}</staff>`).staff;
  expect(staff).toMatchObject([null, null, { name: "A" }, { name: "B" }, null, null]);
  expect(farm('<staff enc:arrayType="t:Person[1]"/>').staff).toEqual([null]);
  expect(farm(`<staff>${person("A", ' enc:position="[1]"')}${person("B")}</staff>`).staff).toMatchObject([
    null,
    { name: "A" },
    { name: "B" },
  ]);
  expect(failure(() => farm('<numbers enc:offset="[1]"><i>1</i></numbers>'))).toBe(
    "findResponse/return/numbers (line 1): expected every <item>, found an array that leaves some out",
  );
});

test("dimensions that a type leaves open are derived from the array's sizes", () => {
  const animals = (attributes: string, item: string): Animal[] | undefined =>
    farm(`<animals ${attributes}>${item}</animals>`).animals;
  const dog = "<a><legs>3</legs><tail>t</tail></a>";
  expect(animals('enc:arrayType="t:Dog[1]"', dog)).toEqual([{ legs: 3, tail: "t", $type: "Dog" }]);
  expect(animals('enc:arrayType="t:Animal[1]"', dog.replace("<a>", '<a xsi:type="t:Dog">'))).toMatchObject([
    { $type: "Dog" },
  ]);
  expect(animals("", '<a xsi:type="t:Unicorn"><legs>4</legs><horn/></a>')).toEqual([
    { legs: 4, $any: [expect.objectContaining({ name: "horn" })] },
  ]);
});

test("a cycle is one, through lists too", () => {
  const { owner, staff } = farm(
    '<owner href="#a"/><staff href="#l"/>',
    '<multiRef id="a"><name>Ann</name><boss href="#a"/><friends href="#l"/></multiRef><l id="l"><p href="#a"/></l>',
  );
  expect(owner?.boss).toBe(owner);
  expect(owner?.friends?.[0]).toBe(owner);
  expect(owner?.friends).toBe(staff);
});

test("a value without a type is kept with everything that it refers to", () => {
  const { $any, more } = farm(
    '<more href="#m" xsi:type="t:X"/><x href="#a"/><y href="#a"/><z href="http://elsewhere/"/>',
    '<multiRef id="m" enc:arrayType="t:Y[1]"><i href="#a"/></multiRef><multiRef id="a" enc:root="0"><b href="#a"/>text</multiRef>',
  );
  const reference = { name: "href", namespace: "", value: "#a" };
  const root = { name: "root", value: "0" };
  const id = { name: "id", namespace: "", value: "a" };
  // The first reference contains it, the others refer to that.
  expect(more).toMatchObject({
    name: "more",
    children: [
      {
        name: "i",
        attributes: [id, root],
        children: [{ name: "b", attributes: [reference], children: [] }, "text"],
      },
    ],
  });
  expect($any).toMatchObject([
    { name: "x", attributes: [reference], children: [] },
    { name: "y", attributes: [reference], children: [] },
    { name: "z", attributes: [{ name: "href", value: "http://elsewhere/" }], children: [] },
  ]);
  expect((more as { attributes: unknown }).attributes).toContainEqual({
    name: "t",
    namespace: "http://www.w3.org/2000/xmlns/",
    value: "urn:farm:types",
  });
});

test("attributes outside the encoding are kept", () => {
  const { return: value } = read(
    '<f:r><return color="red" a="1" f:b="2" id="x" xsi:type="t:Farm"><name>F</name></return></f:r>',
  );
  expect(value).toMatchObject({
    $color: "red",
    $attributes: [
      { name: "a", namespace: "", value: "1" },
      { name: "b", namespace, value: "2" },
    ],
  });
});

test("elements that may belong to a group are kept", () => {
  const choice = { type: repeated({ sequence: { a: int } }), maxOccurs: Infinity };
  const groups = message("f", { $choice: choice, $any: { type: wildcard(), minOccurs: 0, maxOccurs: Infinity } });
  expect(read("<f:f><a>1</a><b/></f:f>", groups)).toMatchObject({ $any: [{ name: "a" }, { name: "b" }] });
});

test("a body of several elements", () => {
  const parts: Message = { body: { namespace, sequence: { a: int, b: { type: string, minOccurs: 0 } } }, encoded };
  expect(read('<f:b href="#s"/><x id="s">text</x><f:a>1</f:a>', parts)).toEqual({ a: 1, b: "text" });
  expect(read("<f:a>1</f:a><f:c/>", parts)).toMatchObject({ a: 1, $any: [{ name: "c" }] });
  expect(read('<f:a>1</f:a><x id="c" href="#d"/><y id="d" href="#c"/>', parts)).toMatchObject({
    a: 1,
    $any: [{ name: "x" }, { name: "y" }],
  });
  expect(failure(() => read("<f:c/>", parts))).toBe(' (line 1): expected <a> of "urn:farm", found <c> of "urn:farm"');
});

test("a reference to nothing, to several elements or to another reference is malformed", () => {
  expect(failure(() => farm('\n<owner href="#gone"/>'))).toBe(
    'findResponse/return/owner (line 2): expected an element whose id is "gone", found none',
  );
  expect(failure(() => farm('<seal href="cid:part2"/>'))).toMatch(/whose id is "cid:part2", found none/);
  expect(failure(() => farm('<owner href="#a"/>', '<m id="a"/>\n<m id="a"/>'))).toMatch(
    /whose id is "a", found several/,
  );
  expect(failure(() => farm('<owner href="#a"/>', '\n<m id="a" href="#b"/><m id="b" href="#a"/>'))).toBe(
    "m (line 2): expected a value, found a reference to another",
  );
  // an id without references need not be unique
  expect(farm('<more><s id="a"/><s id="a"/></more>').more).toMatchObject({ children: [{}, {}] });
});

test("a Map in place of an array is refused, and a tolerant context reads the values of its entries", () => {
  const entry = (key: number, value: string) =>
    `<item><key xsi:type="xsd:int">${key}</key><value xsi:type="xsd:int">${value}</value></item>`;
  const map = `<numbers xmlns:apache="http://xml.apache.org/xml-soap" xsi:type="apache:Map">${entry(0, "5")}${entry(4, "6")}</numbers>`;
  expect(failure(() => farm(map))).toBe("findResponse/return/numbers (line 1): expected an array, found a Map");
  const tolerance = collection();
  const body = `<f:findResponse><return><name>F</name>${map}</return></f:findResponse>`;
  expect(read(body, found, "soap11", { tolerance }).return?.numbers).toEqual([5, 6]);
  expect(tolerance.misfits("find.response").map(({ reason }) => reason)).toEqual([
    "findResponse/return/numbers (line 1): expected an array, found a Map",
  ]);
  expect(
    farm(map.replace("xml.apache.org", "other.example").replaceAll(/<\/?(key|value).*?>|\d(?=<.key)/g, "")).numbers,
  ).toEqual([5, 6]);
});

test("a tolerant context goes on after a reference that it cannot follow, and names it", () => {
  const misfits = (body: string) => {
    const tolerance = collection();
    const value = read(body, found, "soap11", { tolerance });
    return { value, reasons: tolerance.misfits("find.response").map(({ expected, found }) => [expected, found]) };
  };
  const gone = ['an element whose id is "gone"', "none"];
  const inside = '<name>F</name><owner href="#gone"/><numbers><i>1</i><i href="#gone"/></numbers><color href="#gone"/>';
  const { value, reasons } = misfits(`<f:findResponse><return>${inside}</return></f:findResponse>`);
  expect(value.return).toMatchObject({ name: "F", owner: undefined, numbers: [1, undefined], $color: undefined });
  expect(reasons).toEqual([gone, gone, gone]);
  expect(misfits('<f:findResponse href="#gone"/>').reasons).toEqual([gone]);
  const circle = '<m id="a" href="#b"/><m id="b" href="#a"/>';
  expect(
    misfits(`<f:findResponse><return><name>F</name><owner href="#a"/></return></f:findResponse>${circle}`).reasons,
  ).toEqual([["a value", "a reference to another"]]);
});

test("elements beside the one that holds the value are noticed, unless others refer to them", () => {
  const seen = collection();
  const value = read(
    '<f:findResponse><return><name>F</name><owner href="#a"/></return></f:findResponse><m id="a"><name>Ann</name></m><m id="b">Bob</m><c><d>Cy</d></c>',
    found,
    "soap11",
    { notice: seen.notice(false) },
  );
  expect(value).toMatchObject({ return: { owner: { name: "Ann" } } });
  expect(seen.misfits("").map(({ path, found }) => [path, found])).toEqual([
    ["m", '<m id="b">Bob</m>'],
    ["c", "<c><d>Cy</d></c>"],
  ]);
});

test.each([
  ["that refer only to each other", '<m id="a"><x href="#b"/></m><m id="b"><x href="#a"/></m>'],
  ["of one id, to neither of which a reference can lead", '<m id="a" enc:root="0"><x href="#a"/></m><m id="a">2</m>'],
  ["with root=0 that nothing refers to", '<m enc:root="0"><x>1</x></m><m id="b" enc:root="0">2</m>'],
])("elements %s are noticed", (_, others) => {
  const result = "<f:findResponse><return><name>F</name></return></f:findResponse>";
  for (const body of [result + others, others + result]) {
    const seen = collection();
    const options = { notice: seen.notice(false) };
    expect(read(body, found, "soap11", options)).toMatchObject({ return: { name: "F" } });
    expect(seen.misfits("").map(({ path, expected }) => [path, expected])).toEqual([
      ["m", "no further element"],
      ["m", "no further element"],
    ]);
  }
});

test("elements that only the Header or the value refers to are not noticed", () => {
  const seen = collection();
  const options = { notice: seen.notice(false) };
  const result = '<f:findResponse id="r"><return><owner href="#a"/><name>F</name></return></f:findResponse>';
  const body = `${result}<m id="a"><name>Ann</name><boss href="#a"/></m><m id="h" enc:root="0">1</m>`;
  const value = read(body, found, "soap11", options, '<e:Header><f:h href="#h"/></e:Header>');
  expect(value).toMatchObject({ return: { name: "F", owner: { name: "Ann" } } });
  expect(seen.misfits("")).toEqual([]);
});

test("errors have places", () => {
  expect(
    failure(() =>
      farm('<owner href="#a"/>', '\n<multiRef id="a"><name>Ann</name><friends>\n<p/></friends></multiRef>'),
    ),
  ).toBe("multiRef/friends/p (line 3): expected <name>, which is missing");
  expect(failure(() => farm('<numbers href="#a"/>', '\n<m id="a"><i>1</i>\n<i>seven</i></m>'))).toBe(
    'm/i (line 3): expected int, found "seven"',
  );
  expect(failure(() => farm("<size><small/></size>"))).toBe(
    "findResponse/return/size/small (line 1): expected text, found <small>",
  );
  for (const [attribute, reason] of [
    ['enc:arrayType="xsd:int"', 'expected brackets in arrayType, found "xsd:int"'],
    ['enc:arrayType="xsd:int[x1]"', 'expected the numbers of an array, found "[x1]"'],
    ['enc:arrayType="xsd:int[1][9999999999]"', 'expected the numbers of an array, found "[9999999999]"'],
    ['enc:offset="1"', 'expected the numbers of an array, found "1"'],
    ['enc12:arraySize="two"', 'expected the numbers of an array, found "[two]"'],
  ] as const) {
    expect(failure(() => farm(`<numbers ${attribute}/>`))).toBe(`findResponse/return/numbers (line 1): ${reason}`);
  }
});

test("an object is one, whether its element or a reference to it comes first", () => {
  const boss = '<boss enc12:id="b"><name>Bob</name><boss enc12:ref="a"/></boss>';
  const ann = `<x enc12:id="a"><name>Ann</name>${boss}</x>`;
  for (const inside of [
    `<owner enc12:ref="b"/><staff>${ann}</staff>`,
    `<staff>${ann}</staff><owner enc12:ref="b"/>`,
    `<staff><x enc12:ref="a"/>${ann}</staff><owner enc12:ref="b"/>`,
    `<owner enc12:ref="b"/><staff><x enc12:ref="b"/><x enc12:ref="a"/></staff><more>${ann}</more>`,
  ]) {
    const { owner, staff } = farm(inside);
    const person = staff?.at(-1);
    expect(person, inside).toMatchObject({ name: "Ann", boss: { name: "Bob" } });
    expect(owner?.name).toBe("Bob");
    expect(person?.boss).toBe(owner);
    expect(owner?.boss).toBe(person);
  }
});

test("an element that refers to the wrapper is read as its own type", () => {
  const back = message("f", { back: { type: { sequence: { n: { type: int, minOccurs: 0 } } }, minOccurs: 0 } });
  expect(read('<f:f id="a"><back href="#a"/></f:f>', back)).toMatchObject({ back: { $any: [{ name: "back" }] } });
});

test("a list and the text of an item are different values, even if one element is both", () => {
  const twice = '<grid><r id="a"><s>v</s></r><r><s href="#a"/></r></grid>';
  expect(failure(() => farm(twice))).toMatch(/\/r\/s \(line 1\): expected text, found <s>/);
  const tolerance = collection();
  const body = `<f:findResponse><return><name>F</name>${twice}</return></f:findResponse>`;
  expect(read(body, found, "soap11", { tolerance }).return?.grid).toEqual([["v"], [undefined]]);
});

test("text in place of elements is refused, CDATA too, and a tolerant context goes on after it", () => {
  for (const text of ["x", "<![CDATA[x]]>"]) {
    const owner = `<owner>${text}<name>Ann</name></owner>`;
    const path = "findResponse/return/owner (line 1)";
    expect(failure(() => farm(owner))).toBe(`${path}: expected elements, found text`);
    const tolerance = collection();
    const body = `<f:findResponse><return><name>F</name>${owner}</return></f:findResponse>`;
    expect(read(body, found, "soap11", { tolerance }).return?.owner).toMatchObject({ name: "Ann" });
    expect(tolerance.misfits("").map(({ found }) => found)).toEqual(["x"]);
  }
});

test("malformed XML is refused, wherever references lead and whatever is read", () => {
  const person = '<m id="a"><name>Ann</name></m>';
  for (const behind of [
    `${person}<z>`,
    `<z a=1/>${person}`,
    `${person}<z>&gone;</z>`,
    `${person}text`,
    `<p:z/>${person}`,
  ])
    for (const inside of ['<owner href="#a"/>', '<x href="#a"/>', "<owner><name>B</name></owner>"])
      expect(
        failure(() => farm(inside, behind)),
        behind + inside,
      ).not.toBe("nothing");
});

test("deep objects and chains of references fit the stack", () => {
  const deep = 990;
  const read = (inside: string, behind: string) =>
    readEnvelope(
      new TextEncoder().encode(
        `<e:Envelope xmlns:e="${envelopes.soap11}" ${declarations}><e:Body><f:findResponse><return><name>F</name>${inside}</return></f:findResponse>${behind}</e:Body></e:Envelope>`,
      ),
      found,
      { maxDepth: 1000 },
    ) as { value: { return: Farm } };
  for (const attributes of [() => "", () => ' a="1"', (k: number) => ` id="x${k}"`]) {
    const open = Array.from({ length: deep }, (_, k) => `<boss${attributes(k)}><name>n</name>`).join("");
    let person = read(`<owner><name>A</name>${open}${"</boss>".repeat(deep)}</owner>`, "").value.return.owner;
    let length = 0;
    for (; person?.boss; person = person.boss) length++;
    expect(length).toBe(deep);
  }
  const chain = Array.from({ length: deep }, (_, k) => `<m id="a${k}"><x href="#a${k + 1}"/></m>`).join("");
  expect(read('<x href="#a0"/>', `${chain}<m id="a${deep}"/>`).value.return.$any).toHaveLength(1);
  expect(() => read(`<owner>${"<boss>".repeat(deep + 20)}`, "")).toThrow("nested more than 1000 deep");
});

test("facets are checked where it is asked for", () => {
  const short = message("f", { s: { type: restricted(string, { maxLength: 2 }) } });
  expect(read("<f:f><s>long</s></f:f>", short)).toEqual({ s: "long" });
  expect(failure(() => read("<f:f><s>long</s></f:f>", short, "soap11", { validate: facets }))).toMatch(/^f\/s /);
});

test("references that double and chains of them take no longer than the document is", () => {
  const twice = Array.from(
    { length: 5_000 },
    (_, k) => `<m id="a${k}"><name>n</name><boss href="#a${k + 1}"/><friends><p href="#a${k + 1}"/></friends></m>`,
  );
  const last = '<m id="a5000"><name>last</name></m>';
  let person = farm('<owner href="#a0"/>', twice.join("") + last).owner;
  let length = 0;
  for (let next: Person | null | undefined = person; next?.boss; next = next.boss) {
    if (next.friends?.[0] === next.boss) length++;
    person = next.boss;
  }
  expect(length).toBe(5_000);
  expect(person?.name).toBe("last");
  const kept = Array.from({ length: 200 }, (_, k) => `<m id="a${k}"><x href="#a${k + 1}"/><x href="#a${k + 1}"/></m>`);
  const doubled = farm('<x href="#a0"/>', `${kept.join("")}<m id="a200"/>`);
  expect(JSON.stringify(doubled.$any).length).toBeLessThan(100_000);
});

test("a message cannot ask for more than it brings", () => {
  expect(failure(() => farm('<staff><p enc:position="[999999999]" xsi:nil="true"/></staff>'))).toMatch(
    /leaves out too many items/,
  );
  const sparse = '<r enc:offset="[9000]"><s/></r>';
  expect(failure(() => farm(`<grid>${sparse}${sparse}</grid>`))).toMatch(/leaves out too many items/);
  expect(
    failure(() =>
      farm(
        '<plans enc:arrayType="xsd:int[999999999,999999999,999999999]" enc:offset="[999999999,999999999,999999999]"><i>1</i></plans>',
      ),
    ),
  ).toMatch(/leaves out too many items/);
  expect(farm('<numbers enc:arrayType="xsd:int[999999999]"/>').numbers).toEqual([]);
  expect(failure(() => farm(`<more>${"<a>".repeat(300)}${"</a>".repeat(300)}</more>`))).toMatch(
    /nested more than 256 deep/,
  );
  const chain = Array.from({ length: 2_000 }, (_, k) => `<m id="a${k}"><x href="#a${k + 1}"/></m>`);
  expect(failure(() => farm('<more href="#a0"/>', `${chain.join("")}<m id="a2000"/>`))).toMatch(
    /nested more than 256 deep/,
  );
});

test("an array of more dimensions than its type is refused", () => {
  const ones = (count: number): string => Array<number>(count).fill(1).join();
  const wrong = (array: string): string =>
    failure(() => farm(array)).replace(/^findResponse\/return\/\w+ \(line 1\): /, "");
  const refused = (type: string, found: number | string) => `expected an array of ${type}, found one of ${found}`;
  const one = "1 dimension";
  const two = "2 dimensions";
  expect(wrong('<numbers enc:arrayType="xsd:int[2,2]"><i>1</i><i>2</i><i>3</i><i>4</i></numbers>')).toBe(
    refused(one, 2),
  );
  expect(wrong('<numbers enc:arrayType="xsd:int[0,0]"/>')).toBe(refused(one, 2));
  expect(wrong(`<numbers enc12:arraySize="* 2"/>`)).toBe(refused(one, 2));
  expect(wrong(`<numbers enc:arrayType="xsd:int[${ones(32)}]"><i>1</i></numbers>`)).toBe(refused(one, 32));
  // Lists in lists are filled by an array of arrays as well as by one of two dimensions.
  expect(farm('<grid enc:arrayType="xsd:string[1,1]"><s>a</s></grid>').grid).toEqual([["a"]]);
  expect(wrong('<grid enc:arrayType="xsd:string[1,2,2]"><s>a</s></grid>')).toBe(refused(two, 3));
  expect(wrong('<plan enc:arrayType="xsd:int[1,1,1]"><i>1</i></plan>')).toBe(refused(two, 3));
  expect(farm('<more enc:arrayType="xsd:int[1,2,2]"><i>1</i></more>').more).toMatchObject({ name: "more" });
  const open = message("f", { list: { type: { list: { item: { type: anyType, nillable: true } } } } });
  expect(read('<f:f><list enc:arrayType="xsd:int[1,2]"><i>1</i><i>2</i></list></f:f>', open)).toMatchObject({
    list: [{ children: ["1"] }, { children: ["2"] }],
  });
});

test("a place of more numbers than the array has dimensions is refused", () => {
  const place = (found: string) => `expected a place in an array of 1 dimension, found ${found}`;
  const numbers = (attribute: string, item = ""): string => `<numbers ${attribute}><i ${item}>1</i></numbers>`;
  expect(failure(() => farm(numbers('enc:offset="[0,0]"')))).toContain(place("0,0"));
  expect(failure(() => farm(numbers('enc:arrayType="xsd:int[1]"', 'enc:position="[0,0]"')))).toContain(place("0,0"));
});

test("a message that declares more dimensions than an array can have is refused", () => {
  const ones = (count: number): string => Array<number>(count).fill(1).join();
  const numbers = (attribute: string): string => `<numbers ${attribute}><i>1</i></numbers>`;
  const refused = "expected an array of at most 32 dimensions, found 100000";
  for (const attribute of [
    `enc:arrayType="xsd:int[${ones(100_000)}]"`,
    `enc12:arraySize="${ones(100_000).replaceAll(",", " ")}"`,
    `enc:arrayType="xsd:int[1]" enc:offset="[${ones(100_000)}]"`,
  ]) {
    expect(failure(() => farm(numbers(attribute)))).toBe(`findResponse/return/numbers (line 1): ${refused}`);
  }
  expect(failure(() => farm(numbers("").replace("<i>", `<i enc:position="[${ones(100_000)}]">`)))).toBe(
    `findResponse/return/numbers/i (line 1): ${refused}`,
  );
  expect(failure(() => farm(`<more enc:arrayType="xsd:int[${ones(100_000)}]"/>`))).toContain(refused);
});

test("an array of arrays takes no longer than the document is, however deep it is declared", () => {
  expect(farm(`<numbers enc:arrayType="xsd:int${"[]".repeat(1_000_000)}[1]"><i>1</i></numbers>`).numbers).toEqual([1]);
});

test("a row that many items refer to is looked at once", () => {
  const rows = 50_000;
  const array = `<plan enc:arrayType="xsd:int[][${rows}]">${'<r href="#a"/>'.repeat(rows)}</plan>`;
  const { plan } = farm(array, `<m id="a">${" \n".repeat(1_000_000)}</m>`);
  expect(plan).toHaveLength(rows);
  expect(new Set(plan).size).toBe(1);
});

test("names of properties that objects have are names like others", () => {
  const odd = message("f", { __proto__: { type: int }, constructor: { type: int, minOccurs: 0 } });
  expect(read("<f:f><constructor>1</constructor></f:f>", odd)).toMatchObject({ constructor: 1 });
  expect(Object.hasOwn(read("<f:f/>", odd), "constructor")).toBe(true);
});

test("a fault is not a message, and includes the values that its detail refers to", () => {
  const fault = `<e:Fault><faultcode>e:Server</faultcode><faultstring>no</faultstring><detail><d href="#a"/></detail></e:Fault>`;
  const text = `<e:Envelope xmlns:e="${envelopes.soap11}"><e:Body>${fault}<multiRef id="a"><why>rain</why></multiRef></e:Body></e:Envelope>`;
  const envelope = readEnvelope(new TextEncoder().encode(text), found);
  expect(envelope).toMatchObject({ kind: "fault", fault: { code: "Receiver", reason: "no" } });
  expect(JSON.stringify(envelope)).toContain("rain");
});

test.each([
  ["does not fit", "<f:findResponse><return><name/><staff>x</staff></return></f:findResponse>"],
  ["refers to it", '<f:findResponse href="#f"/>'],
  ["refers to what its detail does", '<f:findResponse><return><name>F</name><x href="#a"/></return></f:findResponse>'],
])("a fault behind a response is the message, where the response %s", (_, response) => {
  const fault = `<e:Fault id="f"><faultcode>e:Server</faultcode><faultstring>no</faultstring><detail><d href="#a"/></detail></e:Fault>`;
  const text = `<e:Envelope xmlns:e="${envelopes.soap11}" ${declarations}><e:Body>${response}${fault}<multiRef id="a"><why>rain</why></multiRef></e:Body></e:Envelope>`;
  const envelope = readEnvelope(new TextEncoder().encode(text), found);
  expect(envelope?.kind).toBe("fault");
  expect(JSON.stringify(envelope)).toContain("rain");
});

test("white space among elements may be in CDATA sections and references", () => {
  const name = "<name>F</name>";
  for (const space of ["<![CDATA[]]>", "<![CDATA[ \n]]>", "&#10;&#x20;"])
    expect(farm(`${space}<staff>${space}<p>${space}${name}</p>${space}</staff>${space}`).staff).toMatchObject([
      { name: "F" },
    ]);
});

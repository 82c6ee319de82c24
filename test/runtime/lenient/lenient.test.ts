/** Replies of servers that do not keep to their spec, as a lenient port reads them. */
import { describe, expect, test } from "vitest";
import {
  attributes,
  base64Binary,
  boolean,
  dateTime,
  decimal,
  declaredFaults,
  double,
  explain,
  facets,
  httpGet,
  int,
  lenient,
  objectReferences,
  soap11,
  string,
  trace,
  type Misfit,
  type Operation,
  type PortOptions,
  type Table,
  type TraceEvent,
} from "../../../templates/runtime/index.js";

const namespace = "urn:lots";

interface Lots {
  Total: number;
  Lot?: object[] | undefined;
}

const lot: Table = {
  namespace,
  attributes: attributes({ $unit: { type: string, use: "optional" } }),
  sequence: {
    Id: int,
    Price: { type: decimal, minOccurs: 0 },
    Size: double,
    Sold: { type: dateTime, minOccurs: 0 },
    Open: boolean,
    Image: { type: base64Binary, minOccurs: 0 },
  },
};

function getLots(): Operation<object, Lots> {
  const total = { type: int, namespace: "" };
  const response: Table = {
    namespace,
    sequence: { Total: total, Lot: { type: () => lot, minOccurs: 0, maxOccurs: Infinity } },
  };
  return {
    name: "GetLots",
    request: { body: { namespace, sequence: { GetLots: {} } } },
    response: { body: { namespace, sequence: { GetLotsResponse: response } } },
    httpGet: { location: "/GetLots", root: "LotList", result: "Lot" },
  };
}

const good = `<Total xmlns="">1</Total><Lot><Id>7</Id><Size>0.5</Size><Open>true</Open></Lot>`;
const wrapped = (content: string) => `<GetLotsResponse xmlns="${namespace}">${content}</GetLotsResponse>`;
const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

function enveloped(body: string): string {
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" ${xsi}><s:Body>${body}</s:Body></s:Envelope>`;
}

async function reply<Mode>(
  body: string | Uint8Array,
  options: PortOptions<Mode>,
  contentType = "text/xml",
  status = 200,
) {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const headers = new Map([["content-type", contentType]]);
  const transport = () => Promise.resolve({ status, headers, body: bytes });
  return soap11("http://localhost/", { ...options, transport }).call(getLots, {});
}

/** The value, and each misfit as its path, what was found, and the fact that would settle it. */
async function read(body: string | Uint8Array, contentType?: string) {
  const result = await reply(body, { reading: lenient }, contentType);
  if (result.kind !== "ok") throw new Error(JSON.stringify(result));
  const misfits = (result.misfits ?? []).map(({ path, found }) => `${path}: ${found}`);
  return { value: JSON.parse(JSON.stringify(result.value)) as unknown, misfits };
}

const value = { Total: 1, Lot: [{ Id: 7, Size: 0.5, Open: true }] };

test("a reply that fits is read as a strict port reads it, without misfits", async () => {
  expect(await read(enveloped(wrapped(good)))).toEqual({ value, misfits: [] });
});

test.each<[string, string, readonly string[]]>([
  [
    "members of another namespace",
    wrapped(good)
      .replace(/<(\/?)(Id|Open)/g, "<$1o:$2")
      .replace("<Lot>", `<Lot xmlns:o="urn:o">`),
    [`GetLotsResponse/Lot/Id: urn:o`, `GetLotsResponse/Lot/Open: urn:o`],
  ],
  ["members of no namespace", wrapped(good).replace("<Lot>", `<Lot xmlns="">`), ["GetLotsResponse/Lot: "]],
  [
    "members out of order",
    wrapped(`<Lot><Open>true</Open><Size>0.5</Size><Id>7</Id></Lot><Total xmlns="">1</Total>`),
    [],
  ],
  [
    "a wrapper of another name",
    wrapped(good).replaceAll("GetLotsResponse", "Answer"),
    [`Answer: <Answer> of "urn:lots"`],
  ],
  [
    "a wrapper of no namespace",
    wrapped(good)
      .replace(`xmlns="urn:lots"`, `xmlns:l="urn:lots"`)
      .replace(/<(\/?)Lot>/g, "<$1l:Lot>")
      .replace(/<(\/?)(Id|Size|Open)>/g, "<$1l:$2>"),
    ["GetLotsResponse: "],
  ],
  ["no wrapper", good.replace("<Lot>", `<Lot xmlns="urn:lots">`), ["Total: <Total> without it"]],
  ["an undeclared prefix", wrapped(good).replace("<Total", "<p:Total").replace("</Total", "</p:Total"), []],
  ["text between elements", wrapped(`${good}stray`), ["GetLotsResponse: stray"]],
])("%s are read", async (_, body, misfits) => {
  const result = await read(enveloped(body));
  expect(result.value).toEqual(value);
  for (const misfit of misfits) expect(result.misfits).toContain(misfit);
});

test("texts that do not fit are undefined, and misfits hold them; words for true and infinity are read", async () => {
  const lots = `<Lot unit="kg"><Id></Id><Price>a lot</Price><Size>Infinity</Size><Sold/><Open>True</Open></Lot>`;
  const result = await reply(enveloped(wrapped(`<Total xmlns="">x</Total>${lots}`)), { reading: lenient });
  expect(result).toMatchObject({ kind: "ok", value: { Total: undefined } });
  if (result.kind !== "ok") return;
  expect(result.value.Lot).toEqual([
    { $unit: "kg", Id: undefined, Price: undefined, Size: Infinity, Sold: undefined, Open: true, Image: undefined },
  ]);
  expect(result.misfits?.map(({ found, override }) => [found, override])).toEqual([
    ["x", `"GetLots.response/Total": { "type": "string" }`],
    ["", `"GetLots.response/Lot/Id": { "type": "string" }`],
    ["a lot", `"GetLots.response/Lot/Price": { "type": "string" }`],
    ["Infinity", `"GetLots.response/Lot/Size": { "type": "string" }`],
    ["", `"GetLots.response/Lot/Sold": { "type": "string" }`],
    ["True", `"GetLots.response/Lot/Open": { "type": "string" }`],
  ]);
});

test("members that are missing, nil or nested are listed", async () => {
  const lots = `<Lot><Id xsi:nil="True">7</Id><Size><a>1</a></Size></Lot>`;
  const { value, misfits } = await read(enveloped(wrapped(lots)));
  expect(value).toEqual({ Lot: [{ Id: null }] });
  expect(misfits).toEqual([
    "GetLotsResponse: nothing",
    "GetLotsResponse/Lot: nothing",
    "GetLotsResponse/Lot/Id: nil",
    "GetLotsResponse/Lot/Id: 7",
    "GetLotsResponse/Lot/Id/@nil: True",
    "GetLotsResponse/Lot/Size/a: <a>1</a>",
  ]);
});

test("an element in place of a text or of bytes is listed once, and gives no empty value", async () => {
  const include = '<i:Include xmlns:i="http://www.w3.org/2004/08/xop/include" href="cid:1"/>';
  const lots = `<Lot><Id>7<!-- --></Id><Size>0.5<a/></Size><Open>true</Open><Image>\n${include}\n</Image></Lot>`;
  const { value, misfits } = await read(enveloped(wrapped(`<Total xmlns="">1</Total>${lots}`)));
  expect(value).toEqual({ Total: 1, Lot: [{ Id: 7, Size: 0.5, Open: true }] });
  expect(misfits).toEqual(["GetLotsResponse/Lot/Size/a: <a/>", `GetLotsResponse/Lot/Image/Include: ${include}`]);
});

test("attributes of simple elements are listed, with values that are not shown", async () => {
  const result = await reply(enveloped(wrapped(good.replace("<Id>", `<Id xsi:type="i" any="a">`))), {
    reading: lenient,
  });
  if (result.kind !== "ok") throw new Error(result.kind);
  const [misfit] = result.misfits ?? [];
  expect(misfit).toEqual({
    path: "GetLotsResponse/Lot/Id",
    line: 1,
    column: expect.any(Number) as number,
    expected: "no attribute any",
    reason: "GetLotsResponse/Lot/Id (line 1): expected no attribute any, found one",
    override: "",
  });
  expect(misfit?.found).toBe("a");
});

test.each<[string, string | Uint8Array, string]>([
  ["blank lines before it", `\n \n<?xml version="1.0"?>${enveloped(wrapped(good))}`, "text/xml"],
  ["a second byte order mark", `\ufeff\ufeff<?xml version="1.0"?>${enveloped(wrapped(good))}`, "text/xml"],
  ["a notice before it", `<br />\n<b>Notice</b>: x${enveloped(wrapped(good))}`, "text/xml"],
  ["zeros after it", `${enveloped(wrapped(good))}\0\0`, "text/xml"],
  ["text after it", `${enveloped(wrapped(good))}<!-- -->bye`, "text/xml"],
])("an envelope with %s is read, with a misfit", async (_, body, contentType) => {
  const result = await read(body, contentType);
  expect(result.value).toEqual(value);
  expect(result.misfits).toHaveLength(1);
});

test.each<[string, string, BufferEncoding, string]>([
  ["the declaration", "iso-8859-1", "latin1", "text/xml; charset=utf-8"],
  ["UTF-8, if the bytes are", "utf-8", "utf8", "text/xml; charset=iso-8859-1"],
])("the charset is that of %s", async (_, declared, encoding, contentType) => {
  const lots = good.replace("<Lot>", `<Lot unit="größe">`);
  const body = Buffer.from(`<?xml version="1.0" encoding="${declared}"?>${enveloped(wrapped(lots))}`, encoding);
  const result = await read(body, contentType);
  expect(result.value).toMatchObject({ Lot: [{ $unit: "größe" }] });
  expect(result.misfits).toHaveLength(1);
});

test.each(["", '<?xml version="1.0" encoding="iso-8859-1"?>'])(
  "a byte order mark of UTF-8 has priority over the other statements of the charset, after %j",
  async (declaration) => {
    const lots = good.replace("<Lot>", `<Lot unit="größe">`);
    const body = `\ufeff${declaration}${enveloped(wrapped(lots))}`;
    for (const contentType of ["text/xml", "text/xml; charset=iso-8859-1"]) {
      const result = await read(body, contentType);
      expect(result.value).toMatchObject({ Lot: [{ $unit: "größe" }] });
      expect(result.misfits).toEqual([]);
    }
  },
);

describe("UTF-16", () => {
  /** A reply that declares UTF-16. Whatever the length of `unit`, one of two has an even number of bytes in UTF-8. */
  const declaring = (unit: string) =>
    `<?xml version="1.0" encoding="utf-16"?>${enveloped(wrapped(good.replace("<Lot>", `<Lot unit="${unit}">`)))}`;

  test.each([
    ["with a byte order mark", "\ufeff", "text/xml", []],
    ["with one, which the header contradicts", "\ufeff", "text/xml; charset=utf-8", []],
    ["without one", "", "text/xml; charset=utf-16", []],
    ["without one, which the header contradicts", "", "text/xml; charset=utf-8", [": text in utf-16"]],
  ])("%s is read", async (_, mark, contentType, misfits) => {
    for (const unit of ["größe", "größen"]) {
      const result = await read(Buffer.from(mark + declaring(unit), "utf16le"), contentType);
      expect(result.value).toMatchObject({ Lot: [{ $unit: unit }] });
      expect(result.misfits).toEqual(misfits);
    }
  });

  test.each([
    ["UTF-8", "utf8", ["größe", "größen"]],
    ["windows-1252", "latin1", ["größe €", "größen €"]],
    ["ascii", "latin1", ["groesse", "groessen"]],
  ] as const)("that is declared for text in %s is a misfit", async (name, encoding, units) => {
    for (const unit of units) {
      const text = encoding === "latin1" ? declaring(unit).replace("€", "\x80") : declaring(unit);
      const result = await read(Buffer.from(text, encoding), "text/xml");
      expect(result.value).toMatchObject({ Lot: [{ $unit: unit }] });
      expect(result.misfits).toEqual([`: text in ${name.toLowerCase()}`]);
    }
  });
});

test("a charset that nobody knows is a misfit", async () => {
  const result = await read(enveloped(wrapped(good)), "text/xml; charset=klingon");
  expect(result).toEqual({ value, misfits: [": klingon"] });
});

test("characters that XML forbids and lone ampersands are kept as they are", async () => {
  const { value, misfits } = await read(enveloped(wrapped(good.replace("<Lot>", `<Lot unit="a&#x0;b & c">`))));
  expect(value).toMatchObject({ Lot: [{ $unit: "a&#x0;b & c" }] });
  expect(misfits).toHaveLength(2);
});

test.each([
  ["an empty body", enveloped("")],
  ["an empty reply", ""],
])("%s is an empty value", async (_, body) => {
  const { value, misfits } = await read(body);
  expect(value).toEqual({});
  expect(misfits).toHaveLength(1);
});

test.each<[string, number, string | Uint8Array]>([
  ["text", 200, "OK"],
  ["JSON", 200, '{ "error": "<b>none</b>" }'],
  ["HTML", 200, "<!doctype html><html><body>busy</body></html>"],
  ["bytes", 200, Uint8Array.of(31, 139, 8, 60, 0, 200, 1)],
  ["nothing, with status 202", 202, ""],
  ["nothing, with status 204", 204, ""],
  ["another document", 200, "<error>none</error>"],
])("%s stays http", async (_, status, body) => {
  expect(await reply(body, { reading: lenient }, "text/plain", status)).toMatchObject({ kind: "http", status });
});

test.each<[string, string]>([
  ["HTML", "<!doctype html><html><body>busy</body></html>"],
  ["JSON", '{ "error": "<b>none</b>" }'],
])("%s stays http over GET", async (_, text) => {
  const response = { status: 200, headers: new Map(), body: new TextEncoder().encode(text) };
  const port = httpGet("http://localhost/", { reading: lenient, transport: () => Promise.resolve(response) });
  expect(await port.call(getLots, {})).toMatchObject({ kind: "http" });
});

test("a reply over GET with another root is read as the expected one, with a misfit", async () => {
  const shop = (): Operation<object, object> => ({
    name: "GetIds",
    request: { body: { sequence: { GetIds: {} } } },
    response: { body: { sequence: { GetIdsResponse: { sequence: { Ids: { type: { list: { Id: int } } } } } } } },
    httpGet: {
      location: "/GetIds",
      reply: { sequence: { ArrayOfInt1: { list: { int } } } },
      result: "Ids",
    },
  });
  const over = (root: string) => {
    const body = new TextEncoder().encode(`text before <${root}><int>7</int></${root}>`);
    const headers = new Map([["content-type", "text/xml"]]);
    const transport = () => Promise.resolve({ status: 200, headers, body });
    return httpGet("http://localhost/", { reading: lenient, transport }).call(shop, {});
  };
  const reason = "line 1: expected nothing before the document, found text";
  expect(await over("ArrayOfInt")).toMatchObject({ value: { Ids: [7] }, misfits: [{ found: "text", reason }] });
  expect(await over("Ids")).toMatchObject({ kind: "http" });
  const body = new TextEncoder().encode("<Ids><int>7</int></Ids>");
  const transport = () => Promise.resolve({ status: 200, headers: new Map(), body });
  const other = await httpGet("http://localhost/", { reading: lenient, transport }).call(shop, {});
  expect(other).toMatchObject({ value: { Ids: [7] }, misfits: [{ found: '<Ids> of ""' }] });
});

test("a reply that is cut off stays malformed, with the misfits before the cut", async () => {
  const result = await reply(enveloped(wrapped(good.replace("7", "x"))).slice(0, -20), { reading: lenient });
  expect(result).toMatchObject({ kind: "malformed", misfit: { found: "x" }, misfits: [{}, {}] });
});

test("explain lists all misfits of a malformed reply, and leaves others as they are", async () => {
  const seen: string[] = [];
  const onMisfit = ({ found }: Misfit, operation: string) => seen.push(`${operation} ${found}`);
  const body = enveloped(wrapped(good.replace("7", "x").replace("true", "maybe")));
  const result = await reply(body, { reading: explain, onMisfit });
  expect(result).toMatchObject({ kind: "malformed", misfit: { found: "x" } });
  expect(seen).toEqual(["GetLots x", "GetLots maybe"]);
  expect(await reply(enveloped(wrapped(good)), { reading: explain })).toMatchObject({ kind: "ok", misfits: [] });
});

test("explain lists an element in another namespace once", async () => {
  const result = await reply(enveloped(wrapped(good.replace("<Id>", `<Id xmlns="urn:o">`))), { reading: explain });
  expect(result).toMatchObject({
    kind: "malformed",
    misfits: [{ found: "urn:o", override: `"GetLots.response/Lot/Id": { "namespace": "urn:o" }` }],
  });
});

test("explain lists a prefix that is not declared, without an override", async () => {
  const body = good.replace("<Id>7</Id>", "<p:Id>7</p:Id>");
  const result = await reply(enveloped(wrapped(body)), { reading: explain });
  const misfits = result.kind === "malformed" ? result.misfits : [];
  expect(misfits.map(({ found, override }) => [found, override])).toEqual([
    ["", ""],
    ["prefix p is not declared", ""],
  ]);
});

test("a malformed reply has the first misfit as data, and its body where logs do not show it", async () => {
  const body = enveloped(wrapped(good.replace("7", "x")));
  const result = await reply(body, {});
  expect(result).toEqual({
    kind: "malformed",
    status: 200,
    httpHeaders: expect.any(Map) as object,
    reason: `GetLotsResponse/Lot/Id (line 1): expected int, found "x"`,
    misfit: {
      path: "GetLotsResponse/Lot/Id",
      line: 1,
      column: body.indexOf("x</Id>") + 1,
      expected: "int",
      found: "x",
      reason: `GetLotsResponse/Lot/Id (line 1): expected int, found "x"`,
      override: `"GetLots.response/Lot/Id": { "type": "string" }`,
    },
    misfits: [expect.anything()],
  });
  expect(Object.keys(result)).not.toContain("body");
  expect(result.kind === "malformed" && result.body).toBe(body);
});

test("facets refuse, and a trace shows, what the spec does not declare", async () => {
  const body = enveloped(wrapped(good.replace("</Open>", `</Open><Price xmlns="">1</Price>`)));
  expect(await reply(body, {})).toMatchObject({ kind: "ok" });
  expect(await reply(body, { validate: facets })).toMatchObject({
    kind: "malformed",
    misfit: { expected: `<Price> of "urn:lots"` },
  });
  const events: TraceEvent[] = [];
  expect(await reply(body, { trace: trace((event) => events.push(event)) })).toMatchObject({ kind: "ok" });
  expect(events.map(({ kind }) => kind)).toEqual(["request", "reply", "misfit"]);
});

test("an element that occurs twice in place of once is kept, refused by facets, and shown by lenient ports and explain", async () => {
  const body = enveloped(wrapped(good.replace("</Open>", "$&<Id>8</Id>")));
  const kept = { name: "Id", children: ["8"] };
  expect(await reply(body, {})).toMatchObject({ kind: "ok", value: { Lot: [{ Id: 7, $any: [kept] }] } });
  const misfit = { path: "GetLotsResponse/Lot/Id", expected: "no further element" };
  expect(await reply(body, { validate: facets })).toMatchObject({ kind: "malformed", misfit });
  for (const reading of [lenient, explain])
    expect(await reply(body, { reading })).toMatchObject({ value: { Lot: [{ $any: [kept] }] }, misfits: [misfit] });
});

test.each([
  [
    "of the Body beside the one that is read",
    (document: string, page: string) => document.replace("</s:Body>", `${page}$&`),
  ],
  ["after the Body", (document: string, page: string) => document.replace("</s:Body>", `$&${page}`)],
])("an element %s is refused by facets, and shown by lenient ports, a trace and explain", async (_, insert) => {
  const page = '<Page xmlns="urn:other">4</Page>';
  const body = insert(enveloped(wrapped(good)), page);
  expect(await reply(body, {})).toMatchObject({ kind: "ok", value });
  expect(await reply(body, { validate: facets })).toMatchObject({
    kind: "malformed",
    misfit: { path: "Page", expected: "no further element", found: "<Page>" },
  });
  const misfit = { path: "Page", expected: "no further element", found: page };
  expect(await reply(body, { reading: lenient })).toMatchObject({ kind: "ok", value, misfits: [misfit] });
  expect(await reply(body, { reading: explain })).toMatchObject({ kind: "ok", value, misfits: [misfit] });
  const events: TraceEvent[] = [];
  await reply(body, { trace: trace((event) => events.push(event)) });
  expect(events).toMatchObject([{ kind: "request" }, { kind: "reply" }, { kind: "misfit", misfit }]);
});

test("many misfits take linear time", { timeout: 20_000 }, async () => {
  const count = 5_000;
  const body = enveloped(
    wrapped(good + `<Lot xmlns="urn:o"><Id a="1">&amp;&</Id><Open>no</Open>stray</Lot>`.repeat(count)),
  );
  const result = await reply(body, { reading: lenient });
  if (result.kind !== "ok") throw new Error(result.kind);
  const more = expect.stringMatching(/^\d+ more$/) as string;
  expect(result.misfits).toHaveLength(1001);
  expect(result.misfits?.at(-1)).toMatchObject({ path: "", expected: "at most 1000 misfits", found: more });
});

test("misfits of long texts and names are short where logs show them", { timeout: 20_000 }, async () => {
  const long = "x".repeat(1_000_000);
  const body = enveloped(wrapped(`<Total xmlns="">${long}</Total>${"<o:Lot/>".repeat(20)}`));
  // Namespaces have a limit of their own.
  const document = body.replace("<s:Body", `<s:Body xmlns:o="${"x".repeat(1000)}"`);
  const strict = await reply(document, {});
  const explained = await reply(document, { reading: explain });
  expect(JSON.stringify([strict, explained]).length).toBeLessThan(50_000);
  const [misfit] = strict.kind === "malformed" ? strict.misfits : [];
  expect(misfit?.found).toBe(`${"x".repeat(57)}...`);
  const [whole] = explained.kind === "malformed" ? explained.misfits : [];
  expect(whole?.found).toBe("x".repeat(4000));
});

test("attributes of a nil element are listed where its value is null", async () => {
  const { misfits } = await read(enveloped(wrapped(`${good}<Lot xsi:nil="true" any="lost"/>`)));
  expect(misfits).toContain("GetLotsResponse/Lot: lost");
});

test.each([
  ["to nothing is undefined", `<Lot z:Ref="i1"/>`, undefined, 'an earlier element whose Id is "i1"', "none"],
  [
    "with a text is what it refers to",
    `<Lot z:Id="i1"><Id>7</Id></Lot><Last z:Ref="i1">x</Last>`,
    { Id: 7 },
    "nothing in an element that refers to another",
    "x",
  ],
])("a reference %s", async (_, elements, value, expected, found) => {
  const LotTable = () => ({ namespace, sequence: { Id: int } });
  const Last = { type: LotTable, minOccurs: 0 };
  const table: Table = { namespace, sequence: { Lot: LotTable, Last, Total: int } };
  const body: Table = { namespace, sequence: { GetLotsResponse: table } };
  const text = `${elements}<Total>1</Total>`.replaceAll(
    "z:",
    'xmlns:z="http://schemas.microsoft.com/2003/10/Serialization/" z:',
  );
  const response = { status: 200, headers: new Map(), body: new TextEncoder().encode(enveloped(wrapped(text))) };
  const port = soap11("http://localhost/", { reading: lenient, transport: () => Promise.resolve(response) });
  const operation = { ...getLots(), response: { body, references: objectReferences } };
  expect(await port.call(() => operation, {})).toMatchObject({
    kind: "ok",
    value: { Lot: value, Last: elements.includes("Last") ? value : undefined, Total: 1 },
    misfits: [{ expected, found }],
  });
});

test.each([lenient, explain])(
  "a declared fault that does not fit stays a fault, and a misfit has the reason",
  async (reading) => {
    const refused: Table = { namespace, sequence: { Code: int } };
    const operation = (): Operation<object, Lots> => ({
      ...getLots(),
      faults: declaredFaults({
        detail: { namespace, sequence: { Refused: { type: refused, minOccurs: 0 } } },
        header: { namespace, sequence: { Limit: { type: int, minOccurs: 0 } } },
      }),
    });
    const seen: Misfit[] = [];
    const read = (code: string, limit: string) => {
      const body = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><Limit xmlns="${namespace}">${limit}</Limit></s:Header><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>no</faultstring><detail><Refused xmlns="${namespace}"><Code>${code}</Code></Refused></detail></s:Fault></s:Body></s:Envelope>`;
      const answer = {
        status: 500,
        headers: new Map([["content-type", "text/xml"]]),
        body: new TextEncoder().encode(body),
      };
      const onMisfit = (misfit: Misfit) => void seen.push(misfit);
      return soap11("http://localhost/", { reading, onMisfit, transport: () => Promise.resolve(answer) }).call(
        operation,
        {},
      );
    };
    const fitting = await read("7", "1");
    expect(fitting).toMatchObject({ kind: "fault", fault: { detail: { Refused: { Code: 7 } } }, misfits: [] });
    const result = await read("seven", "few");
    expect(result).toMatchObject({
      kind: "fault",
      fault: { detail: { $any: [{ name: "Refused" }] } },
      header: { $any: [{ name: "Limit" }] },
      misfits: [
        {
          path: "detail/Refused/Code",
          expected: "int",
          found: "seven",
          reason: 'detail/Refused/Code: expected int, found "seven"',
          override: '"GetLots.fault/Refused/Code": { "type": "string" }',
          line: 0,
        },
        { path: "Header/Limit", override: '"GetLots.fault.header/Limit": { "type": "string" }' },
      ],
    });
    expect(seen).toHaveLength(2);
  },
);

/** Replies of servers that do not keep to their spec, as a lenient port reads them. */
import { expect, test } from "vitest";
import {
  base64Binary,
  boolean,
  dateTime,
  decimal,
  double,
  int,
  lenient,
  soap11,
  string,
  type Operation,
  type PortOptions,
  type Table,
} from "../../../templates/runtime/index.js";

const namespace = "urn:lots";

interface Lots {
  Total: number;
  Lot?: object[] | undefined;
}

const lot: Table = {
  namespace,
  attributes: { $unit: { type: string, use: "optional" } },
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

async function reply<Mode>(body: string | Uint8Array, options: PortOptions<Mode>, contentType = "text/xml") {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const headers = new Map([["content-type", contentType]]);
  const transport = () => Promise.resolve({ status: 200, headers, body: bytes });
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

import { serve, type Contract } from "../../templates/runtime/server.js";
import type { Validation } from "../../templates/runtime/context.js";
import { facets } from "../../templates/runtime/simple/facets.js";
import { describe, expect, test } from "vitest";
import {
  attributes,
  httpGet,
  httpPost,
  int,
  repeated,
  restricted,
  soap11,
  soap12,
  string,
  textReply,
  urlReplacement,
  type Operation,
  type PortOptions,
} from "../../templates/runtime/index.js";
import { address, namespace } from "../runtime/orders.js";
import { answering, envelope, xml } from "../runtime/wire.js";
import { emptyPages } from "../support/empty-pages.js";

interface Zip {
  Zip: string;
  $country?: string | undefined;
}

function operation(): Operation<Zip, { Place: string }> {
  const zip = restricted(string, { patterns: ["[0-9]{5}"] });
  const country = restricted(string, { length: 2 });
  return {
    name: "GetPlace",
    request: {
      body: {
        namespace,
        sequence: {
          GetPlace: {
            namespace,
            attributes: attributes({ $country: { type: country, use: "optional" } }),
            sequence: { Zip: zip },
          },
        },
      },
    },
    response: {
      body: {
        namespace,
        sequence: {
          GetPlaceResponse: { namespace, sequence: { Place: restricted(string, { maxLength: 5 }) } },
        },
      },
    },
    httpGet: { location: "/GetPlace", root: "string", result: "Place" },
    httpPost: { location: "/GetPlace", root: "string", result: "Place" },
  };
}

const ports = { soap11, soap12, httpGet, httpPost };

function reply(binding: keyof typeof ports, place: string): string {
  return binding === "soap11" || binding === "soap12"
    ? envelope(binding, `<GetPlaceResponse xmlns="${namespace}"><Place>${place}</Place></GetPlaceResponse>`)
    : `<string xmlns="${namespace}">${place}</string>`;
}

function call(binding: keyof typeof ports, request: Zip, place: string, options: PortOptions) {
  const { transport, sent } = answering(reply(binding, place), xml);
  return { reply: ports[binding](address, { ...options, transport }).call(operation, request), sent };
}

describe.each(["soap11", "soap12", "httpGet", "httpPost"] as const)("over %s", (binding) => {
  test("facets are checked before sending if the port validates", async () => {
    const { reply, sent } = call(binding, { Zip: "1234" }, "Rome", { validate: facets });
    await expect(reply).rejects.toThrow(
      expect.objectContaining({
        name: "RequestError",
        message: 'GetPlace.Zip: expected text that matches [0-9]{5}, found "1234"',
      }),
    );
    expect(sent).toHaveLength(0);
  });

  test("facets are checked after reading if the port validates", async () => {
    expect(await call(binding, { Zip: "12345" }, "Naples", { validate: facets }).reply).toMatchObject({
      kind: "malformed",
      reason: expect.stringContaining('expected at most 5 characters, found "Naples"') as unknown,
    });
    expect(await call(binding, { Zip: "12345" }, "Rome", { validate: facets }).reply).toMatchObject({
      kind: "ok",
      value: { Place: "Rome" },
    });
  });

  test("facets are not checked otherwise", async () => {
    for (const options of [{}, { validate: undefined }]) {
      const { reply, sent } = call(binding, { Zip: "1234" }, "Naples", options);
      expect(await reply).toMatchObject({ kind: "ok", value: { Place: "Naples" } });
      expect(sent).toHaveLength(1);
    }
  });
});

test("an attribute is checked too", async () => {
  const request = { Zip: "12345", $country: "ITA" };
  await expect(call("soap11", request, "Rome", { validate: facets }).reply).rejects.toThrow(
    'GetPlace.$country: expected exactly 2 characters, found "ITA"',
  );
});

describe("an operation with parameters in its location", () => {
  const located = { location: "/places/(zip)/(page)?size=(size)", urlReplacement, text: textReply };
  const getPlaces = (): Operation<{ zip: string; page: number; size?: number }, string> => ({
    name: "GetPlaces",
    request: { body: { namespace, sequence: { zip: string, page: int, size: { type: int, minOccurs: 0 } } } },
    response: { body: { namespace, sequence: { places: string } } },
    httpGet: located,
    httpPost: located,
  });
  const text = { headers: { "Content-Type": "text/plain; charset=iso-8859-1" } };

  test("is called there, and its text is read by its charset", async () => {
    const { transport, sent } = answering(new Uint8Array([0xc0, 10]), text);
    const request = { zip: "a/b?", page: 2, size: 5 };
    expect(await httpGet(`${address}?key=1`, { transport }).call(getPlaces, request)).toMatchObject({
      kind: "ok",
      value: "À\n",
    });
    expect(await httpPost(address, { transport }).call(getPlaces, { zip: "x", page: 1 })).toMatchObject({ kind: "ok" });
    expect(sent.map(({ url, request: { method }, body }) => [method, url, body])).toEqual([
      ["GET", `${address}/places/a%2Fb%3F/2?key=1&size=5`, ""],
      ["POST", `${address}/places/x/1?size=`, ""],
    ]);
  });

  test("may answer nothing, which is empty text, and a status of HTTP", async () => {
    const request = { zip: "x", page: 1 };
    const empty = answering("", text);
    expect(await httpGet(address, empty).call(getPlaces, request)).toMatchObject({ kind: "ok", value: "" });
    const missing = answering("gone", { status: 404 });
    expect(await httpGet(address, missing).call(getPlaces, request)).toMatchObject({ kind: "http", body: "gone" });
  });

  test("is not called elsewhere", async () => {
    const { transport, sent } = answering("");
    await expect(httpGet(address, { transport }).call(getPlaces, { zip: "..", page: 1 })).rejects.toThrow(
      expect.objectContaining({ name: "RequestError" }),
    );
    expect(sent).toHaveLength(0);
  });
});

describe("how many items a list has", () => {
  type Tags = { Tag: string[]; Few?: { N: string[] } | undefined; Names: string[] };
  const names = { list: { Name: { type: string, minOccurs: 1, maxOccurs: 3 } } };
  const tags = {
    namespace,
    sequence: {
      Tag: { type: string, minOccurs: 2, maxOccurs: 3 },
      Few: { type: { sequence: { N: { type: string, maxOccurs: 2 } } }, minOccurs: 0 },
      Names: names,
    },
  };
  const getTags = (): Operation<Tags, Tags> => ({
    name: "GetTags",
    request: { body: { namespace, sequence: { GetTags: tags } } },
    response: { body: { namespace, sequence: { GetTagsResponse: tags } } },
  });
  const reply = ({ Tag, Few, Names }: Tags) => {
    const elements = (name: string, texts: readonly string[]) =>
      texts.map((text) => `<${name}>${text}</${name}>`).join("");
    const few = Few === undefined ? "" : `<Few>${elements("N", Few.N)}</Few>`;
    return `<GetTagsResponse xmlns="${namespace}">${elements("Tag", Tag)}${few}<Names>${elements("Name", Names)}</Names></GetTagsResponse>`;
  };
  const right: Tags = { Tag: ["a", "b"], Names: ["n"] };
  const call = (request: Tags, response: Tags, validate?: Validation) =>
    soap11(address, { ...answering(envelope("soap11", reply(response)), xml), validate }).call(getTags, request);

  test.each<[Tags, string, string]>([
    [{ ...right, Tag: ["a"] }, "GetTags.Tag", "expected at least 2 <Tag>, found 1"],
    [{ ...right, Tag: ["a", "b", "c", "d"] }, "GetTags.Tag", "expected at most 3 <Tag>, found 4"],
    [{ ...right, Few: { N: ["a", "b", "c"] } }, "GetTags.Few.N", "expected at most 2 <N>, found 3"],
    [{ ...right, Names: [] }, "GetTags.Names", "expected at least 1 <Name>, found 0"],
    [{ ...right, Names: ["a", "b", "c", "d"] }, "GetTags.Names", "expected at most 3 <Name>, found 4"],
  ])("is checked if the port validates, and not else: %j", async (tags, path, message) => {
    await expect(call(tags, right, facets)).rejects.toThrow(`${path}: ${message}`);
    expect(await call(right, tags, facets)).toMatchObject({
      kind: "malformed",
      reason: expect.stringContaining(message) as unknown,
    });
    expect(await call(tags, tags)).toMatchObject({ kind: "ok", value: tags });
  });

  test("is right at its bounds", async () => {
    for (const tags of [right, { Tag: ["a", "b", "c"], Few: { N: ["a"] }, Names: ["a", "b", "c"] }]) {
      expect(await call(tags, tags, facets)).toMatchObject({ kind: "ok", value: tags });
    }
  });

  test("is checked in groups that repeat", async () => {
    const group = repeated({ sequence: { A: { type: string, maxOccurs: 2 }, B: string } });
    const body = { namespace, sequence: { Groups: { sequence: { $sequence: { type: group, maxOccurs: Infinity } } } } };
    const groups = (): Operation<object, object> => ({ name: "Groups", request: { body }, response: { body } });
    const given = (texts: string) =>
      answering(envelope("soap11", `<Groups xmlns="${namespace}">${texts}</Groups>`), xml);
    const item = (count: number) => ({ A: Array<string>(count).fill("a"), B: "b" });
    const sent = (count: number, texts: string) =>
      soap11(address, { ...given(texts), validate: facets }).call(groups, { $sequence: [item(count)] });
    await expect(sent(3, "")).rejects.toThrow("Groups.$sequence[0].A: expected at most 2 <A>, found 3");
    expect(await sent(2, "<A>a</A><A>a</A><B>b</B>")).toMatchObject({ kind: "ok" });
  });

  test("is checked in the parameters of HTTP GET and POST", async () => {
    const body = { namespace, sequence: { GetNames: { sequence: { names } } } };
    const getNames = (): Operation<object, object> => ({
      name: "GetNames",
      request: { body },
      response: { body: { namespace, sequence: { R: {} } } },
      httpGet: { location: "/GetNames", root: "R" },
    });
    const port = (validate?: Validation) =>
      httpGet(address, { ...answering(`<R xmlns="${namespace}"/>`, xml), validate });
    await expect(port(facets).call(getNames, { names: [] })).rejects.toThrow(
      "names: expected at least 1 <Name>, found 0",
    );
    expect(await port(facets).call(getNames, { names: ["a"] })).toMatchObject({ kind: "ok" });
    expect(await port().call(getNames, { names: [] })).toMatchObject({ kind: "ok" });
  });
});

test.each([true, false])("the flag that validate once was is refused with what to write: %s", (validate) => {
  const message = `validate: expected \`facets\` of the runtime, found ${validate}`;
  for (const port of Object.values(ports)) {
    // @ts-expect-error the compiler knows
    expect(() => port(address, { validate })).toThrow(new TypeError(message));
  }
  const contract = (): Contract => ({
    name: "S",
    namespace,
    bindings: ["soap11"],
    path: "/",
    operations: {},
    pages: emptyPages,
  });
  // @ts-expect-error the compiler knows
  expect(() => serve(contract, {}, { validate })).toThrow(new TypeError(message));
});

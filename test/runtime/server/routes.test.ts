import { expect, test } from "vitest";
import {
  encoded,
  int,
  string,
  textReply,
  urlReplacement,
  type Operation,
  type Table,
} from "../../../templates/runtime/index.js";
import { serve, type Contract, type ServeOptions, type Service } from "../../../templates/runtime/server.js";
import type { Message } from "../../../templates/runtime/complex/operation.js";
import { getOrderXml, post, types } from "../orders-server.js";
import { envelope } from "../wire.js";
import { emptyPages } from "../../support/empty-pages.js";

const namespace = "urn:shop";
const response: Message = { body: { namespace, sequence: { Done: string } } };

function operation(name: string, request: Message["body"], more: Partial<Operation<unknown, unknown>> = {}) {
  const made = { name, request: { body: request }, response, ...more };
  return { operation: () => made, bindings: ["soap11", "soap12", "httpGet", "httpPost"] } as const;
}

const pay: Table = { namespace, sequence: { Pay: { namespace, sequence: { Sum: { type: int, minOccurs: 0 } } } } };

/** Operations that are distinguished in every possible way. */
function contract(): Contract {
  return {
    name: "Shop",
    namespace,
    bindings: ["soap11", "soap12", "httpGet", "httpPost"],
    path: "/shop/v1.asmx",
    pages: async () => ({ pages: { ...(await emptyPages()).pages, list: "<ul><li>PayByCard</ul>" } }),
    operations: {
      byCard: operation("PayByCard", pay, { action: "urn:shop/card" }),
      inCash: operation("PayInCash", pay, { action: "urn:shop/cash" }),
      find: operation(
        "Find",
        { namespace, sequence: { Find: { namespace, sequence: { Name: string } } } },
        {
          action: "urn:shop/both",
          httpGet: { location: "/Find" },
          httpPost: { location: "/Find" },
        },
      ),
      list: operation(
        "List",
        { namespace, sequence: { List: { namespace, sequence: {} } } },
        {
          action: "urn:shop/both",
          httpGet: { location: "/List?all=1" },
        },
      ),
      silent: operation("Silent", { namespace, sequence: { Silent: { namespace, sequence: {} } } }),
      ping: operation("Ping", {}, { action: "urn:shop/ping" }),
      item: operation(
        "Item",
        { namespace, sequence: { Item: { namespace, sequence: { id: string, of: string } } } },
        {
          httpGet: { location: "/items/(id)/(of)", urlReplacement },
          httpPost: { location: "/post" },
        },
      ),
    },
  };
}

function shop(options?: ServeOptions, operations = contract().operations): Service {
  const names = Object.keys(operations);
  const handlers = Object.fromEntries(names.map((name) => [name, () => `${name} was called`]));
  return serve(() => ({ ...contract(), operations }), handlers, options);
}

const url = "https://shop.example/shop/v1.asmx";

/** The operation that answered, or the reason of the fault. */
async function routed(
  binding: "soap11" | "soap12",
  body: string,
  action?: string,
  operations = contract().operations,
): Promise<string | undefined> {
  const headers: Record<string, string> = {
    "Content-Type": binding === "soap12" && action !== undefined ? `${types.soap12};action=${action}` : types[binding],
  };
  if (binding === "soap11" && action !== undefined) headers["SOAPAction"] = action;
  const request = new Request(url, { method: "POST", headers, body: envelope(binding, body) });
  const answer = await (await shop({}, operations)(request)).text();
  const text = answer.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
  const [, done, reason] =
    /<Done[^>]*>(\w+)|(?:faultstring|Text xml:lang="en")>([^]*?)<\/(?:faultstring|soap:Text)/.exec(text) ?? [];
  return done ?? reason;
}

const element = (name: string) => `<${name} xmlns="${namespace}"/>`;

test.each(["soap11", "soap12"] as const)("SOAP requests are routed by action, then by body: %s", async (binding) => {
  const route = (body: string, action?: string) => routed(binding, body, action);
  expect(await route(element("Pay"), '"urn:shop/card"')).toBe("byCard");
  expect(await route(element("Pay"), "urn:shop/cash")).toBe("inCash");
  expect(await route(element("Find").replace("/>", "><Name>x</Name></Find>"), '"urn:shop/both"')).toBe("find");
  expect(await route(element("List"), '"urn:shop/both"')).toBe("list");
  expect(await route(element("List"))).toBe("list");
  expect(await route(element("List"), '""')).toBe("list");
  expect(await route("", '"urn:shop/ping"')).toBe("ping");
  expect(await route("")).toBe("ping");
  // An operation without an action is identified by its element only.
  expect(await route(element("Silent"), '"urn:whatever"')).toBe("silent");
  expect(await route(`<x/>${element("Silent")}`)).toBe("silent");
});

test.each(["soap11", "soap12"] as const)("an ambiguous request is the caller's fault: %s", async (binding) => {
  const route = (body: string, action?: string) => routed(binding, body, action);
  expect(await route(element("Pay"))).toBe("expected the action of one of PayByCard, PayInCash");
  expect(await route(element("List"), '"urn:nothing"')).toBe('expected an action of Shop, found "urn:nothing"');
  expect(await route(element("Other"))).toBe(
    `expected the element of an operation of Shop, found <Other> of "${namespace}"`,
  );
  // The action decides, so no element passes for another.
  expect(await route(element("List"), '"urn:shop/card"')).toContain(`expected <Pay> of "${namespace}"`);
});

test.each(["soap11", "soap12"] as const)("the element of the body decides in every style: %s", async (binding) => {
  const wrapper = (name: string): Message["body"] => ({ namespace, sequence: { [name]: { namespace, sequence: {} } } });
  const styles = { literal: undefined, encoded };
  for (const [style, encoding] of Object.entries(styles)) {
    const request = (name: string): Message => ({ body: wrapper(name), ...(encoding && { encoded: encoding }) });
    const operations = {
      drop: operation("Drop", {}, { request: request("Drop"), action: "urn:shop/drop" }),
      sum: operation("Sum", {}, { request: request("Sum"), action: "urn:shop/sum" }),
      ping: operation("Ping", {}, { action: "urn:shop/ping" }),
      total: operation("Total", {}, { request: request("Sum"), action: "urn:shop/total" }),
      any: operation("Any", {}, { request: request("Any") }),
    };
    const route = (body: string, action?: string) => routed(binding, body, action, operations);
    const calls = [
      [element("Drop"), undefined, "drop"],
      [element("Drop"), '""', "drop"],
      [element("Drop"), '"urn:shop/drop"', "drop"],
      [element("Sum"), '"urn:shop/sum"', "sum"],
      [element("Sum"), "urn:shop/total", "total"],
      [element("Sum"), undefined, "expected the action of one of Sum, Total"],
      [element("Any"), '"urn:shop/whatever"', "any"],
      [element("Any"), '"urn:shop/drop"', mismatch("Drop", "drop", `<Any> of "${namespace}"`)],
      ["", '"urn:shop/ping"', "ping"],
      ["", '"urn:shop/drop"', mismatch("Drop", "drop", "nothing")],
      [element("Sum"), '"urn:shop/drop"', mismatch("Drop", "drop", `<Sum> of "${namespace}"`)],
      [element("Drop"), '"urn:shop/total"', mismatch("Sum", "total", `<Drop> of "${namespace}"`)],
      ["<x/>", '"urn:shop/drop"', mismatch("Drop", "drop", '<x> of ""')],
      [element("Sum") + element("Drop"), '"urn:shop/drop"', mismatch("Drop", "drop", `<Sum> of "${namespace}"`)],
      [
        element("Drop"),
        '"urn:shop/ping"',
        `expected nothing in the body of a request whose action is "urn:shop/ping", found <Drop> of "${namespace}"`,
      ],
      [element("Drop"), '"urn:shop/none"', 'expected an action of Shop, found "urn:shop/none"'],
    ] as const;
    for (const [body, action, expected] of calls)
      expect([style, body, action, await route(body, action)]).toEqual([style, body, action, expected]);
  }

  function mismatch(expected: string, action: string, found: string): string {
    return `expected <${expected}> of "${namespace}" in the body of a request whose action is "urn:shop/${action}", found ${found}`;
  }
});

test("an encoded request is known by the local name of its wrapper, as it is read", async () => {
  const request: Message = { body: { namespace, sequence: { Drop: { namespace, sequence: {} } } }, encoded };
  const operations = { drop: operation("Drop", {}, { request, action: "urn:shop/drop" }) };
  const route = (body: string) => routed("soap11", body, '"urn:shop/drop"', operations);
  expect(await route('<Drop xmlns="urn:other"/>')).toBe("drop");
  expect(await route('<Sum xmlns="urn:other"/>')).toMatch(/^expected <Drop> .* found <Sum> of "urn:other"$/);
});

/** Operations of SOAP encoding, and one that is literal. */
function mixed(): Contract["operations"] {
  const wrapper = (name: string, parts: Message["body"] = {}): Message["body"] => ({
    namespace,
    sequence: { [name]: { namespace: "", ...parts } },
  });
  const x: Message["body"] = {
    sequence: { x: { type: { sequence: { n: { type: int, minOccurs: 0 } } }, minOccurs: 0 } },
  };
  return {
    drop: operation("Drop", {}, { request: { body: wrapper("Drop"), encoded }, action: "urn:shop/drop" }),
    sum: operation("Sum", {}, { request: { body: wrapper("Sum", x), encoded } }),
    parts: operation("Parts", {}, { request: { body: { namespace, sequence: { a: int, b: int } }, encoded } }),
    find: operation("Find", wrapper("Find")),
  };
}

const encodings = {
  soap11: { refers: "href", id: "id", of: "http://schemas.xmlsoap.org/soap/encoding/" },
  soap12: { refers: "enc:ref", id: "enc:id", of: "http://www.w3.org/2003/05/soap-encoding" },
};

/** The elements of a body, in which the prefixes and the attributes are those of the version's encoding. */
function elements(binding: "soap11" | "soap12", ...tags: readonly string[]): string {
  const { refers, id, of } = encodings[binding];
  return tags
    .map((tag) => tag.replace(/^<([\w:]+)/, `<$1 xmlns:s="${namespace}" xmlns:enc="${of}"`))
    .join("")
    .replace(/ id=/g, ` ${id}=`)
    .replace(/ href="#?/g, ` ${refers}="${binding === "soap11" ? "#" : ""}`);
}

test.each(["soap11", "soap12"] as const)(
  "the call in SOAP encoding is a root, and never a value: %s",
  async (binding) => {
    const route = (...tags: readonly string[]) => routed(binding, elements(binding, ...tags), undefined, mixed());
    const call = '<s:Sum><x href="#a"/></s:Sum>';
    expect(await route('<s:Drop id="a"/>', call)).toBe("sum");
    expect(await route(call, '<s:Drop id="a"/>')).toBe("sum");
    expect(await route(call, '<multiRef id="a"><n>1</n></multiRef>')).toBe("sum");
    expect(await route('<multiRef id="a"><n>1</n></multiRef>', call)).toBe("sum");
    // .NET calls a value by its type, whose name can be that of the operation.
    expect(await route(call, '<s:Sum id="a"><n>1</n></s:Sum>')).toBe("sum");
    expect(await route('<s:Sum id="a"><n>1</n></s:Sum>', call)).toBe("sum");
    expect(await route('<s:Sum id="a"><x href="#a"/></s:Sum>')).toBe("sum");
    expect(await route('<s:Find id="a"/>', call)).toBe("sum");
    expect(await route("<s:a>1</s:a>", '<s:b href="#b"/>', '<multiRef id="b">2</multiRef>')).toBe("parts");
    expect(await route("<x/>", "<s:Drop/>")).toBe("drop");
    expect(await route("<s:Find/>")).toBe("find");
  },
);

test("a root of SOAP 1.1 can be marked by its attribute", async () => {
  const route = (...tags: readonly string[]) => routed("soap11", elements("soap11", ...tags), undefined, mixed());
  expect(await route('<s:Sum id="r" enc:root="1"><x href="#a"/></s:Sum>', '<m id="a"><back href="#r"/></m>')).toBe(
    "sum",
  );
  expect(await route('<s:Drop enc:root="0"/>', "<s:Sum/>")).toBe("sum");
});

test.each(["soap11", "soap12"] as const)("a body of two calls is refused in every style: %s", async (binding) => {
  const route = (...tags: readonly string[]) => routed(binding, elements(binding, ...tags), undefined, mixed());
  const two = (path: string, first: string, second: string) =>
    `${path} (line 1): expected one element of an operation, found <${first}> of "${namespace}" and <${second}> of "${namespace}"`;
  expect(await route("<s:Drop/>", "<s:Sum/>")).toBe(two("Sum", "Drop", "Sum"));
  expect(await route("<s:Sum/>", "<s:Sum/>")).toBe(two("Sum", "Sum", "Sum"));
  expect(await route("<s:Sum/>", "<x/>", '<Drop xmlns="urn:other"/>')).toBe(
    two("Drop", "Sum", "Drop").replace(/urn:shop"$/, 'urn:other"'),
  );
  expect(await route("<s:a>1</s:a>", "<s:b>2</s:b>", "<s:a>3</s:a>")).toBe(two("a", "a", "a"));
  expect(await route("<s:a>1</s:a>", "<s:b>2</s:b>", "<s:Drop/>")).toBe(two("Drop", "a", "Drop"));
  expect(await route("<s:Find/>", "<s:Drop/>")).toBe(two("Drop", "Find", "Drop"));
  expect(await route("<s:Drop/>", "<s:Find/>")).toBe(two("Find", "Drop", "Find"));
  const literal = (body: string) => routed(binding, body);
  expect(await literal(element("List") + element("Silent"))).toBe(two("Silent", "List", "Silent"));
  expect(await literal(`<x/>${element("List")}${element("List")}`)).toBe(two("List", "List", "List"));
  expect(await literal(`${element("List")}<x/>`)).toBe("list");
});

test.each(["soap11", "soap12"] as const)("a value that elements refer to is not a call: %s", async (binding) => {
  const route = (...tags: readonly string[]) => routed(binding, elements(binding, ...tags), undefined, mixed());
  const value = (name: string) =>
    `${name} (line 1): expected an element of an operation that no other element refers to, found <${name}> of "${namespace}" as a value`;
  expect(await route('<s:Drop id="a"/>', '<other><x href="#a"/></other>')).toBe(value("Drop"));
  expect(await route('<s:Sum id="a"><x href="#b"/></s:Sum>', '<m id="b"><x href="#a"/></m>')).toBe(value("Sum"));
  expect(await route('<m id="a"><x href="#b"/></m>', '<n id="b"><x href="#a"/></n>')).toBe(
    'expected the element of an operation of Shop, found <m> of ""',
  );
});

test("a hundred thousand elements beside the call take linear time", async () => {
  const many = Array.from({ length: 100_000 }, (_, k) => `<m id="a${k}"/><x href="#a${k}"/>`).join("");
  expect(await routed("soap11", `${many}${element("Drop")}`, undefined, mixed())).toBe("drop");
  expect(await routed("soap11", `${element("Silent")}${"<x/>".repeat(200_000)}`)).toBe("silent");
});

test("an action may hold anything that a header can", async () => {
  expect(await routed("soap12", element("Pay"), '"urn:shop/\\card"')).toBe("byCard");
  for (const action of ['"', '""x', "__proto__", "constructor", "é", `"${"x".repeat(5000)}"`]) {
    const answer = await routed("soap11", element("List"), action);
    expect(answer).toMatch(/^expected an action of Shop, found "/);
    expect(answer?.length).toBeLessThan(120);
  }
});

const get = async (path: string, options?: ServeOptions) => {
  const answer = await shop(options)(new Request(new URL(path, "https://shop.example")));
  return [answer.status, (await answer.text()).trim()] as const;
};
const root = (text: string) => [200, expect.stringContaining(text)] as const;

test("HTTP GET is routed by the location that follows the path", async () => {
  expect((await get("/shop/v1.asmx/Find?Name=x%26y"))[0]).toBe(200);
  expect(await get("/shop/v1.asmx/Nothing")).toEqual([404, "expected the path of the service or of an operation"]);
  expect((await get("/shop/v1.asmx/List?all=1"))[0]).toBe(200);
  expect((await get("/shop/v1.asmx/List?all=1&more=2"))[0]).toBe(200);
  expect((await get("/shop/v1.asmx/List"))[0]).toBe(404);
  expect((await get("/shop/v1.asmx/items/a%2Fb/c"))[0]).toBe(200);
  expect((await get("/shop/v1.asmx/items"))[0]).toBe(404);
  expect((await get("/shop/v1.asmx/__proto__"))[0]).toBe(404);
  expect((await get("/shop/v1.asmxFind?Name=x"))[0]).toBe(404);
  expect((await get("/shop"))[0]).toBe(404);
  expect((await get("/"))[0]).toBe(404);
});

test("parameters may be in the location, and the answer may be text", async () => {
  const given: unknown[] = [];
  const http = (location: string) => ({ location, urlReplacement, text: textReply, result: "Done" });
  const asked: Table = { namespace, sequence: { Item: { namespace, sequence: { id: int, of: string } } } };
  const answered: Table = { namespace, sequence: { ItemResponse: { namespace, sequence: { Done: string } } } };
  const item = operation("Item", asked, { response: { body: answered }, httpGet: http("/items/(id)/of/(of)") });
  const service = serve(
    () => ({ ...contract(), operations: { item, größe: operation("G", {}, { httpGet: { location: "/Größe" } }) } }),
    {
      größe: () => "",
      item: (request: unknown) => {
        given.push(request);
        return { Done: "<it>" };
      },
    },
  );
  const answer = await service(new Request(`${url}/items/7/of/shop%2Fv1.asmx`));
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
  expect(await answer.text()).toBe("<it>");
  expect((await service(new Request(`${url}/items/7/of/`))).status).toBe(200);
  expect(given).toEqual([
    { id: 7, of: "shop/v1.asmx" },
    { id: 7, of: "" },
  ]);
  const wrong = await service(new Request(`${url}/items/seven/of/x`));
  expect([wrong.status, await wrong.text()]).toEqual([500, 'Sender: id (line 1): expected int, found "seven"\n']);
  expect((await service(new Request(`${url}/Größe`))).status).toBe(200);
});

test("a service can be mounted below another path, or at one of its own", async () => {
  expect((await get("/tenants/7/shop/v1.asmx/Find?Name=x"))[0]).toBe(200);
  expect(await get("/tenants/7/shop/v1.asmx")).toEqual(root("PayByCard"));
  expect((await get("/soap/Find?Name=x", { path: "/soap/" }))[0]).toBe(200);
  expect((await get("/shop/v1.asmx", { path: "/soap" }))[0]).toBe(404);
  expect((await get("/Find?Name=x", { path: "/" }))[0]).toBe(200);
  expect(await get("/", { path: "/" })).toEqual(root("PayByCard"));
  expect((await get("/other", { path: "/" }))[0]).toBe(404);
});

test("a response to another method lists the allowed ones", async () => {
  const allowed = async (method: string, path: string) => {
    const { status, headers } = await shop()(new Request(url + path, { method }));
    return [status, headers.get("allow")];
  };
  for (const method of ["PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND"]) {
    expect(await allowed(method, "")).toEqual([405, "GET, HEAD, POST"]);
    expect(await allowed(method, "/Find")).toEqual([405, "GET, POST"]);
    expect(await allowed(method, "/List?all=1")).toEqual([405, "GET"]);
    expect(await allowed(method, "/post")).toEqual([405, "POST"]);
    expect(await allowed(method, "/Nothing")).toEqual([404, null]);
  }
  expect(await allowed("GET", "/post")).toEqual([405, "POST"]);
  expect(await allowed("HEAD", "/post")).toEqual([405, "POST"]);
  expect(await allowed("HEAD", "/List?all=1")).toEqual([405, "GET"]);
  expect(await allowed("POST", "/List?all=1")).toEqual([405, "GET"]);
  expect(await allowed("POST", "/Nothing")).toEqual([404, null]);
});

test("a body of another type is refused", async () => {
  for (const type of ["application/json", "multipart/related", "text/plain", "", "application/x-www-form-urlencoded"]) {
    const answer = await shop()(new Request(url, { ...init(post(type, getOrderXml)) }));
    expect([type, answer.status, await answer.text()]).toEqual([
      type,
      415,
      "expected text/xml or application/soap+xml\n",
    ]);
  }
  const toOperation = await shop()(new Request(`${url}/Find`, init(post(types.soap11, getOrderXml))));
  expect([toOperation.status, await toOperation.text()]).toEqual([415, "expected application/x-www-form-urlencoded\n"]);
  const zipped = await shop()(new Request(url, init(post(types.soap11, getOrderXml, { "Content-Encoding": "gzip" }))));
  expect(zipped.status).toBe(415);
});

/** To send to another address. */
function init({ headers }: Request): RequestInit {
  return { method: "POST", headers, body: getOrderXml };
}

import { facets } from "../../templates/runtime/simple/facets.js";
import { describe, expect, test, vi } from "vitest";
import {
  enumeration,
  addressing,
  httpGet,
  httpPost,
  security,
  soap11,
  soap12,
  timestamp,
  unwrap,
  usernameToken,
  type Binding,
  type Operation,
  type Port,
  type PortOptions,
  type Reply,
  type SecurityPart,
  type Transport,
} from "../../templates/runtime/index.js";
import { operationOf } from "../../templates/runtime/binding/port.js";
import type { AnyOperation } from "../../templates/runtime/binding/binding.js";
import { type Contract, type Service } from "../../templates/runtime/server.js";
import { randomFrom } from "../../templates/stand-in/random-numbers.js";
import { messageValue, valueOf } from "../../templates/stand-in/random.js";
import type { StandInAnswer, StandInOptions } from "../../templates/stand-in/stand-in-options.js";
import { standIn, type StandInService } from "../../templates/stand-in/stand-in.js";
import { hostileTexts } from "../support/hostile-texts.js";
import { cancel, getOrder, notify, touch } from "../runtime/orders.js";
import { ordersContract } from "../runtime/orders-server.js";
import { bookOperation, depotContract, ghostOperation, storeOperation, type Crate, type Entry } from "./depot.js";
import { generatedContracts } from "./generated.js";

const ports = { soap11, soap12, httpGet, httpPost };
const bindings = ["soap11", "soap12", "httpGet", "httpPost"] as const;
const soapBindings = ["soap11", "soap12"] as const;

/** Reply files by `service/operation`. */
type Files = Readonly<Record<string, unknown>>;

/** A stand-in for these services, with its reports. */
function standing(
  options: Partial<StandInOptions> & { readonly files?: Files } = {},
  services = [served(ordersContract), served(depotContract)],
) {
  const answers: StandInAnswer[] = [];
  const errors: unknown[] = [];
  const { files = {}, ...given } = options;
  const service = standIn(services, {
    seed: 1,
    replyOf: (service, operation) => {
      const name = `${service}/${operation}`;
      return Promise.resolve(Object.hasOwn(files, name) ? { name: `${name}.json`, json: files[name] } : undefined);
    },
    onAnswer: (answer) => answers.push(answer),
    onError: (error, operation) => errors.push([String(error), operation]),
    ...given,
  });
  return { service, answers, errors };
}

describe("with a user", () => {
  const login = { username: "ann", password: "sesame" };
  const demanding = (
    parts: SecurityPart[],
  ): { readonly port: Port<"soap12">; readonly answers: readonly StandInAnswer[] } => {
    const { service, answers } = standing({ login });
    const transport: Transport = (url, { signal: _, ...request }) => service(new Request(url, request));
    const steps = [addressing(), security(parts)];
    return { port: soap12("http://127.0.0.1/orders.asmx", { transport, steps }), answers };
  };

  test.each(["text", "digest"] as const)("a token as %s is demanded", async (passwordType) => {
    const { port, answers } = demanding([timestamp(), usernameToken({ ...login, passwordType })]);
    const reply = await getOrder(port, { Number: 7 });
    expect(reply).toMatchObject({
      kind: "ok",
      header: { $any: [{}, {}, { name: "RelatesTo" }, { name: "Security" }] },
    });
    expect(answers).toHaveLength(1);
  });

  test("another password is refused", async () => {
    const { port, answers } = demanding([usernameToken({ ...login, password: "x" })]);
    expect(await getOrder(port, { Number: 7 })).toMatchObject({
      kind: "fault",
      fault: { subcodes: ["FailedAuthentication"] },
    });
    expect(answers).toEqual([]);
  });
});

function served(contract: () => Contract, path = contract().path): StandInService {
  return { contract, client: "/-/client.js", path };
}

function portTo<B extends Binding>(binding: B, service: Service, path = "/orders.asmx"): Port<B> {
  const make = ports[binding] as unknown as (address: string, options: PortOptions) => Port<B>; // each makes its own
  return make(`http://localhost:8080${path}`, {
    transport: (url, request) => service(new Request(url, request)),
    validate: facets,
  });
}

const depotPath = "/depot.asmx";

/** Calls an operation by its tables alone. */
function call(port: Port, make: () => AnyOperation, request: unknown, header?: object): Promise<Reply<unknown>> {
  return port.call(make as () => Operation<unknown, unknown>, request, { header }); // its own tables check the values
}

describe("random replies", () => {
  const contracts = [ordersContract, ...generatedContracts];

  test.each(bindings)("answer every operation with what is of its types, facets and all: %s", async (binding) => {
    const { service, answers, errors } = standing(
      {},
      contracts.map((contract) => served(contract)),
    );
    const expected: StandInAnswer[] = [];
    for (const contract of contracts) {
      const { name, path, operations } = contract();
      const port = portTo(binding, service, path);
      for (const { operation, bindings } of Object.values(operations)) {
        if (!bindings.includes(binding)) continue;
        const { name: called, request, response } = operationOf(operation);
        const choices = { random: randomFrom(3), valid: true, always: () => true };
        const header = request.header && valueOf(request.header, choices);
        const reply = await call(port, operation, messageValue(request, choices), header);
        expect(reply).toMatchObject({ kind: "ok" });
        const from = response === undefined ? "none" : "random";
        expected.push({ service: name, operation: called, binding, from });
      }
    }
    expect(expected.length).toBeGreaterThan(2);
    expect(answers).toEqual(expected);
    expect(errors).toEqual([]);
  });

  test.each(bindings)("are the same for the same request, whatever came before: %s", async (binding) => {
    const numbers = Array.from({ length: 12 }, (_, index) => index);
    const replies = async (order: readonly number[], seed?: number) => {
      const port = portTo(binding, standing(seed === undefined ? {} : { seed }).service);
      const found = new Map<number, string>();
      for (const number of order) {
        const { GetOrderResult } = unwrap(await getOrder(port, { Number: number }));
        // The spec lets it be absent.
        expect(GetOrderResult).toBeTypeOf("object");
        expect(GetOrderResult).not.toBeNull();
        found.set(number, JSON.stringify(GetOrderResult));
      }
      return numbers.map((number) => found.get(number));
    };
    const first = await replies(numbers);
    expect(await replies([...numbers].reverse())).toEqual(first);
    expect(await replies([...numbers, ...numbers])).toEqual(first);
    expect(await replies(numbers, 2)).not.toEqual(first);
    expect(new Set(first).size).toBeGreaterThan(3);
  });

  test("have the type of their binding over HTTP", async () => {
    const text = (member: string) => enumeration([member]);
    const grade = (): AnyOperation => ({
      name: "Grade",
      request: { body: { sequence: { Grade: {} } } },
      response: { body: { sequence: { GradeResponse: { sequence: { GradeResult: text("soap") } } } } },
      httpGet: { location: "/Grade", reply: { sequence: { Grade: text("get") } }, result: "GradeResult" },
      httpPost: { location: "/Grade", reply: { sequence: { Grade: text("post") } } },
    });
    const contract = (): Contract => {
      return { ...ordersContract(), operations: { grade: { operation: grade, bindings } } };
    };
    const { service, errors } = standing({}, [served(contract)]);
    const values = await Promise.all(
      bindings.map(async (each) => unwrap(await call(portTo(each, service), grade, {}))),
    );
    const [soap, get] = ["soap", "get"].map((GradeResult) => ({ GradeResult }));
    expect([values, errors]).toEqual([[soap, soap, get, "post"], []]);
  });

  test("are the same in all bindings, whatever is absent or empty", async () => {
    const { service } = standing(
      {},
      contracts.map((contract) => served(contract)),
    );
    let count = 0;
    for (const contract of contracts) {
      const { path, operations } = contract();
      for (const { operation, bindings } of Object.values(operations)) {
        const { request } = operationOf(operation);
        if (!bindings.includes("httpGet")) continue;
        for (let seed = 1; seed <= 20; seed++) {
          const choices = { random: randomFrom(seed), valid: true, texts: hostileTexts } as const;
          const value = messageValue(request, choices);
          // Nil there is over SOAP only.
          if (JSON.stringify(value).includes("null")) continue;
          const header = request.header && valueOf(request.header, { ...choices, always: () => true });
          const replies = await Promise.all(
            bindings.map(async (binding) => {
              const isSoap = binding === "soap11" || binding === "soap12";
              return unwrap(await call(portTo(binding, service, path), operation, value, isSoap ? header : undefined));
            }),
          );
          for (const reply of replies) expect(reply).toEqual(replies[0]);
          count++;
        }
      }
    }
    expect(count).toBeGreaterThan(50);
  });

  test.each(soapBindings)("hold header blocks and types derived from others: %s", async (binding) => {
    const port = portTo(binding, standing().service, depotPath);
    const found = { types: new Set<unknown>(), headers: new Set<boolean>() };
    for (let Shelf = 0; Shelf < 20; Shelf++) {
      const reply = await port.call(storeOperation, { Shelf, Crate: [] });
      found.types.add(unwrap(reply).Last.$type);
      found.headers.add(reply.kind === "ok" && reply.header.Key !== undefined);
    }
    expect(found).toEqual({ types: new Set(["ColdCrate", undefined]), headers: new Set([true, false]) });
  });

  test("are the same for graphs that mean the same, and end", async () => {
    const port = portTo("soap11", standing().service, depotPath);
    const entry: Entry["entry"] = { Text: "rent", Sum: "4" };
    entry.Next = entry;
    const [one, two] = [await port.call(bookOperation, { entry }), await port.call(bookOperation, { entry })];
    expect(unwrap(one)).toEqual(unwrap(two));
  });

  test("random replies that do not exist become faults with the reason", async () => {
    const { service, answers, errors } = standing();
    const reply = await portTo("soap12", service, depotPath).call(ghostOperation, {});
    expect(reply).toMatchObject({
      kind: "fault",
      fault: { code: "Receiver", reason: expect.stringMatching(/Ghost/) as unknown },
    });
    expect(answers).toMatchObject([{ operation: "Ghost", from: "error" }]);
    expect(errors).toHaveLength(1);
  });
});

describe("reply files", () => {
  const Last = { Weight: 2.5 };
  const At = "2024-02-29T12:00:00Z";

  test.each(soapBindings)("answer with the first reply whose condition is met: %s", async (binding) => {
    const files = {
      "Depot/Store": [
        {
          when: { Shelf: 0 },
          fault: { code: "Sender", reason: "no shelf", detail: { Full: { Free: 0 } } },
          header: { Key: "f" },
        },
        { when: { Shelf: 1, Crate: [{ $type: "ColdCrate", Degrees: -5 }] }, value: { Last, At }, header: { Key: "k" } },
        { when: { Shelf: 1 }, value: { Last: { $type: "ColdCrate", Weight: 1, Degrees: 0 }, At } },
      ],
    };
    const { service, answers, errors } = standing({ files });
    const port = portTo(binding, service, depotPath);
    const ask = (Shelf: number, ...Crate: Crate[]) => port.call(storeOperation, { Shelf, Crate });
    expect(await ask(0)).toMatchObject({
      kind: "fault",
      fault: { code: "Sender", reason: "no shelf", detail: { Full: { Free: 0 } } },
      header: { Key: "f" },
    });
    const cold: Crate = { $type: "ColdCrate", Weight: "1", Degrees: -5 };
    expect(await ask(1, cold)).toMatchObject({
      kind: "ok",
      value: { Last: { Weight: "2.5" }, At },
      header: { Key: "k" },
    });
    expect(await ask(1, cold, cold)).toMatchObject({
      value: { Last: { $type: "ColdCrate", Weight: "1", Degrees: 0 } },
    });
    expect(await ask(2)).toMatchObject({ kind: "ok" });
    expect(answers.map(({ from, name }) => [from, name])).toEqual([
      ["file", "Depot/Store.json"],
      ["file", "Depot/Store.json"],
      ["file", "Depot/Store.json"],
      ["random", undefined],
    ]);
    expect(errors).toEqual([]);
  });

  test.each(bindings)("answer in all bindings: %s", async (binding) => {
    const files = { "Orders/GetOrder": { value: { GetOrderResult: { Number: "7", Status: "Lost & found" } } } };
    const port = portTo(binding, standing({ files }).service);
    expect(unwrap(await getOrder(port, { Number: 1 }))).toEqual({
      GetOrderResult: { Number: 7, Status: "Lost & found" },
    });
  });

  test.each([
    [
      { value: { GetOrderResult: { number: 7 } } },
      'value.GetOrderResult.number: unknown property "number"; did you mean "Number"? (and 1 more)',
    ],
    ["text", 'expected an object, found "text"'],
  ])("reply files that do not fit become faults with the reason: %j", async (json, message) => {
    const { service, answers, errors } = standing({ files: { "Orders/GetOrder": json } });
    const reason = `the reply file Orders/GetOrder.json does not fit: ${message}`;
    expect(await getOrder(portTo("soap12", service), { Number: 1 })).toMatchObject({
      kind: "fault",
      fault: { code: "Receiver", reason },
    });
    expect(await getOrder(portTo("httpGet", service), { Number: 1 })).toMatchObject({
      kind: "http",
      status: 500,
      body: `Receiver: ${reason}\n`,
    });
    expect(answers.map(({ from, name }) => [from, name])).toEqual([
      ["error", "Orders/GetOrder.json"],
      ["error", "Orders/GetOrder.json"],
    ]);
    expect(errors).toEqual([
      [`Error: ${reason}`, "GetOrder"],
      [`Error: ${reason}`, "GetOrder"],
    ]);
  });

  test("reply files that cannot be read become faults with the reason", async () => {
    const { service, answers, errors } = standing({ replyOf: () => Promise.reject(new Error("expected a comma")) });
    expect(await getOrder(portTo("soap11", service), { Number: 1 })).toMatchObject({
      kind: "fault",
      fault: { code: "Receiver", reason: "expected a comma" },
    });
    expect(answers).toMatchObject([{ from: "error" }]);
    expect(errors).toEqual([["Error: expected a comma", "GetOrder"]]);
  });

  test("are asked for at each call", async () => {
    const files: Record<string, unknown> = {};
    const port = portTo("soap11", standing({ files }).service);
    for (const Status of ["Sent", "Lost"]) {
      files["Orders/GetOrder"] = { value: { GetOrderResult: { Number: 7, Status } } };
      expect(unwrap(await getOrder(port, { Number: 1 })).GetOrderResult).toEqual({ Number: 7, Status });
    }
  });
});

describe("injected faults", () => {
  async function faultsOf(faultShare: (operation: string) => number, calls = 10, seed = 1): Promise<boolean[]> {
    const port = portTo("soap12", standing({ faultShare, seed }).service);
    const found: boolean[] = [];
    for (let k = 0; k < calls; k++) found.push((await touch(port, {})).kind === "fault");
    return found;
  }

  test("are a share of the calls, the same for the same seed", async () => {
    const quarter = () => 0.25;
    const found = await faultsOf(quarter, 200);
    const count = found.filter(Boolean).length;
    expect(count).toBeGreaterThan(30);
    expect(count).toBeLessThan(70);
    expect(await faultsOf(quarter, 200)).toEqual(found);
    expect(await faultsOf(quarter, 200, 2)).not.toEqual(found);
  });

  test("injected faults never occur for a share of 0, and always for a share of 1, by operation", async () => {
    expect(await faultsOf(() => 0)).not.toContain(true);
    expect(await faultsOf((operation) => (operation === "Touch" ? 1 : 0))).not.toContain(false);
    expect(await faultsOf((operation) => (operation === "Touch" ? 0 : 1))).not.toContain(true);
  });

  test.each(soapBindings)("are those that the operation declares: %s", async (binding) => {
    const { service, answers, errors } = standing({ faultShare: () => 1 });
    const reply = await portTo(binding, service, depotPath).call(storeOperation, { Crate: [] });
    expect(reply).toMatchObject({
      kind: "fault",
      fault: { code: "Receiver", reason: "injected", detail: { Full: { Free: expect.any(Number) as unknown } } },
    });
    expect(await getOrder(portTo(binding, service), { Number: 1 })).toMatchObject({
      kind: "fault",
      fault: { code: "Receiver", reason: "injected", detail: {} },
    });
    expect(answers.map(({ from }) => from)).toEqual(["fault", "fault"]);
    expect(errors).toEqual([]);
  });

  test.each(soapBindings)("come with header blocks that the operation declares: %s", async (binding) => {
    const port = portTo(binding, standing({ faultShare: () => 1 }).service, depotPath);
    const keys = new Set<unknown>();
    for (let k = 0; k < 20; k++) {
      const reply = await port.call(storeOperation, { Crate: [] });
      if (reply.kind === "fault") keys.add(typeof reply.header.Key);
    }
    expect(keys).toEqual(new Set(["string", "undefined"]));
  });

  test("injected faults never occur for one-way operations, which are reported", async () => {
    const { service, answers, errors } = standing({ faultShare: () => 1 });
    expect(await notify(portTo("soap11", service), { Text: "now" })).toMatchObject({ kind: "ok", status: 202 });
    expect(answers).toEqual([{ service: "Orders", operation: "Notify", binding: "soap11", from: "none" }]);
    expect(errors).toEqual([]);
  });
});

describe("delays", () => {
  test("pass before the answer", async () => {
    vi.useFakeTimers();
    try {
      const { service, answers } = standing({
        delay: (operation) => (operation === "Touch" ? 700 : 5000),
      });
      const reply = touch(portTo("soap11", service), {});
      await vi.advanceTimersByTimeAsync(699);
      expect(answers).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      expect(await reply).toMatchObject({ kind: "ok" });
      expect(answers).toMatchObject([{ operation: "Touch" }]);
    } finally {
      vi.useRealTimers();
    }
  });

  test("end when the caller is gone", async () => {
    const { service, answers } = standing({ delay: () => 2 ** 31 - 1 });
    const caller = new AbortController();
    const asked = (signal: AbortSignal) =>
      service(new Request("http://localhost/orders.asmx/GetOrder?order-number=7", { signal }));
    const response = asked(caller.signal);
    setTimeout(() => caller.abort());
    expect((await response).status).toBe(200);
    expect((await asked(AbortSignal.abort())).status).toBe(200);
    expect(answers).toHaveLength(2);
  });
});

describe("requests", () => {
  test("go to the service of the longest path", async () => {
    const calls = ordersContract();
    const named = (name: string) => (): Contract => ({ ...calls, name });
    const { service, answers } = standing({}, [
      served(named("Root"), "/"),
      served(named("Short"), "/a b"),
      served(named("Long"), "/a b/c.asmx"),
      served(named("Other"), "/a b/c.asmx2"),
    ]);
    for (const path of ["/a%20b", "/a%20b/c.asmx", "/a%20b/c.asmx2", "/a%20b/c.asmxx", "/a%20b/", "/elsewhere", ""]) {
      const response = await service(new Request(`http://localhost${path}/GetOrder?order-number=7`));
      await response.text();
    }
    expect(answers.map(({ service }) => service)).toEqual(["Short", "Long", "Other", "Root"]);
  });

  test("requests for unknown services are answered by the pages, or not found", async () => {
    const pages = (request: Request) => (new URL(request.url).pathname === "/" ? new Response("list") : undefined);
    const { service } = standing({ pages });
    expect(await (await service(new Request("http://localhost/"))).text()).toBe("list");
    const unknown = await service(new Request("http://localhost/other"));
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toMatch(/^found \/other, expected the path of a service: \/orders\.asmx/);
    expect((await service(new Request("http://localhost/orders.asmxx"))).status).toBe(404);
    const help = await (await service(new Request("http://localhost/orders.asmx"))).text();
    expect(help).toContain("GetOrder");
  });

  test.each(["localhost", "localhost:80", "LOCALHOST", "a.b-1.localhost:8080", "127.0.0.1:4", "[::1]", "[::1]:4"])(
    "of this machine are answered: %s",
    async (host) => {
      const { service } = standing();
      expect((await service(new Request(`http://${host}/orders.asmx`))).status).toBe(200);
      expect((await service(new Request("http://localhost/orders.asmx", { headers: { host } }))).status).toBe(200);
    },
  );

  test.each([
    "example.com",
    "localhost.example.com",
    "127.0.0.1.example.com",
    "localhost@example.com",
    "10.0.0.1",
    "[::2]",
    "xlocalhost",
    "",
    "localhost:80:80",
  ])("of other hosts are not: %s", async (host) => {
    const { service, answers } = standing({ pages: () => new Response("page") });
    const url = "http://localhost/orders.asmx/GetOrder?order-number=7";
    expect((await service(new Request(url, { headers: { host } }))).status).toBe(421);
    expect((await service(new Request("http://example.com/orders.asmx"))).status).toBe(421);
    expect(answers).toEqual([]);
  });

  test("requests from a page of another site are refused and not reported", async () => {
    const { service, answers } = standing();
    const headers = { "Content-Type": "application/x-www-form-urlencoded", Origin: "https://evil.example" };
    const form = { method: "POST", headers, body: "order-number=7" };
    expect((await service(new Request("http://localhost/orders.asmx/GetOrder", form))).status).toBe(403);
    expect(answers).toEqual([]);
  });

  test("requests that do not fit are refused by the runtime and not reported", async () => {
    const { service, answers, errors } = standing();
    expect((await service(new Request("http://localhost/orders.asmx/GetOrder?order-number=x"))).status).toBe(500);
    expect(await cancel(portTo("soap11", service), { Number: 7 }, { header: { Login: {} } })).toMatchObject({
      kind: "ok",
    });
    expect(answers).toHaveLength(1);
    expect(errors).toEqual([]);
  });
});

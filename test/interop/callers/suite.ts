/**
 * Declares the tests of one caller: the handlers of a generated contract receive its values, and it receives their
 * answers.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { defaultConfiguration, generate } from "../../../generator/index.js";
import type { Call, ServeOptions, Service } from "../../../templates/runtime/server.js";
import { house, type House } from "../../agreement/house.js";
import { listen } from "../../contract/node.js";
import type { SoapBinding, Wrong } from "../echo/suite.js";
import { operationsOf, wsdlOf, type Form, type SchemaStyle } from "../echo/wsdl.js";
import { holding, type Command } from "../server.js";
import { startCaller, type Asked, type Caller, type Outcome } from "./caller.js";
import { casesOf, type Case } from "./cases.js";
import { canonical, wireOf, type Blurs } from "./wire.js";

export interface CallerKind {
  readonly forms: readonly Form[];
  /** The command that calls the service whose WSDL is at this address. */
  readonly command: (wsdl: string, form: Form) => Command | Promise<Command>;
  /** The style of the WSDL, by default the usual one. */
  readonly schema?: (form: Form) => SchemaStyle;
  /** The working folder of the command. */
  readonly folder: string;
  /** Known defects of the caller. The operation is called nevertheless, and the test fails once the caller is fixed. */
  readonly wrongs?: readonly Wrong[];
  /** Differences that it cannot see. */
  readonly blurs?: Blurs;
}

const bindings = ["soap11", "soap12"] as const;
const codes = { soap11: "Server", soap12: "Receiver" } as const;

export function callerSuite(kind: CallerKind): void {
  let home: House;
  beforeAll(async () => {
    home = await house();
    return () => home.close();
  });

  describe.each(kind.forms)("%s", (form) => {
    const cases = casesOf(form);
    const taken: Taken[] = [];
    const hold = holding();
    let caller: Caller;
    beforeAll(async () => {
      const { origin } = hold(await listen(await echoContract(home, form, kind.schema?.(form), taken)));
      caller = hold(startCaller(await kind.command(`${origin}/echo?wsdl`, form), kind.folder));
    });

    describe.each(bindings)("%s", (binding) => {
      test.each([...cases.keys()])("%s", async (operation) => {
        const wrong = kind.wrongs?.find(
          ({ operation: name, forms = [form], bindings = [binding] }) =>
            name === operation && forms.includes(form) && bindings.includes(binding),
        );
        const found: unknown[] = [];
        for (const each of cases.get(operation) ?? []) {
          taken.length = 0;
          const outcome = await caller.call(askedOf(each, operation, binding, form));
          try {
            expectAgreement(kind, form, binding, operation, each, taken, outcome);
          } catch (error) {
            found.push(error);
          }
        }
        if (wrong === undefined) {
          if (found.length > 0) throw found[0];
          return;
        }
        expect(found.map(String).filter((each) => !wrong.shows.test(each))).toEqual([]);
        expect(found.length, `expected a defect that is fixed: ${wrong.because}`).toBeGreaterThan(0);
      });
    });
  });
}

/** The arguments of a handler. */
export interface Taken {
  readonly operation: string;
  readonly binding: string;
  readonly request: unknown;
  readonly header: unknown;
}

/** The echo service as a contract, whose handlers return their argument. */
export function echoContract(
  home: House,
  form: Form,
  schema: SchemaStyle | undefined,
  taken: Taken[] = [],
): Promise<Service> {
  const handlers = operationsOf(form).map((name): [string, Handler] => [
    name.charAt(0).toLowerCase() + name.slice(1),
    (request, { operation, binding, header }) => {
      taken.push({ operation, binding, request, header });
      if (name === "EchoSession") return { value: request, header };
      if (name !== "Refuse") return request;
      const detail = { Refusal: request["value"] };
      throw new home.runtime.ServiceFault({ code: "Receiver", reason: "refused", detail });
    },
  ]);
  const text = wsdlOf(form, bindings, "http://127.0.0.1/echo", schema);
  return contractOf(home, "Echo", text, Object.fromEntries(handlers));
}

export type Handler = (request: Readonly<Record<string, unknown>>, call: Call<object>) => unknown;

type Serve = (handlers: object, options?: ServeOptions) => Service;

/** The contract that is generated from the WSDL of a service, with its handlers and options. */
export async function contractOf(
  home: House,
  service: string,
  text: string,
  handlers: Readonly<Record<string, Handler>>,
  options?: ServeOptions,
): Promise<Service> {
  const { server } = await modulesOf(home, service, text);
  const serve = (server as Readonly<Record<string, Serve>>)[`serve${service}`]; // it is what was emitted
  if (serve === undefined) throw new Error(`no contract of ${service} was generated`);
  return serve(handlers, options);
}

/** The modules of the client and of the contract that are generated from the WSDL of a service. */
export async function modulesOf(
  home: House,
  service: string,
  text: string,
): Promise<{ readonly client: unknown; readonly server: unknown }> {
  const name = service.toLowerCase();
  const spec = { name, path: `specs/${name}`, sources: [{ path: `specs/${name}/${name}.wsdl`, text }] };
  const { files, diagnostics } = await generate([spec], { ...defaultConfiguration, server: true }, []);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const load = await home.modules(files);
  // Their folder depends on how many namespaces there are.
  const path = files.find(({ path }) => path.endsWith(`${name}.server.ts`))?.path ?? "";
  const module = path.replace(/\.server\.ts$/, "");
  return { client: await load(module), server: await load(`${module}.server`) };
}

function askedOf({ request, header }: Case, operation: string, binding: SoapBinding, form: Form): Asked {
  const values = wireOf(request, operation, form);
  const asked = { operation, binding, values };
  return header === undefined ? asked : { ...asked, header: wireOf(header, operation, form) };
}

function expectAgreement(
  kind: CallerKind,
  form: Form,
  binding: SoapBinding,
  operation: string,
  { request, header = {} }: Case,
  taken: readonly Taken[],
  outcome: Outcome,
): void {
  const sent = wireOf(request, operation, form);
  const { sentNil: nil } = kind.blurs ?? {};
  const plain = (value: unknown): unknown =>
    canonical(wireOf(value, operation, form), nil === undefined ? {} : { nil });
  const has = taken.map((each) => ({ ...each, request: plain(each.request), header: plain(each.header) }));
  const told = JSON.stringify({ has, outcome });
  expect(has, told).toEqual([{ operation, binding, request: plain(request), header: plain(header) }]);
  if ("values" in outcome) {
    const expected = operation === "Notify" ? {} : sent;
    expect(canonical(outcome.values, kind.blurs)).toEqual(canonical(expected, kind.blurs));
    expect(canonical(outcome.header ?? {}, kind.blurs)).toEqual(plain(header));
    expect(operation).not.toBe("Refuse");
  } else if ("fault" in outcome) {
    const { code, reason, detail } = outcome.fault;
    expect({ code, reason, detail: canonical(detail, kind.blurs) }).toEqual({
      code: codes[binding],
      reason: "refused",
      detail: plain({ Refusal: request["value"] }),
    });
    expect(operation).toBe("Refuse");
  } else {
    expect.fail(outcome.failed);
  }
}

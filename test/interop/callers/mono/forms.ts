/** Calls over HTTP GET and POST, which only Microsoft's clients make of a WSDL. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { House } from "../../../agreement/house.js";
import { listen } from "../../../contract/node.js";
import { holding } from "../../server.js";
import { startCaller, type Caller } from "../caller.js";
import { contractOf, type Handler, type Taken } from "../suite.js";
import type { Wire } from "../wire.js";
import { callerOf } from "./proxy.js";

const bindings = ["httpGet", "httpPost"] as const;

interface FormCall {
  readonly operation: string;
  readonly values: Wire;
  /** Undefined if there is none. */
  readonly result?: Wire;
}

const calls: readonly FormCall[] = [
  { operation: "Person", values: { name: "a & b=c ☃𝄞", age: "-5" }, result: { Name: "a & b=c ☃𝄞", Age: "-5" } },
  { operation: "Texts", values: { texts: ["a", "b+c", "é%"] }, result: ["a", "b+c", "é%"] },
  { operation: "Whole", values: { number: "-9223372036854775808" }, result: "-9223372036854775808" },
  { operation: "Nothing", values: {} },
];

export function formsSuite(home: () => House, folder: string): void {
  const taken: Pick<Taken, "operation" | "binding" | "request">[] = [];
  const hold = holding();
  let caller: Caller;

  beforeAll(async () => {
    const wsdl = readFileSync(join(import.meta.dirname, "forms.wsdl"), "utf8");
    const { origin } = hold(await listen(await contractOf(home(), "Forms", wsdl, handlers(home(), taken))));
    caller = hold(startCaller(await callerOf(`${origin}/forms?wsdl`, bindings, folder), folder));
  });

  describe.each(bindings)("%s", (binding) => {
    test.each(calls)("$operation", async ({ operation, values, result }) => {
      taken.length = 0;
      const back = await caller.call({ operation, binding, values });
      expect(back).toEqual({ values: result === undefined ? {} : { result }, header: {} });
      expect(taken).toEqual([{ operation, binding, request: values }]);
    });

    test("an error is a text with status 500", async () => {
      const back = await caller.call({ operation: "Whole", binding, values: { number: "five" } });
      expect(back).toEqual({
        failed: expect.stringMatching(/^WebException: .*^Sender: no number: five$/ms) as unknown,
      });
    });
  });
}

function handlers(
  { runtime }: House,
  taken: Pick<Taken, "operation" | "binding" | "request">[],
): Readonly<Record<string, Handler>> {
  const noting =
    (answer: (request: Readonly<Record<string, unknown>>) => unknown): Handler =>
    (request, { operation, binding }) => {
      taken.push({ operation, binding, request });
      return answer(request);
    };
  return {
    person: noting(({ name, age }) => ({ Name: name, Age: Number(age) })),
    texts: noting(({ texts }) => texts),
    whole: noting(({ number }) => {
      const text = String(number);
      if (!/^-?\d+$/.test(text)) throw new runtime.ServiceFault({ code: "Sender", reason: `no number: ${text}` });
      return BigInt(text);
    }),
    nothing: noting(() => undefined),
  };
}

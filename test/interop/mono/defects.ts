/** Known differences between Mono and .NET. Each test fails once Mono is fixed, which keeps this list current. */
import { describe, expect, test } from "vitest";
import type { SiteCaller } from "./site.js";

const soap = ["soap11", "soap12"] as const;
const forms = ["httpGet", "httpPost"] as const;

export function defects(site: () => SiteCaller): void {
  const call = (operation: string, binding: (typeof soap | typeof forms)[number], request: unknown = {}) =>
    site().call("Defects.asmx", operation, binding, request);
  const count = async (): Promise<unknown> => {
    const reply = await call("Count", "soap12");
    return reply.kind === "ok" ? reply.value["CountResult"] : reply;
  };

  describe.each(soap)("over %s", (binding) => {
    test("a one-way operation is answered with 200 and does not run; .NET answers 202 and runs it", async () => {
      const before = await count();
      expect(await call("Increment", binding)).toMatchObject({ kind: "ok", status: 200, value: undefined });
      expect(await count()).toBe(before);
    });

    test("a TimeSpan and a DateTimeOffset are empty elements, in the WSDL and in messages", async () => {
      for (const operation of ["TimeSpan", "DateTimeOffset"]) {
        const reply = await call(operation, binding, { value: {} });
        expect(reply).toMatchObject({ kind: "ok", value: { [`${operation}Result`]: {} } });
      }
    });
  });

  test.each(forms)("a one-way operation runs over %s, though it is not over SOAP", async (binding) => {
    const before = Number(await count());
    expect(await call("Increment", binding)).toMatchObject({ kind: "ok", status: 200 });
    expect(await count()).toBe(before + 1);
  });
}

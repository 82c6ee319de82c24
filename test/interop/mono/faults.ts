/** The errors of ASP.NET over each binding. */
import { headerBlock } from "../../../templates/runtime/index.js";
import { describe, expect, test } from "vitest";
import type { Fault } from "../../../templates/runtime/binding/reply.js";
import type { SiteCaller } from "./site.js";

const text = "Grüße & <世界>";

export function faults(site: () => SiteCaller): void {
  describe.each(["soap11", "soap12"] as const)("over %s", (binding) => {
    async function faultOf(operation: string, request: object, path = "Faults.asmx"): Promise<Fault> {
      const reply = await site().call(path, operation, binding, request);
      expect(reply).toMatchObject({ kind: "fault", status: 500 });
      if (reply.kind !== "fault") throw new Error(`expected a fault, found ${reply.kind}`);
      return reply.fault;
    }

    test("an exception is the receiver's fault, and the reason has its text", async () => {
      const { code, subcodes, reason, detail } = await faultOf("Throw", { text });
      expect({ code, subcodes, detail }).toEqual({ code: "Receiver", subcodes: [], detail: {} });
      expect(reason).toContain(`System.InvalidOperationException: ${text}`);
    });

    test("so is one that nobody threw on purpose", async () => {
      const { code, reason } = await faultOf("Divide", { dividend: 1, divisor: 0 });
      expect(code).toBe("Receiver");
      expect(reason).toContain("System.DivideByZeroException");
    });

    test("a SoapException says whose fault it is, and who found it", async () => {
      const { code, reason, actor, node, detail } = await faultOf("Refuse", { text });
      expect({ code, detail }).toEqual({ code: "Sender", detail: {} });
      expect(reason).toContain(text);
      expect(binding === "soap11" ? actor : node).toBe("http://faults.example/actor");
    });

    test("a detail is XML", async () => {
      const { code, detail } = await faultOf("RefuseInDetail", { text });
      expect(code).toBe("Sender");
      expect(detail.$any).toMatchObject([
        {
          name: "Why",
          namespace: "http://faults.example/",
          attributes: [{ name: "number", namespace: "", value: "5" }],
          children: [text],
        },
      ]);
    });

    test("subcodes are those of SOAP 1.2, and SOAP 1.1 has none of them", async () => {
      const { code, subcodes } = await faultOf("RefuseByCode", { text });
      expect({ code, subcodes }).toEqual({
        code: "Receiver",
        subcodes: binding === "soap11" ? [] : ["Closed", "TooLate"],
      });
    });

    test("a header block that is wrong is a fault like others", async () => {
      const { code, reason, detail } = await faultOf("RefuseHeader", { text });
      expect({ code, detail }).toEqual({ code: "Sender", detail: {} });
      expect(reason).toContain(text);
    });

    test("so is one that the service has to understand and does not", async () => {
      const block = { name: "Unknown", namespace: "urn:unknown", attributes: [], children: [] };
      const reply = await site().call(
        "Values.asmx",
        "Int32",
        binding,
        { value: 1 },
        { headerBlocks: [headerBlock(block, { mustUnderstand: true })] },
      );
      expect(reply).toMatchObject({ kind: "fault", fault: { code: "MustUnderstand" } });
    });

    test("a user who is not known is the sender's fault", async () => {
      const header = { WSUser: { UserName: "somebody", Password: "wrong" } };
      const path = "v31/IntegrationService.asmx";
      const reply = await site().call(path, "GetProcessStatus", binding, { ProcessID: 1 }, { header });
      expect(reply).toMatchObject({ kind: "fault", fault: { code: "Sender" } });
    });
  });

  describe.each(["httpGet", "httpPost"] as const)("over %s", (binding) => {
    test("an error is a text with status 500", async () => {
      const reply = await site().call("Faults.asmx", "Throw", binding, { text: "no" });
      expect(reply).toMatchObject({ kind: "http", status: 500 });
      expect(reply.kind === "http" && reply.body.split("\n")[0]).toBe("System.InvalidOperationException: no");
      expect(reply.httpHeaders.get("content-type")).toContain("text/plain");
    });

    test("so is it where a list has no items, as ASP.NET wants every parameter", async () => {
      const reply = await site().call("Values.asmx", "Int32s", binding, { value: [] });
      expect(reply).toMatchObject({ kind: "http", status: 500 });
    });
  });

  test.each(["soap11", "soap12", "httpGet", "httpPost"] as const)(
    "a page that is not there is no message over %s",
    async (binding) => {
      const path = "Values.asmx";
      const reply = await site().call(
        path,
        "Int32",
        binding,
        { value: 1 },
        {
          transport: (url, request) => fetch(url.replace(path, "Nowhere.asmx"), request),
        },
      );
      expect(reply).toMatchObject({ kind: "http", status: 404 });
    },
  );

  describe.each(["soap11", "soap12", "httpGet", "httpPost"] as const)("characters over %s", (binding) => {
    const characters = (first: number, count: number, options = {}) =>
      site().call("Faults.asmx", "Characters", binding, { first, count }, options);

    test("characters that XML 1.0 forbids make a reply malformed, unless the port accepts them", async () => {
      const strict = await characters(1, 8);
      expect(strict).toMatchObject({ kind: "malformed", status: 200 });
      expect(strict.kind === "malformed" && strict.reason).toMatch(/CharactersResult|string/);
      const lax = await characters(1, 8, { forbiddenCharacters: true });
      expect(lax).toMatchObject({
        kind: "ok",
        value: { CharactersResult: "\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b" },
      });
    });

    test("characters that XML 1.0 forbids are not sent in XML, but in a form", async () => {
      const isForm = binding === "httpGet" || binding === "httpPost";
      const sent = site().call(
        "Values.asmx",
        "String",
        binding,
        { value: "a\u0001\u001fb" },
        { forbiddenCharacters: true },
      );
      if (isForm) expect(await sent).toMatchObject({ kind: "ok", value: { StringResult: "a\u0001\u001fb" } });
      else await expect(sent).rejects.toMatchObject({ name: "RequestError" });
    });

    test("characters that the service accepts come back unchanged", async () => {
      const others = String.fromCharCode(...Array.from({ length: 512 }, (_, index) => 0x20 + index));
      expect(await characters(0x20, 512)).toMatchObject({ kind: "ok", value: { CharactersResult: others } });
    });
  });
}

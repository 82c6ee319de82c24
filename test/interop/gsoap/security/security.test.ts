import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import {
  addressing,
  call,
  child,
  security,
  soap11,
  soap12,
  textOf,
  timestamp,
  usernameToken,
  type UsernameTokenOptions,
} from "../../../../templates/runtime/index.js";
import { holding, start, withSoftware, workFolder, type Server } from "../../server.js";
import { compileWithPlugins, pluginNeeds } from "./plugins.js";

withSoftware("the plug-ins of gSOAP for WS-Security and WS-Addressing", pluginNeeds, () => {
  let server: Server | undefined;
  const hold = holding();
  beforeAll(async () => {
    const { path } = hold(workFolder("gsoap-security"));
    server = hold(await start([await compileWithPlugins(join(import.meta.dirname, "server.cpp"), path)], path));
  });

  describe.each([
    ["soap11", soap11],
    ["soap12", soap12],
  ] as const)("%s", (_binding, portTo) => {
    const ask = (token: UsernameTokenOptions, clockOffset = 0) => {
      const steps = [addressing(), security([timestamp({ clockOffset }), usernameToken({ ...token, clockOffset })])];
      const body = {
        name: "GetPrice",
        namespace: "http://shop.example/",
        attributes: [],
        children: [{ name: "Sku", namespace: "http://shop.example/", attributes: [], children: ["A-1"] }],
      };
      const port = portTo(server?.address ?? "http://127.0.0.1/", { steps });
      return call(port, { action: "http://shop.example/GetPrice", body });
    };
    const token = { username: "mé", password: "sesame & <co>" };

    test.each([
      ["text", {}],
      ["text, a nonce and the time", { nonce: true }],
      ["a digest", { passwordType: "digest" }],
    ] as const)("a token with %s is accepted, and the reply relates to the request", async (_what, options) => {
      const reply = await ask({ ...token, ...options });
      if (reply.kind !== "ok" || reply.value === undefined) throw new Error(JSON.stringify(reply));
      expect(textOf(child(reply.value, "GetPriceResult") ?? reply.value)).toBe("mé");
      const blocks = reply.header.$any?.map(({ name }) => name);
      expect(blocks).toEqual(expect.arrayContaining(["Security", "Action", "RelatesTo"]));
    });

    test.each(["text", "digest"] as const)("a wrong password as %s is refused", async (passwordType) => {
      expect(await ask({ ...token, password: "open", passwordType })).toMatchObject({ kind: "fault" });
    });

    test("a request that has expired is refused", async () => {
      expect(await ask(token, -3_600_000)).toMatchObject({ kind: "fault" });
    });
  });
});

/** Clients of others call a contract that demands a UsernameToken, and that answers WS-Addressing. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { house } from "../../../agreement/house.js";
import { listen } from "../../../contract/node.js";
import { compileWithPlugins, pluginNeeds } from "../../gsoap/security/plugins.js";
import { holding, withSoftware, workFolder, type Closable, type Command } from "../../server.js";
import { startLines, type Lines } from "../caller.js";
import { contractOf } from "../suite.js";

interface Asked {
  readonly port: "ShopSoap" | "ShopSoap12";
  readonly username: string;
  readonly password: string;
  readonly passwordType: "text" | "digest";
}

/** The caller's view. `isRelated` is true if the RelatesTo of the reply was the MessageID of the request. */
interface Outcome {
  readonly price?: string;
  readonly fault?: string;
  readonly isRelated?: boolean;
}

interface SecurityCaller {
  /** The command that calls the service. */
  readonly command: (address: string, hold: <T extends Closable>(started: T) => T) => Command | Promise<Command>;
  readonly folder: string;
  /** A call as a line of its input, JSON by default. */
  readonly line?: (asked: Asked) => string;
  readonly hasAddressing: boolean;
}

const username = "mé";
const password = "sesame & <co>";
const wsdl = readFileSync(new URL("../../../docs/shop.wsdl", import.meta.url), "utf8");

function securitySuite({ command, folder, line = JSON.stringify, hasAddressing }: SecurityCaller): void {
  const users: unknown[] = [];
  const hold = holding();
  let caller: Lines;
  beforeAll(async () => {
    const home = hold(await house());
    const { answerAddressing, checkSecurity } = home.runtime;
    const handlers = {
      getPrice(_: unknown, { username }: { readonly username: string | undefined }) {
        users.push(username);
        return { GetPriceResult: "9.95" };
      },
      putItem: () => ({ PutItemResult: 1 }),
    };
    const options = {
      security: checkSecurity({
        password: (name: string) => (name === username ? password : undefined),
        timestamp: "required",
      }),
      addressing: answerAddressing({ required: hasAddressing }),
    };
    const { origin } = hold(await listen(await contractOf(home, "Shop", wsdl, handlers, options)));
    caller = hold(startLines(await command(`${origin}/shop.asmx`, hold), folder));
  });
  beforeEach(() => void users.splice(0));

  const ask = async (asked: Asked): Promise<Outcome> => JSON.parse(await caller.ask(line(asked))) as Outcome; // as they print it

  describe.each(["ShopSoap", "ShopSoap12"] as const)("%s", (port) => {
    test.each(["text", "digest"] as const)("a token as %s is accepted, each time it is made", async (passwordType) => {
      const accepted = { price: "9.95", ...(hasAddressing && { isRelated: true }) };
      const asked = { port, username, password, passwordType };
      expect([await ask(asked), await ask(asked)]).toEqual([accepted, accepted]);
      expect(users).toEqual([username, username]);
    });

    test.each(["text", "digest"] as const)("a wrong password as %s is refused", async (passwordType) => {
      expect(await ask({ port, username, password: "open", passwordType })).toEqual({
        fault: "the user name or the password is wrong",
        ...(hasAddressing && { isRelated: true }),
      });
      expect(users).toEqual([]);
    });
  });
}

describe("node-soap calls a contract with a token", () => {
  securitySuite({
    command: (address) => [process.execPath, "node-soap-token.js", `${address}?wsdl`],
    folder: import.meta.dirname,
    hasAddressing: false,
  });
});

const python = "/usr/bin/python3";

withSoftware("zeep calls a contract with a token", { zeep: [python, "-c", "import zeep"] }, () => {
  securitySuite({
    command: (address) => [python, "zeep_token.py", `${address}?wsdl`],
    folder: import.meta.dirname,
    hasAddressing: true,
  });
});

withSoftware("gSOAP calls a contract with a token", pluginNeeds, () => {
  securitySuite({
    command: async (address, hold) => {
      const { path } = hold(workFolder("gsoap-security-caller"));
      return [await compileWithPlugins(join(import.meta.dirname, "gsoap.cpp"), path), address];
    },
    folder: import.meta.dirname,
    line: ({ port, passwordType, username, password }) => [port, passwordType, username, password].join("\t"),
    hasAddressing: true,
  });
});

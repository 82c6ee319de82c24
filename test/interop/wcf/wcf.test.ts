/**
 * WCF of Mono with its bindings without security, with and without WS-Addressing. Security it has none: a service with
 * TransportWithMessageCredential does not open, since TransportSecurityBindingElement throws "The method or operation is
 * not implemented", and a client fails in the same way in SecurityBindingElement. Its packages of MTOM have their MIME
 * header before the body instead of in the HTTP header, so that neither its own service nor another one reads those of
 * its client.
 */
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Packaging, Port, Reply, Step, Transport } from "../../../templates/runtime/index.js";
import type { ServeOptions, Service } from "../../../templates/runtime/server.js";
import { house, type House } from "../../agreement/house.js";
import { listen } from "../../contract/node.js";
import { startLines, type Lines } from "../callers/caller.js";
import { modulesOf } from "../callers/suite.js";
import { claimsWsdl } from "../gsoap/attachments/wsdl.js";
import { holding, run, start, withSoftware, workFolder, type Server } from "../server.js";

type Bytes = Uint8Array<ArrayBuffer>;

interface Client {
  putPicture(
    port: Port,
    request: { Sku: string; Picture: unknown },
  ): Promise<Reply<{ Length: number; Picture: Bytes }>>;
}

interface Contract {
  serveClaims(handlers: object, options: ServeOptions): Service;
}

const picture = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);
const reversed = (bytes: Uint8Array): Bytes => new Uint8Array(bytes).reverse();

withSoftware("WCF of Mono", { "mono-devel": ["test", "-x", "/usr/bin/wsdl"] }, () => {
  const hold = holding();
  const { path } = hold(workFolder("wcf"));
  const program = join(path, "Wcf.exe");
  let home: House;
  let client: Client;
  let contract: Contract;

  beforeAll(async () => {
    home = hold(await house());
    const modules = await modulesOf(home, "Claims", claimsWsdl(["soap11", "soap12"]));
    // They are generated for this service.
    client = modules.client as Client;
    contract = modules.server as Contract;
    await run(["mcs", "-r:System.ServiceModel", `-out:${program}`, join(import.meta.dirname, "Wcf.cs")], path);
  });

  describe("as a service", () => {
    let server: Server;
    beforeAll(async () => {
      server = hold(await start(["mono", program], path));
    });

    interface Given {
      readonly steps?: readonly Step[];
      readonly attachments?: Packaging;
      readonly transport?: Transport;
    }

    const put = async (binding: "soap11" | "soap12", endpoint: string, Sku: string, options: Given = {}) =>
      client.putPicture(home.runtime[binding](server.address + endpoint, options), { Sku, Picture: picture });
    const value = { Length: picture.length, Picture: reversed(picture) };
    const refused = { kind: "fault", fault: { reason: "refused" } };

    test.each(["soap11", "soap12"] as const)("calls over %s are answered", async (binding) => {
      expect(await put(binding, binding, "A-1")).toMatchObject({ kind: "ok", value });

      expect(await put(binding, binding, "refuse")).toMatchObject(refused);
    });

    test.each([
      ["soap12", "soap12-addressing", "1.0"],
      ["soap11", "soap11-addressing", "2004/08"],
    ] as const)(
      "calls over %s are answered at %s, and relate to their requests",
      async (binding, endpoint, version) => {
        const { addressing } = home.runtime;
        const reply = await put(binding, endpoint, "A-1", { steps: [addressing({ version })] });
        expect(reply).toMatchObject({ kind: "ok", value });
        const names = reply.kind === "ok" ? reply.header.$any?.map(({ name }) => name) : [];
        expect(names).toEqual(expect.arrayContaining(["Action", "RelatesTo"]));
        expect(await put(binding, endpoint, "refuse", { steps: [addressing({ version })] })).toMatchObject(refused);
      },
    );

    /** Moves the MIME header of a package to where readers look for it. */
    const withMimeHeader: Transport = async (url, request) => {
      const response = await fetch(url, request);
      const text = Buffer.from(await response.arrayBuffer()).toString("latin1");
      const [, type = "", body = ""] = /^MIME-Version: 1\.0\r\nContent-Type: (.*)\r\n\r\n([^]*)$/.exec(text) ?? [];
      return new Response(Buffer.from(body, "latin1"), { status: response.status, headers: { "Content-Type": type } });
    };

    test.each([
      ["soap11", "mtom11"],
      ["soap12", "mtom12"],
    ] as const)("packages of MTOM over %s are read", async (binding, endpoint) => {
      const { addressing, mtom } = home.runtime;
      const options = { steps: binding === "soap12" ? [addressing()] : [], attachments: mtom({ above: 0 }) };
      const reply = await put(binding, endpoint, "A-1", { ...options, transport: withMimeHeader });
      expect(reply).toMatchObject({ kind: "ok", value });
      expect(await put(binding, endpoint, "A-1", options)).toMatchObject({ kind: "malformed" });
    });
  });

  describe("as a client", () => {
    let caller: Lines;
    beforeAll(async () => {
      const { answerAddressing } = home.runtime;
      const handlers = {
        putPicture({ Sku, Picture }: { readonly Sku: string; readonly Picture: Bytes }) {
          if (Sku === "refuse") throw new home.runtime.ServiceFault({ code: "Receiver", reason: "refused" });
          return { Length: Picture.length, Picture: reversed(Picture) };
        },
        sendClaim: () => ({ Length: 0 }),
      };
      const service = contract.serveClaims(handlers, { addressing: answerAddressing({}) });
      const { origin } = hold(await listen(service));
      caller = hold(startLines(["mono", program, `${origin}/claims`], path));
    });

    test.each(["soap11", "soap12", "soap11-addressing", "soap12-addressing"])(
      "it calls a contract by %s",
      async (binding) => {
        const sent = Buffer.from(picture).toString("base64");
        const answer = Buffer.from(reversed(picture)).toString("base64");
        expect(await caller.ask([binding, "A-1", sent].join("\t"))).toBe(`${picture.length}\t${answer}`);
        expect(await caller.ask([binding, "refuse", sent].join("\t"))).toBe("fault\trefused");
      },
    );
  });
});

/** Attachments between the two sides of a service, of which gSOAP implements one and this generator the other. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Attachment, NewAttachment, Packaging, Port, Reply } from "../../../../templates/runtime/index.js";
import type { Call, ServeOptions, Service } from "../../../../templates/runtime/server.js";
import { house, type House } from "../../../agreement/house.js";
import { listen } from "../../../contract/node.js";
import { startLines, type Lines } from "../../callers/caller.js";
import { modulesOf } from "../../callers/suite.js";
import { holding, run, start, withSoftware, workFolder, type Server } from "../../server.js";
import { claimsWsdl } from "./wsdl.js";

interface Client {
  putPicture(
    port: Port,
    request: { Sku: string; Picture: unknown },
  ): Promise<Reply<{ Length: number; Picture: Bytes }>>;
  sendClaim(
    port: Port,
    request: { Sku: string },
    options: { parts: { photo: NewAttachment } },
  ): Promise<Reply<{ Length: number }>>;
}

interface Contract {
  serveClaims(handlers: object, options: ServeOptions): Service;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** The outcome of a call, as the program prints it. */
interface Outcome {
  readonly fault?: string;
  readonly length?: number;
  readonly value?: Part | null;
  readonly parts?: readonly Part[];
}

/** The content is base64, or "reversed" if it is what was sent in reverse order. */
interface Part {
  readonly id: string;
  readonly type: string;
  readonly content: string;
}

/** Bytes that a reader of lines would change, all others, and texts that resemble boundaries. */
const picture = Buffer.concat([
  Buffer.from("\r\n--\r\n\r\n\r\r\n--=="),
  Buffer.from(Array.from({ length: 20_000 }, (_, index) => index % 256)),
  Buffer.from("\r\n"),
]);
const reversed = (bytes: Uint8Array): Bytes => new Uint8Array(bytes).reverse();
const note = Buffer.from("a note");

withSoftware(
  "attachments of gSOAP",
  { gsoap: ["soapcpp2", "-V"], "libgsoap-dev": ["test", "-e", "/usr/include/stdsoap2.h"], "g++": ["g++", "--version"] },
  () => {
    const hold = holding();
    const { path } = hold(workFolder("gsoap-attachments"));
    const program = join(path, "claims");
    let home: House;
    let client: Client;
    let contract: Contract;
    beforeAll(async () => {
      home = hold(await house());
      const modules = await modulesOf(home, "Claims", claimsWsdl(["soap11", "soap12"]));
      // They are generated for this service.
      client = modules.client as Client;
      contract = modules.server as Contract;
      writeFileSync(join(path, "claims.wsdl"), claimsWsdl(["soap11"]));
      await run(["wsdl2h", "-s", "-g", "-o", "claims.h", "claims.wsdl"], path);
      await run(["soapcpp2", "-L", "-x", "-w", "-I/usr/share/gsoap/import", "claims.h"], path);
      const sources = [join(import.meta.dirname, "claims.cpp"), "soapC.cpp", "soapServer.cpp", "soapClient.cpp"];
      await run(["g++", "-O0", "-w", "-I.", "-o", program, ...sources, "-lgsoap++"], path);
    });

    describe.each(["soap11", "soap12"] as const)("calls of a service of gSOAP over %s", (binding) => {
      let server: Server;
      beforeAll(async () => {
        server = hold(await start([program], path));
      });

      /** A port, and the types of the messages that it sends and receives. */
      const portWith = (attachments: Packaging | undefined) => {
        const types: string[] = [];
        const port = home.runtime[binding](server.address, {
          attachments,
          transport: async (url, request) => {
            types.push(request.headers["Content-Type"] ?? "");
            const response = await fetch(url, request);
            types.push(response.headers.get("content-type") ?? "");
            return response;
          },
        });
        return { port, types };
      };
      const xop = expect.stringMatching(/^multipart\/related;.*application\/xop\+xml/) as unknown;

      test("bytes are sent and received as parts of XOP packages", async () => {
        const { port, types } = portWith(home.runtime.mtom());
        const reply = await client.putPicture(port, { Sku: "A-1", Picture: picture });
        expect(valueOf(reply)).toEqual({ Length: picture.length, Picture: reversed(picture) });
        expect(types).toEqual([xop, xop]);
      });

      test("bytes are sent and received while they arrive", async () => {
        const { bytesFrom, mtom, stream } = home.runtime;
        const { port } = portWith(mtom());
        const source = [picture.subarray(0, 1000), picture.subarray(1000)];
        const received: Uint8Array[] = [];
        const reply = stream(port, (port) => client.putPicture(port, { Sku: "A-1", Picture: bytesFrom(source) }));
        for await (const chunk of reply.bytes("Picture")) received.push(chunk);
        expect(reversed(Buffer.concat(received))).toEqual(new Uint8Array(picture));
      });

      test("bytes are base64 in messages that are not multiparts", async () => {
        const { port, types } = portWith(home.runtime.multipart());
        const reply = await client.putPicture(port, { Sku: "A-1", Picture: picture });
        expect(valueOf(reply)).toEqual({ Length: picture.length, Picture: reversed(picture) });
        expect(types.join()).not.toContain("multipart");
      });

      test("a part that no value contains is an attachment", async () => {
        const { port } = portWith(home.runtime.mtom());
        const reply = await client.putPicture(port, { Sku: "note", Picture: picture });
        expect(valueOf(reply).Picture).toEqual(reversed(picture));
        expect(reply).toMatchObject({ attachments: [{ contentId: "note@claims", contentType: "text/plain" }] });
      });

      test("a fault in answer to an XOP package is read", async () => {
        const { port } = portWith(home.runtime.mtom());
        const reply = await client.putPicture(port, { Sku: "refuse", Picture: picture });
        expect(reply).toMatchObject({ kind: "fault", fault: { code: "Sender", reason: "refused" } });
      });

      test.each(["A-1", "nameless", "note"])("parts that the WSDL binds are sent and found (%s)", async (Sku) => {
        for (const attachments of [undefined, home.runtime.multipart(), home.runtime.mtom()]) {
          const { port } = portWith(attachments);
          const photo = { content: picture, contentType: "image/png" };
          const reply = await client.sendClaim(port, { Sku }, { parts: { photo } });
          expect(valueOf(reply)).toEqual({ Length: picture.length });
          expect(reply).toMatchObject({
            parts: { receipt: { content: reversed(picture), contentType: "application/pdf" } },
            attachments: Sku === "note" ? [{ contentId: "note@claims" }] : [],
          });
        }
      });
    });

    test.each(["mtom", "chunked", "inline"])("a handler is given bytes while gSOAP sends them (%s)", async (way) => {
      const { handleBytes, mtom } = home.runtime;
      const handlers = {
        putPicture: handleBytes("Picture", async (bytes: AsyncIterable<Uint8Array>) => {
          const received: Uint8Array[] = [];
          for await (const chunk of bytes) received.push(chunk);
          const Picture = reversed(Buffer.concat(received));
          return { Length: Picture.length, Picture };
        }),
        sendClaim: () => ({ value: { Length: 0 }, parts: { receipt: { content: note } } }),
      };
      const { origin } = hold(await listen(contract.serveClaims(handlers, { attachments: mtom() })));
      const caller = hold(startLines([program, `${origin}/claims`], path));
      for (const binding of ["soap11", "soap12"]) {
        const { length, value } = JSON.parse(
          await caller.ask([binding, "PutPicture", "A-1", way].join("\t")),
        ) as Outcome; // as the program prints it
        expect([length, value?.content]).toEqual([picture.length, "reversed"]);
      }
    });

    describe.each(["mtom", "multipart"] as const)("calls of gSOAP to a contract with %s()", (packaging) => {
      const received: { attachments: readonly Attachment[]; parts?: { photo?: Attachment } }[] = [];
      let caller: Lines;
      beforeAll(async () => {
        const handlers = {
          putPicture({ Sku, Picture }: { Sku: string; Picture: Uint8Array }, call: Call<object>) {
            received.push(call);
            if (Sku === "refuse") throw new home.runtime.ServiceFault({ code: "Sender", reason: "refused" });
            if (Sku === "note") call.attach({ content: note, contentType: "text/plain", contentId: "note@claims" });
            return { Length: Picture.length, Picture: reversed(Picture) };
          },
          sendClaim({ Sku }: { Sku: string }, call: Call<object> & { parts: { photo: Attachment } }) {
            received.push(call);
            if (Sku === "note") call.attach({ content: note, contentType: "text/plain", contentId: "note@claims" });
            const { content } = call.parts.photo;
            return { value: { Length: content.length }, parts: { receipt: { content: reversed(content) } } };
          },
        };
        const service = contract.serveClaims(handlers, { attachments: home.runtime[packaging]() });
        const { origin } = hold(await listen(service));
        caller = hold(startLines([program, `${origin}/claims`], path));
      });
      beforeEach(() => void received.splice(0));

      describe.each(["soap11", "soap12"] as const)("over %s", (binding) => {
        const ask = async (operation: keyof typeof names, sku: string, way: "mtom" | "chunked" | "inline") =>
          JSON.parse(await caller.ask([binding, names[operation], sku, way].join("\t"))) as Outcome; // as the program prints it

        test.each(["mtom", "chunked", "inline"] as const)("bytes are received and sent (%s)", async (way) => {
          const { length, value, parts } = await ask("putPicture", "A-1", way);
          expect([length, value?.content]).toEqual([picture.length, "reversed"]);
          expect(parts).toHaveLength(packaging === "mtom" && way !== "inline" ? 1 : 0);
          expect(received).toMatchObject([{ attachments: [] }]);
        });

        test("an attachment beside the value is found", async () => {
          const { value, parts = [] } = await ask("putPicture", "note", "mtom");
          expect(value?.content).toBe("reversed");
          const content = note.toString("base64");
          expect(parts.at(-1)).toEqual({ id: "<note@claims>", type: "text/plain", content });
        });

        test("a fault is read", async () => {
          expect(await ask("putPicture", "refuse", "mtom")).toEqual({ fault: "refused" });
        });

        test.each(["A-1", "nameless"])("parts that the WSDL binds are received and sent (%s)", async (sku) => {
          const { length, parts } = await ask("sendClaim", sku, "inline");
          expect(length).toBe(picture.length);
          const id = expect.stringMatching(/^<receipt=/) as unknown;
          expect(parts).toEqual([{ id, type: "application/pdf", content: "reversed" }]);
          expect(received).toMatchObject([{ attachments: [], parts: { photo: { contentType: "image/png" } } }]);
        });
      });
    });
  },
);

const names = { putPicture: "PutPicture", sendClaim: "SendClaim" } as const;

function valueOf<Value>(reply: Reply<Value>): Value {
  if (reply.kind !== "ok") throw new Error(JSON.stringify(reply));
  return reply.value;
}

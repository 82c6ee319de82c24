/** Long attachments do not have to fit into memory. */
import { build } from "esbuild";
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { include, multipartOf, xopType } from "../../runtime/attachments/parts.js";
import { response } from "../../runtime/streaming/batch.js";
import { holding, workFolder } from "../server.js";

const size = 100_000_000;
const hold = holding();
let client = "";
let address = "";

beforeAll(async () => {
  client = join(hold(workFolder("attachments-memory")).path, "client.mjs");
  const entryPoints = [join(import.meta.dirname, "../attachments-client.ts")];
  await build({ entryPoints, outfile: client, bundle: true, platform: "node", format: "esm", logLevel: "warning" });
  // It answers with the length of the request, or with a long attachment, to which it refers if it is asked for MTOM.
  const server = createServer((request, answer) => {
    let length = 0;
    request.on("data", (chunk: Buffer) => (length += chunk.length));
    request.on("end", () => {
      if (length > size) {
        answer.setHeader("Content-Type", "text/xml");
        answer.end(response(`<Source>${length}</Source>`));
        return;
      }
      const isMtom = request.headers["content-type"]?.includes("xop") === true;
      const root = response(isMtom ? `<File>${include("cid:1@h")}</File>` : "");
      const parts = ["root", "1"].map((id) => ({
        headers: { "Content-ID": `<${id}@h>` },
        content: id === "root" ? root : "",
      }));
      const whole = Buffer.from(multipartOf(parts));
      const end = "\r\n--b--\r\n".length;
      answer.setHeader("Content-Type", xopType);
      Readable.from(longBody(whole.subarray(0, -end), whole.subarray(-end))).pipe(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  hold({ close: () => void server.close() });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`; // it listens on TCP
});

function* longBody(start: Uint8Array, end: Uint8Array): Generator<Uint8Array, void> {
  yield start;
  for (let at = 0; at < size; at += 50_000) yield Buffer.alloc(50_000, at);
  yield end;
}

test.each(["mtom sent", "swa sent", "mtom read", "swa read"])(
  "100 MB take at most 150 MB of memory: %s",
  async (way) => {
    const { stdout } = await promisify(execFile)(process.execPath, [client, address, way, String(size)]);
    const { length, megabytes } = JSON.parse(stdout) as { length: number; megabytes: number };
    expect(length).toBeGreaterThanOrEqual(size);
    expect(length).toBeLessThan(size + 5_000);
    expect(megabytes).toBeLessThan(150);
  },
  60_000,
);

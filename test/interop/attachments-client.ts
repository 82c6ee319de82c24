/** Sends or reads a long attachment through the Node transport, and prints its length and the most memory in MB. */
import { bytesFrom, mtom, multipart, soap11, stream } from "../../templates/runtime/index.js";
import { nodeTransport } from "../../templates/runtime/node/index.js";
import { putOrders } from "../runtime/streaming/batch.js";

const [address = "", way = "", size = ""] = process.argv.slice(2);
const transport = nodeTransport();

function* content(): Generator<Uint8Array, void> {
  for (let at = 0; at < Number(size); at += 65_536) yield new Uint8Array(Math.min(65_536, Number(size) - at)).fill(at);
}

async function lengthOf(): Promise<number> {
  switch (way) {
    case "mtom sent": {
      const port = soap11(address, { transport, attachments: mtom() });
      const reply = await putOrders(port, { File: bytesFrom(content()) });
      return reply.kind === "ok" ? Number(reply.value.Source) : 0;
    }
    case "swa sent": {
      const port = soap11(address, { transport, attachments: multipart() });
      const reply = await putOrders(port, {}, { attachments: [{ content: content() }] });
      return reply.kind === "ok" ? Number(reply.value.Source) : 0;
    }
    case "swa read": {
      const port = soap11(address, { transport, attachments: multipart() });
      let length = 0;
      for await (const { content } of stream(port, (port) => putOrders(port, {})).attachments())
        for await (const chunk of content) length += chunk.length;
      return length;
    }
    default: {
      const port = soap11(address, { transport, attachments: mtom() });
      let length = 0;
      for await (const chunk of stream(port, (port) => putOrders(port, {})).bytes("File")) length += chunk.length;
      return length;
    }
  }
}

const length = await lengthOf();
transport.close();
console.log(JSON.stringify({ length, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }));

/** A server that fails in a way that the path of each request names, on raw sockets: no HTTP server would send this. */
import { createServer, type AddressInfo, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { envelope, orderXml } from "../runtime/wire.js";

export interface FailingServer {
  /** `http://127.0.0.1:40321` */
  readonly origin: string;
  /** An origin where nothing listens. */
  readonly closed: string;
  /** The number of open connections. */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

const response = envelope("soap11", orderXml("sent"));
const fault = envelope(
  "soap11",
  "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>no</faultstring></soap:Fault>",
);
const page = "<!DOCTYPE html>\n<html><body>Bad gateway<br></body></html>";
const xml = "Content-Type: text/xml; charset=utf-8";

function message(status: string, body: string | Uint8Array = "", ...headers: readonly string[]): Uint8Array {
  const bytes = Buffer.from(body);
  const head = [`HTTP/1.1 ${status}`, `Content-Length: ${bytes.length}`, ...headers].join("\r\n");
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), bytes]);
}

const ok = message("200 OK", response, xml);
const bomb = message("200 OK", gzipSync(Buffer.alloc(64 * 2 ** 20, 32), { level: 9 }), xml, "Content-Encoding: gzip");
const half = ok.subarray(0, ok.length - 200);

/** The failures by path: each gets the connection after a request. */
const failures: Readonly<Record<string, (socket: Socket) => void>> = {
  ok: (socket) => socket.write(ok),
  gzip: (socket) => socket.write(message("200 OK", gzipSync(response), xml, "Content-Encoding: gzip")),
  reset: (socket) => socket.resetAndDestroy(),
  "closed without a word": (socket) => socket.end(),
  "not HTTP": (socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n"),
  "cut in its head": (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Ty"),
  "cut in its body": (socket) => socket.end(half),
  "reset in its body": (socket) => socket.write(half, () => setImmediate(() => socket.resetAndDestroy())),
  "cut in a chunk": (socket) =>
    socket.end(`HTTP/1.1 200 OK\r\n${xml}\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n${response}`),
  "gzip that is cut": (socket) =>
    socket.write(message("200 OK", gzipSync(response).subarray(0, 100), xml, "Content-Encoding: gzip")),
  silence: () => undefined,
  "silence after its head": (socket) => socket.write(`HTTP/1.1 200 OK\r\n${xml}\r\nContent-Length: 500\r\n\r\n`),
  "slow drip": (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${xml}\r\nContent-Length: 100000\r\n\r\n`);
    repeat(socket, () => socket.write(" "), 20);
  },
  "endless body": (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${xml}\r\n\r\n`);
    const chunk = Buffer.alloc(65_536, 32);
    const fill = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on("drain", fill);
    fill();
  },
  "endless head": (socket) => {
    socket.write("HTTP/1.1 200 OK\r\n");
    const fill = (): void => {
      while (!socket.destroyed && socket.write(`X: ${"x".repeat(1000)}\r\n`));
    };
    socket.on("drain", fill);
    fill();
  },
  "gzip bomb": (socket) => socket.write(bomb),
  "a length that is too short": (socket) =>
    socket.end(Buffer.from(`HTTP/1.1 200 OK\r\n${xml}\r\nContent-Length: 100\r\n\r\n${response}`)),
  "wrong charset": (socket) => socket.write(message("200 OK", response, "Content-Type: text/xml; charset=utf-16")),
  "unknown charset": (socket) => socket.write(message("200 OK", response, "Content-Type: text/xml; charset=klingon")),
  "HTML for XML": (socket) => socket.write(message("200 OK", page, xml)),
  "XML after blank lines": (socket) => socket.write(message("200 OK", `\r\n\r\n${response}`, xml)),
  "an envelope after blank lines": (socket) =>
    socket.write(message("200 OK", `\r\n\r\n${response.replace(/^<\?.*?\?>/, "")}`, xml)),
  "an empty body": (socket) => socket.write(message("200 OK", "", xml)),
  204: (socket) => socket.write(`HTTP/1.1 204 No Content\r\n\r\n`),
  302: (socket) => socket.write(message("302 Found", "", "Location: /ok")),
  307: (socket) => socket.write(message("307 Temporary Redirect", "", "Location: /ok")),
  401: (socket) => socket.write(message("401 Unauthorized", page, 'WWW-Authenticate: Basic realm="x"')),
  403: (socket) => socket.write(message("403 Forbidden", page, "Content-Type: text/html")),
  407: (socket) =>
    socket.write(message("407 Proxy Authentication Required", page, 'Proxy-Authenticate: Basic realm="x"')),
  413: (socket) => socket.end(message("413 Content Too Large", page, "Connection: close")),
  429: (socket) => socket.write(message("429 Too Many Requests", "", "Retry-After: 7")),
  503: (socket) => socket.write(message("503 Service Unavailable", page, "Retry-After: 7")),
  "500 with a fault": (socket) => socket.write(message("500 Internal Server Error", fault, xml)),
  "500 without a fault": (socket) =>
    socket.write(message("500 Internal Server Error", page, "Content-Type: text/html")),
  "a fault under 200": (socket) => socket.write(message("200 OK", fault, xml)),
  "multipart without an end": (socket) =>
    socket.write(
      message(
        "200 OK",
        `--b\r\n${xml}\r\n\r\n${response}`,
        'Content-Type: multipart/related; boundary="b"; type="text/xml"',
      ),
    ),
};

/** The names of the failures. */
export const failureNames: readonly string[] = ["refused", ...Object.keys(failures)];

export async function failingServer(): Promise<FailingServer> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    let received = "";
    socket.on("data", (data) => {
      received += data.toString("latin1");
      const request = /^POST \/(\S*) HTTP\/1\.1\r\n(?:.*\r\n)*?content-length: *(\d+)\r\n(?:.*\r\n)*?\r\n/i.exec(
        received,
      );
      if (request === null) return;
      const [head, name = "", length] = request;
      if (received.length < head.length + Number(length)) return;
      received = received.slice(head.length + Number(length));
      failures[decodeURIComponent(name)]?.(socket);
    });
  });
  const origin = await listening(server);
  const other = createServer();
  const closed = await listening(other);
  await new Promise((resolve) => other.close(resolve));
  return {
    origin,
    closed,
    connections: () => sockets.size,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function listening(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
}

function repeat(socket: Socket, write: () => void, milliseconds: number): void {
  const timer = setInterval(write, milliseconds);
  socket.on("close", () => clearInterval(timer));
}

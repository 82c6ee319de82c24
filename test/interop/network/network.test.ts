/** The transport for Node, and the steps for the network, against servers and a proxy of others; curl is the second client. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { digest, soap11, type PortOptions } from "../../../templates/runtime/index.js";
import { nodeTransport, type NodeTransportOptions } from "../../../templates/runtime/node/transport.js";
import { rejection } from "../../runtime/network.js";
import { getOrder } from "../../runtime/orders.js";
import { envelope, orderXml } from "../../runtime/wire.js";
import { holding, run, start, withSoftware, workFolder, type Command, type Server } from "../server.js";

const answer = envelope("soap11", orderXml("sent"));
const modules = "/usr/lib/apache2/modules";

/** Calls with a transport of its own, which is closed then. */
async function order(address: string, options: NodeTransportOptions, more: PortOptions = {}) {
  const transport = nodeTransport(options);
  try {
    return await getOrder(soap11(address, { transport, ...more }), { Number: 7 });
  } finally {
    transport.close();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new TypeError("expected a port");
  return address.port;
}

/** Starts a server that does not print where it listens. */
async function startAt(port: number, command: Command, folder: string): Promise<Server> {
  const waiting = `"$@" & until (echo > /dev/tcp/127.0.0.1/${port}) 2> /dev/null; do kill -0 $! || exit 1; sleep 0.05; done; echo LISTENING http://127.0.0.1:${port}/; trap 'kill $!' EXIT; cat > /dev/null; wait`;
  return start(["bash", "-c", waiting, "bash", ...command], folder);
}

/** Runs curl, and returns its output. */
function curl(folder: string, ...args: readonly string[]): Promise<string> {
  return run(["curl", "--silent", "--show-error", "--noproxy", "", ...args], folder);
}

withSoftware(
  "Apache and tinyproxy",
  {
    apache2: ["test", "-e", `${modules}/mod_auth_digest.so`],
    tinyproxy: ["tinyproxy", "-v"],
    curl: ["curl", "--version"],
    openssl: ["openssl", "version"],
  },
  () => {
    const hold = holding();
    const { path } = hold(workFolder("network"));
    const at = { plain: 0, secure: 0, weak: 0, proxy: 0 };
    const file = (name: string): string => readFileSync(join(path, name), "utf8");

    beforeAll(async () => {
      await certificates(path);
      mkdirSync(join(path, "site/digest"), { recursive: true });
      for (const name of ["orders.xml", "digest/orders.xml"]) writeFileSync(join(path, "site", name), answer);
      const secret = createHash("md5").update("ann:orders:pass:word").digest("hex");
      writeFileSync(join(path, "users"), `ann:orders:${secret}\n`);
      for (const key of ["plain", "secure", "weak", "proxy"] as const) at[key] = await freePort();
      const values = { FOLDER: path, MODULES: modules, PORT: at.plain, SECURE: at.secure, WEAK: at.weak };
      const configuration = Object.entries(values).reduce(
        (text, [name, value]) => text.replaceAll(`@${name}@`, String(value)),
        readFileSync(join(import.meta.dirname, "apache.conf"), "utf8"),
      );
      writeFileSync(join(path, "apache.conf"), configuration);
      hold(await startAt(at.plain, ["/usr/sbin/apache2", "-f", join(path, "apache.conf"), "-DFOREGROUND"], path));
      writeFileSync(
        join(path, "tinyproxy.conf"),
        `Port ${at.proxy}\nListen 127.0.0.1\nTimeout 60\nMaxClients 20\nBasicAuth me secret\nLogLevel Error\n`,
      );
      hold(await startAt(at.proxy, ["tinyproxy", "-d", "-c", join(path, "tinyproxy.conf")], path));
    });

    test("a reply that Apache compresses is read", async () => {
      const reply = await order(`http://127.0.0.1:${at.plain}/orders.xml`, {});
      expect(reply.kind).toBe("ok");
      expect(reply.httpHeaders.get("content-encoding")).toBe("gzip");
    });

    describe("Digest of mod_auth_digest", () => {
      const url = (): string => `http://127.0.0.1:${at.plain}/digest/orders.xml?a=b`;

      test("lets in who knows the password, over both transports, call after call", async () => {
        expect(await curl(path, "--digest", "-u", "ann:pass:word", "-d", "x", url())).toBe(answer);
        for (const transport of [fetch, nodeTransport()]) {
          const port = soap11(url(), { transport, steps: [digest({ username: "ann", password: "pass:word" })] });
          for (let count = 0; count < 3; count++) expect((await getOrder(port, { Number: 7 })).kind).toBe("ok");
          if ("close" in transport) transport.close();
        }
      });

      test("refuses another password", async () => {
        const steps = [digest({ username: "ann", password: "other" })];
        expect(await order(url(), {}, { steps })).toMatchObject({ kind: "http", status: 401 });
      });
    });

    describe("TLS", () => {
      const url = (): string => `https://127.0.0.1:${at.secure}/orders.xml`;

      test("a client with a certificate in PEM or PFX is let in, and trusts an authority of its own", async () => {
        const ca = file("authority.crt");
        const pem = { ca, cert: file("client.crt"), key: file("client.key") };
        const pfx = { ca, pfx: readFileSync(join(path, "client.pfx")), passphrase: "secret" };
        for (const tls of [pem, pfx]) expect((await order(url(), { tls })).kind).toBe("ok");
        const certificate = ["--cacert", "authority.crt", "--cert", "client.crt", "--key", "client.key"];
        expect(await curl(path, ...certificate, "-d", "x", url())).toBe(answer);
      });

      test("without them the error states the reason", async () => {
        const unknown = await rejection(order(url(), {}));
        expect(unknown).toMatchObject({ reason: "certificate" });
        expect(unknown.message).toContain("`tls: { ca }` trusts that of another authority");
        expect(await rejection(order(url(), { tls: { ca: file("authority.crt") } }))).toMatchObject({ reason: "TLS" });
      });

      test("TLS 1.0 is spoken on request only", async () => {
        const weak = `https://127.0.0.1:${at.weak}/orders.xml`;
        const ca = file("authority.crt");
        const refused = await rejection(order(weak, { tls: { ca } }));
        expect(refused).toMatchObject({ reason: "TLS" });
        expect(refused.message).toContain("DEFAULT@SECLEVEL=0");
        const old = { ca, minVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
        expect((await order(weak, { tls: old })).kind).toBe("ok");
      });

      test("tinyproxy connects whom it knows, with TLS end to end", async () => {
        const tls = { ca: file("authority.crt"), cert: file("client.crt"), key: file("client.key") };
        const proxy = `http://me:secret@127.0.0.1:${at.proxy}`;
        expect((await order(url(), { tls, proxy })).kind).toBe("ok");
        expect((await order(url(), { tls, proxy: { HTTPS_PROXY: proxy } })).kind).toBe("ok");
        const stranger = await rejection(order(url(), { tls, proxy: `http://127.0.0.1:${at.proxy}` }));
        expect(stranger).toMatchObject({ reason: "proxy" });
        expect(stranger.message).toMatch(/the proxy \S+ answered CONNECT with 40/);
      });
    });

    test("tinyproxy passes on requests without TLS", async () => {
      const url = `http://127.0.0.1:${at.plain}/orders.xml`;
      const reply = await order(url, { proxy: { http_proxy: `http://me:secret@127.0.0.1:${at.proxy}` } });
      expect(reply.kind).toBe("ok");
      expect(reply.httpHeaders.get("via")).toContain("tinyproxy");
      const refused = await order(url, { proxy: `http://127.0.0.1:${at.proxy}` });
      expect(refused).toMatchObject({ kind: "http" });
      expect([401, 407]).toContain(refused.status);
    });
  },
);

withSoftware(
  "gss-ntlmssp",
  {
    "python3-gssapi": ["/usr/bin/python3", "-c", "import gssapi"],
    "gss-ntlmssp": ["test", "-e", "/etc/gss/mech.d/mech.ntlmssp.conf"],
  },
  () => {
    const hold = holding();
    const { path } = hold(workFolder("ntlm"));
    const servers = new Map<string, Server>();
    const originOf = (scheme: string): string => servers.get(scheme)?.address.slice(0, -1) ?? "http://127.0.0.1";

    beforeAll(async () => {
      writeFileSync(join(path, "users"), "SHOP:ann:pässword\n");
      writeFileSync(join(path, "answer.xml"), answer);
      for (const scheme of ["NTLM", "Negotiate"]) {
        const script = join(import.meta.dirname, "ntlm-acceptor.py");
        const environment = `NTLM_USER_FILE=${join(path, "users")}`;
        const command: Command = ["env", environment, "/usr/bin/python3", script, join(path, "answer.xml"), scheme];
        servers.set(scheme, hold(await start(command, path)));
      }
    });

    test.each(["NTLM", "Negotiate"])("%s lets in who knows the password", async (scheme) => {
      const origin = originOf(scheme);
      const transport = nodeTransport({ ntlm: { origin, username: "SHOP\\ann", password: "pässword" } });
      const port = soap11(`${origin}/orders`, { transport });
      for (let count = 0; count < 3; count++) {
        const reply = await getOrder(port, { Number: 7 });
        expect(reply.kind).toBe("ok");
        expect(reply.httpHeaders.get("x-user")?.toLowerCase()).toContain("ann");
      }
      const many = await Promise.all(Array.from({ length: 5 }, () => getOrder(port, { Number: 7 })));
      expect(many.every(({ kind }) => kind === "ok")).toBe(true);
      transport.close();
    });

    test("over TLS, it is bound to the certificate of the server", async () => {
      await certificates(path);
      const ca = readFileSync(join(path, "authority.crt"));
      const open = (...expected: readonly string[]): Promise<Server> => {
        const script = join(import.meta.dirname, "ntlm-acceptor.py");
        const files = ["server.crt", "server.key", ...expected].map((name) => join(path, name));
        const environment = `NTLM_USER_FILE=${join(path, "users")}`;
        const command: Command = [
          "env",
          environment,
          "/usr/bin/python3",
          script,
          join(path, "answer.xml"),
          "NTLM",
          ...files,
        ];
        return start(command, path).then(hold);
      };
      for (const [server, kind] of [
        [await open(), "ok"],
        [await open("client.crt"), "http"],
      ] as const) {
        const origin = server.address.slice(0, -1);
        const ntlm = { origin, username: "SHOP\\ann", password: "pässword" };
        expect(await order(`${origin}/orders`, { ntlm, tls: { ca } })).toMatchObject({ kind });
      }
    });

    test("another password is refused", async () => {
      const origin = originOf("NTLM");
      const ntlm = { origin, username: "ann", domain: "SHOP", password: "other" };
      expect(await order(`${origin}/orders`, { ntlm })).toMatchObject({ kind: "http", status: 401 });
    });
  },
);

/** An authority, and the certificates of a server and a client that it has signed. */
async function certificates(path: string): Promise<void> {
  const openssl = (...args: readonly string[]): Promise<string> => run(["openssl", ...args], path);
  const fresh = ["-newkey", "rsa:2048", "-nodes", "-days", "2"];
  await openssl(
    "req",
    "-x509",
    ...fresh,
    "-keyout",
    "authority.key",
    "-out",
    "authority.crt",
    "-subj",
    "/CN=Authority",
  );
  const signed = ["-x509", ...fresh, "-CA", "authority.crt", "-CAkey", "authority.key"];
  const names = ["-addext", "subjectAltName=IP:127.0.0.1"];
  await openssl("req", ...signed, ...names, "-keyout", "server.key", "-out", "server.crt", "-subj", "/CN=127.0.0.1");
  await openssl("req", ...signed, "-keyout", "client.key", "-out", "client.crt", "-subj", "/CN=Client");
  const pair = ["-inkey", "client.key", "-in", "client.crt"];
  await openssl("pkcs12", "-export", ...pair, "-out", "client.pfx", "-passout", "pass:secret");
}

/** A generated client keeps to the policies of its WSDL: it refuses ports without the steps, and signs what is demanded. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";
import { transform } from "esbuild";
import { expect, test } from "vitest";
import { defaultConfiguration } from "../../generator/configuration.js";
import { generate } from "../../generator/generate.js";
import * as runtime from "../../templates/runtime/index.js";
import type { Demand } from "../../generator/policies/demands.js";
import { modulePolicies } from "../../generator/emit/policies.js";
import { securityConstant } from "../../templates/security.js";
import { operation, port as portModel } from "../support/model.js";
import { answering, xml, type Sent } from "../runtime/wire.js";
import { certificate, certificateKey as key } from "../support/certificate.js";

const { addressing, security, soap11, timestamp, verify, x509Signature } = runtime;

const wsa = "http://www.w3.org/2005/08/addressing";

interface File {
  readonly Year: number;
}

interface FileResponse {
  readonly Number: number;
}

type Port = runtime.Port<"soap11">;

/** The module of a service of the case. */
interface Client {
  readonly address: string;
  readonly security: runtime.PolicyDemands;
  file(port: Port, request: File): Promise<runtime.Reply<FileResponse>>;
  fileOperation(): runtime.Operation<File, FileResponse>;
}

const name = "policies-demand-signatures";
const path = `test/cases/${name}`;
const text = readFileSync(join(import.meta.dirname, "../cases", name, "returns.wsdl"), "utf8");
const { files } = await generate(
  [{ name, path, sources: [{ path: `${path}/returns.wsdl`, text }] }],
  defaultConfiguration,
  [],
);

/** The exports of a generated module, with the runtime of this test. */
async function load(file: string): Promise<unknown> {
  const source = files.find(({ path }) => path.endsWith(`/${file}.ts`));
  if (source === undefined) throw new Error(`no ${file}`);
  const { code } = await transform(source.text, { loader: "ts", format: "cjs" });
  const types = file === "returns-types" ? {} : await load("returns-types");
  const module = { exports: {} };
  const require = (path: string): unknown => (path.includes("runtime") ? runtime : types);
  const run = runInThisContext(`(module, require) => {${code}\n}`) as (module: object, require: unknown) => void;
  run(module, require);
  return module.exports;
}

async function clientOf(service: string): Promise<Client> {
  return (await load(service)) as Client; // as the case has it
}

/** The options that the client has to paste, with the names that they leave to their user. */
function pasted({ ports }: runtime.PolicyDemands): runtime.SoapPortOptions {
  const names = { addressing, security, timestamp, verify, x509Signature, key, certificate, trust: certificate };
  const make = runInThisContext(`({ ${Object.keys(names).join(", ")} }) => ({ ${ports[0]?.options ?? ""} })`) as (
    values: typeof names,
  ) => runtime.SoapPortOptions;
  return make(names);
}

/** The operation from the other end: its response is sent, and its request is received. */
function opposite(client: Client): () => runtime.Operation<FileResponse, File> {
  return () => {
    const { name, action, request, response } = client.fileOperation();
    return { name, action, request: response, response: request } as runtime.Operation<FileResponse, File>; // in pairs
  };
}

/** The content that the service reads of a message, whose signature it verifies. */
async function verified(client: Client, message: Sent | undefined): Promise<runtime.Reply<File>> {
  const { transport } = answering(message?.body ?? "", xml);
  const steps = [security([verify({ trust: certificate }), timestamp()])];
  const understands = ["Action", "To", "MessageID", "ReplyTo"].map((name) => ({ namespace: wsa, name }));
  return soap11(client.address, { transport, steps, understands }).call(opposite(client), { Number: 1 });
}

/** A response that the service signs. */
async function signedResponse(client: Client): Promise<string> {
  const { transport, sent } = answering("");
  const steps = [security([timestamp(), x509Signature({ key, certificate })])];
  await soap11(client.address, { transport, steps }).call(opposite(client), { Number: 5 });
  return sent[0]?.body ?? "";
}

test("a client whose policy has an AsymmetricBinding signs requests and verifies replies", async () => {
  const client = await clientOf("Returns");
  const { transport, sent } = answering(await signedResponse(client), xml);
  const refused = client.file(soap11(client.address, { transport }), { Year: 2026 });
  await expect(refused).rejects.toThrow(
    `expected a port with IncludeTimestamp, Addressing, X509Token and RecipientToken, which a policy of the service demands of File: soap11(address, { ${client.security.ports[0]?.options ?? ""} })`,
  );
  const unverifying = [addressing(), security([timestamp(), x509Signature({ key, certificate })])];
  await expect(client.file(soap11(client.address, { transport, steps: unverifying }), { Year: 2026 })).rejects.toThrow(
    /^expected a port with RecipientToken,/,
  );
  expect(sent).toEqual([]);

  const { steps = [] } = pasted(client.security);
  const reply = await client.file(soap11(client.address, { transport, steps }), { Year: 2026 });
  expect(runtime.unwrap(reply)).toEqual({ Number: 5 });
  const read = await verified(client, sent[0]);
  expect(runtime.unwrap(read)).toEqual({ Year: 2026 });
  // Header blocks that are not signed would be left out.
  expect(JSON.stringify(read)).toMatch(/"Action".*"To"/);

  const forged = answering((await signedResponse(client)).replace(">5<", ">6<"), xml);
  const altered = await client.file(soap11(client.address, { transport: forged.transport, steps }), { Year: 2026 });
  expect(altered).toMatchObject({ kind: "malformed", misfit: { unverified: "altered" } });
});

test("a client whose policy has an endorsing token over https signs the Timestamp", async () => {
  const client = await clientOf("EndorsedReturns");
  const { transport, sent } = answering("");
  const port = (options: runtime.SoapPortOptions) => soap11(client.address, { transport, ...options });
  await expect(client.file(port({ steps: [security([timestamp()])] }), { Year: 2026 })).rejects.toThrow(
    /^expected a port with X509Token, which .*signedParts: \["timestamp"\]/,
  );
  expect(sent).toEqual([]);
  await client.file(port(pasted(client.security)), { Year: 2026 });
  expect(sent[0]?.body).toContain("#ThumbprintSHA1");
  // The signature holds, but for the Body, which https protects.
  expect(await verified(client, sent[0])).toMatchObject({ kind: "malformed", misfit: { unverified: "uncovered" } });
});

const place = { path: "shop.wsdl", line: 1, column: 1 };
const url = "https://shop.example/shop.asmx";

function demandsOf(...names: string[]): readonly Demand[] {
  return names.map((name) => ({ name, namespace: "urn:p" }));
}

function commentOf(ofPort: readonly Demand[], ofOperation: readonly Demand[] = []): string | undefined {
  const pay = operation("Pay", { bindings: [{ binding: "soap11", place, demands: ofOperation }] });
  const get = operation("Get", { bindings: [{ binding: "soap11", place }] });
  const ports = [{ ...portModel("soap11"), address: url, demands: ofPort }];
  const policies = modulePolicies("security", ports, [pay, get], new Map([[url, "address"]]));
  const description = securityConstant(policies).docs?.[0]?.description;
  return typeof description === "string" ? description : undefined;
}

const refused = /A call through a port\nwithout these options is refused before anything is sent\./;

test("the comment has code to paste, whole and on lines of its own", () => {
  const comment = commentOf(demandsOf("Addressing", "IncludeTimestamp"), demandsOf("UsernameToken"));
  expect(comment).toMatch(refused);
  expect(comment?.split("\n").filter((line) => line.includes("`"))).toEqual([
    "`soap11(address, { steps: [addressing(), security([timestamp()])] })`",
    "`soap11(address, { steps: [addressing(), security([timestamp(), usernameToken({ username, password })])] })`",
  ]);
  expect(comment).toContain("\nFor Pay:\n");
});

test("the comment states that nothing is checked where the runtime lacks a demand, and what can be sent", () => {
  const comment = commentOf(demandsOf("KerberosToken", "RelToken", "RMAssertion", "Addressing"));
  expect(comment).not.toMatch(refused);
  expect(comment?.replaceAll("\n", " ")).toContain(
    "Calls to `address` are not checked, because the runtime lacks WS-ReliableMessaging, a Kerberos token and a REL token of WS-Security. It can send the rest:  `soap11(address, { steps: [addressing()] })`",
  );
  expect(commentOf(demandsOf("KerberosToken"))).not.toContain("the rest");
});

test("a demand of an operation that the runtime lacks is named with the operation", () => {
  const comment = commentOf(demandsOf("Addressing"), demandsOf("KerberosToken"));
  expect(comment).toContain(
    "In calls of Pay, the runtime lacks a Kerberos token of WS-Security. It can send the rest:",
  );
});

/** Signed requests, for programs of other people to verify. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  addressing,
  call,
  security,
  soap11,
  timestamp,
  usernameToken,
  x509Signature,
  type soap12,
  type Transport,
  type X509SignatureOptions,
} from "../../../templates/runtime/index.js";
import { run } from "../server.js";

export const wsu = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
export const wsa = "http://www.w3.org/2005/08/addressing";
export const wsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

/** The keys, with the options of openssl that make them. */
const keys = {
  rsa: ["-newkey", "rsa:2048"],
  p256: ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
  p384: ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384"],
} as const;

export type KeyName = keyof typeof keys;

export const keyNames = Object.keys(keys) as readonly KeyName[];

/** Makes each key and its certificate, as two files in PEM: `rsa.key` and `rsa.pem`. */
export async function makeKeys(folder: string): Promise<void> {
  for (const [name, options] of Object.entries(keys)) {
    const files = ["-keyout", `${name}.key`, "-out", `${name}.pem`];
    const subject = ["-subj", "/C=ES/O=Shop & Co, S.A./CN=Orders", "-days", "2"];
    await run(["openssl", "req", "-x509", "-nodes", ...options, ...files, ...subject], folder);
  }
}

export const algorithms: readonly (readonly [
  KeyName,
  X509SignatureOptions["algorithm"],
  X509SignatureOptions["digest"],
])[] = [
  ["rsa", undefined, undefined],
  ["rsa", "rsa-sha1", "sha1"],
  ["rsa", "rsa-sha384", "sha384"],
  ["rsa", "rsa-sha512", "sha512"],
  ["p256", undefined, undefined],
  ["p384", undefined, "sha512"],
  ["p384", "ecdsa-sha512", undefined],
];

export const identifiers = [
  "binarySecurityToken",
  "issuerSerial",
  "thumbprint",
  "subjectKeyIdentifier",
  "x509",
  "x509Data",
  "keyValue",
] as const;

export const allParts = ["body", "timestamp", "usernameToken", "binarySecurityToken", { namespace: wsa }] as const;

/** The password of the UsernameToken, whose characters canonical forms escape. */
export const password = "\r\n\t";

/** The file with a signed request, whose canonical form differs from what other programs would write. */
export async function signedRequest(
  folder: string,
  name: KeyName,
  options: Partial<X509SignatureOptions>,
  portTo: typeof soap11 | typeof soap12 = soap11,
): Promise<string> {
  const file = join(folder, "request.xml");
  const transport: Transport = (_url, { body }) => {
    writeFileSync(file, body as Uint8Array); // a signature is over bytes
    return Promise.resolve(new Response(null, { status: 202 }));
  };
  const pem = (extension: string): string => readFileSync(join(folder, `${name}.${extension}`), "utf8");
  const signature = x509Signature({ key: pem("key"), certificate: pem("pem"), ...options });
  const parts = [timestamp(), usernameToken({ username: "a<b", password }), signature];
  const port = portTo("http://127.0.0.1/", { transport, steps: [addressing(), security(parts)] });
  const attributes = [{ name: "kind", namespace: "urn:other", value: "\t\n\r<>&\"'" }];
  const children = ["a < b > c & d \r\n\t 漢字 😀 ]]>"];
  const declared = { name: "o", namespace: "http://www.w3.org/2000/xmlns/", value: "urn:only-in-values" };
  const body = { name: "Order", namespace: "urn:shop", attributes: [...attributes, declared], children };
  await call(port, { action: "urn:shop/Order", body });
  return file;
}

/** Changes a value in the file, which a verifier must notice. */
export function tamper(file: string): void {
  writeFileSync(file, readFileSync(file, "utf8").replace("漢", "字"));
}

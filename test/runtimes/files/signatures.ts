import { call, security, soap11, timestamp, verify, x509Signature } from "./generated/runtime/index.js";
import { certificate, certificateKey, rsaCertificate, rsaKey } from "./certificate.js";

const identities = [
  { name: "RSA", key: rsaKey, certificate: rsaCertificate },
  { name: "P-256", key: certificateKey, certificate },
];

/**
 * Signs a request with each kind of key, and verifies it when it comes back as the reply: as it was sent, and changed. Returns a
 * line for each reply.
 */
export async function playBackSigned(): Promise<string[]> {
  const lines: string[] = [];
  const body = { name: "Pay", namespace: "urn:bank", attributes: [], children: ["9.50 < 10 & Zoë 漢字"] };
  for (const { name, key, certificate } of identities) {
    for (const amount of ["9.50", "0.01"]) {
      const port = soap11("https://bank.example/", {
        transport: (_url, request) => {
          const sent = request.body instanceof Uint8Array ? new TextDecoder().decode(request.body) : "";
          return Promise.resolve({
            status: 200,
            headers: new Map([["content-type", "text/xml; charset=utf-8"]]),
            body: new TextEncoder().encode(sent.replace("9.50", amount)),
          });
        },
        steps: [security([timestamp(), x509Signature({ key, certificate }), verify({ trust: certificate })])],
      });
      const reply = await call(port, { body });
      if (reply.kind === "ok") lines.push(`${name} ${reply.value ? reply.value.children.join("") : "empty"}`);
      else lines.push(`${name} ${reply.kind === "malformed" ? reply.misfit.unverified : reply.kind}`);
    }
  }
  return lines;
}

import { RequestError } from "../error.js";
import type { XmlElement } from "../xml/element.js";
import { elementMaker } from "../xml/new-element.js";
import { base64 } from "./base64.js";
import { base64Type, passwordType, wsse, wsu } from "./names.js";
import type { SecurityPart } from "./security.js";
import { timeOf, type ClockOptions } from "./timestamp.js";

/** The user of a UsernameToken, and how its password is sent. */
export interface UsernameTokenOptions extends ClockOptions {
  /** The name of the user, as it is in the token. */
  readonly username: string;
  /** Left out of the token if absent. */
  readonly password?: string | undefined;
  /**
   * `text` (the default) sends the password, which only https protects. `digest` sends a SHA-1 digest of the password,
   * a nonce and the time.
   */
  readonly passwordType?: "text" | "digest" | undefined;
  /** Adds a nonce and the time to a password as text, too. */
  readonly nonce?: boolean | undefined;
}

/** A UsernameToken (WS-Security UsernameToken Profile 1.1). A digest has a new nonce in each request. */
export function usernameToken({
  username,
  password,
  passwordType: type = "text",
  nonce = type === "digest",
  clockOffset = 0,
}: UsernameTokenOptions): SecurityPart {
  if (type === "digest" && password === undefined)
    throw new TypeError("usernameToken: expected a password for a digest, found none");
  const element = elementMaker(wsse, "wsse");
  return {
    satisfies: ["UsernameToken"],
    async elements() {
      const created = timeOf(Date.now() + clockOffset);
      const random = crypto.getRandomValues(new Uint8Array(16));
      const children: XmlElement[] = [element("Username", [username])];
      if (password !== undefined) {
        const isDigest = type === "digest";
        const text = isDigest ? await passwordDigest(random, created, password) : password;
        const value = `${passwordType}${isDigest ? "Digest" : "Text"}`;
        children.push(element("Password", [text], [{ name: "Type", namespace: "", value }]));
      }
      if (nonce) {
        const encoding = { name: "EncodingType", namespace: "", value: base64Type };
        children.push(element("Nonce", [base64(random)], [encoding]), elementMaker(wsu, "wsu")("Created", [created]));
      }
      return [element("UsernameToken", children)];
    },
  };
}

/** Base64 of the SHA-1 digest of a nonce, a time and a password. Rejects with a RequestError without WebCrypto. */
export async function passwordDigest(nonce: Uint8Array, created: string, password: string): Promise<string> {
  const { subtle } = crypto as { readonly subtle?: typeof crypto.subtle };
  if (subtle === undefined)
    throw new RequestError("a digest needs WebCrypto, which browsers have in pages of https and of localhost only");
  const text = new TextEncoder().encode(created + password);
  const bytes = new Uint8Array(nonce.length + text.length);
  bytes.set(nonce);
  bytes.set(text, nonce.length);
  return base64(new Uint8Array(await subtle.digest("SHA-1", bytes)));
}

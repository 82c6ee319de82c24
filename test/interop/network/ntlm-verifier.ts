/**
 * A server that verifies NTLM version 2 from the password, by the formulas of MS-NLMP alone. It shares no code with the runtime, and
 * has the hash of the password from openssl.
 */
import { createHmac } from "node:crypto";
import type { RequestListener } from "node:http";

/** The fields of an AUTHENTICATE_MESSAGE (MS-NLMP 2.2.1.3) and of the NTLMv2_CLIENT_CHALLENGE in it (2.2.2.7). */
export interface Authentication {
  readonly flags: number;
  readonly domain: string;
  readonly user: string;
  readonly workstation: string;
  readonly hasSessionKey: boolean;
  /** The values of the AV_PAIRs, in hexadecimal, by their ids. */
  readonly targetInfo: Readonly<Record<number, string>>;
  /** The time in the response, in units of 100 ns since 1601. */
  readonly time: bigint;
  readonly ntResponse: "right" | "wrong";
  readonly lmResponse: "right" | "wrong" | "zero";
  /** The integrity code of the three messages; absent where no pair of the target information announces it. */
  readonly mic: "right" | "wrong" | "absent";
}

/** The messages of a client on one connection. */
export interface Handshake {
  /** The flags of the NEGOTIATE_MESSAGE (2.2.1.1). */
  readonly offered: number;
  /** The lengths of the bodies of both requests. */
  readonly requestBytes: readonly number[];
  readonly authentication: Authentication;
}

export interface NtlmVerifier {
  readonly listener: RequestListener;
  readonly handshakes: readonly Handshake[];
}

export interface NtlmVerifierOptions {
  /** The password's MD4 (NTOWFv1, 3.3.1). */
  readonly passwordHash: Uint8Array;
  /** The time in the challenge, if it states one. */
  readonly time?: bigint | undefined;
  readonly answer: string;
}

/** The flags of the challenge: Unicode, a target of the kind domain, NTLM, signing, extended session security, 128 and 56 bits. */
const challengeFlags = 0xa08a_8205;
const serverChallenge = Buffer.from("0123456789abcdef", "hex");

export function ntlmVerifier({ passwordHash, time, answer }: NtlmVerifierOptions): NtlmVerifier {
  const challenge = challengeMessage(time);
  const started = new WeakMap<object, { readonly message: Buffer; readonly length: number }>();
  const handshakes: Handshake[] = [];
  const listener: RequestListener = (request, response) => {
    let length = 0;
    request.on("data", (chunk: Uint8Array) => void (length += chunk.length));
    request.on("end", () => {
      const ask = (token: string): void => {
        response.writeHead(401, { "WWW-Authenticate": `NTLM${token}` }).end("who are you");
      };
      const message = Buffer.from(/^NTLM (.*)$/.exec(request.headers.authorization ?? "")?.[1] ?? "", "base64");
      const first = started.get(request.socket);
      if (message.length >= 16 && message.readUInt32LE(8) === 1) {
        started.set(request.socket, { message, length });
        ask(` ${challenge.toString("base64")}`);
      } else if (message.length >= 64 && message.readUInt32LE(8) === 3 && first !== undefined) {
        const authentication = verify(first.message, challenge, message, passwordHash);
        handshakes.push({
          offered: first.message.readUInt32LE(12),
          requestBytes: [first.length, length],
          authentication,
        });
        const { ntResponse, lmResponse, mic } = authentication;
        if ([ntResponse, lmResponse, mic].includes("wrong")) ask("");
        else response.writeHead(200, { "Content-Type": "text/xml; charset=utf-8" }).end(answer);
      } else ask("");
    });
  };
  return { listener, handshakes };
}

/** CHALLENGE_MESSAGE (2.2.1.2). */
function challengeMessage(time: bigint | undefined): Buffer {
  const target = Buffer.from("SHOP", "utf16le");
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64LE(time ?? BigInt(0));
  const info = Buffer.concat([
    pair(2, target),
    pair(1, Buffer.from("SERVER", "utf16le")),
    ...(time === undefined ? [] : [pair(7, stamp)]),
    pair(0, Buffer.alloc(0)),
  ]);
  const head = Buffer.alloc(56);
  head.write("NTLMSSP\0", "latin1");
  head.writeUInt32LE(2, 8);
  writeField(head, 12, target.length, 56);
  head.writeUInt32LE(challengeFlags, 20);
  head.set(serverChallenge, 24);
  writeField(head, 40, info.length, 56 + target.length);
  return Buffer.concat([head, target, info]);
}

/** AV_PAIR (2.2.2.1). */
function pair(id: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id);
  head.writeUInt16LE(value.length, 2);
  return Buffer.concat([head, value]);
}

function writeField(message: Buffer, at: number, length: number, offset: number): void {
  message.writeUInt16LE(length, at);
  message.writeUInt16LE(length, at + 2);
  message.writeUInt32LE(offset, at + 4);
}

function field(message: Buffer, at: number): Buffer {
  const offset = message.readUInt32LE(at + 4);
  return message.subarray(offset, offset + message.readUInt16LE(at));
}

function verify(negotiate: Buffer, challenge: Buffer, message: Buffer, passwordHash: Uint8Array): Authentication {
  const text = (at: number): string => field(message, at).toString("utf16le");
  const [domain, user, workstation] = [text(28), text(36), text(44)];
  const [lm, nt, sessionKey] = [field(message, 12), field(message, 20), field(message, 52)];
  const [proof, blob] = [nt.subarray(0, 16), nt.subarray(16)];
  // 3.3.2: ResponseKeyNT, NTProofStr, SessionBaseKey. Without key exchange, the last is the ExportedSessionKey (3.1.5.1.2).
  const key = hmac(passwordHash, Buffer.from(user.toUpperCase() + domain, "utf16le"));
  const expected = hmac(key, serverChallenge, blob);
  const lmExpected = Buffer.concat([hmac(key, serverChallenge, lm.subarray(16)), lm.subarray(16)]);
  const targetInfo = pairsOf(blob.subarray(28));
  const hasMic = (Number.parseInt(targetInfo[6]?.slice(0, 2) ?? "0", 16) & 2) !== 0;
  const unsigned = Buffer.from(message);
  if (hasMic) unsigned.fill(0, 72, 88);
  const mic = hmac(hmac(key, expected), negotiate, challenge, unsigned);
  const isRight = (right: boolean): "right" | "wrong" => (right ? "right" : "wrong");
  return {
    flags: message.readUInt32LE(60),
    domain,
    user,
    workstation,
    hasSessionKey: sessionKey.length > 0,
    targetInfo,
    time: blob.readBigUInt64LE(8),
    ntResponse: isRight(proof.equals(expected)),
    lmResponse: lm.every((byte) => byte === 0) ? "zero" : isRight(lm.equals(lmExpected)),
    mic: hasMic ? isRight(message.subarray(72, 88).equals(mic)) : "absent",
  };
}

function pairsOf(info: Buffer): Readonly<Record<number, string>> {
  const pairs: Record<number, string> = {};
  for (let at = 0; at + 4 <= info.length;) {
    const [id, length] = [info.readUInt16LE(at), info.readUInt16LE(at + 2)];
    if (id === 0) break;
    pairs[id] = info.toString("hex", at + 4, at + 4 + length);
    at += 4 + length;
  }
  return pairs;
}

function hmac(key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  return parts.reduce((hash, part) => hash.update(part), createHmac("md5", key)).digest();
}

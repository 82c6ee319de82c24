/** The messages of NTLM version 2 (MS-NLMP), as bytes. */
import { createHmac } from "node:crypto";
import { TransportError } from "../error.js";
import { md4 } from "./md4.js";

export interface NtlmUser {
  readonly username: string;
  readonly password: string;
  readonly domain: string;
  readonly workstation: string;
}

/** The server's challenge. */
export interface NtlmChallenge {
  readonly flags: number;
  readonly serverChallenge: Uint8Array;
  readonly targetInfo: Uint8Array;
}

/** The difference between two answers to one challenge. */
export interface NtlmVariables {
  readonly clientChallenge: Uint8Array;
  /** In units of 100 ns since 1601. Of no use if the server states its own time. */
  readonly time: bigint;
  /** The hash of the channel binding of the connection; undefined without TLS. */
  readonly channelBinding?: Uint8Array | undefined;
}

/** Unicode, the target's name, NTLM, signing, extended session security, keys of 128 and 56 bits (2.2.2.5). */
const offeredFlags = 0xa0088205;

/** NEGOTIATE_MESSAGE (2.2.1.1). */
export function negotiateMessage(): Uint8Array {
  const message = Buffer.alloc(40);
  message.write("NTLMSSP\0", "latin1");
  message.writeUInt32LE(1, 8);
  message.writeUInt32LE(offeredFlags, 12);
  return message;
}

/** CHALLENGE_MESSAGE (2.2.1.2). Throws a TransportError for anything else. */
export function readChallengeMessage(bytes: Uint8Array): NtlmChallenge {
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (message.length < 48 || message.toString("latin1", 0, 8) !== "NTLMSSP\0" || message.readUInt32LE(8) !== 2)
    throw new TransportError("found another message, expected the challenge of NTLM", { reason: "authentication" });
  const [length, offset] = [message.readUInt16LE(40), message.readUInt32LE(44)];
  if (offset + length > message.length)
    throw new TransportError("found the challenge of NTLM cut off", { reason: "authentication" });
  return {
    flags: message.readUInt32LE(20),
    serverChallenge: message.subarray(24, 32),
    targetInfo: message.subarray(offset, offset + length),
  };
}

/** AUTHENTICATE_MESSAGE (2.2.1.3), with the integrity code of all three messages if the server states its time. */
export function authenticateMessage(
  negotiate: Uint8Array,
  challenge: Uint8Array,
  user: NtlmUser,
  variables: NtlmVariables,
): Uint8Array {
  const read = readChallengeMessage(challenge);
  const { lm, nt, sessionKey, hasTime } = ntlmResponse(read, user, variables);
  const payload = [lm, nt, utf16(user.domain), utf16(user.username), utf16(user.workstation), new Uint8Array()];
  const head = Buffer.alloc(88);
  head.write("NTLMSSP\0", "latin1");
  head.writeUInt32LE(3, 8);
  let offset = head.length;
  for (const [k, part] of payload.entries()) {
    head.writeUInt16LE(part.length, 12 + k * 8);
    head.writeUInt16LE(part.length, 14 + k * 8);
    head.writeUInt32LE(offset, 16 + k * 8);
    offset += part.length;
  }
  head.writeUInt32LE((offeredFlags & read.flags) >>> 0, 60);
  const message = Buffer.concat([head, ...payload]);
  if (hasTime) message.set(hmac(sessionKey, negotiate, challenge, message), 72);
  return message;
}

/** The responses and the session key of NTLM version 2 (3.3.2). */
export function ntlmResponse(
  { serverChallenge, targetInfo }: NtlmChallenge,
  { username, password, domain }: NtlmUser,
  { clientChallenge, time, channelBinding }: NtlmVariables,
): { readonly lm: Uint8Array; readonly nt: Uint8Array; readonly sessionKey: Uint8Array; readonly hasTime: boolean } {
  const key = hmac(md4(utf16(password)), utf16(username.toUpperCase() + domain));
  const pairs = readPairs(targetInfo);
  const serverTime = pairs.find(({ id }) => id === timestampId)?.value;
  const hasTime = serverTime?.length === 8;
  const ownTime = Buffer.alloc(8);
  ownTime.writeBigUInt64LE(time);
  const added: readonly Pair[] = [
    ...(hasTime ? [integrityFlag(pairs)] : []),
    ...(channelBinding === undefined ? [] : [{ id: bindingsId, value: channelBinding }]),
  ];
  const info = added.length === 0 ? targetInfo : writePairs(pairs, added);
  const start = Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 0);
  const blob = Buffer.concat([
    start,
    hasTime ? serverTime : ownTime,
    clientChallenge,
    Buffer.alloc(4),
    info,
    Buffer.alloc(4),
  ]);
  const proof = hmac(key, serverChallenge, blob);
  return {
    lm: hasTime ? Buffer.alloc(24) : Buffer.concat([hmac(key, serverChallenge, clientChallenge), clientChallenge]),
    nt: Buffer.concat([proof, blob]),
    sessionKey: hmac(key, proof),
    hasTime,
  };
}

/** AV_PAIR (2.2.2.1). */
interface Pair {
  readonly id: number;
  readonly value: Uint8Array;
}

const flagsId = 6;
const timestampId = 7;
const bindingsId = 10;

/** The pairs up to the end mark; those that are cut off are left out. */
function readPairs(info: Uint8Array): readonly Pair[] {
  const view = new DataView(info.buffer, info.byteOffset, info.length);
  const pairs: Pair[] = [];
  for (let at = 0; at + 4 <= info.length;) {
    const [id, length] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    if (id === 0 || at + 4 + length > info.length) break;
    pairs.push({ id, value: info.subarray(at + 4, at + 4 + length) });
    at += 4 + length;
  }
  return pairs;
}

/** The server's flags with the one that an integrity code is present. */
function integrityFlag(pairs: readonly Pair[]): Pair {
  const flags = Uint8Array.from({ length: 4 }, (_, k) => pairs.find(({ id }) => id === flagsId)?.value[k] ?? 0);
  flags[0] = (flags[0] ?? 0) | 2;
  return { id: flagsId, value: flags };
}

/** The pairs, of which those that are added replace others, and the end mark. */
function writePairs(pairs: readonly Pair[], added: readonly Pair[]): Uint8Array {
  const kept = pairs.filter(({ id }) => added.every((each) => each.id !== id));
  const all = [...kept, ...added, { id: 0, value: new Uint8Array() }];
  return Buffer.concat(
    all.flatMap(({ id, value }) => [Uint8Array.of(id & 255, id >> 8, value.length & 255, value.length >> 8), value]),
  );
}

function hmac(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHmac("md5", key);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function utf16(text: string): Uint8Array {
  return Buffer.from(text, "utf16le");
}

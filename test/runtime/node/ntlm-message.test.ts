/** The examples of MS-NLMP 4.2.4. */
import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { TransportError } from "../../../templates/runtime/index.js";
import {
  authenticateMessage,
  negotiateMessage,
  ntlmResponse,
  readChallengeMessage,
} from "../../../templates/runtime/node/ntlm-message.js";

const user = { username: "User", password: "Password", domain: "Domain", workstation: "COMPUTER" };
const variables = { clientChallenge: Buffer.alloc(8, 0xaa), time: 0n };
const targetInfo = Buffer.from(
  "02000c0044006f006d00610069006e0001000c005300650072007600650072000000000000000000".slice(0, 72),
  "hex",
);
const serverChallenge = Buffer.from("0123456789abcdef", "hex");
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

test("the responses and the session key are those of 4.2.4", () => {
  const { lm, nt, sessionKey } = ntlmResponse({ flags: 0, serverChallenge, targetInfo }, user, variables);
  expect(hex(lm)).toBe("86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa");
  expect(hex(nt.subarray(0, 16))).toBe("68cd0ab851e51c96aabc927bebef6a1c");
  expect(hex(sessionKey)).toBe("8de40ccadbc14a82f15cb0ad0de95ca3");
});

/** A challenge, with a time if it is given. */
function challengeOf(time?: bigint): Buffer {
  const stamp = Buffer.alloc(12);
  stamp.writeUInt32LE(0x0008_0007);
  stamp.writeBigUInt64LE(time ?? 0n, 4);
  const info = Buffer.concat([targetInfo.subarray(0, -4), ...(time === undefined ? [] : [stamp]), Buffer.alloc(4)]);
  const head = Buffer.alloc(56);
  head.write("NTLMSSP\0", "latin1");
  head.writeUInt32LE(2, 8);
  head.writeUInt32LE(0xe2898235, 20);
  head.set(serverChallenge, 24);
  head.writeUInt16LE(info.length, 40);
  head.writeUInt16LE(info.length, 42);
  head.writeUInt32LE(56, 44);
  return Buffer.concat([head, info]);
}

/** A field of the last message. */
function field(message: Buffer, at: number): Buffer {
  const offset = message.readUInt32LE(at + 4);
  return message.subarray(offset, offset + message.readUInt16LE(at));
}

test("the last message has the user, the responses, and a code over all messages if the server states its time", () => {
  const challenge = challengeOf(132_000_000_000_000_000n);
  const message = Buffer.from(authenticateMessage(negotiateMessage(), challenge, user, variables));
  expect([28, 36, 44].map((at) => field(message, at).toString("utf16le"))).toEqual(["Domain", "User", "COMPUTER"]);
  expect(hex(field(message, 12))).toBe("00".repeat(24));
  const blob = field(message, 20).subarray(16);
  expect(blob.readBigUInt64LE(8)).toBe(132_000_000_000_000_000n);
  expect(hex(blob)).toContain("0600040002000000");
  const { sessionKey } = ntlmResponse(readChallengeMessage(challenge), user, variables);
  const without = Buffer.from(message).fill(0, 72, 88);
  const code = createHmac("md5", sessionKey).update(negotiateMessage()).update(challenge).update(without);
  expect(hex(message.subarray(72, 88))).toBe(code.digest("hex"));
  const old = Buffer.from(authenticateMessage(negotiateMessage(), challengeOf(), user, variables));
  expect(hex(old.subarray(72, 88))).toBe("00".repeat(16));
  expect(hex(field(old, 12))).toBe("86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa");
});

test("other messages and those that are cut off are refused, and cut pairs are left out", () => {
  const challenge = challengeOf(1n);
  for (let length = 0; length < challenge.length; length++)
    expect(() => readChallengeMessage(challenge.subarray(0, length))).toThrow(TransportError);
  expect(() => readChallengeMessage(negotiateMessage())).toThrow(
    "found another message, expected the challenge of NTLM",
  );
  challenge.writeUInt16LE(0xffff, 58);
  expect(() => authenticateMessage(negotiateMessage(), challenge, user, variables)).not.toThrow();
});

test.each([1n, undefined])(
  "the binding of the channel is a pair of what the server stated, with its time %s",
  (time) => {
    const channelBinding = Buffer.alloc(16, 0x5c);
    const message = Buffer.from(
      authenticateMessage(negotiateMessage(), challengeOf(time), user, { ...variables, channelBinding }),
    );
    const blob = hex(field(message, 20).subarray(16));
    expect(blob).toContain(`0a001000${"5c".repeat(16)}00000000`);
    expect(blob).toContain(hex(targetInfo.subarray(0, -4)));
  },
);

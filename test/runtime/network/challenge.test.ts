import { expect, test } from "vitest";
import { readChallenges } from "../../../templates/runtime/network/challenge.js";

const read = (header: string) =>
  readChallenges(header).map(({ scheme, token, parameters }) => [scheme, token, Object.fromEntries(parameters)]);

test.each([
  ['Basic realm="a, \\"b\\""', [["basic", "", { realm: 'a, "b"' }]]],
  [
    'Negotiate, NTLM TlRMTVNTUAAC==, Digest realm="r", qop="auth,auth-int", algorithm=MD5, stale = TRUE',
    [
      ["negotiate", "", {}],
      ["ntlm", "TlRMTVNTUAAC==", {}],
      ["digest", "", { realm: "r", qop: "auth,auth-int", algorithm: "MD5", stale: "TRUE" }],
    ],
  ],
  ["", []],
  [
    ',, "x" = Digest',
    [
      ["x", "", {}],
      ["digest", "", {}],
    ],
  ],
  [
    'Digest realm="open',
    [
      ["digest", "", {}],
      ["realm", "", {}],
      ["open", "", {}],
    ],
  ],
])("%s", (header, expected) => {
  expect(read(header)).toEqual(expected);
});

// Quadratic time in this many exceeds the limit, and linear time takes a small part of it, on a busy machine too.
const count = 400_000;
const timeLimit = 5_000;

test.each(['a="', "a=", "a ", ",", '\\"=', '"\\'])(
  "reads a long header of %j in linear time",
  (part) => {
    expect(readChallenges(`Digest ${part.repeat(count)}`)[0]?.scheme).toBe("digest");
  },
  timeLimit,
);

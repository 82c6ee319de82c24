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

test.each(['a="', "a=", "a ", ",", '\\"=', '"\\'])("reads a long header of %j in linear time", (part) => {
  const time = (count: number): number => {
    const start = performance.now();
    readChallenges(`Digest ${part.repeat(count)}`);
    return performance.now() - start;
  };
  time(20_000);
  expect(time(100_000)).toBeLessThan(20 * (time(20_000) + 5));
});

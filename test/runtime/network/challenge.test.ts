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
  // The fastest of several, because other work of the machine only adds to a time.
  const time = (count: number): number => {
    const header = `Digest ${part.repeat(count)}`;
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      readChallenges(header);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  expect(time(40_000)).toBeLessThan(10 * time(10_000) + 5);
});

import { expect, test } from "vitest";
import { proposalsFor } from "../../../generator/commands/learn/proposals.js";
import type { ReadReply } from "../../../generator/commands/learn/reply-reader.js";
import { settle, type Attempt } from "../../../generator/commands/learn/settle.js";

const place = { path: "log.txt", line: 1, column: 1 };

/** A reply that asks for overrides of members of its result. */
const reply = (...overrides: readonly (readonly [member: string, facts: string])[]): ReadReply => ({
  operation: "Get",
  isFault: false,
  redacted: 0,
  unknown: [],
  misfits: overrides.map(([member, facts]) => ({
    path: `GetResponse/${member}`,
    expected: "int",
    override: `"Get.response/${member}": ${facts}`,
    place,
  })),
});

const optional = '{ "minOccurs": 0 }';

test("harmful and refused proposals are found with few attempts", async () => {
  const members = Array.from({ length: 64 }, (_, index) => `M${index}`);
  const readings = [reply(...members.map((member) => [member, optional] as const)), reply(), reply()];
  let attempts = 0;
  const attempt: Attempt = (proposals) => {
    attempts += 1;
    const paths = proposals.map(({ path }) => path);
    if (paths.includes("Get.response/M7")) return Promise.resolve(undefined);
    const harmed = paths.includes("Get.response/M40") ? reply(["M40", optional]) : reply();
    return Promise.resolve([reply(), harmed, harmed]);
  };
  const { proposals, undecided, others } = await settle(proposalsFor(readings), readings, attempt);
  expect(proposals).toHaveLength(62);
  expect(undecided).toMatchObject([
    { path: "Get.response/M40", count: 1, against: "would make 2 replies unfit that fit now" },
  ]);
  expect(others).toEqual([{ path: "Get.response/M7", expected: "int", first: place, count: 1 }]);
  expect(attempts).toBeLessThan(30);
});

test("the value that most replies ask for is kept, and loosening facts beside it", async () => {
  const [a, b] = ['{ "namespace": "a" }', '{ "namespace": "b" }'];
  const readings = [reply(["M", a]), reply(["M", b]), reply(["M", b], ["M", optional])];
  const attempt: Attempt = () => Promise.resolve(readings);
  const { proposals, undecided } = await settle(proposalsFor(readings), readings, attempt);
  expect(proposals).toMatchObject([{ path: "Get.response/M", facts: { namespace: "b", minOccurs: 0 }, count: 3 }]);
  expect(undecided).toMatchObject([
    { facts: { namespace: "a" }, count: 1, against: '2 replies would need {"namespace":"b"}' },
  ]);
});

test("only replies that fit speak against a type in replies, not faults", async () => {
  const fault = { ...reply(), isFault: true };
  const type = '{ "type": "string" }';
  const readings = [reply(["M", type]), fault, fault];
  const attempt: Attempt = () => Promise.resolve([reply(), fault, fault]);
  expect(await settle(proposalsFor(readings), readings, attempt)).toMatchObject({
    proposals: [{ path: "Get.response/M", facts: { type: "string" } }],
    undecided: [],
  });
  const contradicted = [reply(["M", type]), reply(), reply()];
  expect(await settle(proposalsFor(contradicted), contradicted, attempt)).toMatchObject({
    proposals: [],
    undecided: [{ path: "Get.response/M", against: "2 replies fit without it" }],
  });
});

test("without proposals nothing is read again", async () => {
  const attempt: Attempt = () => Promise.reject(new Error("read again"));
  expect(await settle(proposalsFor([reply()]), [reply()], attempt)).toEqual({
    proposals: [],
    undecided: [],
    others: [],
  });
});

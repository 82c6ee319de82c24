import { describe, expect, test } from "vitest";
import type { AnyOperation } from "../../templates/runtime/binding/binding.js";
import { declaredFaults, int, repeated, string, type Table } from "../../templates/runtime/index.js";
import { shownProblem } from "../../templates/stand-in/problem.js";
import { holds, replyFileOf, replyProblems } from "../../templates/stand-in/replies.js";
import { cancelOperation, getOrderOperation, notifyOperation, touchOperation } from "../runtime/orders.js";
import { bookOperation, storeOperation } from "./depot.js";

const store = storeOperation();
const value = { Last: { Weight: 2.5 }, At: "2024-02-29T12:00:00Z" };

test("a file holds one reply or several", () => {
  const reply = { kind: "message", when: undefined, value: { ...value, Last: { Weight: "2.5" } }, header: {} };
  expect(replyFileOf(store, { value })).toEqual({ kind: "replies", replies: [reply] });
  expect(replyFileOf(store, [])).toEqual({ kind: "replies", replies: [] });
  const header = { Key: "k" };
  const when = { Crate: [{ $type: "ColdCrate", Degrees: "-5" }] };
  const fault = { code: "Sender", reason: "too cold", subcodes: ["Cold"], detail: { Full: { Free: "3" } } };
  expect(
    replyFileOf(store, [
      { when, fault, header },
      { value, header },
    ]),
  ).toEqual({
    kind: "replies",
    replies: [
      {
        kind: "fault",
        entry: 0,
        when: { Crate: [{ $type: "ColdCrate", Degrees: -5 }] },
        fault: { ...fault, detail: { Full: { Free: 3 } } },
        header,
      },
      { ...reply, entry: 1, header },
    ],
  });
});

test("a reply without content has no value", () => {
  expect(replyProblems(touchOperation(), { value: {} })).toEqual([]);
  expect(replyProblems(getOrderOperation(), { value: {} })).toEqual([]);
  expect(replyProblems(bookOperation(), { value: { entry: { Text: "rent", Sum: 4 } } })).toEqual([]);
});

test.each([
  ["no reply", 5, ["expected an object, found 5"]],
  ["a reply in a list in a list", [[{ value }]], ["[0]: expected an object, found an array"]],
  ["no value", { when: {} }, ["value: expected an object, found nothing"]],
  [
    "a value that does not fit",
    [{ value }, { value: { ...value, At: "now" } }],
    ['[1].value.At: expected dateTime, found "now"'],
  ],
  ["an unknown property", { values: value, value }, ['values: unknown property "values"; did you mean "value"?']],
  [
    "both a value and a fault",
    { value, fault: { code: "Sender", reason: "no" } },
    ["expected a value or a fault, found both"],
  ],
  [
    "a header that the spec does not name",
    { value, header: { key: "k" } },
    ['header.key: unknown property "key"; did you mean "Key"?'],
  ],
  [
    "a header of a fault that the spec does not name",
    { fault: { code: "Sender", reason: "no" }, header: { key: "k" } },
    ['header.key: unknown property "key"; did you mean "Key"?'],
  ],
  [
    "a misspelt condition",
    { when: { Shelves: 3 }, value },
    [/^when\.Shelves: unknown property "Shelves"; known: "Shelf", "Crate"/],
  ],
  ["a condition that is never met", { when: { Shelf: "x" }, value }, ['when.Shelf: expected int, found "x"']],
  [
    "a fault without content",
    { fault: {} },
    [/^fault\.code: expected "Sender", "Receiver".*, found nothing$/, "fault.reason: expected string, found nothing"],
  ],
  ["an unknown code", { fault: { code: "Client", reason: "no" } }, [/^fault\.code: expected .*, found "Client"$/]],
  [
    "a detail that is not declared",
    { fault: { code: "Sender", reason: "no", detail: { full: {} } } },
    ['fault.detail.full: unknown property "full"; did you mean "Full"?'],
  ],
  [
    "a reason that XML cannot hold",
    { fault: { code: "Sender", reason: "\u0000" } },
    [/^fault\.reason: .* found U\+0000$/],
  ],
])("refuses %s", (_, json, messages) => {
  const said = (message: string | RegExp): unknown =>
    typeof message === "string" ? message : expect.stringMatching(message);
  const expected = messages.map(said);
  expect(replyProblems(store, json).map(shownProblem)).toEqual(expected);
});

test("refuses what only writing sees", () => {
  const { response, ...book } = bookOperation();
  const rows: Table = { sequence: { $rows: { type: repeated({ sequence: { Key: int } }), minOccurs: 0 } } };
  const operation = { ...book, response: { ...response, body: { sequence: { BookResponse: rows } } } };
  expect(replyProblems(operation, { value: {} })).toEqual([]);
  expect(replyProblems(operation, [{ value: { $rows: [{ Key: 1 }] } }]).map(shownProblem)).toEqual([
    "[0]: BookResponse.$rows[0]: expected nothing, because SOAP encoding has no such content",
  ]);
});

test("header blocks that must be there must be in the file", () => {
  const { response, ...rest } = cancelOperation();
  const header = { sequence: { Session: getOrderOperation().request.body } };
  const strict = { ...rest, response: { body: response?.body ?? {}, header } };
  expect(replyProblems(strict, { value: {} }).map(shownProblem)).toEqual([
    "header.Session: expected an object, found nothing",
  ]);
  const fault = { code: "Sender", reason: "no" };
  expect(replyProblems(strict, { fault })).toEqual([]);
  const faults = declaredFaults({ header: { sequence: { Trace: { type: int, minOccurs: 0 } } } });
  expect(replyProblems({ ...strict, faults }, { fault, header: { Trace: 1 } })).toEqual([]);
  expect(replyProblems({ ...strict, faults }, { fault, header: { Session: {} } }).map(shownProblem)).toEqual([
    'header.Session: unknown property "Session"; known: "Trace", "$any", "$attributes"',
  ]);
});

test("a one-way operation has no replies", () => {
  expect(replyProblems(notifyOperation(), [])).toEqual([
    { path: [], message: "expected no replies, because Notify is one-way" },
  ]);
});

describe("a condition", () => {
  const request = {
    Number: 7,
    Big: 7n,
    Lines: [1, 2],
    Nil: null,
    Absent: undefined,
    Bytes: Uint8Array.of(1, 2),
    At: new Date(5),
    None: NaN,
    Crate: [{ Weight: "2", Degrees: -5 }],
  };

  test.each<{ part: unknown }>([
    { part: undefined },
    { part: {} },
    { part: { Number: 7 } },
    { part: { Big: 7n, Nil: null } },
    { part: { Lines: [1, 2] } },
    { part: { Bytes: Uint8Array.of(1, 2), At: new Date(5), None: NaN } },
    { part: { Crate: [{ Degrees: -5 }] } },
    { part: { Crate: [{}] } },
  ])("is met: $part", ({ part }) => {
    expect(holds(request, part)).toBe(true);
  });

  test.each<{ part: unknown }>([
    { part: { Number: 8 } },
    { part: { Number: 7n } },
    { part: { Number: "7" } },
    { part: { Nil: 0 } },
    { part: { Absent: null } },
    { part: { Lines: [1] } },
    { part: { Lines: [1, 2, 3] } },
    { part: { Lines: { "0": 2 } } },
    { part: { Bytes: Uint8Array.of(1, 3) } },
    { part: { At: new Date(6) } },
    { part: { Crate: [{ Degrees: -5 }, {}] } },
    { part: { Crate: [{ Degrees: 5 }] } },
    { part: { Crate: { length: 2 } } },
    { part: { toString: undefined, constructor: {} } },
  ])("is not met: $part", ({ part }) => {
    expect(holds(request, part)).toBe(false);
  });

  test("is met by a graph that leads back to itself", () => {
    const entry: { Text: string; Next?: unknown } = { Text: "rent" };
    entry.Next = entry;
    expect(holds(entry, { Next: { Next: { Next: { Text: "rent" } } } })).toBe(true);
    expect(holds(entry, { Next: { Next: { Text: "food" } } })).toBe(false);
  });
});

const sending: AnyOperation = {
  name: "Send",
  request: { body: {} },
  response: {
    body: { sequence: { SendResponse: { sequence: { Number: string } } } },
    parts: { receipt: ["application/pdf"] },
  },
};
const sent = { Number: "1" };

test.each([
  [{ value: sent, parts: { receit: { content: "" } } }, /^parts\.receit: unknown property "receit"; .*receipt/],
  [{ value: sent, parts: { receipt: {} } }, /^parts\.receipt\.content: expected base64, found nothing$/],
  [
    { value: sent, parts: { receipt: { content: "?" } } },
    /^parts\.receipt\.content: expected base64 text, found "\?"$/,
  ],
  [
    { value: sent, parts: { receipt: { content: "", contentType: "a\nb" } } },
    /^parts\.receipt\.contentType: expected a media type/,
  ],
  [{ fault: { code: "Sender", reason: "no" }, parts: {} }, /expected parts or a fault, which has none, found both/],
])("attachments that do not fit are problems with their places: %j", (json, problem) => {
  expect(replyProblems(sending, json).map(shownProblem)).toEqual([expect.stringMatching(problem) as string]);
});

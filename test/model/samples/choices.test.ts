import { expect, test } from "vitest";
import { infer, page, readPages, soap } from "../infer.js";

const choice = (count: number) => `<!--You have a CHOICE of the next ${count} items at this level-->`;

/** The line of the request of an operation, of which each text is a message. */
function lineOf(...requests: readonly string[]): string | undefined {
  const sections = requests.map((request) =>
    soap("Pay", { request: `<Pay xmlns="urn:shop">${request}</Pay>`, response: '<PayResponse xmlns="urn:shop"/>' }),
  );
  const pages = requests.map((_, index) => page("Pay", sections[index] ?? ""));
  return infer(readPages(...pages)).lines[0];
}

test("a comment of SoapUI makes a choice of the elements that it counts", () => {
  expect(lineOf(`<order>1</order>${choice(2)}<card>2</card><!--Optional:--><account>3</account>`)).toBe(
    "Pay(order?: string, (card: string | account: string)?): PayResponse()",
  );
});

test("two comments make two choices", () => {
  expect(lineOf(`${choice(2)}<a>1</a><b>2</b>${choice(2)}<c>3</c><d>4</d>`)).toBe(
    "Pay((a: string | b: string)?, (c: string | d: string)?): PayResponse()",
  );
});

test("elements behind a choice leave open which elements are its alternatives, so that there is none", () => {
  expect(lineOf(`${choice(2)}<a>1</a><b>2</b><c>3</c>`)).toBe("Pay(a?: string, b?: string, c?: string): PayResponse()");
});

test("a message with one alternative agrees with the choice, and one with two disproves it", () => {
  const shown = `${choice(2)}<a>1</a><b>2</b>`;
  expect(lineOf(shown, "<a>1</a><x>2</x>")).toContain("(a: string | b: string)?");
  expect(lineOf(shown, "<a>1</a><b>2</b>")).toBe("Pay(a?: string, b?: string): PayResponse()");
});

test("comments of SoapUI count beside names of types, too", () => {
  expect(lineOf("<!--Optional:--><Qty>int</Qty><Size>int</Size>")).toBe("Pay(Qty?: int, Size: int): PayResponse()");
  expect(lineOf("<!--Zero or more repetitions:--><Line>int</Line>")).toBe("Pay(Line[]: int): PayResponse()");
  expect(lineOf(`<Id>int</Id>${choice(2)}<card>int</card><!--Optional:--><account>string</account>`)).toBe(
    "Pay(Id: int, (card: int | account: string)?): PayResponse()",
  );
});

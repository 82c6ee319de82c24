import { expect, test } from "vitest";
import type { HelpPage, PageOperation } from "../../../generator/read/help-page/help-page.js";
import { joinHalves } from "../../../generator/read/help-page/join-halves.js";

const place = { path: "page.txt", line: 1, column: 1 };

test("a request alone and a response alone are of the operation before their suffixes", () => {
  expect(namesOf(["priceRequest", "request"], ["price", "response"])).toEqual(["price", "price"]);
});

test.each<[string, readonly Half[]]>([
  [
    "the operation has a request of its own",
    [
      ["priceRequest", "request"],
      ["price", "request"],
      ["price", "response"],
    ],
  ],
  [
    "the request has a response of its own",
    [
      ["priceRequest", "request"],
      ["priceRequest", "response"],
      ["price", "response"],
    ],
  ],
  [
    "nothing shows the response",
    [
      ["priceRequest", "request"],
      ["cost", "response"],
    ],
  ],
])("a name that ends with Request stays where %s", (_, halves) => {
  expect(namesOf(...halves)).toEqual(halves.map(([name]) => name));
});

test("a request and a response whose files are a pair are of one operation, unless the pair is not the only one", () => {
  const half = (path: string, name: string, message: "request" | "response"): HelpPage => {
    const samples = [{ message, binding: "soap11", header: [], place }] as const;
    return {
      source: { path, text: "" },
      operations: [{ name, place, samples, faults: [], missing: [] }],
      listed: [],
      addresses: [],
    };
  };
  const names = (...pages: readonly HelpPage[]) =>
    joinHalves(pages).flatMap(({ operations }) => operations.map(({ name }) => name));
  const [request, response] = [half("a-request.xml", "Ask", "request"), half("a-response.xml", "Told", "response")];
  expect(names(request, response)).toEqual(["Ask", "Ask"]);
  expect(names(request, half("a_request.txt", "Other", "request"), response)).toEqual(["Ask", "Other", "Ask"]);
  expect(names(request, half("a-request.txt", "Other", "request"), response)).toEqual(["Ask", "Other", "Told"]);
});

type Half = readonly [name: string, message: "request" | "response"];

function namesOf(...halves: readonly Half[]): readonly string[] {
  const pages = halves.map(([name, message]): HelpPage => {
    const samples = [{ message, binding: "soap11", header: [], place }] as const;
    const operation: PageOperation = { name, place, samples, faults: [], missing: [] };
    return { source: { path: "page.txt", text: "" }, operations: [operation], listed: [], addresses: [] };
  });
  return joinHalves(pages).flatMap(({ operations }) => operations.map(({ name }) => name));
}

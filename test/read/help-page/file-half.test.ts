import { expect, test } from "vitest";
import { fileHalf } from "../../../generator/read/help-page/file-half.js";

test.each([
  ["specs/q/Quote-request.xml", "specs/q/Quote-response.xml"],
  ["specs/q/request.xml", "specs/q/response.xml"],
  ["specs/q/req_1.xml", "specs/q/resp_1.xml"],
  ["specs/q/QuoteRQ.xml", "specs/q/QuoteRS.xml"],
  ["specs/q/GetQuoteRequest.xml", "specs/q/GetQuoteResponse.xml"],
  ["specs/q/12_c.txt", "specs/q/12_s.txt"],
])("%s and %s are the halves of one exchange", (request, response) => {
  const [first, second] = [fileHalf(request), fileHalf(response)];
  expect([first?.message, second?.message]).toEqual(["request", "response"]);
  expect(first?.pair).toBe(second?.pair);
});

test.each(["specs/q/Quote.xml", "specs/q/Requests.xml", "specs/q/address.txt", "specs/response/Quote.xml", "c.txt"])(
  "%s does not state a half",
  (path) => {
    expect(fileHalf(path)).toBeUndefined();
  },
);

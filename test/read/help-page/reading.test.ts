import { expect, test } from "vitest";
import { read } from "./read.js";
import { soapResponse } from "./render-page.js";

test("envelopes without any head are identified by their namespace and their body", () => {
  const bare = (prefix: "soap" | "soap12", name: string) =>
    soapResponse(prefix, `<soap:Body><${name} xmlns="u" /></soap:Body>`).split("\n\n")[1];
  const { page: found, codes } = read(
    [bare("soap", "Find"), bare("soap", "FindResponse"), bare("soap12", "Find")].join("\n\nand\n\n"),
  );
  expect(codes).toEqual(["response-missing"]);
  expect(
    found.operations.map(({ name, samples }) => [name, samples.map(({ binding, message }) => `${binding} ${message}`)]),
  ).toEqual([["Find", ["soap11 request", "soap11 response", "soap12 request"]]]);
});

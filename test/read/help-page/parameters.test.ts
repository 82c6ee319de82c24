import { expect, test } from "vitest";
import { read } from "./read.js";
import { samples } from "./read-samples.js";
import { text } from "./sowing-page.js";

test("a form whose parts an editor set apart", () => {
  const { page: found } = read(text.replace("bed=string&kind=string", "bed = string&kind = string"));
  const post = found.operations[0]?.samples[4];
  expect(post).toMatchObject({
    parameters: [
      { name: "bed", value: "string" },
      { name: "kind", value: "string" },
    ],
  });
});

test.each([
  ["on the head's line", " Content-Length: length a=string&b=", ["a=string", "b="]],
  ["below the head", "\nContent-Length: length\n\na=string&b=\n", ["a=string", "b="]],
  ["that is empty", "\nContent-Length: 0\n", []],
  ["that is empty, before prose", " Content-Length: 0\n\nHTTP POST response\n", []],
])("a form %s", (_, rest, parameters) => {
  const head = "POST /a.asmx/Find HTTP/1.1 Host: a Content-Type: application/x-www-form-urlencoded";
  const [request, answer] = samples(`${head}${rest}\nHTTP/1.1 200 OK`);
  expect(request && "parameters" in request && request.parameters.map(({ name, value }) => `${name}=${value}`)).toEqual(
    parameters,
  );
  expect(answer).toMatchObject({ binding: "httpPost", status: 200 });
});

import { expect, test } from "vitest";
import type { AnyOperation } from "../../templates/runtime/binding/binding.js";
import { string } from "../../templates/runtime/index.js";
import { answerTo } from "../../templates/stand-in/answer.js";
import type { StandInOptions } from "../../templates/stand-in/stand-in-options.js";

const operation: AnyOperation = {
  name: "Send",
  request: { body: {} },
  response: {
    body: { sequence: { SendResponse: { sequence: { Number: string } } } },
    parts: { receipt: ["application/pdf"], page: ["text/html"] },
  },
};
const value = { Number: "1" };

test("attachments of a reply file are those of the answer, beside examples of the others", async () => {
  const json = { value, parts: { receipt: { content: "JVBERg==", contentType: "application/x-pdf" } } };
  const errors: unknown[] = [];
  const options = {
    replyOf: () => Promise.resolve({ name: "Send.json", json }),
    seed: 1,
    onError: (error: unknown) => void errors.push(error),
  } as Partial<StandInOptions> as StandInOptions; // what an answer needs
  const answer = await answerTo("Claims", operation, "soap12", {}, options);
  expect(errors).toEqual([]);
  expect(answer).toMatchObject({
    from: "file",
    given: {
      value,
      parts: {
        receipt: { content: new Uint8Array(Buffer.from("%PDF")), contentType: "application/x-pdf" },
        page: { content: new Uint8Array(Buffer.from("example of page")), contentType: "text/html" },
      },
    },
  });
});

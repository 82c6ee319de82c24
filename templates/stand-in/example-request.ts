/** Makes the example values of requests, for the forms of pages and for `soapwright samples --values`. */
import type { AnyOperation } from "../runtime/binding/binding.js";
import type { NewAttachment } from "../runtime/packaging.js";
import { exampleAttachments } from "./example-attachments.js";
import { randomFrom } from "./random-numbers.js";
import { messageValue, valueOf, type Choices } from "./random.js";

export interface ExampleRequest {
  readonly value: unknown;
  /** Absent where the spec names no header blocks. */
  readonly header?: object;
  /** Absent where the spec binds no attachments. */
  readonly parts?: Readonly<Record<string, NewAttachment>>;
}

/**
 * Makes a valid request from a seed, with most of the elements and header blocks that are optional, to show that they exist.
 * Throws NoValue.
 */
export function exampleRequest({ request }: Pick<AnyOperation, "request">, seed: number): ExampleRequest {
  const random = randomFrom(seed);
  const choices: Choices = { random, valid: true, always: () => random(8) > 0 };
  const value = messageValue(request, choices);
  const parts = exampleAttachments(request.parts);
  return {
    value,
    ...(request.header !== undefined && { header: valueOf(request.header, choices) }),
    ...(parts !== undefined && { parts }),
  };
}

import type { NewFault } from "../runtime/server/fault-envelope.js";
import type { AnyOperation, Binding } from "../runtime/binding/binding.js";
import type { Attachments } from "../runtime/packaging.js";
import type { Message } from "../runtime/complex/operation.js";
import { exampleAttachments } from "./example-attachments.js";
import { shownProblem } from "./problem.js";
import { randomFrom } from "./random-numbers.js";
import { messageValue, valueOf, type Choices } from "./random.js";
import { holds, replyFileOf, type FileReply } from "./replies.js";
import { seedOf } from "./seed.js";
import type { ReplySource, StandInAnswer, StandInOptions } from "./stand-in-options.js";

/** The answer to a call and its origin. `given` is in the form that a handler returns. */
export type Answer = Pick<StandInAnswer, "from" | "name" | "entry"> &
  (
    | { readonly kind: "message"; readonly given: unknown }
    | { readonly kind: "fault"; readonly fault: NewFault<object>; readonly header: object }
  );

/** The answer from a reply file, else a random one, which is the same for equal requests. */
export async function answerTo(
  service: string,
  operation: AnyOperation,
  binding: Binding,
  request: unknown,
  { replyOf, seed, onError }: StandInOptions,
): Promise<Answer> {
  const { name, response } = operation;
  if (response === undefined) return { kind: "message", from: "none", given: undefined };
  let source: ReplySource | undefined;
  try {
    source = await replyOf(service, name);
    const reply = source && replyIn(source, operation, request);
    if (source === undefined || reply === undefined) {
      const random = seedOf(seed, service, name, request);
      return { kind: "message", from: "random", given: randomAnswer(operation, response, binding, random) };
    }
    const { entry } = reply;
    const from = { from: "file", name: source.name, ...(entry !== undefined && { entry }) } as const;
    if (reply.kind === "fault") return { ...from, kind: "fault", fault: reply.fault, header: reply.header };
    return { ...from, kind: "message", given: given(response, reply.value, reply.header, reply.parts) };
  } catch (error) {
    onError(error, name);
    const reason = error instanceof Error ? error.message : String(error);
    return {
      kind: "fault",
      from: "error",
      ...(source && { name: source.name }),
      fault: { code: "Receiver", reason },
      header: {},
    };
  }
}

/** The first reply in a file that matches the request. Throws an Error if the file does not fit. */
function replyIn({ name, json }: ReplySource, operation: AnyOperation, request: unknown): FileReply | undefined {
  const file = replyFileOf(operation, json);
  if (file.kind === "replies") return file.replies.find(({ when }) => holds(request, when));
  const [first, ...others] = file.problems.map(shownProblem);
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  throw new Error(`the reply file ${name} does not fit: ${first}${more}`);
}

/** A random answer. Throws a NoValue if there is none. */
function randomAnswer(operation: AnyOperation, response: Message, binding: Binding, seed: number): unknown {
  const choices = { random: randomFrom(seed), valid: true };
  // Absent and nil values say little about a service, so results are always present, and most of their content too.
  const always: Choices["always"] = (_, depth) => depth <= 2 || choices.random(8) > 0;
  const http = binding === "httpGet" || binding === "httpPost" ? operation[binding] : undefined;
  const { reply, result } = http ?? {};
  const own = messageValue(reply === undefined ? response : { body: reply }, { ...choices, always });
  const value = reply === undefined || result === undefined ? own : { [result]: own };
  return given(response, value, response.header === undefined ? {} : valueOf(response.header, choices));
}

/** The return value of a handler, which includes header blocks and attachments if the spec declares any. */
function given(response: Message, value: unknown, header: object, stated: Attachments["parts"] = {}): unknown {
  const examples = exampleAttachments(response.parts);
  const parts = examples && { ...examples, ...stated };
  return response.header === undefined && parts === undefined ? value : { value, header, parts };
}

/** Calls operations with random values, and compares the replies with the expected answers. */
import type { AnyOperation } from "../../../templates/runtime/binding/binding.js";
import type { Port } from "../../../templates/runtime/binding/port.js";
import { randomFrom } from "../../../templates/stand-in/random-numbers.js";
import { messageValue, type Choices } from "../../../templates/stand-in/random.js";
import { hostileTexts } from "../../support/hostile-texts.js";
import { difference } from "../../corpus/wsdl/difference.js";
import { blocksOf } from "../blocks.js";
import type { Answer, Answering, Values } from "./answers.js";
import { isAlwaysThere, isForm, isKept, normal, withoutNil, type Call } from "./values.js";

/** How often each operation is called over each binding. */
const times = 6;

interface Sent {
  readonly request: unknown;
  readonly header: Values;
}

/**
 * Returns a line for each call with an unexpected reply. By default, the expected answer is the only value of the
 * request.
 */
export async function wrongsOf(
  port: Port,
  operation: AnyOperation,
  origin: Call["origin"],
  answering: Answering | undefined,
): Promise<string[]> {
  const call: Call = { origin, binding: port.binding, encoded: operation.request.encoded !== undefined };
  const wrongs: string[] = [];
  for (let seed = 1; seed <= times; seed++) {
    const sent = randomOf(operation, call, choicesFor(call, seed));
    const wrong = await answerOf(port, operation, sent).then((answer) => {
      if (typeof answer === "string") return answer;
      if (answering === undefined)
        return difference(normal(only(sent.request), call), normal(only(answer.value), call));
      const { value, header = {} } = answering(valuesOf(sent.request), sent.header);
      return difference(normal({ value, header: isForm(call) ? {} : header }, call), normal(answer, call));
    }, String);
    if (wrong !== undefined) wrongs.push(`${wrong} for ${shown(sent.request)}`);
  }
  return wrongs;
}

/** The answer, or the reason for its absence. */
async function answerOf(port: Port, operation: AnyOperation, { request, header }: Sent): Promise<Answer | string> {
  const options = Object.keys(header).length === 0 ? {} : { header };
  const reply = await port.call(() => operation, request as never, options); // a value of the table that the call reads
  if (reply.kind !== "ok") return shown({ ...reply, httpHeaders: undefined });
  return { value: reply.value, header: reply.header as Values }; // an object of the table
}

function randomOf({ request: { header = {}, ...message } }: AnyOperation, call: Call, choices: Choices): Sent {
  const sent = {
    request: messageValue(message, { ...choices, encoded: call.encoded }),
    header: isForm(call) ? {} : blocksOf(header, choices),
  };
  return call.origin === "wsdl" ? sent : (withoutNil(sent) as typeof sent); // Treats nil and absent alike.
}

function choicesFor(call: Call, seed: number): Choices {
  return {
    random: randomFrom(seed),
    texts: hostileTexts,
    valid: true,
    fits: (type, value) => isKept(type, value, call),
    always: (element) => isAlwaysThere(element, call),
  };
}

/** The only member of a wrapper, if present; a wrapper of just a list is that list. */
function only(wrapper: unknown): unknown {
  return Array.isArray(wrapper) ? wrapper : Object.values(valuesOf(wrapper)).find((part) => part !== undefined);
}

function valuesOf(value: unknown): Values {
  return (value ?? {}) as Values; // messages are objects; answers take those that are simple values as they are
}

function shown(value: unknown): string {
  const text = JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? `${part}n` : part)) as
    string | undefined;
  return (text ?? "nothing").slice(0, 600);
}

import type { AnyOperation, Binding } from "../binding/binding.js";
import type { Port } from "../binding/port.js";
import type { Reply } from "../binding/reply.js";
import type { Step } from "../binding/step.js";

/**
 * The reply of the one call that a function makes through the port that it receives, with a step for its operation. Rejects
 * with a TypeError for a function that does anything else.
 */
export async function callOnce<
  B extends Binding,
  Blocks extends object,
  AnyReply extends Reply<unknown, unknown, unknown, unknown>,
>(
  port: Port<B, Blocks>,
  call: (port: Port<B, Blocks>) => Promise<AnyReply>,
  stepOf: (make: () => AnyOperation) => Step,
): Promise<AnyReply> {
  /** The mistake that another call would be; undefined before the first. */
  let surplus: string | undefined;
  const streamed: Port<B, Blocks> = {
    ...port,
    call: (make, request, options) => {
      if (surplus !== undefined) throw misused(surplus);
      surplus = "a second call";
      const called = port.call(make, request, { ...options, steps: [...(options?.steps ?? []), stepOf(make)] });
      // A function that fails to return it leaves nobody else to handle its error.
      called.catch(() => undefined);
      return called;
    },
  };
  try {
    // A function in JavaScript may return anything.
    const calling = call(streamed) as Partial<ReturnType<typeof call>> | undefined;
    if (calling?.then === undefined) throw misused("a function that returns no promise");
    const reply = (await (calling as ReturnType<typeof call>)) as AnyReply | undefined;
    if (surplus === undefined) throw misused("no call through that port");
    if (reply?.kind === undefined) throw misused("a promise of something else");
    return reply;
  } finally {
    surplus = "a call after the end of its promise";
  }
}

/** The error of a function that does not make the call. */
export function misused(found: string): TypeError {
  return new TypeError(
    `stream: found ${found}, expected a function that returns the promise of one call through the port that it receives: stream(port, (port) => listItems(port, …))`,
  );
}

import type { IncomingMessage } from "../binding/step.js";

/** Gives up the body of a reply in favor of another reply. */
export function discard({ body }: Pick<IncomingMessage, "body">): void {
  // Nobody has a use for an error of the cancellation.
  if (!(body instanceof Uint8Array)) body.cancel().catch(() => undefined);
}

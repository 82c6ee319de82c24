/** Makes example attachments, for answers of the stand-in and for calls without a file. */
import type { BoundParts, NewAttachment } from "../runtime/packaging.js";

/** A short text for each part that a WSDL binds, in its first media type that is definite; undefined without parts. */
export function exampleAttachments(bound: BoundParts | undefined): Record<string, NewAttachment> | undefined {
  if (bound === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(bound).map(([part, types]) => {
      const contentType = types.find((type) => !type.includes("*")) ?? "text/plain";
      const text = /\bxml\b/.test(contentType) ? "<example/>" : `example of ${part}`;
      return [part, { content: new TextEncoder().encode(text), contentType }];
    }),
  );
}

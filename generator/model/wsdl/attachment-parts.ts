import type { BoundMessage, MimePart, WsdlMessage } from "../../read/wsdl/wsdl.js";
import type { AttachmentPart } from "../service.js";
import type { OperationRemarks } from "./remarks.js";

/** The parts of a message that its binding distributes. */
export interface Distribution {
  readonly direction: "request" | "response";
  readonly message: WsdlMessage;
  readonly bound: BoundMessage | undefined;
  /** The names of the parts that the envelope contains, as far as the binding names them. */
  readonly enveloped: ReadonlySet<string>;
}

/**
 * The parts that are attachments of a message; undefined for a message that cannot be described. Those that nobody can
 * name are left out.
 */
export function attachmentParts(
  { direction, message, bound, enveloped }: Distribution,
  remarks: OperationRemarks,
): readonly AttachmentPart[] | undefined {
  if (bound?.content.kind !== "multipart") return [];
  const found = new Map<string, AttachmentPart>();
  for (const mimePart of bound.content.attachments) {
    const parts = alternativesIn(mimePart, message, enveloped, remarks);
    const [first, second] = parts;
    if (first !== undefined && second !== undefined && direction === "request") {
      const both = `a choice of the parts ${first.name} and ${second.name} in one mime:part`;
      return remarks.leaveOut(both, "one part in each", mimePart.place);
    }
    for (const { name, types, place } of parts) {
      const known = found.get(name);
      found.set(name, { name, types: [...new Set([...(known?.types ?? []), ...types])], place: known?.place ?? place });
    }
  }
  return [...found.values()];
}

/** The parts of the message that a part of a multipart may contain: usually one, in one or more media types. */
function alternativesIn(
  { contents }: MimePart,
  message: WsdlMessage,
  enveloped: ReadonlySet<string>,
  remarks: OperationRemarks,
): readonly AttachmentPart[] {
  const found = new Map<string, AttachmentPart>();
  for (const { part: name, type, place } of contents) {
    if (name === undefined) {
      remarks.onAttachment(undefined).leaveOut("mime:content without a part", "the name of one", place);
    } else if (!message.parts.some((part) => part.name === name)) {
      const expected = `a part of message ${message.name.local}`;
      remarks.onAttachment(name).leaveOut(`mime:content of part ${name}`, expected, place);
    } else if (enveloped.has(name)) {
      const twice = `part ${name} in the envelope and in mime:content`;
      remarks.note(twice, "it in one of them; it is sent and read in the envelope", place);
    } else {
      found.set(name, { name, types: [...(found.get(name)?.types ?? []), type], place });
    }
  }
  return [...found.values()];
}

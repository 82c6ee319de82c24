import type { AnyOperation, Binding } from "../binding/binding.js";
import type { OpenContent } from "../complex/table.js";
import { RequestError } from "../error.js";
import type { NewAttachment, Packaging } from "../packaging.js";
import type { OpenCall } from "./contract.js";
import type { PlainRequest } from "./plain.js";

/** The second argument of a handler; `blocks` are those of a SOAP header. */
export function callOf(
  { name, request: message }: AnyOperation,
  binding: Binding,
  request: PlainRequest,
  { $any: headerBlocks = [], ...header }: OpenContent = {},
  packaging?: Packaging,
): OpenCall {
  const added: NewAttachment[] = [];
  const { attached } = request;
  return {
    attachments: [],
    ...attached?.others(message.parts),
    attach(attachment) {
      if (packaging === undefined) throw new RequestError("expected a service with the option `attachments`");
      added.push(attachment);
    },
    added,
    isMultipart: attached !== undefined,
    operation: name,
    binding,
    header,
    headerBlocks,
    httpHeaders: request.headers,
    get signal() {
      return request.signal;
    },
    get request() {
      return request.web();
    },
  };
}

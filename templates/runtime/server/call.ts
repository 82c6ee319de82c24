import type { AnyOperation, Binding } from "../binding/binding.js";
import type { OpenContent } from "../complex/table.js";
import type { Call } from "./contract.js";
import type { PlainRequest } from "./plain.js";

/** The second argument of a handler; `blocks` are those of a SOAP header. */
export function callOf(
  { name }: AnyOperation,
  binding: Binding,
  request: PlainRequest,
  { $any: headerBlocks = [], ...header }: OpenContent = {},
): Call<object> {
  return {
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

import type { AnyOperation, Binding } from "../binding/binding.js";
import type { OpenContent } from "../complex/table.js";
import { Malformed, RequestError, unlike } from "../error.js";
import type { NewAttachment, Packaging } from "../packaging.js";
import type { CheckedSecurity, OpenCall, SecurityCheck } from "./contract.js";
import type { PlainRequest } from "./plain.js";
import type { XmlElement } from "../xml/element.js";

/** The second argument of a handler. Throws Malformed for a request without an attachment that the WSDL binds. */
export function callOf(
  { name, request: message }: AnyOperation,
  binding: Binding,
  request: PlainRequest,
  { $any: headerBlocks = [], ...header }: OpenContent = {},
  packaging?: Packaging,
  checked?: Pick<CheckedSecurity, "username"> & Pick<SecurityCheck, "block">,
): OpenCall {
  const added: NewAttachment[] = [];
  const { attached } = request;
  const others = attached?.others(message, "ok");
  const found = Object.keys(others?.parts ?? {});
  const missing = Object.keys(message.parts ?? {}).find((part) => !found.includes(part));
  if (missing !== undefined) throw new Malformed(unlike(`the attachment ${missing}`, "none"));
  const call = {
    attachments: [],
    ...others,
    attach(attachment: NewAttachment) {
      if (packaging === undefined) throw new RequestError("expected a service with the option `attachments`");
      added.push(attachment);
    },
    added,
    isMultipart: attached !== undefined,
    operation: name,
    binding,
    header,
    // Those that were checked can hold passwords.
    headerBlocks: checked === undefined ? headerBlocks : headerBlocks.filter((block) => !isNamed(block, checked.block)),
    username: checked?.username,
    httpHeaders: request.headers,
  };
  return Object.defineProperties(call, { ...webObjects, [plain]: { value: request } }) as typeof call & WebObjects;
}

const plain = /* @__PURE__ */ Symbol("request");

interface Received {
  readonly [plain]: PlainRequest;
}

type WebObjects = Pick<OpenCall, "signal" | "request">;

/**
 * The objects of the web, which are created for handlers that ask for them. All calls share these getters: the engine
 * keeps an object with getters of its own, and all it refers to, until it collects all garbage.
 */
const webObjects = {
  signal: { enumerable: true, get: signalOf },
  request: { enumerable: true, get: requestOf },
};

function signalOf(this: Received): AbortSignal {
  return this[plain].signal();
}

function requestOf(this: Received): Request {
  return this[plain].web();
}

function isNamed(block: XmlElement, { namespace, name }: Pick<XmlElement, "namespace" | "name">): boolean {
  return block.name === name && block.namespace === namespace;
}

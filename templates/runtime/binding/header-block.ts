import type { XmlAttribute, XmlElement } from "../xml/element.js";
import { writeElement } from "../xml/write-element.js";
import type { HeaderBlock } from "./binding.js";
import { soapNamespaces } from "./envelope.js";

/** The attributes of a header block for its receiver. */
export interface HeaderBlockOptions {
  /** Makes a service that does not know the block reply with a fault. */
  readonly mustUnderstand?: boolean | undefined;
  /** The URI of the receiver of the block, if not the service itself: `actor` in SOAP 1.1, `role` in SOAP 1.2. */
  readonly role?: string | undefined;
}

/** A header block that the spec does not declare, for the option `headerBlocks`. */
export function headerBlock(element: XmlElement, { mustUnderstand, role }: HeaderBlockOptions = {}): HeaderBlock {
  return {
    write(output, binding) {
      const namespace = soapNamespaces[binding];
      const attributes: XmlAttribute[] = [];
      const add = (name: string, value: string): unknown => attributes.push({ name, namespace, prefix: "soap", value });
      if (mustUnderstand === true) add("mustUnderstand", "1");
      if (role !== undefined) add(binding === "soap11" ? "actor" : "role", role);
      writeElement(output, { ...element, attributes: [...element.attributes, ...attributes] }, "");
    },
  };
}

import type { BoundMessage, WsdlMessage, WsdlPart } from "../../read/wsdl/wsdl.js";

export const formType = "application/x-www-form-urlencoded";

/**
 * The media type of a message over HTTP, in lower case and without parameters; undefined for one that is parameters of a
 * URL or without content. `mime:mimeXml` stands for `text/xml`.
 */
export function mediaTypeOf(bound: BoundMessage | undefined): string | undefined {
  switch (bound?.content.kind) {
    case "mimeXml":
      return "text/xml";
    case "mimeContent":
      return bound.content.type.split(";", 1).join("").trim().toLowerCase();
    default:
      return undefined;
  }
}

export function isXmlType(type: string): boolean {
  return /^(?:text|application)\/xml$|\+xml$/.test(type);
}

/** The part that is the content of a message, an only one whatever it is called; undefined if it is not known. */
export function contentPart(message: WsdlMessage | undefined, bound: BoundMessage | undefined): WsdlPart | undefined {
  const [part, ...others] = message?.parts ?? [];
  if (others.length === 0) return part;
  const content = bound?.content;
  const named = content !== undefined && "part" in content ? content.part : undefined;
  return message?.parts.find(({ name }) => name === named);
}

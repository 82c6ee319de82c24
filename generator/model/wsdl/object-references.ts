import { serializationNamespace } from "../../namespaces.js";
import type { Schemas } from "../../read/xsd/schema.js";
import {
  clark,
  typesByKey,
  type Attribute,
  type ComplexType,
  type Content,
  type Message,
  type Operation,
  type Type,
} from "../service.js";
import { elementsIn } from "../traversal.js";

/** True if a WSDL contains the schema of DataContractSerializer, which may write references between objects. */
export function mayRefer({ attributes }: Schemas): boolean {
  return attributes.has(referenceKey);
}

/**
 * Marks the types whose attributes are an id and a reference to another object, and removes these, because the runtime
 * resolves them. The content of such a type is optional only in an element that refers to another.
 */
export function withSharedObjects(types: readonly Type[]): readonly Type[] {
  return types.map((type) => {
    if (type.kind !== "complex") return type;
    const attributes = type.attributes.filter((attribute) => !isMark(attribute));
    if (type.attributes.length - attributes.length < marks.size) return type;
    return { ...type, shared: true, attributes, content: withoutEmptiness(type.content) };
  });
}

/** Marks the literal messages with objects, which may refer to each other. */
export function withReferences(operations: readonly Operation[], types: readonly Type[]): readonly Operation[] {
  const byKey = typesByKey(types);
  const complexOf = (elements: Message["body"]): readonly ComplexType[] =>
    elements.flatMap(({ type }) => {
      const found = type.kind === "type" ? byKey.get(type.name) : undefined;
      return found?.kind === "complex" ? [found] : [];
    });
  const marked = (message: Message): Message => {
    const parts = complexOf(message.body);
    const hasObjects = parts.some((part) => part.shared ?? complexOf(elementsIn(part.content)).length > 0);
    return message.use === "literal" && hasObjects ? { ...message, references: true } : message;
  };
  return operations.map(({ request, response, ...operation }) => ({
    ...operation,
    request: marked(request),
    ...(response === undefined ? {} : { response: marked(response) }),
  }));
}

const referenceKey = clark({ namespace: serializationNamespace, local: "Ref" });
const marks: ReadonlySet<string> = new Set([clark({ namespace: serializationNamespace, local: "Id" }), referenceKey]);

function isMark({ name }: Attribute): boolean {
  return marks.has(clark(name));
}

function withoutEmptiness(content: Content): Content {
  if (content.kind !== "sequence") return content;
  const particles = content.particles.flatMap((particle) =>
    particle.kind === "sequence" && particle.maxOccurs === 1 ? particle.particles : [particle],
  );
  return { ...content, particles };
}

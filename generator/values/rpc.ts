import { clark, type ComplexType, type Element, type Message, type Operation, type Service } from "../model/service.js";

/**
 * Converts rpc messages to document messages of the same bytes: a wrapper element whose type holds the parts. The new
 * types come first.
 */
export function rpcAsDocument(services: readonly Service[]): readonly Service[] {
  const taken = new Set(services.flatMap(({ types }) => types.map(({ name }) => clark(name))));

  function wrapped(message: Message, operation: Operation, reply: boolean, wrappers: ComplexType[]): Message {
    if (message.style !== "rpc" || message.wrapper === undefined) return message;
    const name = { ...message.wrapper };
    while (taken.has(clark(name))) name.local += "_";
    taken.add(clark(name));
    const declared = { kind: "declared", places: [operation.place] } as const;
    wrappers.push({
      kind: "complex",
      name,
      anonymous: true,
      attributes: [],
      content: { kind: "sequence", particles: message.body },
      wrapper: true,
      reply,
      evidence: { name: declared, content: declared },
    });
    const element: Element = {
      kind: "element",
      name: message.wrapper,
      type: { kind: "type", name: clark(name) },
      minOccurs: 1,
      maxOccurs: 1,
      nillable: false,
      evidence: { name: declared, type: declared, minOccurs: declared, maxOccurs: declared, nillable: declared },
    };
    const { wrapper: _, ...rest } = message;
    return { ...rest, style: "document", body: [element] };
  }

  return services.map((service) => {
    const wrappers: ComplexType[] = [];
    const operations = service.operations.map((operation): Operation => {
      const request = wrapped(operation.request, operation, false, wrappers);
      if (operation.response === undefined) return { ...operation, request };
      return { ...operation, request, response: wrapped(operation.response, operation, true, wrappers) };
    });
    return { ...service, operations, types: [...wrappers, ...service.types] };
  });
}

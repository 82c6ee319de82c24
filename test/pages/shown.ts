/**
 * Reduces a model to what help pages show of it: without the facts that their grammar loses, and with types unrolled as
 * on pages. Services with the same pages become equal; each loss is a line with its reason.
 */
import { membersIn } from "../../generator/model/traversal.js";
import {
  clark,
  type ComplexType,
  type Element,
  type HttpOperation,
  type Message,
  type Operation,
  type OperationBinding,
  type Service,
  type TypeReference,
} from "../../generator/model/service.js";

/** Complex elements at this depth and below are cut; the operation's wrapper and an HTTP root have depth 0. */
const depthLimit = 4;

/** A shown part as plain data for comparison. */
type Shown = string | readonly Shown[] | { readonly [fact: string]: Shown | undefined };

export function shownOf(service: Service): Shown {
  const types = new Map(service.types.map((type) => [clark(type.name), type]));
  const bound = new Set(service.operations.flatMap(({ bindings }) => bindings.map(({ binding }) => binding)));
  return {
    // A port without operations is on no page. Scheme, port and query of an address are not printed.
    ports: service.ports.flatMap(({ binding, address }) => {
      const { hostname, pathname } = new URL(address);
      return bound.has(binding) ? [[binding, hostname, pathname]] : [];
    }),
    operations: service.operations.map(shownOperation),
  };

  function shownOperation({ name, documentation, bindings, request, response }: Operation): Shown {
    return {
      name,
      documentation,
      bindings: bindings.map(shownBinding),
      request: shownMessage(request, name),
      response: response && shownMessage(response, `${name}Response`),
      replies: bindings.map((binding) =>
        "location" in binding && response !== undefined ? shownReply(binding, response) : [],
      ),
    };
  }

  function shownBinding(bound: OperationBinding): Shown {
    // The Content-Type of SOAP 1.2 names no action.
    if (!("location" in bound)) return [bound.binding, bound.binding === "soap11" ? (bound.action ?? "") : ""];
    const { binding, location, parameters, root, result } = bound;
    return {
      binding,
      location,
      parameters: parameters.map(({ name, element }) => [name, element]),
      root: root && clark(root),
      result,
    };
  }

  function shownMessage({ use, style, wrapper, header, body }: Message, operation: string): Shown {
    const blocks = header.map((element) => ({
      use: element.use ?? "literal",
      ...shownElement(element, 0, element.use ?? "literal"),
    }));
    if (use === "literal" && wrapper !== undefined) {
      // RPC/literal looks like a document in the wrapper element.
      const members = body.map((element) => shownElement(element, 1, use));
      return { use, header: blocks, body: [{ name: clark(wrapper), attributes: [], content: members }] };
    }
    if (style === "rpc") {
      const parts = body.map((element) => shownElement(element, 1, use));
      return { use, wrapper: wrapper && clark(wrapper), header: blocks, body: parts };
    }
    return { use, header: blocks, body: body.map((element) => shownElement(element, 0, use, operation)) };
  }

  /** The root of a reply is one level higher than the result in SOAP, and shows one more. */
  function shownReply({ root, result, reply }: HttpOperation, { body, wrapper }: Message): Shown {
    const [only] = body;
    if (reply !== undefined) return shownElement(reply, 0, "literal");
    if (root === undefined || only === undefined) return "";
    const type = types.get(only.type.kind === "type" ? only.type.name : "");
    const members =
      wrapper !== undefined || type?.kind !== "complex" || type.content.kind !== "sequence"
        ? body
        : type.content.particles;
    const element =
      result === undefined ? only : members.find((member) => member.kind === "element" && member.name.local === result);
    return element?.kind === "element" ? shownType(element.type, 0, "literal") : "";
  }

  /** `wrapper`: the name that a wrapper element would have. */
  function shownElement(
    element: Element,
    depth: number,
    use: Message["use"],
    wrapper?: string,
  ): { readonly [fact: string]: Shown | undefined } {
    const { name, maxOccurs } = element;
    const type = shownType(element.type, depth, use, name.local === wrapper);
    // minOccurs, nillable and the exact maxOccurs are not shown.
    return {
      name: clark(name),
      ...(maxOccurs === 1 ? {} : { repeated: "yes" }),
      ...(typeof type === "string" ? { type } : (type as object)),
    };
  }

  function shownType(reference: TypeReference, depth: number, use: Message["use"], isWrapper = false): Shown {
    if (reference.kind === "builtin") return reference.name;
    const type = types.get(reference.name);
    if (type === undefined) throw new Error(`${reference.name} is not declared`);
    // A restriction without enumeration prints as an empty element. The names of types are not shown.
    if (type.kind === "simple")
      return type.enumeration.length > 0 ? type.enumeration.join(" or ") : { attributes: [], content: "unknown" };
    if (type.kind !== "complex") throw new Error(`no page shows a ${type.kind}`);
    if (depth >= depthLimit) return "cut";
    return { attributes: shownAttributes(type), content: shownContent(type, depth, use, isWrapper) };
  }

  function shownAttributes({ attributes }: ComplexType): Shown {
    return attributes.map(({ name, type }) => {
      const shown = shownType(type, 0, "literal");
      return [clark(name), typeof shown === "string" ? shown : "string"];
    });
  }

  function shownContent(
    { attributes, content }: ComplexType,
    depth: number,
    use: Message["use"],
    isWrapper: boolean,
  ): Shown {
    // The wrapper of an operation always has members, possibly none.
    const empty = isWrapper && attributes.length === 0 ? [] : "unknown";
    // Text beside attributes is not shown; an empty element and an unknown one look the same.
    if (content.kind !== "sequence" || content.particles.length === 0) return empty;
    return membersIn(content).map((member) => (member.kind === "any" ? "any" : shownElement(member, depth + 1, use)));
  }
}

import type { Sample, SampleAttribute, SampleElement, SampleText } from "../../read/help-page/help-page.js";
import type { Place } from "../../source.js";
import type { BuiltinName } from "../builtin.js";
import {
  listItem,
  type ComplexType,
  type Element,
  type Message,
  type SimpleType,
  type SoapOperation,
} from "../service.js";
import type { Filled, Filling } from "./filling.js";
import { isRepeated } from "./literal.js";
import { sampleParts, xsiNil, xsiNull, xsiType } from "./sample-parts.js";
import type { TypeTable } from "./type-table.js";

export const encodingNamespaces = {
  soap11: "http://schemas.xmlsoap.org/soap/encoding/",
  soap12: "http://www.w3.org/2003/05/soap-encoding",
} as const;

const xsd = "http://www.w3.org/2001/XMLSchema";
const microsoftTypes = "http://microsoft.com/wsdl/types/";
const soapRpc = "http://www.w3.org/2003/05/soap-rpc";

export interface EncodedMessage {
  readonly binding: SoapOperation["binding"];
  readonly direction: Sample["message"];
  readonly message: Message;
  readonly place: Place;
}

/** A complex value that SOAP 1.1 puts behind the elements that refer to it. */
interface Block {
  readonly id: string;
  readonly element: Element;
  readonly type: ComplexType;
  readonly depth: number;
}

/** The body of an encoded message: SOAP 1.1 refers to complex values (SOAP 1.1, 5.4.1), SOAP 1.2 nests them. */
export function encodedBody(
  { binding, direction, message, place }: EncodedMessage,
  types: TypeTable,
  filling: Filling,
): readonly SampleElement[] {
  const { wrapper, body } = message;
  const soapenc = (local: string) => ({ namespace: encodingNamespaces[binding], local });
  const parts = sampleParts(place);
  const blocks: Block[] = [];
  let ids = binding === "soap11" ? 1 : 0;
  let left = filling.elementLimit;

  const roots =
    wrapper === undefined
      ? body.map(root)
      : [parts.element(wrapper, [], [...result(), ...body.flatMap((part) => write(part, 1, false))])];
  const values: SampleElement[] = [];
  // Breadth first: what is gone through grows meanwhile.
  for (const block of blocks) values.push(blockSample(block));
  return [...roots, ...values];

  /** Of SOAP 1.2 (part 2, 4.2.1): the name of the part that is the result. */
  function result(): readonly SampleElement[] {
    const [first] = body;
    if (binding === "soap11" || direction === "request" || first === undefined) return [];
    return [parts.element({ namespace: soapRpc, local: "result" }, [], [parts.text({ text: first.name.local })])];
  }

  /** Of a document: it is never referred to. */
  function root(element: Element): SampleElement {
    const type = types.complex(element.type);
    return type === undefined ? simple(element, false) : parts.element(element.name, said(type), membersOf(type, 0));
  }

  /** The recursion is bounded by the depth limit; blocks have the depth of the elements that refer to them. */
  function write(element: Element, depth: number, isItem: boolean): readonly SampleElement[] {
    const type = types.complex(element.type);
    const isCut = type !== undefined && (depth >= filling.depthLimit || left <= 0);
    if (isCut && filling.isLeftOut(element)) return [];
    const once = (): SampleElement => {
      left--;
      if (isCut) return parts.element(element.name, [cut()], []);
      return type === undefined ? simple(element, isItem) : complex(element, type, depth);
    };
    return isRepeated(element) ? [once(), once()] : [once()];
  }

  function cut(): SampleAttribute {
    return binding === "soap11" ? parts.attribute(xsiNull, { text: "1" }) : parts.attribute(xsiNil, { text: "true" });
  }

  function simple({ name, type: reference }: Element, isItem: boolean): SampleElement {
    const type = types.simple(reference) ?? "anyType";
    const content = type === "anyType" ? filling.any.text : filling.value(type);
    return parts.element(name, isItem ? [] : said(type), content === undefined ? [] : [parts.text(content)]);
  }

  function complex(element: Element, type: ComplexType, depth: number): SampleElement {
    const id = `id${ids++}`;
    if (binding === "soap11") {
      blocks.push({ id, element, type, depth });
      return parts.element(element.name, [parts.attribute({ namespace: "", local: "href" }, { text: `#${id}` })], []);
    }
    const own = parts.attribute(soapenc("id"), { text: id });
    return parts.element(element.name, [own, ...(arrayType(type) ?? said(type))], membersOf(type, depth));
  }

  function blockSample({ id, element, type, depth }: Block): SampleElement {
    const own = parts.attribute({ namespace: "", local: "id" }, { text: id });
    const array = arrayType(type);
    if (array !== undefined) return parts.element(soapenc("Array"), [own, ...array], membersOf(type, depth));
    return parts.element(type.anonymous ? element.name : type.name, [own, ...said(type)], membersOf(type, depth));
  }

  /** Encoded messages have neither attributes nor text beside elements: attributes are elements. */
  function membersOf(type: ComplexType, depth: number): readonly (SampleElement | SampleText)[] {
    const { attributes, content } = type;
    const isArray = listItem(type) !== undefined;
    const members = (content.kind === "sequence" ? content.particles : []).flatMap(
      (particle): readonly (SampleElement | SampleText)[] => {
        if (particle.kind === "element") return write(particle, depth + 1, isArray);
        return filling.wildcard === undefined ? [] : [parts.text(filling.wildcard)];
      },
    );
    const others = attributes.map(({ name, type: reference }) => {
      const simpleType = types.simple(reference) ?? "string";
      return parts.element(name, said(simpleType), [parts.text(filling.value(simpleType))]);
    });
    return [...members, ...others];
  }

  /** Undefined for what is no array. */
  function arrayType(type: ComplexType): readonly SampleAttribute[] | undefined {
    const item = listItem(type);
    if (item === undefined) return undefined;
    const name = typeName(types.complex(item.type) ?? types.simple(item.type) ?? "anyType") ?? typeName("anyType");
    if (name === undefined) return [];
    if (binding === "soap11") return [parts.attribute(soapenc("arrayType"), { ...name, text: `${name.text}[2]` })];
    return [parts.attribute(soapenc("itemType"), name), parts.attribute(soapenc("arraySize"), { text: "2" })];
  }

  function said(type: BuiltinName | SimpleType | ComplexType): readonly SampleAttribute[] {
    const name = typeName(type);
    return name === undefined ? [] : [parts.attribute(xsiType, name)];
  }
}

/** Undefined for a type whose name the spec does not say. */
function typeName(type: BuiltinName | SimpleType | ComplexType): Filled | undefined {
  if (type === "guid" || type === "char") return qname(microsoftTypes, type, "q1");
  if (typeof type === "string") return qname(xsd, type, "xsd");
  return type.anonymous ? undefined : qname(type.name.namespace, type.name.local, "q1");
}

function qname(namespace: string, local: string, prefix: string): Filled {
  return { text: `${prefix}:${local}`, qname: `{${namespace}}${local}` };
}

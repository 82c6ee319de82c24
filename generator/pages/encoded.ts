import { encodingNamespaces, soapRpcNamespace } from "../namespaces.js";
import type { Sample, SampleAttribute, SampleElement, SampleText } from "../read/help-page/help-page.js";
import type { Place } from "../source.js";
import { listItem } from "../model/content-kind.js";
import { type ComplexType, type Element, type Message, type SoapOperation } from "../model/service.js";
import type { Filled, Filling } from "./filling.js";
import { isRepeated } from "./literal.js";
import { anyXml, depthLimit } from "./placeholders.js";
import { sampleParts, xsiNil, xsiNull, xsiType } from "./sample-parts.js";
import { typeName } from "./type-name.js";
import type { TextType, TypeTable } from "./type-table.js";

const arrayItem = { namespace: "", local: "Item" };

/** The message that contains the elements. */
export interface EncodedUse {
  readonly binding: SoapOperation["binding"];
  readonly direction: Sample["message"];
  readonly place: Place;
}

/** A complex value that SOAP 1.1 writes after the elements that refer to it. */
interface Block {
  readonly id: string;
  readonly element: Element;
  readonly type: ComplexType;
  readonly depth: number;
}

/** The body of an encoded message. SOAP 1.1 refers to complex values (SOAP 1.1, 5.4.1), SOAP 1.2 nests them. */
export function encodedBody(
  use: EncodedUse,
  message: Message,
  types: TypeTable,
  filling: Filling,
): readonly SampleElement[] {
  return encodedElements(use, message, "id", types, filling);
}

/** Header blocks in SOAP encoding, followed by the values that they refer to. */
export function encodedHeader(
  use: EncodedUse,
  blocks: readonly Element[],
  types: TypeTable,
  filling: Filling,
): readonly SampleElement[] {
  return encodedElements(use, { body: blocks }, "h_id", types, filling);
}

/** Writes the elements. `idPrefix` separates the ids of the header from those of the body. */
function encodedElements(
  { binding, direction, place }: EncodedUse,
  { wrapper, body }: Pick<Message, "wrapper" | "body">,
  idPrefix: string,
  types: TypeTable,
  filling: Filling,
): readonly SampleElement[] {
  const soapenc = (local: string) => ({ namespace: encodingNamespaces[binding], local });
  const parts = sampleParts(place);
  const blocks: Block[] = [];
  let ids = binding === "soap11" ? 1 : 0;
  let left = filling.sizeLimit;

  const roots =
    wrapper === undefined
      ? body.map(root)
      : [parts.element(wrapper, [], [...result(), ...body.flatMap((part) => write(part, 1, false))])];
  const values: SampleElement[] = [];
  // Breadth first: the list grows during the loop.
  for (const block of blocks) values.push(blockSample(block));
  return [...roots, ...values];

  /** The result element of SOAP 1.2 (part 2, 4.2.1), which names the part that is the result. */
  function result(): readonly SampleElement[] {
    const [first] = body;
    if (binding === "soap11" || direction === "request" || first === undefined) return [];
    return [
      parts.element({ namespace: soapRpcNamespace, local: "result" }, [], [parts.text({ text: first.name.local })]),
    ];
  }

  /** Writes a root element, which is never a reference. */
  function root(element: Element): SampleElement {
    const type = types.complex(element.type);
    if (type === undefined) return simple(element, false);
    return parts.element(
      element.name,
      [...(arrayType(type) ?? typeAttributes(type)), ...attributesOf(type)],
      membersOf(type, 0),
    );
  }

  /**
   * Writes one element. The depth limit bounds the recursion; blocks have the depth of the elements that refer to them.
   */
  function write(element: Element, depth: number, isItem: boolean): readonly SampleElement[] {
    const type = types.complex(element.type);
    const isCut = type !== undefined && (depth >= depthLimit || left <= 0);
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

  /** Takes the words of a text from what is left of the size limit. */
  function counted<Text extends Filled | undefined>(text: Text): Text {
    left -= text?.words?.length ?? 0;
    return text;
  }

  function simple(element: Element, isItem: boolean): SampleElement {
    const type = types.simple(element.type) ?? "anyType";
    const content = type === "anyType" ? [] : [parts.text(counted(filling.value(type, types, "element")))];
    return parts.element(element.name, isItem ? [] : typeAttributes(type), content);
  }

  function complex(element: Element, type: ComplexType, depth: number): SampleElement {
    const id = `${idPrefix}${ids++}`;
    if (binding === "soap11") {
      blocks.push({ id, element, type, depth });
      return parts.element(element.name, [parts.attribute({ namespace: "", local: "href" }, { text: `#${id}` })], []);
    }
    const own = parts.attribute(soapenc("id"), { text: id });
    const attributes = [own, ...(arrayType(type) ?? typeAttributes(type)), ...attributesOf(type)];
    return parts.element(element.name, attributes, membersOf(type, depth));
  }

  function blockSample({ id, element, type, depth }: Block): SampleElement {
    const own = parts.attribute({ namespace: "", local: "id" }, { text: id });
    const array = arrayType(type);
    if (array !== undefined) return parts.element(soapenc("Array"), [own, ...array], membersOf(type, depth));
    return parts.element(
      type.anonymous ? element.name : (type.xmlName ?? type.name),
      [own, ...typeAttributes(type), ...attributesOf(type)],
      membersOf(type, depth),
    );
  }

  function attributesOf({ attributes }: ComplexType): readonly SampleAttribute[] {
    return attributes.map((attribute) => {
      const simpleType = types.simple(attribute.type) ?? "string";
      return parts.attribute(attribute.name, counted(filling.value(simpleType, types, "attribute")));
    });
  }

  function membersOf(type: ComplexType, depth: number): readonly (SampleElement | SampleText)[] {
    const { content, dimensions = 1 } = type;
    if (dimensions > 1) return rows(type, depth);
    const isArray = listItem(type) !== undefined;
    const members = filling.members(content).flatMap((member): readonly (SampleElement | SampleText)[] => {
      // ASMX gives the items of a declared array this name, whatever the schema declares.
      if (member.kind === "element")
        return write(type.array ? { ...member, name: arrayItem } : member, depth + 1, isArray);
      return [parts.text(anyXml)];
    });
    const text =
      content.kind === "text" ? counted(filling.text(types.simple(content.type) ?? "string", types)) : undefined;
    return [...(text === undefined ? [] : [parts.text(text)]), ...members];
  }

  /** Writes the items of several dimensions in one sequence, with two rows of each. */
  function rows(type: ComplexType, depth: number): readonly (SampleElement | SampleText)[] {
    const item = listItem(type);
    const row = item && types.complex(item.type);
    return row === undefined ? [] : [...membersOf(row, depth), ...membersOf(row, depth)];
  }

  /** The attributes of an array; undefined for other types. */
  function arrayType(type: ComplexType): readonly SampleAttribute[] | undefined {
    const { dimensions = 1 } = type;
    const item = listItem(rowOf(type));
    if (item === undefined) return undefined;
    const sizes = new Array<string>(dimensions).fill("2");
    const name = typeName(types.complex(item.type) ?? types.simple(item.type) ?? "anyType") ?? typeName("anyType");
    if (name === undefined) return [];
    if (binding === "soap11")
      return [parts.attribute(soapenc("arrayType"), { ...name, text: `${name.text}[${sizes.join()}]` })];
    return [
      parts.attribute(soapenc("itemType"), name),
      parts.attribute(soapenc("arraySize"), { text: sizes.join(" ") }),
    ];
  }

  /** The type of the arrays of the last dimension. */
  function rowOf(type: ComplexType): ComplexType {
    let row = type;
    for (let k = 1; k < (type.dimensions ?? 1); k++) {
      const item = listItem(row);
      row = (item && types.complex(item.type)) ?? row;
    }
    return row;
  }

  function typeAttributes(type: TextType | ComplexType): readonly SampleAttribute[] {
    const name = typeName(type);
    return name === undefined ? [] : [parts.attribute(xsiType, name)];
  }
}

import {
  innerPlanOf,
  isComplex,
  nameOfSimple,
  qnameOf,
  rowOf,
  soap11Encoding,
  soap12Encoding,
  xsd,
} from "../encoded/type.js";
import type { SoapBinding } from "../binding/binding.js";
import { planOfMember, type Member, type Plan } from "../complex/plan.js";
import type { ElementName } from "./routes.js";
import {
  anyElement,
  attributesOf,
  depthLimit,
  elementLimit,
  literal,
  literalSample,
  membersOf,
  placeholderOf,
  sampleElement,
  textOf,
  xsiNil,
  xsiType,
  type SampleAttribute,
  type SampleElement,
  type SamplePart,
} from "./sample.js";
import type { Simple } from "../simple/simple.js";
import { xsi } from "../xml/tag-reader.js";

export const encodingNamespaces: { readonly [binding in SoapBinding]: string } = {
  soap11: soap11Encoding,
  soap12: soap12Encoding,
};
export const soapRpc = "http://www.w3.org/2003/05/soap-rpc";

/** A complex value that SOAP 1.1 puts behind the elements that refer to it. */
interface Block {
  readonly id: string;
  readonly name: ElementName;
  readonly type: Plan;
  readonly depth: number;
}

/** The sample of a body in SOAP encoding: SOAP 1.1 refers to complex values (SOAP 1.1, 5.4.1), SOAP 1.2 nests them. */
export function encodedSample(body: Plan, binding: SoapBinding, isResponse: boolean): readonly SampleElement[] {
  return rootsSample(body, binding, isResponse, "id");
}

/** The samples of header blocks, of which some are in SOAP encoding: those come last, with what they refer to. */
export function headerSample(header: Plan, binding: SoapBinding): readonly SamplePart[] {
  const only = (members: readonly Member[]): Plan => ({ ...header, members });
  const literal = only(header.members.filter(({ encoded }) => encoded === null));
  const encoded = only(header.members.filter(({ encoded }) => encoded !== null));
  return [...literalSample(literal), ...rootsSample(encoded, binding, false, "h_id")];
}

/** `idPrefix` tells the ids of a header from those of a body. */
function rootsSample(
  body: Plan,
  binding: SoapBinding,
  isResponse: boolean,
  idPrefix: string,
): readonly SampleElement[] {
  const blocks: Block[] = [];
  let ids = binding === "soap11" ? 1 : 0;
  let left = elementLimit;
  const roots = body.members.map(root);
  const values: SampleElement[] = [];
  // Breadth first: what is gone through grows meanwhile.
  for (const { id, name, type, depth } of blocks) {
    const own = { name: { namespace: "", local: "id" }, value: literal(id) };
    const said = arrayType(type);
    const block = said === undefined ? (typeName(type) ?? name) : { namespace: soap11Encoding, local: "Array" };
    values.push(
      sampleElement(block, [own, ...(said ?? saidType(typeName(type))), ...attributesOf(type)], content(type, depth)),
    );
  }
  return [...roots, ...values];

  /** A wrapper element has no type that a schema names; it is never referred to, nor is a document's root. */
  function root(member: Member): SampleElement {
    const name = elementName(member);
    if (!isComplex(member)) return element(body, member, name, 0, false);
    const type = planOfMember(member, body);
    return sampleElement(name, arrayType(type) ?? saidType(typeName(type)), [
      ...(type.type === null ? result(type) : []),
      ...content(type, 0),
    ]);
  }

  /** Of SOAP 1.2 (part 2, 4.2.1): the name of the part that is the result. */
  function result({ members: [first] }: Plan): readonly SampleElement[] {
    if (binding === "soap11" || !isResponse || first === undefined) return [];
    return [sampleElement({ namespace: soapRpc, local: "result" }, [], [literal(first.name.local)])];
  }

  /** The recursion is bounded by the depth limit; blocks have the depth of the elements that refer to them. */
  function content(type: Plan, depth: number): readonly SamplePart[] {
    return textOf(type) ?? elements(type, depth);
  }

  function elements(type: Plan, depth: number): readonly SamplePart[] {
    // Of several dimensions all items stand in a row: two rows of what is in one.
    const row = type.dimensions > 1 ? innerPlanOf(type) : undefined;
    if (row !== undefined) return [...elements(row, depth), ...elements(row, depth)];
    return membersOf(type).flatMap(([holder, member]): readonly SamplePart[] => {
      if (member === undefined) return [anyElement];
      const name = type.list ? { namespace: "", local: "Item" } : elementName(member);
      const once = (): SampleElement => element(holder, member, name, depth + 1, type.list);
      return member.many ? [once(), once()] : [once()];
    });
  }

  function element(plan: Plan, member: Member, name: ElementName, depth: number, isItem: boolean): SampleElement {
    left--;
    const { simple } = member;
    if (simple !== null)
      return sampleElement(name, isItem ? [] : saidType(simpleName(simple)), [placeholderOf(simple)]);
    if (member.whole !== null) return sampleElement(name, saidType(anyType), []);
    if (depth >= depthLimit || left <= 0) return sampleElement(name, [cut()], []);
    const type = planOfMember(member, plan);
    const id = `${idPrefix}${ids++}`;
    if (binding === "soap11") {
      blocks.push({ id, name, type, depth });
      return sampleElement(name, [{ name: { namespace: "", local: "href" }, value: literal(`#${id}`) }], []);
    }
    const own = { name: { namespace: soap12Encoding, local: "id" }, value: literal(id) };
    return sampleElement(
      name,
      [own, ...(arrayType(type) ?? saidType(typeName(type))), ...attributesOf(type)],
      content(type, depth),
    );
  }

  function cut(): SampleAttribute {
    if (binding === "soap12") return { name: xsiNil, value: literal("true") };
    return { name: { namespace: xsi, local: "null" }, value: literal("1") };
  }

  /** Undefined for what is no array. */
  function arrayType(type: Plan): readonly SampleAttribute[] | undefined {
    const row = rowOf(type);
    const [item] = row.members;
    if (!type.list || item === undefined) return undefined;
    const sizes = new Array<string>(type.dimensions).fill("2");
    const named = isComplex(item) ? typeName(planOfMember(item, row)) : item.simple && simpleName(item.simple);
    const { namespace, local } = named ?? anyType;
    const soapenc = (local: string): ElementName => ({ namespace: encodingNamespaces[binding], local });
    if (binding === "soap11") {
      return [{ name: soapenc("arrayType"), value: { ...literal(`${local}[${sizes.join()}]`), namespace } }];
    }
    return [
      { name: soapenc("itemType"), value: { ...literal(local), namespace } },
      { name: soapenc("arraySize"), value: literal(sizes.join(" ")) },
    ];
  }
}

const anyType: ElementName = { namespace: xsd, local: "anyType" };

function elementName({ name: { local, namespace } }: Member): ElementName {
  return { namespace: namespace.uri, local };
}

function typeName({ type }: Plan): ElementName | undefined {
  return type === null ? undefined : qnameOf(type);
}

function simpleName(simple: Simple<unknown>): ElementName | undefined {
  return nameOfSimple(simple);
}

function saidType(name: ElementName | undefined): readonly SampleAttribute[] {
  return name === undefined ? [] : [{ name: xsiType, value: { ...literal(name.local), namespace: name.namespace } }];
}

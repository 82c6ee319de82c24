/** Replies of other shapes than records. */
import { readEnvelope, writeEnvelope } from "../templates/runtime/binding/envelope.js";
import {
  attributes,
  base64Binary,
  double,
  encoded,
  int,
  string,
  type Message,
  type Table,
} from "../templates/runtime/index.js";
import type { Contestants } from "./contestants.js";
import { fastXmlParser, nodeSoap, strongSoap, type Peer } from "./peers.js";

interface Shape {
  /** The type of the reply's wrapper element. */
  readonly type: Table | (() => Table);
  readonly value: object;
  /** The same type in XML Schema, and the types that it uses. */
  readonly schema: string;
  /** True for SOAP encoding, where the reply is a part of type `Reply`. */
  readonly isEncoded?: boolean;
}

const namespace = "urn:shapes";

const replies: { readonly [name: string]: () => Shape } = {
  "200 levels": () => ({
    type: level,
    value: Array.from({ length: 200 }).reduce<object>((inner) => ({ name: "level", inner }), { name: "last" }),
    schema: `<s:complexType name="Reply"><s:sequence><s:element name="name" type="s:string"/><s:element name="inner" type="t:Reply" minOccurs="0"/></s:sequence></s:complexType>`,
  }),
  "500 elements with 8 attributes": () => {
    const names = Array.from({ length: 8 }, (_, k) => `a${k}`);
    const item: Table = {
      namespace,
      attributes: attributes(Object.fromEntries(names.map((name) => [`$${name}`, string]))),
    };
    return {
      type: listOf(item),
      value: many(500, (k) => Object.fromEntries(names.map((name) => [`$${name}`, `value ${k}`]))),
      schema: schemaOf(
        "",
        names.map((name) => `<s:attribute name="${name}" type="s:string" use="required"/>`).join(""),
      ),
    };
  },
  "1 MB of text": () => ({
    type: { namespace, sequence: { text: string } },
    value: { text: "A line of text, as people write it, of some length & with a reference.\n".repeat(14_000) },
    schema: `<s:complexType name="Reply"><s:sequence><s:element name="text" type="s:string"/></s:sequence></s:complexType>`,
  }),
  "10 MB of base64": () => ({
    type: { namespace, sequence: { data: base64Binary } },
    value: { data: Uint8Array.from({ length: 7_500_000 }, (_, k) => (k * 31) & 255) },
    schema: `<s:complexType name="Reply"><s:sequence><s:element name="data" type="s:base64Binary"/></s:sequence></s:complexType>`,
  }),
  "500 records of Greek and Chinese": () => ({
    type: listOf({ namespace, sequence: { id: int, name: string, city: string } }),
    value: many(500, (k) => ({ id: k, name: "Ελένη Παπαδοπούλου", city: "北京市朝阳区" })),
    schema: schemaOf(
      `<s:element name="id" type="s:int"/><s:element name="name" type="s:string"/><s:element name="city" type="s:string"/>`,
    ),
  }),
  "500 records in SOAP encoding": () => {
    const item: Table = {
      namespace: "",
      type: { name: "Item", namespace },
      sequence: { id: int, name: string, price: double },
    };
    return {
      isEncoded: true,
      type: { ...listOf(item), namespace: "", type: { name: "Reply", namespace } },
      value: many(500, (k) => ({ id: k, name: `Item ${k}`, price: k / 4 })),
      schema: schemaOf(
        `<s:element name="id" type="s:int"/><s:element name="name" type="s:string"/><s:element name="price" type="s:double"/>`,
      ),
    };
  },
};

function level(): Table {
  return { namespace, sequence: { name: string, inner: { type: level, minOccurs: 0 } } };
}

function listOf(item: Table): Table {
  return { namespace, sequence: { item: { type: item, minOccurs: 0, maxOccurs: Infinity } } };
}

function many(count: number, of: (k: number) => object): object {
  return { item: Array.from({ length: count }, (_, k) => of(k)) };
}

function schemaOf(elements: string, attributes = ""): string {
  return `<s:complexType name="Reply"><s:sequence><s:element name="item" type="t:Item" minOccurs="0" maxOccurs="unbounded"/></s:sequence></s:complexType>
<s:complexType name="Item"><s:sequence>${elements}</s:sequence>${attributes}</s:complexType>`;
}

/** Each shape is read by all contestants. */
export const shapes: { readonly [work: string]: Contestants } = Object.fromEntries(
  Object.entries(replies).map(([name, shape]) => [
    `read ${name}`,
    {
      soapwright: () => ours(shape()),
      JSON: () => json(shape()),
      "fast-xml-parser": () => reading(shape(), fastXmlParser()),
      "node-soap": async () => reading(shape(), await nodeSoap(wsdlOf(shape()), "Call", namespace)),
      "strong-soap": async () => reading(shape(), await strongSoap(wsdlOf(shape()), "Call")),
    },
  ]),
);

function messageOf({ type, isEncoded = false }: Shape): Message {
  if (!isEncoded) return { body: { namespace, sequence: { Reply: { type } } } };
  const parts: Table = { namespace: "", sequence: { return: { type } } };
  return { body: { namespace, sequence: { CallResponse: { ...parts } } }, encoded };
}

function bytesOf(shape: Shape): Uint8Array {
  const value = shape.isEncoded === true ? { return: shape.value } : shape.value;
  return writeEnvelope("soap11", messageOf(shape), value).slice();
}

function ours(shape: Shape): () => unknown {
  const message = messageOf(shape);
  const bytes = bytesOf(shape);
  return () => readEnvelope(bytes, message);
}

/** The same value; bytes are base64 there, too. */
function json({ value }: Shape): () => unknown {
  const text = JSON.stringify(value, (_, part: unknown) =>
    part instanceof Uint8Array ? Buffer.from(part).toString("base64") : part,
  );
  return () => {
    const read = JSON.parse(text) as { data?: string }; // as it was written
    return read.data === undefined ? read : Buffer.from(read.data, "base64");
  };
}

function reading(shape: Shape, peer: Pick<Peer, "read">): () => unknown {
  const text = new TextDecoder().decode(bytesOf(shape));
  return () => peer.read(text);
}

function wsdlOf({ schema, isEncoded = false }: Shape): string {
  const [part, style] = isEncoded
    ? ['name="return" type="t:Reply"', "rpc"]
    : ['name="parameters" element="t:Reply"', "document"];
  const body = isEncoded
    ? `<soap:body use="encoded" namespace="${namespace}" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"/>`
    : '<soap:body use="literal"/>';
  const form = isEncoded ? "unqualified" : "qualified";
  return `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:t="${namespace}" targetNamespace="${namespace}">
<types><s:schema elementFormDefault="${form}" targetNamespace="${namespace}"><s:element name="Call"><s:complexType/></s:element><s:element name="Reply" type="t:Reply"/>${schema}</s:schema></types>
<message name="In">${isEncoded ? "" : '<part name="parameters" element="t:Call"/>'}</message><message name="Out"><part ${part}/></message>
<portType name="P"><operation name="Call"><input message="t:In"/><output message="t:Out"/></operation></portType>
<binding name="B" type="t:P"><soap:binding style="${style}" transport="http://schemas.xmlsoap.org/soap/http"/><operation name="Call"><soap:operation soapAction=""/><input>${body}</input><output>${body}</output></operation></binding>
<service name="S"><port name="P" binding="t:B"><soap:address location="http://127.0.0.1/"/></port></service>
</definitions>`;
}

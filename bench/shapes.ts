/** Replies of other shapes than records, and how they are read by soapwright and by node-soap. */
import { WSDL } from "soap";
import { readEnvelope, writeEnvelope } from "../templates/runtime/binding/envelope.js";
import { attributes, base64Binary, int, string, type Message, type Table } from "../templates/runtime/index.js";

interface Shape {
  /** The type of the reply's wrapper element. */
  readonly type: Table | (() => Table);
  readonly value: object;
  /** The same type in XML Schema, and the types that it uses. */
  readonly schema: string;
}

const namespace = "urn:shapes";

const shapes: { readonly [name: string]: () => Shape } = {
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

/** The works of both contestants for each shape. */
export const shapeContestants: { readonly [name: string]: () => Promise<() => unknown> } = Object.fromEntries(
  Object.entries(shapes).flatMap(([name, shape]) => [
    [`${name}: soapwright`, () => Promise.resolve(ours(shape()))],
    [`${name}: node-soap`, () => nodeSoap(shape())],
  ]),
);

function messageOf({ type }: Shape): Message {
  return { body: { namespace, sequence: { Reply: { type } } } };
}

function ours(shape: Shape): () => unknown {
  const message = messageOf(shape);
  const bytes = writeEnvelope("soap11", message, shape.value).slice();
  return () => readEnvelope(bytes, message);
}

async function nodeSoap(shape: Shape): Promise<() => unknown> {
  const text = new TextDecoder().decode(writeEnvelope("soap11", messageOf(shape), shape.value));
  const service =
    await described(`<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:t="${namespace}" targetNamespace="${namespace}">
<types><s:schema elementFormDefault="qualified" targetNamespace="${namespace}"><s:element name="Call"><s:complexType/></s:element><s:element name="Reply" type="t:Reply"/>${shape.schema}</s:schema></types>
<message name="In"><part name="parameters" element="t:Call"/></message><message name="Out"><part name="parameters" element="t:Reply"/></message>
<portType name="P"><operation name="Call"><input message="t:In"/><output message="t:Out"/></operation></portType>
<binding name="B" type="t:P"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/><operation name="Call"><soap:operation soapAction="" style="document"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation></binding>
<service name="S"><port name="P" binding="t:B"><soap:address location="http://127.0.0.1/"/></port></service>
</definitions>`);
  return () => service.xmlToObject(text) as unknown;
}

/** A WSDL as node-soap reads it. */
export function described(wsdl: string): Promise<WSDL> {
  return new Promise((resolve, reject) => {
    const service = new WSDL(wsdl, "", {});
    service.onReady((error?: Error | null) => {
      if (error === undefined || error === null) resolve(service);
      else reject(error);
    });
  });
}

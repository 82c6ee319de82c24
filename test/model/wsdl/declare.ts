import type { Diagnostic } from "../../../generator/diagnostic.js";
import { fromWsdl } from "../../../generator/model/from-wsdl.js";
import type { LeftOut } from "../../../generator/model/left-out.js";
import { type Particle, type Service, type Type } from "../../../generator/model/service.js";
import { readWsdl } from "../../../generator/read/wsdl/read-wsdl.js";

export interface Declared {
  readonly services: readonly Service[];
  readonly leftOut: readonly LeftOut[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The model of a WSDL with this content of its `definitions`. */
export function declare(definitions: string): Declared {
  const text = `<wsdl:definitions name="Shop" targetNamespace="urn:shop" xmlns="urn:shop" xmlns:tns="urn:shop"
    xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/"
    xmlns:http="http://schemas.xmlsoap.org/wsdl/http/" xmlns:mime="http://schemas.xmlsoap.org/wsdl/mime/"
    xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:ms="http://microsoft.com/wsdl/types/">
    ${definitions}
  </wsdl:definitions>`;
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const wsdl = readWsdl({ sources: [{ path: "shop/shop.wsdl", text }] }, report);
  const declared = wsdl === undefined ? { services: [], leftOut: [] } : fromWsdl(wsdl, "shop", report);
  return { ...declared, diagnostics };
}

/** The only service of a WSDL without any diagnostics. */
export function serviceOf(definitions: string): Service {
  const { services, diagnostics } = declare(definitions);
  const [service, ...others] = services;
  if (diagnostics.length > 0) throw new Error(messages(diagnostics).join("\n"));
  if (service === undefined || others.length > 0) throw new Error(`${services.length} services`);
  return service;
}

export function messages(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}

export function schema(declarations: string): string {
  return `<wsdl:types><xs:schema targetNamespace="urn:shop" elementFormDefault="qualified">
    <xs:import namespace="http://schemas.xmlsoap.org/soap/encoding/"/>
    <xs:import namespace="http://www.w3.org/XML/1998/namespace"/>
    <xs:import namespace="http://microsoft.com/wsdl/types/"/>
    ${declarations}
  </xs:schema></wsdl:types>`;
}

/** A one-way operation `Send` of the element `Root` of a schema. */
export function sending(declarations: string): string {
  return `${schema(declarations)}
    <wsdl:message name="Send"><wsdl:part name="body" element="tns:Root"/></wsdl:message>
    <wsdl:portType name="Shop"><wsdl:operation name="Send"><wsdl:input message="tns:Send"/></wsdl:operation></wsdl:portType>
    <wsdl:binding name="Shop" type="tns:Shop">
      <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
      <wsdl:operation name="Send"><soap:operation soapAction="urn:send"/>
        <wsdl:input><soap:body use="literal"/></wsdl:input></wsdl:operation>
    </wsdl:binding>
    <wsdl:service name="Shop"><wsdl:port name="Shop" binding="tns:Shop">
      <soap:address location="https://shop.example/soap"/></wsdl:port></wsdl:service>`;
}

/** The types that the element `Root` of a schema reaches, by local name. */
export function typesOf(declarations: string): ReadonlyMap<string, Type> {
  return new Map(serviceOf(sending(declarations)).types.map((type) => [type.name.local, type]));
}

/** The content of the type of `Root`, which these particles of XML Schema are: see {@link show}. */
export function contentOf(particles: string, declarations = ""): string {
  const root = `<xs:element name="Root"><xs:complexType>${particles}</xs:complexType></xs:element>${declarations}`;
  return showContent(typesOf(root).get("Root"));
}

export function showContent(type: Type | undefined): string {
  if (type?.kind !== "complex" || type.content.kind !== "sequence") return JSON.stringify(type);
  return type.content.particles.map(show).join(", ");
}

/** Prints a particle like a DTD: `a, (b | c)*, d?`, with `{2,3}` for other numbers. */
export function show(particle: Particle): string {
  switch (particle.kind) {
    case "element":
      return `${particle.name.local}${occurs(particle)}`;
    case "any":
      return `any${occurs(particle)}`;
    case "sequence":
      return `(${particle.particles.map(show).join(", ")})${occurs(particle)}`;
    case "choice":
      return `(${particle.particles.map(show).join(" | ")})${occurs(particle)}`;
  }
}

function occurs({ minOccurs, maxOccurs }: Pick<Particle, "minOccurs" | "maxOccurs">): string {
  switch (`${minOccurs} ${maxOccurs}`) {
    case "1 1":
      return "";
    case "0 1":
      return "?";
    case "0 unbounded":
      return "*";
    case "1 unbounded":
      return "+";
    default:
      return `{${minOccurs},${maxOccurs}}`;
  }
}

export const elementA = '<xs:element name="a" type="xs:int"/>';

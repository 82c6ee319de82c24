import type { Diagnostic } from "../../../generator/diagnostic.js";
import { readWsdl } from "../../../generator/read/wsdl/read-wsdl.js";
import type { Wsdl } from "../../../generator/read/wsdl/wsdl.js";
import type { ComplexTypeDefinition, Schemas, SimpleTypeDefinition } from "../../../generator/read/xsd/schema.js";
import type { CatalogEntry } from "../../../generator/source.js";

export interface Read {
  readonly wsdl: Wsdl | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly codes: readonly string[];
}

export interface Options {
  readonly entry?: string;
  readonly catalog?: readonly CatalogEntry[];
}

/** Reads sources by path. */
export function read(texts: Readonly<Record<string, string>>, options: Options = {}): Read {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const sources = Object.entries(texts).map(([path, text]) => ({ path, text }));
  const wsdl = readWsdl({ sources, ...options }, report);
  return {
    wsdl,
    diagnostics,
    codes: diagnostics.map(({ code }) => code),
  };
}

export function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("nothing was read");
  return value;
}

const prefixes =
  'xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:x="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" xmlns:u="urn:u" ' +
  'xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" ' +
  'xmlns:http="http://schemas.xmlsoap.org/wsdl/http/" xmlns:mime="http://schemas.xmlsoap.org/wsdl/mime/" ' +
  'xmlns:enc="http://schemas.xmlsoap.org/soap/encoding/"';

/** A WSDL of `urn:t` with this content. */
export function definitions(content: string, attributes = 'targetNamespace="urn:t"'): string {
  return `<w:definitions ${prefixes} ${attributes}>${content}</w:definitions>`;
}

/** A schema of `urn:t` with this content. */
export function schema(content: string, attributes = 'targetNamespace="urn:t"'): string {
  return `<x:schema ${prefixes} ${attributes}>${content}</x:schema>`;
}

/** The components of a WSDL with one schema. */
export function readSchema(content: string, attributes?: string): Read & { readonly schemas: Schemas } {
  const { wsdl, ...rest } = read({
    "a.wsdl": definitions(`<w:types>${schema(content, attributes)}</w:types>`),
  });
  return { wsdl, ...rest, schemas: required(wsdl).schemas };
}

/** The complex type `T` of a schema. */
export function complexType(content: string, attributes?: string): ComplexTypeDefinition {
  const type = readSchema(content, attributes).schemas.types.get("{urn:t}T");
  if (type?.kind !== "complex") throw new Error("there is no complex type T");
  return type;
}

/** The simple type `T` of a schema. */
export function simpleType(content: string): SimpleTypeDefinition {
  const type = readSchema(content).schemas.types.get("{urn:t}T");
  if (type?.kind !== "simple") throw new Error("there is no simple type T");
  return type;
}

/** Without the places in it. */
export function placeless(value: unknown): unknown {
  const places = new Set(["place", "basePlace", "contentPlace", "addressPlace"]);
  return value === undefined
    ? undefined
    : JSON.parse(JSON.stringify(value, (key, each: unknown) => (places.has(key) ? undefined : each)));
}

export const place = { path: "a.wsdl", line: 1, column: 1 };

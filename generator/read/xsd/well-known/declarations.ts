/** Building blocks of schemas: `x` is the prefix of XML Schema, names without a prefix are in the target namespace. */

export const any = `<x:any namespace="##any" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>`;
export const anyOther = `<x:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>`;
export const anyAttribute = `<x:anyAttribute namespace="##any" processContents="lax"/>`;

export const openContent = sequence(any) + anyAttribute;

export function sequence(content: string): string {
  return `<x:sequence>${content}</x:sequence>`;
}

export function element(name: string, type: string, rest = ""): string {
  return `<x:element name="${name}" type="${type}" ${rest}/>`;
}

export function optional(name: string, type: string, rest = ""): string {
  return element(name, type, `minOccurs="0" ${rest}`);
}

export function attribute(name: string, type: string, rest = ""): string {
  return `<x:attribute name="${name}" type="${type}" ${rest}/>`;
}

export function complexType(name: string, content: string, rest = ""): string {
  return `<x:complexType name="${name}" ${rest}>${content}</x:complexType>`;
}

/** A simple type with attributes. */
export function textType(name: string, base: string, attributes = anyAttribute): string {
  const extension = `<x:extension base="${base}">${attributes}</x:extension>`;
  return complexType(name, `<x:simpleContent>${extension}</x:simpleContent>`);
}

export function derivedType(name: string, base: string, content = ""): string {
  const extension = `<x:extension base="${base}">${content === "" ? "" : sequence(content)}</x:extension>`;
  return complexType(name, `<x:complexContent>${extension}</x:complexContent>`);
}

export function simpleType(name: string, base: string, facets = ""): string {
  return `<x:simpleType name="${name}"><x:restriction base="${base}">${facets}</x:restriction></x:simpleType>`;
}

export function anonymous(name: string, content: string, rest = ""): string {
  return `<x:element name="${name}" ${rest}><x:complexType>${content}</x:complexType></x:element>`;
}

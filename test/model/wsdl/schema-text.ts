export const element = (name: string, type: string, more = "") => `<xs:element name="${name}" type="${type}" ${more}/>`;

export const complex = (name: string, content: string, more = "") =>
  `<xs:complexType name="${name}" ${more}>${content}</xs:complexType>`;

export const sequence = (...particles: readonly string[]) => `<xs:sequence>${particles.join("")}</xs:sequence>`;

export const extension = (base: string, content: string) =>
  `<xs:complexContent><xs:extension base="${base}">${content}</xs:extension></xs:complexContent>`;

export const restriction = (base: string, content: string) =>
  `<xs:complexContent><xs:restriction base="${base}">${content}</xs:restriction></xs:complexContent>`;

export const root = (...particles: readonly string[]) =>
  `<xs:element name="Root"><xs:complexType>${sequence(...particles)}</xs:complexType></xs:element>`;

export const simple = (name: string, content: string) =>
  `<xs:simpleType${name && ` name="${name}"`}>${content}</xs:simpleType>`;

export const restricted = (base: string, facets: string) => `<xs:restriction base="${base}">${facets}</xs:restriction>`;

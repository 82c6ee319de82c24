import type { Element } from "@xmldom/xmldom";
import type { Report } from "../../diagnostic.js";
import type { QName } from "./qname.js";
import type { Place } from "../../source.js";
import { readAttributeDeclaration, readAttributeGroup } from "./read-attribute.js";
import { readComplexType } from "./read-complex-type.js";
import { isSubstitutionBlocked, readElement } from "./read-element.js";
import { attributeOf, type Markup } from "./markup.js";
import { readGroup } from "./read-particle.js";
import { readName, type References } from "./reading.js";
import { schemaChildren, warnUnexpected, type SchemaReading } from "./schema-reading.js";
import type {
  AttributeDeclaration,
  AttributeGroupDefinition,
  ElementDeclaration,
  GroupDefinition,
  TypeDefinition,
} from "./schema.js";
import { readSimpleType } from "./read-simple-type.js";

/** One schema element: its declarations, and the schemas that it needs. */
export interface SchemaDocument {
  readonly namespace: string;
  readonly imports: readonly SchemaImport[];
  readonly components: readonly Component[];
  /** Components in `redefine`, which replace others of the same name. */
  readonly redefined: readonly Component[];
}

export interface SchemaImport {
  readonly kind: "import" | "include" | "redefine";
  /** For an import; undefined for schemas without a namespace. */
  readonly namespace?: string;
  readonly location?: string;
  readonly place: Place;
}

export type Component =
  | { readonly kind: "element"; readonly name: QName; readonly definition: ElementDeclaration }
  | { readonly kind: "attribute"; readonly name: QName; readonly definition: AttributeDeclaration }
  | { readonly kind: "type"; readonly name: QName; readonly definition: TypeDefinition }
  | { readonly kind: "group"; readonly name: QName; readonly definition: GroupDefinition }
  | { readonly kind: "attributeGroup"; readonly name: QName; readonly definition: AttributeGroupDefinition };

/** Reads a schema. One without a target namespace takes that of the schema that includes it, `includer`. */
export function readSchema(
  root: Element,
  markup: Markup,
  includer: string | undefined,
  report: Report,
  references: References,
): SchemaDocument {
  const children = schemaChildren(root);
  const own = attributeOf(root, "targetNamespace")?.value;
  const namespace = own ?? includer ?? "";
  const reading: SchemaReading = {
    markup,
    target: namespace,
    // A schema without a namespace takes the one that includes it, and so do its references (XSD 1.0 part 1, 4.2.1).
    unprefixed: own === undefined ? namespace : "",
    report,
    ...references,
    elementsAreQualified: attributeOf(root, "elementFormDefault")?.value === "qualified",
    attributesAreQualified: attributeOf(root, "attributeFormDefault")?.value === "qualified",
    blocksSubstitution: isSubstitutionBlocked(attributeOf(root, "blockDefault")?.value ?? ""),
  };
  const components: Component[] = [];
  const imports: SchemaImport[] = [];
  const redefined: Component[] = [];
  for (const child of children) {
    const kind = child.localName;
    if (kind === "import" || kind === "include" || kind === "redefine") {
      imports.push(importOf(child, kind, markup));
      if (kind === "redefine") redefined.push(...schemaChildren(child).flatMap((each) => readComponent(each, reading)));
    } else components.push(...readComponent(child, reading));
  }
  return { namespace, imports, components, redefined };
}

function importOf(element: Element, kind: SchemaImport["kind"], markup: Markup): SchemaImport {
  const namespace = attributeOf(element, "namespace")?.value;
  const location = attributeOf(element, "schemaLocation")?.value;
  return {
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    ...(location === undefined || location === "" ? {} : { location }),
    place: markup.placeOf(element),
  };
}

function readComponent(element: Element, reading: SchemaReading): readonly Component[] {
  const kind = element.localName;
  if (kind === "notation") return [];
  const read = kind === null ? undefined : readers.get(kind);
  if (read === undefined) {
    warnUnexpected(element, reading);
    return [];
  }
  const local = readName(element, reading);
  return local === undefined ? [] : [read(element, { namespace: reading.target, local }, reading)];
}

const readers: ReadonlyMap<string, (element: Element, name: QName, reading: SchemaReading) => Component> = new Map<
  string,
  (element: Element, name: QName, reading: SchemaReading) => Component
>([
  ["element", (element, name, reading) => ({ kind: "element", name, definition: readElement(element, name, reading) })],
  [
    "attribute",
    (element, name, reading) => ({
      kind: "attribute",
      name,
      definition: readAttributeDeclaration(element, name, reading),
    }),
  ],
  [
    "complexType",
    (element, name, reading) => ({ kind: "type", name, definition: readComplexType(element, reading, name) }),
  ],
  [
    "simpleType",
    (element, name, reading) => ({ kind: "type", name, definition: readSimpleType(element, reading, name) }),
  ],
  ["group", (element, name, reading) => ({ kind: "group", name, definition: readGroup(element, name, reading) })],
  [
    "attributeGroup",
    (element, name, reading) => ({
      kind: "attributeGroup",
      name,
      definition: readAttributeGroup(element, name, reading),
    }),
  ],
]);

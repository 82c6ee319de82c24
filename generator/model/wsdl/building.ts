import type { Report } from "../../diagnostic.js";
import type { ComplexTypeDefinition, ElementDeclaration, Schemas, TypeUse } from "../../read/xsd/schema.js";
import type { Place } from "../../source.js";
import type { ComplexType, QName, TypeReference } from "../service.js";
import type { ReportUnresolved } from "./unresolved.js";

/** The context for building a type, which returns references to types that are built later. */
export interface Building {
  readonly schemas: Schemas;
  readonly report: Report;
  readonly reportUnresolved: ReportUnresolved;
  /** A reference for `use`, to any content if undefined. `element` and `parent` name an anonymous type. */
  reference(use: TypeUse | undefined, element: QName, parent: QName | undefined): TypeReference;
  /** A reference to a simple type. */
  simpleReference(use: TypeUse, element: QName, parent: QName | undefined): TypeReference;
  /** A SOAP-encoded array of these items or rows, for nested arrays and for rows. */
  arrayOf(item: TypeReference, namespace: string, place: Place, dimensions: number): TypeReference;
  /** The type of an element: its own, or that of the head of its substitution group. */
  typeOf(declaration: ElementDeclaration): TypeUse | undefined;
  /** The type of the typed DataSet that any content holds; undefined for other content. */
  dataSetOf(type: ComplexType): TypeReference | undefined;
  /** The elements that may replace a global element, including itself unless it is abstract. */
  substitutes(declaration: ElementDeclaration): readonly ElementDeclaration[];
  /** The types derived directly from the type with this key. */
  derived(key: string): readonly ComplexTypeDefinition[];
  /**
   * Counts the parts of groups, bases and substitution groups that types repeat. Reports an excess, and returns false.
   */
  spend(repeated: number, place: Place): boolean;
}

import type { Report } from "../../diagnostic.js";
import type { ComplexTypeDefinition, ElementDeclaration, Schemas, TypeUse } from "../../read/xsd/schema.js";
import type { Place } from "../../source.js";
import type { QName, TypeReference } from "../service.js";
import type { ReportUnresolved } from "./unresolved.js";

/** What a type needs while it is built: it refers to others, which are built by themselves later. */
export interface Building {
  readonly schemas: Schemas;
  readonly report: Report;
  readonly reportUnresolved: ReportUnresolved;
  /** `element` and `parent` name the type if it is anonymous. Any content where no type is said. */
  reference(use: TypeUse | undefined, element: QName, parent: QName | undefined): TypeReference;
  /** To a type of texts. */
  simpleReference(use: TypeUse, element: QName, parent: QName | undefined): TypeReference;
  /** A SOAP-encoded array of these items, or of these rows: for arrays of arrays, and for rows. */
  arrayOf(item: TypeReference, namespace: string, place: Place, dimensions: number): TypeReference;
  /** What an element's type is: its own, or that of the head of its substitution group. */
  typeOf(declaration: ElementDeclaration): TypeUse | undefined;
  /** The elements that can stand where this global one is referred to, itself included unless it is abstract. */
  substitutes(declaration: ElementDeclaration): readonly ElementDeclaration[];
  /** The types that are derived directly from the type of this key. */
  derived(key: string): readonly ComplexTypeDefinition[];
  /** Counts what types repeat of groups, bases and substitution groups. False, and reported, if that is out of proportion. */
  spend(repeated: number, place: Place): boolean;
}

import type { SampleText } from "../read/help-page/help-page.js";
import type { ComplexType, Content, Element, Wildcard } from "../model/service.js";
import type { TextType, TypeTable } from "./type-table.js";

/** A text of a sample, without its place. */
export type Filled = Pick<SampleText, "text" | "words" | "qname">;

/** The texts that samples show in place of values. */
export interface Filling {
  /** The depth at which complex elements are cut; an operation's wrapper element and an HTTP root have depth 0. */
  readonly depthLimit: number;
  /** The number of elements in a message after which the rest is cut. */
  readonly elementLimit: number;
  value(type: TextType, types: TypeTable, declared: Declared): Filled;
  /** The text for a simple type that is only assumed. */
  readonly unknown: { readonly element: Filled; readonly attribute: Filled };
  /** The text of an element with attributes; undefined if it is not shown. */
  text(type: TextType, types: TypeTable): Filled | undefined;
  /** The `xsi:type` of an element of any type, and its text. */
  readonly any: { readonly type: Filled; readonly text?: Filled };
  /** The content in place of a wildcard. */
  readonly wildcard: Filled | undefined;
  /** The content of an HTTP reply without a root of its own. */
  readonly node: Filled;
  /** The value of an HTTP parameter; the type is undefined if it is not simple. */
  parameter(type: TextType | undefined, types: TypeTable): string;
  /** The members of a content to show, in this order. */
  members(content: Content): readonly (Element | Wildcard)[];
  /** The type to show for `type`: itself or one derived from it. */
  instance(type: ComplexType, types: TypeTable): ComplexType;
  /** True for an element to leave out where it would be cut. */
  isLeftOut(element: Element): boolean;
}

/** The facts of an element or an attribute about its value. */
export interface Declared {
  readonly kind: "element" | "attribute";
  readonly default?: string;
  readonly fixed?: string;
}

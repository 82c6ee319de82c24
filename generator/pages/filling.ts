import type { SampleText } from "../read/help-page/help-page.js";
import type { ComplexType, Content, Element, Wildcard } from "../model/service.js";
import type { TextType, TypeTable } from "./type-table.js";

/** A text of a sample without its place. */
export type Filled = Pick<SampleText, "text" | "words" | "qname">;

/** What stands in samples for what messages hold. */
export interface Filling {
  /** Complex elements at this depth and below are cut; an operation's wrapper element and an HTTP root have depth 0. */
  readonly depthLimit: number;
  /** More elements than these in one message are cut as well. */
  readonly elementLimit: number;
  value(type: TextType, types: TypeTable, declared: Declared): Filled;
  /** What stands for a simple type that is only assumed. */
  readonly unknown: { readonly element: Filled; readonly attribute: Filled };
  /** The text of an element with attributes; undefined where it is not shown. */
  text(type: TextType, types: TypeTable): Filled | undefined;
  /** The `xsi:type` of an element that may be anything, and its text. */
  readonly any: { readonly type: Filled; readonly text?: Filled };
  /** What a place for any elements holds. */
  readonly wildcard: Filled | undefined;
  /** What an HTTP reply without a root of its own holds. */
  readonly node: Filled;
  /** The value of an HTTP parameter; undefined is a type that is not simple. */
  parameter(type: TextType | undefined, types: TypeTable): string;
  /** What is shown of a content, in this order. */
  members(content: Content): readonly (Element | Wildcard)[];
  /** The type whose content stands for one of `type`: itself, or one that is derived from it. */
  instance(type: ComplexType, types: TypeTable): ComplexType;
  /** True if the element is left out where it would be cut. */
  isLeftOut(element: Element): boolean;
}

/** An element or an attribute, as far as its value goes. */
export interface Declared {
  readonly kind: "element" | "attribute";
  readonly default?: string;
  readonly fixed?: string;
}

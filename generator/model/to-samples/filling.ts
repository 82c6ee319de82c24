import type { SampleText } from "../../read/help-page/help-page.js";
import type { BuiltinName } from "../builtin.js";
import type { Element, SimpleType } from "../service.js";

/** A text of a sample without its place. */
export type Filled = Pick<SampleText, "text" | "words" | "qname">;

/** What stands in samples for what messages hold. */
export interface Filling {
  /** Complex elements at this depth and below are cut; an operation's wrapper element and an HTTP root have depth 0. */
  readonly depthLimit: number;
  /** More elements than these in one message are cut as well. */
  readonly elementLimit: number;
  value(type: BuiltinName | SimpleType): Filled;
  /** What stands for a simple type that is only assumed. */
  readonly unknown: { readonly element: Filled; readonly attribute: Filled };
  /** The text of an element with attributes; undefined where it is not shown. */
  text(type: BuiltinName | SimpleType): Filled | undefined;
  /** The `xsi:type` of an element that may be anything, and its text. */
  readonly any: { readonly type: Filled; readonly text?: Filled };
  /** What a place for any elements holds. */
  readonly wildcard: Filled | undefined;
  /** What an HTTP reply without a root of its own holds. */
  readonly node: Filled;
  /** The value of an HTTP parameter; undefined is a type that is not simple. */
  parameter(type: BuiltinName | SimpleType | undefined): string;
  /** True if the element is left out where it would be cut. */
  isLeftOut(element: Element): boolean;
}

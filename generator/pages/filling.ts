import type { SampleText } from "../read/help-page/help-page.js";
import type { Content, Element, Wildcard } from "../model/service.js";
import type { TextType, TypeTable } from "./type-table.js";

/** A text of a sample, without its place. */
export type Filled = Pick<SampleText, "text" | "words" | "qname">;

/** The texts and elements that samples show for types. */
export interface Filling {
  /** The number of elements and placeholder words in a message after which the rest is cut. */
  readonly sizeLimit: number;
  value(type: TextType, types: TypeTable, kind: "element" | "attribute"): Filled;
  /** The text of an element with attributes; undefined if it is not shown. */
  text(type: TextType, types: TypeTable): Filled | undefined;
  /** The members of a content to show, in this order. */
  members(content: Content): readonly (Element | Wildcard)[];
}

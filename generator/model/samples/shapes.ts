import type { Place } from "../../source.js";
import type { QName } from "../service.js";
import type { ShownName, SimpleShape } from "./placeholder.js";

/** The evidence of samples about the type of one element: a tree whose parts have places. */
export type TypeShape = SimpleShape | ComplexShape | CutShape;

export interface ComplexShape {
  readonly kind: "complex";
  readonly name?: ShownName;
  /** True for an operation's wrapper element. */
  readonly wrapper: boolean;
  readonly attributes: readonly AttributeShape[];
  readonly content: ContentShape;
  /** True if only observed messages show it, and no page. The same holds below. */
  readonly observed?: true;
  readonly places: readonly Place[];
}

/** A complex type below the depth limit, of which the sample shows nothing more. */
export interface CutShape {
  readonly kind: "cut";
  readonly name?: ShownName;
  readonly observed?: true;
  readonly places: readonly Place[];
}

export type ContentShape =
  | { readonly kind: "members"; readonly members: readonly MemberShape[] }
  | { readonly kind: "text"; readonly type: SimpleShape }
  | { readonly kind: "unknown" };

export type MemberShape = ElementShape | WildcardShape;

export interface ElementShape {
  readonly kind: "element";
  readonly name: QName;
  /** True if the sample shows it twice. */
  readonly repeated: boolean;
  /** Present for a header block in SOAP encoding. */
  readonly use?: "encoded";
  /** True for a header block with mustUnderstand. */
  readonly mustUnderstand?: true;
  /** True if a sample lacks it, or says that a message may. */
  readonly optional?: true;
  /** True if it was nil in an observed message. */
  readonly nil?: true;
  /** Facts that a table of parameters states. */
  readonly stated?: StatedFacts;
  /** The type that `xsi:type` names in literal messages. */
  readonly xsiType?: StatedType;
  /** The number of the choice among its siblings that it is an alternative of. */
  readonly choice?: number;
  readonly type: TypeShape;
  readonly observed?: true;
  readonly places: readonly Place[];
}

/** The type that `xsi:type` names. `differs` is the place of the same element with another type, or without `xsi:type`. */
export interface StatedType extends ShownName {
  readonly differs?: Place;
}

export interface StatedFacts {
  readonly required?: boolean;
  readonly documentation?: string;
  readonly place: Place;
}

export interface WildcardShape {
  readonly kind: "any";
  readonly observed?: true;
  readonly optional?: true;
  readonly places: readonly Place[];
}

export interface AttributeShape {
  readonly name: QName;
  readonly type: SimpleShape;
  /** True if an observed message lacks it. */
  readonly optional?: true;
  readonly observed?: true;
  readonly places: readonly Place[];
}

/** The evidence of samples about a message. */
export interface MessageShape {
  readonly style: "document" | "rpc";
  readonly use: "literal" | "encoded";
  /** For rpc: the element that contains the parts. */
  readonly wrapper?: QName;
  readonly header: readonly ElementShape[];
  readonly body: readonly ElementShape[];
  /** True if no sample shows it: its body may have any content. */
  readonly unknown?: true;
  readonly observed?: true;
  readonly places: readonly Place[];
}

/** An element of a message, from which types are reached. */
export interface Root {
  readonly element: ElementShape;
  /** For an RPC part: the wrapper that it is local to. The type of a global element has the element's name. */
  readonly wrapper?: QName;
  /** The name of its message, which distinguishes elements of one name: `GetPrice`, `GetPriceResponse`. */
  readonly message: string;
}

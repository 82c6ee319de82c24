import type { SampleElement, SampleText } from "../read/help-page/help-page.js";
import type { Place } from "../source.js";
import type { ComplexType, Element } from "../model/service.js";
import type { Filled, Filling } from "./filling.js";
import { anyTypeName, anyXml, depthLimit, unknownValue } from "./placeholders.js";
import { sampleParts, xsiNil, xsiType } from "./sample-parts.js";
import { filledName } from "./type-name.js";
import type { TypeTable } from "./type-table.js";

/** Writes the samples of one message in literal use. */
export interface LiteralWriter {
  /** The samples of neighbouring elements at `depth`: each once, or twice if it repeats. */
  elements(elements: readonly Element[], depth: number): readonly SampleElement[];
  /** The sample of an element that is the root of a document. */
  root(element: Element): SampleElement;
}

export function literalWriter(place: Place, types: TypeTable, filling: Filling): LiteralWriter {
  const parts = sampleParts(place);
  let left = filling.sizeLimit;
  return {
    elements: (elements, depth) => elements.flatMap((element) => write(element, depth)),
    root: (element) => sample(element, 0),
  };

  /** Writes one element. The depth limit bounds the recursion. */
  function write(element: Element, depth: number): readonly SampleElement[] {
    const isCut = types.complex(element.type) !== undefined && (depth >= depthLimit || left <= 0);
    const once = (): SampleElement =>
      isCut ? parts.element(element.name, [parts.attribute(xsiNil, { text: "true" })], []) : sample(element, depth);
    return isRepeated(element) ? [once(), once()] : [once()];
  }

  function sample(element: Element, depth: number): SampleElement {
    left--;
    const type = types.complex(element.type);
    const { xsiType: stated } = element;
    const written = type === undefined ? simple(element) : complex(element, type, depth);
    if (stated === undefined) return written;
    return { ...written, attributes: [parts.attribute(xsiType, filledName(stated)), ...written.attributes] };
  }

  /** Takes the words of a text from what is left of the size limit. */
  function counted<Text extends Filled | undefined>(text: Text): Text {
    left -= text?.words?.length ?? 0;
    return text;
  }

  function simple(element: Element): SampleElement {
    const { name, type: reference, evidence } = element;
    const type = types.simple(reference) ?? "anyType";
    const isAssumed = evidence.type.kind === "assumed";
    if (type !== "anyType") {
      const value = isAssumed ? unknownValue.element : counted(filling.value(type, types, "element"));
      return parts.element(name, [], [parts.text(value)]);
    }
    // ASMX declares items of object[] without a type, which only their name, anyType, suggests.
    if (isAssumed) return parts.element(name, [], []);
    return parts.element(name, [parts.attribute(xsiType, anyTypeName)], []);
  }

  function complex({ name }: Element, type: ComplexType, depth: number): SampleElement {
    const attributes = type.attributes.map((attribute) => {
      const isAssumed = attribute.evidence.type.kind === "assumed";
      const value = counted(filling.value(types.simple(attribute.type) ?? "string", types, "attribute"));
      return parts.attribute(attribute.name, isAssumed ? unknownValue.attribute : value);
    });
    return parts.element(name, attributes, contentOf(type, depth));
  }

  function contentOf({ content }: ComplexType, depth: number): readonly (SampleElement | SampleText)[] {
    switch (content.kind) {
      case "unknown":
        return [];
      case "text": {
        const text = counted(filling.text(types.simple(content.type) ?? "string", types));
        return text === undefined ? [] : [parts.text(text)];
      }
      case "sequence":
        return filling
          .members(content)
          .flatMap((member): readonly (SampleElement | SampleText)[] =>
            member.kind === "any" ? [parts.text(anyXml)] : write(member, depth + 1),
          );
    }
  }
}

/** True if an element repeats. One that may not occur at all is printed nevertheless. */
export function isRepeated({ maxOccurs }: Element): boolean {
  return maxOccurs === "unbounded" || maxOccurs > 1;
}

import { carriedStart, declareQNames } from "../xml/carried.js";
import { append } from "../xml/cursor.js";
import type { XmlElement } from "../xml/element.js";
import { elsewhere, openAgain } from "../xml/position.js";
import { isReference, linksOf, type EncodedElement } from "./element.js";
import { nextIn } from "./part.js";
import { enter, findTarget, pass, type EncodedReading } from "./reading.js";

/**
 * Reads the element that was just opened as XML, and moves past its end tag. It includes the elements that it refers to,
 * each once in a message: in place of the first reference, under its name and with its id. Further references remain,
 * so the result is a tree no larger than the message.
 */
export function keepElement(reading: EncodedReading): XmlElement {
  const { cursor, kept } = reading;
  const { at, binding } = cursor;
  const { id, reference } = linksOf(cursor);
  const xml = carriedStart(cursor, true);
  if (id !== undefined) {
    if (kept.has(at)) {
      pass(reading, { at, marks: { id }, target: null });
      return { ...xml, attributes: [{ name: "href", namespace: "", value: `#${id}` }] };
    }
    kept.set(at, xml);
  }
  const target = reference === undefined ? undefined : findTarget(reading, reference);
  if (!target || kept.has(target.at)) keepContent(reading, xml);
  else {
    cursor.skip();
    elsewhere(cursor, () => {
      openAgain(cursor, target);
      kept.set(target.at, xml);
      const { attributes } = carriedStart(cursor, true);
      const own = xml.attributes.filter(
        (attribute) =>
          !isReference(attribute) &&
          !attributes.some((a) => a.name === attribute.name && a.namespace === attribute.namespace),
      );
      xml.attributes = [...own, ...attributes];
      keepContent(reading, xml);
    });
    // The value decides what a prefix means where the reference to it has another meaning.
    declareQNames(cursor, xml, binding);
  }
  return xml;
}

/** The value of an element as XML; several elements may share it. */
export function keepValue(reading: EncodedReading, element: EncodedElement): XmlElement {
  const known = reading.kept.get(element.at);
  if (known === undefined) {
    enter(reading, element);
    return keepElement(reading);
  }
  pass(reading, element);
  return known;
}

/** Reads what is in the element that was just opened, and moves past its end tag. */
function keepContent(reading: EncodedReading, xml: XmlElement): void {
  const { cursor } = reading;
  const { children } = xml;
  const { binding } = cursor;
  cursor.enter();
  const tag = cursor.started();
  while (nextIn(cursor, tag, (text) => append(children, text))) children.push(keepElement(reading));
  cursor.depth--;
  declareQNames(cursor, xml, binding);
}

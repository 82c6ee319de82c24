import { xsi } from "./names.js";
import { Output, type Bytes } from "./output.js";

/**
 * A document of an element that was written where `xsi` is bound. Its root declares that prefix, unless it is an element
 * that was carried and gives it another meaning.
 */
export function documentOf(element: Uint8Array): Bytes {
  const output = new Output();
  output.ascii('<?xml version="1.0" encoding="utf-8"?>');
  // Neither appears in a name or in a written attribute: the first space ends the name, the first > the tag.
  const tag = element.subarray(0, element.indexOf(62));
  const end = tag.indexOf(32);
  const name = end < 0 ? tag : tag.subarray(0, end);
  output.bytes(name);
  if (!new TextDecoder().decode(tag).includes(' xmlns:xsi="')) output.ascii(` xmlns:xsi="${xsi}"`);
  output.bytes(element.subarray(name.length));
  return output.done();
}

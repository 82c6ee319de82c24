import type { AnyKind, AnyKinds } from "../complex/table.js";
import type { Cursor } from "../xml/cursor.js";
import { xsd } from "../xml/names.js";
import { typeIn, type EncodedElement } from "./element.js";
import { itemTypeOf, rowOf, soap11Encoding, soap12Encoding, type QName } from "./type.js";

/**
 * The type that an element of any type states. An array states that of its items, so that it is of the first type of such
 * arrays. `array` is the array around an item, which states its type unless the item does.
 */
export function kindIn(
  cursor: Cursor,
  any: AnyKinds,
  element: EncodedElement,
  array: EncodedElement | undefined,
): AnyKind | undefined {
  const type = typeIn(cursor, element, "type");
  const items = typeIn(cursor, element, "itemType");
  if (items !== undefined && (type === undefined || isArray(type))) {
    return arrayOf(any, items, element.marks.size?.length ?? 1);
  }
  const stated = type ?? (array && typeIn(cursor, array, "itemType"));
  return stated && any.find(keyOf(stated));
}

function isArray({ namespace, local }: QName): boolean {
  // PHP writes it in SOAP 1.2, too, which has no such type.
  return local === "Array" && (namespace === soap11Encoding || namespace === soap12Encoding);
}

/** The first type of arrays of these items. */
function arrayOf(any: AnyKinds, items: QName, dimensions: number): AnyKind | undefined {
  let arrays = arrayKinds.get(any);
  if (arrays === undefined) {
    arrays = new Map();
    for (const kind of any.all()) {
      const codec = kind.codec();
      if ("fit" in codec || !codec.list) continue;
      const key = `${keyOf(itemTypeOf(rowOf(codec)))} ${codec.dimensions}`;
      if (!arrays.has(key)) arrays.set(key, kind);
    }
    arrayKinds.set(any, arrays);
  }
  return arrays.get(`${keyOf(items)} ${dimensions}`);
}

const arrayKinds = /* @__PURE__ */ new WeakMap<AnyKinds, Map<string, AnyKind>>();

/** A name for `AnyKinds`. The types of SOAP encoding and of drafts of XML Schema have the values of the builtin types. */
function keyOf({ namespace, local }: QName): string {
  return builtinNamespaces.has(namespace) ? `${xsd} ${synonyms[local] ?? local}` : `${namespace} ${local}`;
}

const builtinNamespaces: ReadonlySet<string> = /* @__PURE__ */ new Set([
  xsd,
  soap11Encoding,
  soap12Encoding,
  "http://www.w3.org/2000/10/XMLSchema",
  "http://www.w3.org/1999/XMLSchema",
]);

/** Types with another name in XML Schema. */
const synonyms: Partial<Record<string, string>> = {
  __proto__: null as never,
  base64: "base64Binary",
  "ur-type": "anyType",
  timeInstant: "dateTime",
};

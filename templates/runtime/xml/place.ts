import { nameClasses } from "./byte-class.js";

/**
 * Locates a byte. The path holds the local names of its ancestors, without Envelope and Body, then that of an attribute
 * whose value starts here. Lines count from 1.
 */
export function placeOf(bytes: Uint8Array, offset: number): { path: string; line: number } {
  let line = 1;
  for (let k = 0; k < offset; k++) if (bytes[k] === 10 || (bytes[k] === 13 && bytes[k + 1] !== 10)) line++;
  const names: string[] = [];
  for (let k = bytes.indexOf(60); k >= 0 && k <= offset; k = bytes.indexOf(60, k)) {
    const kind = bytes[k + 1];
    if (kind === 33 || kind === 63) {
      const end = kind === 63 ? "?>" : bytes[k + 2] === 91 ? "]]>" : "-->";
      k = passed(bytes, end, k);
      continue;
    }
    const close = endOfTag(bytes, k);
    if (kind === 47) {
      if (k < offset) names.pop();
    } else if (bytes[close - 2] !== 47 || close > offset) {
      let to = k + 1;
      while (nameClasses[bytes[to] ?? 0] !== 0) to++;
      const name = lenient.decode(bytes.subarray(k + 1, to));
      if (name !== "") names.push(name.slice(name.indexOf(":") + 1));
    }
    k = close;
  }
  if (names[0] === "Envelope") names.splice(0, names[1] === "Body" ? 2 : 1);
  const attribute = attributeAt(bytes, offset);
  if (attribute !== "") names.push(`@${attribute}`);
  return { path: names.join("/"), line };
}

/** The local name of the attribute whose value starts at an offset; empty if none does. */
function attributeAt(bytes: Uint8Array, offset: number): string {
  const quote = bytes[offset - 1];
  if (quote !== 34 && quote !== 39) return "";
  let last = offset - 1;
  while (last >= 0 && nameClasses[bytes[last] ?? 0] === 0) last--;
  let first = last;
  while (nameClasses[bytes[first] ?? 0] !== 0 && bytes[first] !== 58) first--;
  return bytes.subarray(last, offset).includes(61) ? lenient.decode(bytes.subarray(first + 1, last + 1)) : "";
}

function endOfTag(bytes: Uint8Array, from: number): number {
  let quote = 0;
  for (let k = from + 1; k < bytes.length; k++) {
    const byte = bytes[k];
    if (quote !== 0) {
      if (byte === quote) quote = 0;
    } else if (byte === 62) return k + 1;
    else if (byte === 34 || byte === 39) quote = byte;
  }
  return bytes.length;
}

function passed(bytes: Uint8Array, end: string, from: number): number {
  for (let k = bytes.indexOf(62, from); k >= 0; k = bytes.indexOf(62, k + 1)) {
    let j = 1;
    while (j < end.length && bytes[k - j] === end.charCodeAt(end.length - 1 - j)) j++;
    if (j === end.length) return k + 1;
  }
  return bytes.length;
}

const lenient = /* @__PURE__ */ new TextDecoder();

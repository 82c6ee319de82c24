import { Malformed, misfit } from "../error.js";
import { encodingOf } from "./charset.js";
import { decoderOf, type Decoder } from "./decoder.js";

/** The bytes of a document as they arrive, one chunk at a time. */
export interface Chunks {
  /** Resolves with undefined at the end. */
  readonly read: () => Promise<Uint8Array | undefined>;
  readonly cancel: () => Promise<unknown>;
}

/**
 * Converts a document to UTF-8 without a byte order mark while it arrives, like `toUtf8`. Does not check the bytes of one
 * in UTF-8. Throws Malformed for an unknown encoding, and for bytes that are invalid in it.
 */
export async function* utf8Chunks(
  { read, cancel }: Chunks,
  charset: string | undefined,
): AsyncGenerator<Uint8Array, void> {
  try {
    const head = await headOf(read);
    const [name, mark] = encodingOf(head, charset);
    const convert = name === "utf-8" ? (bytes: Uint8Array) => bytes : converterFrom(name);
    for (let chunk: Uint8Array | undefined = head.subarray(mark); chunk !== undefined; chunk = await read())
      yield convert(chunk, true);
    yield convert(new Uint8Array(), false);
  } finally {
    await cancel();
  }
}

/** The first bytes, which contain the XML declaration. */
async function headOf(read: Chunks["read"]): Promise<Uint8Array> {
  let head = new Uint8Array();
  while (head.length < longestDeclaration) {
    const chunk = await read();
    if (chunk === undefined) break;
    const longer = new Uint8Array(head.length + chunk.length);
    longer.set(head);
    longer.set(chunk, head.length);
    head = longer;
  }
  return head;
}

const longestDeclaration = 200;

function converterFrom(charset: string): (bytes: Uint8Array, stream: boolean) => Uint8Array {
  const encoder = new TextEncoder();
  const decoder = knownDecoder(charset);
  return (bytes, stream) => {
    try {
      return encoder.encode(decoder.decode(bytes, { stream }));
    } catch {
      throw new Malformed(`not ${charset}`, "", 1);
    }
  };
}

function knownDecoder(charset: string): Decoder {
  try {
    return decoderOf(charset);
  } catch {
    throw new Malformed(misfit("a known charset", charset), "", 1);
  }
}

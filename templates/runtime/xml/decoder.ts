/** The part of a TextDecoder that this project uses. */
export type Decoder = Pick<InstanceType<typeof TextDecoder>, "decode">;

/**
 * A decoder for a charset, by default one that throws a TypeError for invalid bytes and keeps byte order marks. Decodes
 * 0x80 to 0x9f of windows-1252 (which iso-8859-1 is another label of) as WHATWG's Encoding Standard defines; TextDecoder
 * of Node 20 reads them as control characters. Throws a RangeError for an unknown charset.
 */
export function decoderOf(
  charset: string,
  options: ConstructorParameters<typeof TextDecoder>[1] = { fatal: true, ignoreBOM: true },
): Decoder {
  const decoder = new TextDecoder(charset, options);
  if (decoder.encoding !== "windows-1252") return decoder;
  // Windows-1254 differs from it in two of these characters only, and takes less of a bundle than the 27 of them.
  const near = new TextDecoder("windows-1254").decode(Uint8Array.from({ length: 32 }, (_, at) => at + 128));
  const characters = near.replace("\x8e", "Ž").replace("\x9e", "ž");
  return {
    decode: (...of) => decoder.decode(...of).replace(/[\x80-\x9f]/g, (c) => characters.charAt(c.charCodeAt(0) - 128)),
  };
}

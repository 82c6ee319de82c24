/** Fills a message up to whole blocks of 64 bytes, as MD4 and MD5 do (RFC 1320 and 1321, 3.1 and 3.2). */
export function mdBlocks(bytes: Uint8Array): { readonly padded: Uint8Array; readonly view: DataView } {
  const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, bytes.length << 3, true);
  view.setUint32(padded.length - 4, Math.floor(bytes.length / 2 ** 29), true);
  return { padded, view };
}

/** Bytes in base64, of any number. */
export function base64(bytes: Uint8Array): string {
  let text = "";
  // Each byte would be an argument, of which a function takes a limited number.
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return btoa(text);
}

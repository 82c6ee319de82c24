/** Multiparts for tests. */

export interface Part {
  readonly headers?: Readonly<Record<string, string>>;
  readonly content: string | Uint8Array;
}

/** The parts between the boundary `b`. */
export function multipartOf(
  parts: readonly Part[],
  { start = "", end = "\r\n--b--\r\n" } = {},
): Uint8Array<ArrayBuffer> {
  const pieces = parts.flatMap(({ headers = {}, content }, index) => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return [`${index === 0 ? start : "\r\n"}--b\r\n${lines.join("")}\r\n`, content];
  });
  return new Uint8Array(Buffer.concat([...pieces, end].map((piece) => Buffer.from(piece))));
}

/** An XOP package, as services send it. */
export function xopOf(envelope: string, ...parts: readonly (readonly [id: string, content: string | Uint8Array])[]) {
  const root = { "Content-Type": 'application/xop+xml; charset=utf-8; type="text/xml"', "Content-ID": "<root@h>" };
  return multipartOf([
    { headers: root, content: envelope },
    ...parts.map(([id, content]) => ({
      headers: { "Content-ID": `<${id}>`, "Content-Type": "image/png", "Content-Transfer-Encoding": "binary" },
      content,
    })),
  ]);
}

export const xopType =
  'multipart/related; type="application/xop+xml"; start="<root@h>"; start-info="text/xml"; boundary=b';

export function include(href: string): string {
  return `<xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="${href}"/>`;
}

/** The bytes in pieces of this size. */
export function inPieces(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, k) => bytes.slice(k * size, (k + 1) * size));
}

import { expect } from "vitest";
import { Cursor } from "../../templates/runtime/xml/cursor.js";
import { Malformed, RequestError } from "../../templates/runtime/error.js";
import { Output } from "../../templates/runtime/xml/output.js";
import { parseParameter, writeParameter } from "../../templates/runtime/simple/parameter.js";
import type { Simple } from "../../templates/runtime/simple/simple.js";

/**
 * The text between two tags, read as `type`: plainly, in a CDATA section and after a comment, which all give the same. What
 * `fit` gives is what `read` does.
 */
export function read<T>(type: Simple<T>, text: string): T {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const [plain, ...others] = [escaped, `<![CDATA[${text}]]>`, `<!---->${escaped}`].map((content) => {
    const cursor = new Cursor(new TextEncoder().encode(`<a>${content}</a>`));
    cursor.start();
    cursor.content();
    const fitting = type.fit(cursor.string());
    try {
      const value = type.read(cursor);
      expect(fitting).toEqual(value);
      return { value };
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      expect(fitting).toBe(undefined);
      return { error };
    }
  });
  if (plain === undefined) throw new Error("there are three ways");
  for (const other of others) expect(other).toEqual(plain);
  if ("error" in plain) throw plain.error;
  return plain.value;
}

/** The text that `type` writes as the content of an element. */
export function written<T>(type: Simple<T>, value: T): string {
  const output = new Output();
  output.ascii("<a>");
  type.write(output, value);
  return new TextDecoder().decode(output.done()).slice(3);
}

/** Checks that `type` refuses these texts, whatever their source. */
export function expectRefused(type: Simple<unknown>, ...texts: string[]): void {
  for (const text of texts) {
    expect(() => read(type, text), `read ${JSON.stringify(text)}`).toThrow(Malformed);
    expect(() => parseParameter(type, text), `parse ${JSON.stringify(text)}`).toThrow(Malformed);
    expect(type.fit(text, undefined, true), `parse ${JSON.stringify(text)}`).toBe(undefined);
  }
}

/** Checks that `type` refuses to write these values. */
export function expectUnwritable(type: Simple<unknown>, ...values: unknown[]): void {
  for (const value of values) {
    expect(() => written(type, value), `write ${String(value)}`).toThrow(RequestError);
    expect(() => writeParameter(type, value), `form ${String(value)}`).toThrow(RequestError);
  }
}

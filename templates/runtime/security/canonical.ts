import { Cursor, type StartTag } from "../xml/cursor.js";
import { xml, xmlns } from "../xml/names.js";
import { EMPTY, type Binding } from "../xml/tag-reader.js";
import { encodeUtf8 } from "../xml/utf8.js";

export interface CanonicalOptions {
  /** The PrefixList of InclusiveNamespaces: prefixes that are declared even if no name uses them. */
  readonly prefixes?: readonly string[] | undefined;
  /** The offset of the start tag of an element that is left out: the enveloped signature. */
  readonly omitted?: number | undefined;
}

/** The place of an element in a document. */
export interface ElementPlace {
  /** The offset of its start tag. */
  readonly at: number;
  readonly outer: Binding;
}

/**
 * A cursor that can canonicalize elements: "Exclusive XML Canonicalization" 1.0, without comments. It is the parser that
 * also reads values, so that a signature and a value never depend on two readings of a document.
 */
export class CanonicalCursor extends Cursor {
  /** The length of all namespaces that were declared. */
  private declared = 0;

  /** The place of the element last opened. */
  place(): ElementPlace {
    const { at, outer } = this;
    return { at, outer };
  }

  /** Opens the element at a place again. */
  reopen({ at, outer }: ElementPlace): void {
    this.i = at;
    this.binding = outer;
    this.scope = outer.id;
    this.lookAhead();
    this.accept();
  }

  /** The canonical form of the element last opened, in UTF-8. Moves past its end tag. */
  canonical({ prefixes = [], omitted = -1 }: CanonicalOptions = {}): ReturnType<typeof encodeUtf8> {
    const inclusive = new Set(prefixes.map((prefix) => (prefix === "#default" ? "" : prefix)));
    const namespaces = new Map([["", ""]]);
    const parts: string[] = [];
    const open: OpenElement[] = [];
    let element = this.startTag(parts, namespaces, inclusive, inclusive);
    for (;;) {
      const { tag, name, outside } = element;
      const { i } = this;
      const text = (tag.flags & EMPTY) === 0 ? this.chars() : null;
      if (text !== null) parts.push(this.isInstruction(i) ? this.instructionAt(i) : text.replace(/[&<>\r]/g, escaped));
      else if (this.close(tag)) {
        parts.push("</", name, ">");
        for (const [prefix, namespace] of outside) {
          if (namespace === undefined) namespaces.delete(prefix);
          else namespaces.set(prefix, namespace);
        }
        this.depth--;
        const outer = open.pop();
        if (outer === undefined) return encodeUtf8(parts.join(""));
        element = outer;
      } else {
        this.lookAhead();
        this.accept();
        if (this.at === omitted) this.skip();
        else {
          open.push(element);
          element = this.startTag(parts, namespaces, inclusive);
        }
      }
    }
  }

  /** Passes each start tag in the element last opened, and moves past its end tag. */
  visit(see: () => void): void {
    const open: StartTag[] = [];
    let tag = this.started();
    for (;;) {
      if ((tag.flags & EMPTY) === 0 && this.chars() !== null) continue;
      if (this.close(tag)) {
        const outer = open.pop();
        if (outer === undefined) return;
        this.depth--;
        tag = outer;
      } else {
        this.lookAhead();
        this.accept();
        this.enter();
        see();
        open.push(tag);
        tag = this.started();
      }
    }
  }

  /** Writes the start tag last read, with declarations of the prefixes in use and of `wanted` ones that are in scope. */
  private startTag(
    parts: string[],
    namespaces: Map<string, string>,
    inclusive: ReadonlySet<string>,
    wanted?: ReadonlySet<string>,
  ): OpenElement {
    this.enter();
    const tag = this.started();
    const name = this.slice(tag.at + 1, tag.at + 1 + tag.length);
    const all = this.allAttributes();
    const attributes = all.filter(({ namespace }) => namespace !== xmlns);
    const used = [this.prefix, ...attributes.flatMap(({ prefix = "" }) => (prefix === "" ? [] : [prefix]))];
    // Only a declaration of this tag can change what an inclusive prefix means.
    const declared = all.flatMap(({ namespace, prefix, name }) =>
      namespace === xmlns ? [prefix === "" ? "" : name] : [],
    );
    const candidates = wanted ?? declared.filter((prefix) => inclusive.has(prefix));
    const outside: [prefix: string, namespace: string | undefined][] = [];
    parts.push("<", name);
    for (const prefix of [...new Set([...used, ...candidates])].sort(byCodePoints)) {
      const namespace = prefix === "" ? this.binding.within : this.bindingOf(prefix)?.uri;
      const rendered = namespaces.get(prefix);
      if (namespace === undefined || namespace === rendered || namespace === xml) continue;
      this.countDeclared(namespace);
      outside.push([prefix, rendered]);
      namespaces.set(prefix, namespace);
      parts.push(prefix === "" ? " xmlns" : ` xmlns:${prefix}`, '="', quoted(namespace), '"');
    }
    attributes.sort((a, b) => byCodePoints(a.namespace, b.namespace) || byCodePoints(a.name, b.name));
    for (const { prefix = "", name, value } of attributes)
      parts.push(prefix === "" ? " " : ` ${prefix}:`, name, '="', quoted(value), '"');
    parts.push(">");
    return { tag, name, outside };
  }

  /**
   * Counts a declaration. One at the root of a document can be repeated in each element, so that the canonical form is
   * many times longer than the document.
   */
  private countDeclared(namespace: string): void {
    this.declared += namespace.length;
    if (this.declared > 4 * this.bytes.length + 2 ** 20)
      this.fail("the canonical form is many times longer than the document", this.at);
  }

  private isInstruction(at: number): boolean {
    return this.bytes[at] === 60 && this.bytes[at + 1] === 63;
  }

  /** The canonical form of the processing instruction that was just read: one space before its content. */
  private instructionAt(at: number): string {
    const text = this.slice(at + 2, this.i - 2).replace(/\r\n?/g, "\n");
    const target = /^[^ \t\n]*/.exec(text)?.[0] ?? "";
    const content = text.slice(target.length).replace(/^[ \t\n]+/, "");
    return content === "" ? `<?${target}?>` : `<?${target} ${content}?>`;
  }
}

interface OpenElement {
  readonly tag: StartTag;
  readonly name: string;
  /** The meanings outside of it of the prefixes that it declares. */
  readonly outside: readonly (readonly [prefix: string, namespace: string | undefined])[];
}

function quoted(value: string): string {
  return value.replace(/[&<"\t\n\r]/g, escaped);
}

function escaped(character: string): string {
  return escapes.get(character) ?? character;
}

/** Canonical XML 1.0, 2.3. */
const escapes: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["\t", "&#x9;"],
  ["\n", "&#xA;"],
  ["\r", "&#xD;"],
]);

/** Compares by code points, which UTF-16 orders otherwise: its surrogates come before U+E000. */
function byCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  if (!surrogate.test(a) && !surrogate.test(b)) return a < b ? -1 : 1;
  const [first = [], second = []] = [a, b].map((text) =>
    Array.from(text, (character) => character.codePointAt(0) ?? 0),
  );
  const at = first.findIndex((point, index) => point !== second[index]);
  return at < 0 ? -1 : (first[at] ?? 0) - (second[at] ?? -1);
}

const surrogate = /[\ud800-\udfff]/;

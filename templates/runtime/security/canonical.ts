import { Cursor, type StartTag } from "../xml/cursor.js";
import type { XmlAttribute } from "../xml/element.js";
import { prefixOf, xml, xmlns, xsi } from "../xml/names.js";
import { EMPTY, type Binding } from "../xml/tag-reader.js";
import { encodeUtf8 } from "../xml/utf8.js";

export interface CanonicalOptions {
  /** The PrefixList of InclusiveNamespaces: prefixes that are declared even if no name uses them. */
  readonly prefixes?: readonly string[] | undefined;
  /** The offset of the start tag of an element that is left out: the enveloped signature. */
  readonly omitted?: number | undefined;
  /**
   * Sees each attribute whose value is the name of a type that the canonical form does not determine: its prefix, or the
   * default namespace, means something else there than in the document, or nothing in the canonical form depends on it.
   */
  readonly onUncovered?: ((attribute: XmlAttribute) => void) | undefined;
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
  /** The namespaces of attributes as `inCodePoints` orders them. */
  private readonly keys = new Map<string, string>();

  /** The place of the element last opened. */
  place(): ElementPlace {
    const { at, outer } = this;
    return { at, outer };
  }

  /** The canonical form of the element last opened, in UTF-8. Moves past its end tag. */
  canonical({ prefixes = [], omitted = -1, onUncovered }: CanonicalOptions = {}): ReturnType<typeof encodeUtf8> {
    const inclusive = new Set(prefixes.map((prefix) => (prefix === "#default" ? "" : prefix)));
    const namespaces = new Map([["", ""]]);
    const form = { parts: [] as string[], namespaces, inclusive, onUncovered };
    const { parts } = form;
    const open: OpenElement[] = [];
    let element = this.startTag(form, undefined);
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
          element = this.startTag(form, element);
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

  /** Writes the start tag last read, with declarations of the prefixes in use and of inclusive ones. */
  private startTag(form: CanonicalForm, outer: OpenElement | undefined): OpenElement {
    const { parts, namespaces, inclusive } = form;
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
    const candidates = outer === undefined ? inclusive : declared.filter((prefix) => inclusive.has(prefix));
    const outside: [prefix: string, namespace: string | undefined][] = [];
    parts.push("<", name);
    for (const prefix of sortedBy([...new Set([...used, ...candidates])], inCodePoints)) {
      const namespace = this.meaningOf(prefix);
      const rendered = namespaces.get(prefix);
      if (namespace === undefined || namespace === rendered || namespace === xml) continue;
      this.countDeclared(namespace);
      outside.push([prefix, rendered]);
      namespaces.set(prefix, namespace);
      parts.push(prefix === "" ? " xmlns" : ` xmlns:${prefix}`, '="', quoted(namespace), '"');
    }
    const hasDefault = outer?.hasDefault === true || this.prefix === "" || inclusive.has("");
    for (const attribute of this.sorted(attributes)) {
      const { prefix = "", name, value } = attribute;
      parts.push(prefix === "" ? " " : ` ${prefix}:`, name, '="', quoted(value), '"');
      if (form.onUncovered === undefined || !namesType(attribute)) continue;
      const own = prefixOf(value);
      const rendered = namespaces.get(own);
      // A prefix that the canonical form does not declare means nothing to readers, who refuse it where they need it.
      if (
        own === ""
          ? !hasDefault || rendered !== this.meaningOf(own)
          : rendered !== undefined && rendered !== this.meaningOf(own)
      )
        form.onUncovered(attribute);
    }
    parts.push(">");
    return { tag, name, outside, hasDefault };
  }

  /** The namespace of a prefix in the scope of the start tag last read. */
  private meaningOf(prefix: string): string | undefined {
    return this.bindingOf(prefix)?.uri;
  }

  /** Attributes by their namespaces and names. Few namespaces have many attributes, and long ones are compared slowly. */
  private sorted(attributes: readonly XmlAttribute[]): readonly XmlAttribute[] {
    if (attributes.length < 2) return attributes;
    const ranks = new Map(
      sortedBy([...new Set(attributes.map(({ namespace }) => namespace))], (namespace) => this.keyOf(namespace)).map(
        (namespace, rank) => [namespace, rank],
      ),
    );
    const rankOf = ({ namespace }: XmlAttribute): number => ranks.get(namespace) ?? 0;
    const named = sortedBy(attributes, ({ name }) => inCodePoints(name));
    return named.sort((a, b) => rankOf(a) - rankOf(b));
  }

  private keyOf(namespace: string): string {
    let key = this.keys.get(namespace);
    if (key === undefined) this.keys.set(namespace, (key = inCodePoints(namespace)));
    return key;
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

/** A canonical form while it is written. */
interface CanonicalForm extends Pick<CanonicalOptions, "onUncovered"> {
  readonly parts: string[];
  /** The declarations in effect. */
  readonly namespaces: Map<string, string>;
  readonly inclusive: ReadonlySet<string>;
}

interface OpenElement {
  readonly tag: StartTag;
  readonly name: string;
  /** The meanings outside of it of the prefixes that it declares. */
  readonly outside: readonly (readonly [prefix: string, namespace: string | undefined])[];
  /** True if the canonical form depends on the default namespace in it. */
  readonly hasDefault: boolean;
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

/** True for attributes whose value is the name of a type: those of XML Schema, and of arrays in the encodings of SOAP. */
function namesType({ namespace, name }: XmlAttribute): boolean {
  return namespace === xsi ? name === "type" : name === "arrayType" || name === "itemType";
}

/** A sorted copy, for which the key of each item is made once. */
function sortedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
}

/**
 * A text whose order is that of the code points of another. UTF-16 orders surrogates before U+E000, so that the two
 * ranges are exchanged.
 */
function inCodePoints(text: string): string {
  return text.replace(/[\ud800-\uffff]/g, (unit) => {
    const code = unit.charCodeAt(0);
    return String.fromCharCode(code < 0xe000 ? code + 0x2000 : code - 0x800);
  });
}

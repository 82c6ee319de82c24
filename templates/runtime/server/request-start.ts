import { joined } from "../streaming/bytes.js";
import { endTagOf, isNamed, Tokens } from "../streaming/tokens.js";

/** The start of an envelope, as documents. */
export interface Start {
  /** Up to the start tag of the first element in the Body. */
  readonly withElement: Uint8Array;
  /** Up to the start tag of the Body. */
  readonly withoutElement: Uint8Array;
}

/** Finds the start of an envelope while it arrives, by the local names of its elements. Does not check anything. */
export class RequestStart {
  private readonly tokens = new Tokens();
  private depth = 0;
  private readonly around: Uint8Array[] = [];
  private isSearching = true;

  /** All bytes that have arrived. */
  get bytes(): Uint8Array {
    return this.tokens.open.view();
  }

  /** Adds bytes. Returns the start once it is whole; "none" for a document that has none. */
  push(chunk: Uint8Array): Start | "none" | undefined {
    const { tokens } = this;
    tokens.open.add(chunk);
    while (this.isSearching && tokens.next()) {
      const start = this.step(tokens.from, tokens.to);
      if (start !== undefined) return start;
    }
    return this.isSearching ? undefined : "none";
  }

  private step(from: number, to: number): Start | undefined {
    const { around } = this;
    const { open } = this.tokens;
    const second = open.at(from + 1);
    if (second === 33 || second === 63) {
      if (open.at(from + 2) === 68) this.isSearching = false; // a document type
      return undefined;
    }
    if (second === 47) {
      this.depth--;
      if (this.depth < around.length) this.isSearching = false;
      return undefined;
    }
    const tag = open.part(from, to).slice();
    const isEmpty = open.at(to - 2) === 47;
    if (around.length === 2) {
      this.isSearching = false;
      const body = joined(around.map(endTagOf).reverse());
      const end = isEmpty ? body : joined([endTagOf(tag), body]);
      return { withElement: joined([open.part(0, to), end]), withoutElement: joined([open.part(0, from), body]) };
    }
    if (isEmpty) return undefined;
    if (this.depth === 0 || (this.depth === 1 && isNamed(tag.subarray(1), bodyName))) around.push(tag);
    this.depth++;
    return undefined;
  }
}

const bodyName = /* @__PURE__ */ new TextEncoder().encode("Body");

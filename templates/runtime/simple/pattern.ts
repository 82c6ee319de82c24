import { has, type CharacterSet } from "./character-set.js";
import { parsePattern, type Expression } from "./pattern-syntax.js";

/** A regular expression of XML Schema (XSD 1.0 part 2, appendix F). */
export interface Pattern {
  /** True if the whole text matches, and for every text if the pattern cannot be checked. */
  readonly test: (text: string) => boolean;
}

/**
 * Compiles a pattern to a matcher that is linear in the text, unlike JavaScript's regular expressions. Treats a leading
 * `^` and a trailing `$` as the anchors that authors mean, although XML Schema has none. Does not check invalid
 * patterns, and those that need more than 10,000 states.
 */
export function pattern(source: string): Pattern {
  let matches: Pattern["test"] | undefined;
  return { test: (text) => (matches ??= matcherOf(source))(text) };
}

function matcherOf(source: string): Pattern["test"] {
  const machine = machineOf(source);
  return machine === undefined ? () => true : (text) => accepts(machine, text);
}

const mostStates = 10_000;

/** A nondeterministic automaton by Thompson's construction. State 0 accepts. */
interface Machine {
  readonly states: readonly State[];
  readonly start: number;
  readonly sets: readonly CharacterSet[];
}

/** A state that consumes a character of the set with this index, or nothing if it has no set. */
interface State {
  readonly set: number | undefined;
  readonly next: readonly number[];
}

function machineOf(source: string): Machine | undefined {
  const parsed = source.length > mostStates ? undefined : parsePattern(source);
  if (parsed === undefined) return undefined;
  const states: State[] = [{ set: undefined, next: [] }];
  let steps = 0;

  /**
   * The first state of `expression` with `next` after it. Repetitions count against the limit of states even if empty.
   */
  const add = (expression: Expression, next: number): number => {
    if (++steps > mostStates * 2) return 0;
    switch (expression.kind) {
      case "set":
        return push({ set: expression.set, next: [next] });
      case "sequence":
        return expression.parts.reduceRight((following, part) => add(part, following), next);
      case "choice":
        return push({ set: undefined, next: expression.parts.map((part) => add(part, next)) });
      case "repeat":
        return repeat(expression, next);
    }
  };
  const push = (state: State): number => states.push(state) - 1;
  const repeat = ({ part, min, max }: Expression & { readonly kind: "repeat" }, next: number): number => {
    let start = next;
    let copies = min;
    if (max === Infinity) {
      const ways: number[] = [];
      const loop = push({ set: undefined, next: ways });
      const body = add(part, loop);
      ways.push(body, next);
      start = min > 0 ? body : loop;
      copies = Math.max(min - 1, 0);
    } else {
      for (let k = min; k < max && steps <= mostStates * 2; k++) {
        start = push({ set: undefined, next: [add(part, start), next] });
      }
    }
    for (let k = 0; k < copies && steps <= mostStates * 2; k++) start = add(part, start);
    return start;
  };
  const start = add(parsed.expression, 0);
  return steps > mostStates * 2 || states.length > mostStates ? undefined : { states, start, sets: parsed.sets };
}

function accepts({ states, start, sets }: Machine, text: string): boolean {
  /**
   * The step that last reached each state, and for each set the last lookup: twice the step, plus one if it contains
   * the character.
   */
  const reached = new Int32Array(states.length).fill(-1);
  const asked = new Int32Array(sets.length).fill(-1);
  let step = 0;
  /** Adds the states reachable from `state` without a character. */
  const reach = (state: number, into: number[]): void => {
    const open = [state];
    for (let at; (at = open.pop()) !== undefined;) {
      if (reached[at] === step) continue;
      reached[at] = step;
      const { set, next } = states[at]!; // an index of the machine
      if (set === undefined && at !== 0) open.push(...next);
      else into.push(at);
    }
  };
  let current: number[] = [];
  reach(start, current);
  for (const character of text) {
    step++;
    const code = character.codePointAt(0)!; // a character is not empty
    const following: number[] = [];
    for (const at of current) {
      const { set, next } = states[at]!; // an index of the machine
      if (set === undefined) continue;
      if (asked[set]! >> 1 !== step) asked[set] = step * 2 + (has(sets[set]!, code) ? 1 : 0); // an index of a set
      if (asked[set]! & 1) reach(next[0]!, following); // a state with a set has one successor
    }
    if (following.length === 0) return false;
    current = following;
  }
  return current.includes(0);
}

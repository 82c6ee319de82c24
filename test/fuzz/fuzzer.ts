/** A fuzzer: random input with a rule that must hold for it, whatever the input is. */
export interface Fuzzer {
  readonly name: string;
  /** The rule that must hold, as a claim that can be read alone. */
  readonly claim: string;
  /** The number of runs: in `npm test`, where all fuzzers take a second or two, and of the command. */
  readonly runs: { readonly test: number; readonly command: number };
  /** The program without which it cannot run; absent if it needs nothing but Node. `npm test` leaves such a fuzzer out. */
  readonly needs?: string;
  /** Rejects with the smallest input that was found to break the rule. Equal options give equal inputs. */
  readonly fuzz: (options: FuzzOptions) => Promise<void>;
}

export interface FuzzOptions {
  readonly seed: number;
  readonly runs: number;
  /** Prints lines: what was tried, and what came of it. */
  readonly print: (text: string) => void;
}

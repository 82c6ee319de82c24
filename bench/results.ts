/** The figures of works, as `bench/results.json` has them. */
export interface Results {
  readonly node: string;
  readonly processor: string;
  /** The average load of the machine in the last minute. Processor times depend on it less than the time of day. */
  readonly load: number;
  readonly date: string;
  readonly rounds: number;
  readonly versions: Readonly<Record<string, string>>;
  /** The processor time of one run, by work and contestant. */
  readonly microseconds: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly notMeasured: readonly string[];
}

export const columns = ["soapwright", "JSON", "fast-xml-parser", "node-soap", "strong-soap"] as const;

/** The arguments of the caller. */
export interface Task {
  readonly transport: "fetch" | "nodeTransport";
  readonly origin: string;
  /** An origin where nothing listens. */
  readonly closed: string;
  /** The failures to call once each. */
  readonly failures: readonly string[];
  /** The failures among many calls, all of which end soon. */
  readonly often: readonly string[];
  /** The number of many calls. */
  readonly calls: number;
  /** True if it must not end by itself, so that the connections that it left can be counted. */
  readonly waits: boolean;
}

/** The output of the caller. */
export interface Report {
  readonly outcomes: Readonly<Record<string, Outcome>>;
  /** The first outcomes of calls that should not have failed. */
  readonly unexpected: readonly string[];
  readonly before: Left;
  readonly after: Left;
}

export interface Outcome {
  readonly outcome: string;
  readonly milliseconds: number;
}

export interface Left {
  readonly heap: number;
  readonly timers: number;
  readonly listeners: number;
}

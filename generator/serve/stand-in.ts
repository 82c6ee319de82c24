/**
 * What is loaded to serve, as far as the command sees it: the modules that {@link servedModules} gives are no part of the
 * generator, but are typed by themselves. The compiler proves in a test that they are this.
 */
export interface StandInModules {
  standIn(services: readonly StandInService[], options: StandInOptions): Service;
  respondWithPages(services: readonly StandInService[], request: Request): Response | undefined;
  replyProblems(operation: StandInOperation, json: unknown): readonly ReplyProblem[];
  matchesGlob(form: string, name: string): boolean;
  isLoopback(request: Request): boolean;
}

export type Service = (request: Request) => Promise<Response>;

export interface StandInService {
  contract(): StandInContract;
  readonly client: string;
  readonly path: string;
}

export interface StandInContract {
  readonly name: string;
  readonly path: string;
  readonly operations: { readonly [handler: string]: { operation(): StandInOperation } };
}

export interface StandInOperation {
  readonly name: string;
}

export interface StandInOptions {
  readonly seed: number;
  readonly replyOf: (service: string, operation: string) => Promise<ReplySource | undefined>;
  readonly faults: readonly Rule[];
  readonly delays: readonly Rule[];
  readonly onAnswer: (answer: StandInAnswer) => void;
  readonly onError: (error: unknown, operation: string | undefined) => void;
  readonly pages: (request: Request) => Response | undefined;
}

export interface Rule {
  readonly operations: string;
  readonly value: number;
}

export interface ReplySource {
  readonly name: string;
  readonly json: unknown;
}

export interface ReplyProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export interface StandInAnswer {
  readonly service: string;
  readonly operation: string;
  readonly binding: string;
  readonly from: "random" | "file" | "fault" | "none" | "error";
  readonly name?: string;
  readonly delay: number;
}

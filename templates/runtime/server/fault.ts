import type { NewFault } from "./fault-envelope.js";
import type { AnyOperation } from "../binding/binding.js";
import { elementOf } from "../complex/plan.js";
import type { OpenContent, Particle, Table } from "../complex/table.js";
import { ErrorWithCause, type ErrorCause } from "../error.js";

/** Thrown by a handler to answer with a fault and its header blocks. */
export class ServiceFault<Detail = OpenContent, Header = OpenContent> extends ErrorWithCause {
  override readonly name = "ServiceFault";
  readonly fault: NewFault<Detail>;
  readonly #header: Header | undefined;

  constructor(fault: NewFault<Detail>, options?: ErrorCause & { readonly header?: Header | undefined }) {
    super(fault.reason, options);
    this.fault = fault;
    this.#header = options?.header;
  }

  /** A getter, so that it is not printed with the error: header blocks can contain credentials. */
  get header(): Header | undefined {
    return this.#header;
  }
}

/** The header blocks of the operation's faults, all optional. */
export function faultHeaderOf({ faults, response }: Pick<AnyOperation, "faults" | "response">): Table {
  return faults?.header ?? withoutNeed(response?.header);
}

function withoutNeed({ sequence = {}, ...header }: Table = {}): Table {
  const optional = (particle: Particle): Particle => ({ ...elementOf(particle), minOccurs: 0 });
  const blocks = Object.entries(sequence).map(([key, particle]) => [key, optional(particle)] as const);
  return { ...header, sequence: Object.fromEntries(blocks) };
}

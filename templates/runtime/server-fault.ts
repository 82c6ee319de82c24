import type { NewFault } from "./fault.js";
import type { OpenContent } from "./table.js";

/** A fault that a handler answers with, by throwing it. */
export class ServiceFault<Detail = OpenContent> extends Error {
  override readonly name = "ServiceFault";
  readonly fault: NewFault<Detail>;

  constructor(fault: NewFault<Detail>, options?: ErrorOptions) {
    super(fault.reason, options);
    this.fault = fault;
  }
}

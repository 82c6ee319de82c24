import type { NewFault } from "../binding/fault.js";
import type { OpenContent } from "../complex/table.js";

/** A fault that a handler answers with, by throwing it, and the header blocks that go with it. */
export class ServiceFault<Detail = OpenContent, Header = OpenContent> extends Error {
  override readonly name = "ServiceFault";
  readonly fault: NewFault<Detail>;
  readonly header: Header | undefined;

  constructor(fault: NewFault<Detail>, options?: ErrorOptions & { readonly header?: Header | undefined }) {
    super(fault.reason, options);
    this.fault = fault;
    this.header = options?.header;
  }
}

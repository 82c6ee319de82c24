/** The demands of the policies of a WSDL on callers, beside the messages. */
export interface PolicyDemands {
  /** The ports of the service for SOAP. */
  readonly ports: readonly PortDemands[];
  /** The operations that demand something in addition to their ports, or to the other operations; for each port if it differs. */
  readonly operations: readonly OperationDemands[];
}

/** The demands of one port. */
export interface PortDemands extends BindingDemands {
  /** The name of the port in the WSDL. */
  readonly name?: string;
  readonly address: string;
}

/** The demands of one operation, over one binding. */
export interface OperationDemands extends BindingDemands {
  /** The name of the operation in the WSDL. */
  readonly name: string;
  /** The name of the port, if the demands differ between the ports of the binding. */
  readonly port?: string;
}

/** The demands of one binding. */
export interface BindingDemands {
  /** As in `Port`. */
  readonly binding: string;
  /** The assertions of the policies, in their order. */
  readonly assertions: readonly PolicyAssertion[];
  /**
   * The demands that options of a port satisfy, by the name in `satisfies` of a step: `UsernameToken`. Calls through a port that lacks
   * one are refused. Empty if the runtime lacks something that the policies demand.
   */
  readonly demands: readonly string[];
  /** The options of a port that satisfy the demands, as a program writes them; those of an operation include its port's. */
  readonly options: string;
}

/** An assertion of WS-Policy, by its local name: `UsernameToken`. */
export interface PolicyAssertion {
  readonly name: string;
  /** The assertion that contains it: `SignedSupportingTokens`. */
  readonly within?: string;
  /** The assertions of its own policy: `HashPassword`. */
  readonly properties?: readonly string[];
  /** The parts of messages that it concerns: `Body`, `Header {urn:shop}Session`, or an XPath. */
  readonly parts?: readonly string[];
  /** The direction, if it concerns one message only. */
  readonly message?: "request" | "response";
}

/** Throws a RequestError for a call through a port that lacks what the policies demand: see `policyCheck`. */
export type PolicyCheck = (
  binding: string,
  address: string,
  operation: string,
  options: readonly (Satisfying | undefined)[],
  body: unknown,
) => void;

/** A step, or another option of a port: `Object.assign(step, { satisfies: ["UsernameToken"] })`. */
export interface Satisfying {
  /** The demands of policies that it satisfies, by the name of their assertion. */
  readonly satisfies?: readonly string[] | undefined;
}

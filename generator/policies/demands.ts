import { listed } from "../listed.js";

/**
 * A demand of a policy (WS-Policy) or of a required extension on callers, beside the messages: an assertion in the
 * words of WS-SecurityPolicy, WS-Addressing, MTOM and others.
 */
export interface Demand {
  /** The local name of the assertion or of the extension: `UsernameToken`. */
  readonly name: string;
  readonly namespace: string;
  /** The assertion that contains it and gives it its use: `SignedSupportingTokens`, `InitiatorToken`. */
  readonly within?: string;
  /** The assertions of its own policy by local name, and a token's inclusion: `HashPassword`, `AlwaysToRecipient`. */
  readonly properties?: readonly string[];
  /** The parts of messages that it concerns: `Body`, `Attachments`, `Header {urn:shop}Session`, or an XPath. */
  readonly parts?: readonly string[];
  /** True for an extension of WSDL with `wsdl:required`, which belongs to no policy. */
  readonly isExtension?: true;
  /** The direction, if it is attached to one message only. */
  readonly message?: "request" | "response";
  /**
   * Present for a demand of an operation that some ports of one binding make: the names of these. Undefined if all
   * ports that offer the operation over that binding do.
   */
  readonly ports?: readonly string[];
}

/** `UsernameToken(HashPassword)`, `SignedParts(Body) of responses`, `X509Token in InitiatorToken`, `MTOM at port A` */
export function demandText({ name, within, properties = [], parts = [], message, ports }: Demand): string {
  const facts = [...properties, ...parts];
  const own = facts.length === 0 ? name : `${name}(${facts.join(", ")})`;
  return [
    own,
    ...(within === undefined ? [] : [`in ${within}`]),
    ...(message === undefined ? [] : [`of ${message}s`]),
    ...(ports === undefined ? [] : [`at port ${listed(ports)}`]),
  ].join(" ");
}

/** The demands without repetitions, in their order. */
export function distinctDemands(demands: readonly Demand[]): readonly Demand[] {
  return [...new Map(demands.map((demand) => [demandKey(demand), demand])).values()];
}

export function demandKey({ name, namespace, within, properties, parts, message, ports }: Demand): string {
  return JSON.stringify([name, namespace, within, properties, parts, message, ports]);
}

/** The demands of an operation that a port makes; all for a port without a name, which can be any of them. */
export function demandsAt(port: string | undefined, demands: readonly Demand[] = []): readonly Demand[] {
  return demands
    .filter(({ ports }) => port === undefined || ports === undefined || ports.includes(port))
    .map(({ ports, ...demand }) => demand);
}

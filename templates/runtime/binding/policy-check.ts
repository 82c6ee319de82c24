import { RequestError } from "../error.js";
import type { CheckedOptions, PolicyCheck, PolicyDemands, Satisfying } from "../policies.js";
import { Output } from "../xml/output.js";
import type { HeaderBlock } from "./binding.js";

/**
 * The check of calls. A port at an address of the WSDL must satisfy the demands there; one at another address those of one
 * of the ports of its binding. Header blocks that are written by hand satisfy demands for them.
 */
export function policyCheck({ ports, operations }: PolicyDemands): PolicyCheck {
  return (binding, address, operation, steps, port, call) => {
    const bound = ports.filter((each) => each.binding === binding);
    const there = bound.filter((each) => hrefOf(each.address) === hrefOf(address));
    const own = operations.filter((each) => each.binding === binding && each.name === operation);
    const given = new Set([...steps, ...satisfying(port.attachments)].flatMap(({ satisfies = [] }) => satisfies));
    let blocks: ReadonlySet<unknown> | undefined;
    const lacks = (demand: string): boolean =>
      !given.has(demand) && !(blocks ??= blocksOf(binding, operation, [port, call])).has(blockFor(demand));
    let refusal: RequestError | undefined;
    for (const each of there.length > 0 ? there : bound) {
      const { demands, options } = own.find((of) => of.port === undefined || of.port === each.name) ?? each;
      const missing = demands.filter(lacks);
      if (missing.length === 0) return;
      refusal ??= new RequestError(
        `expected a port with ${missing.join(" and ")}, which a policy of the service demands of ${operation}: ${binding}(address, { ${options} })`,
      );
    }
    if (refusal !== undefined) throw refusal;
  };
}

function satisfying(option: unknown): readonly Satisfying[] {
  return typeof option === "object" && option !== null ? [option] : [];
}

/** The local name of the header block that satisfies a demand, too. */
function blockFor(demand: string): string | undefined {
  return demand === "MTOM" ? undefined : demand === "Addressing" ? "Action" : "Security";
}

/** The local names of the header blocks in the options of a port and of a call. */
function blocksOf(binding: string, operation: string, options: readonly CheckedOptions[]): ReadonlySet<unknown> {
  const of = (value: unknown): unknown => (typeof value === "function" ? (value(operation) as unknown) : value);
  const names = new Set<unknown>(options.flatMap(({ header }) => Object.keys(of(header) ?? {})));
  for (const { headerBlocks } of options) {
    // The types of the options guarantee it.
    for (const block of (of(headerBlocks) ?? []) as readonly HeaderBlock[]) {
      const output = new Output();
      block.write(output, binding === "soap12" ? "soap12" : "soap11");
      names.add(/^<(?:[^\s>/]*:)?([^\s>/:]+)/.exec(new TextDecoder().decode(output.done()))?.[1]);
    }
  }
  return names;
}

function hrefOf(address: string): string {
  try {
    return new URL(address).href;
  } catch {
    return address;
  }
}

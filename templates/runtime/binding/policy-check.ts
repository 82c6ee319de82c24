import { Malformed, RequestError } from "../error.js";
import type { PolicyCheck, PolicyDemands } from "../policies.js";
import type { XmlElement } from "../xml/element.js";
import { headIn } from "./envelope-head.js";

/**
 * The check of calls. A port at an address of the WSDL must satisfy the demands there; one at another address those of one
 * of the ports of its binding. Header blocks that are written by hand satisfy demands for them, which is not known of a
 * message that is written while it is sent.
 */
export function policyCheck({ ports, operations }: PolicyDemands): PolicyCheck {
  return (binding, address, operation, options, body) => {
    const bound = ports.filter((each) => each.binding === binding);
    const there = bound.filter((each) => hrefOf(each.address) === hrefOf(address));
    const own = operations.filter((each) => each.binding === binding && each.name === operation);
    const given = new Set(options.flatMap((option) => option?.satisfies ?? []));
    const blocks = blocksOf(body);
    const lacks = (demand: string): boolean => {
      const isWritten = blocks === undefined ? demand !== "MTOM" : blocks.some((block) => isFor(demand, block));
      return !given.has(demand) && !isWritten;
    };
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

/** The header blocks of a message; undefined for one that is written while it is sent. */
function blocksOf(body: unknown): readonly XmlElement[] | undefined {
  const head = body instanceof Uint8Array ? headIn(body) : undefined;
  return head === undefined || head instanceof Malformed ? undefined : head.blocks;
}

/** True for a header block that satisfies a demand. */
function isFor(demand: string, { name, namespace }: XmlElement): boolean {
  if (demand === "MTOM") return false;
  if (demand !== "Addressing") return name === "Security" && namespace === wsse;
  return name === "Action" && (namespace === addressing10 || namespace === addressing2004);
}

const wsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
const addressing10 = "http://www.w3.org/2005/08/addressing";
const addressing2004 = "http://schemas.xmlsoap.org/ws/2004/08/addressing";

function hrefOf(address: string): string {
  try {
    return new URL(address).href;
  } catch {
    return address;
  }
}

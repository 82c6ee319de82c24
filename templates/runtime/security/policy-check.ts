import { namespace10, namespace2004 } from "../addressing/addressing.js";
import { headIn } from "../binding/envelope-head.js";
import { Malformed, RequestError } from "../error.js";
import type { PolicyCheck, PolicyDemands } from "../policies.js";
import { parsedUrl } from "../url.js";
import type { XmlElement } from "../xml/element.js";
import { wsse } from "./names.js";

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
    let isWritten: ((demand: string) => boolean) | undefined;
    const lacks = (demand: string): boolean => !given.has(demand) && !(isWritten ??= writtenIn(body))(demand);
    let refusal: RequestError | undefined;
    for (const each of there.length > 0 ? there : bound) {
      const { demands, options } = own.find((of) => of.port === undefined || of.port === each.name) ?? each;
      const missing = demands.filter(lacks);
      if (missing.length === 0) return;
      refusal ??= new RequestError(
        `expected a port with ${missing.join(", ").replace(/, ([^,]*)$/, " and $1")}, which a policy of the service demands of ${operation}: ${binding}(address, { ${options} })`,
      );
    }
    if (refusal !== undefined) throw refusal;
  };
}

/** Tells which demands the header blocks of a message satisfy: any, if it is written while it is sent. */
function writtenIn(body: unknown): (demand: string) => boolean {
  const head = body instanceof Uint8Array ? headIn(body) : undefined;
  const blocks = head === undefined || head instanceof Malformed ? undefined : head.blocks;
  return (demand) => demand !== "MTOM" && (blocks?.some((block) => isFor(demand, block)) ?? true);
}

/** True for a header block that satisfies a demand. */
function isFor(demand: string, { name, namespace }: XmlElement): boolean {
  if (demand !== "Addressing") return name === "Security" && namespace === wsse;
  return name === "Action" && (namespace === namespace10 || namespace === namespace2004);
}

function hrefOf(address: string): string {
  return parsedUrl(address)?.href ?? address;
}

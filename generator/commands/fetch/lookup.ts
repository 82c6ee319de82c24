import { lookup, type LookupAddress, type LookupOptions } from "node:dns";
import type { LookupFunction } from "node:net";
import { isPrivateAddress } from "./private-address.js";

/** Answers a look-up with all addresses of a host. Tests supply their own. */
export type Resolver = (hostname: string, options: LookupOptions) => Promise<readonly LookupAddress[]>;

export const systemResolver: Resolver = (hostname, options) =>
  new Promise((resolve, reject) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error === null) resolve(addresses);
      else reject(error);
    });
  });

/** Thrown for a host whose addresses must not be contacted. */
export class AddressRefused extends Error {}

/**
 * Checks the addresses that are connected to, so that no later answer of DNS can replace them. A host that only a
 * pattern names must be public. One that the user named may be private, but must not become private after its first
 * answer.
 */
export function checkedLookup(resolve: Resolver): (byPattern: boolean) => LookupFunction {
  const publicHosts = new Set<string>();
  return (byPattern) => (hostname, options, callback) => {
    resolve(hostname, options).then(
      (addresses) => {
        const [first] = addresses;
        const found = addresses.find(({ address }) => isPrivateAddress(address));
        const host = hostname.toLowerCase();
        if (first === undefined) return callback(new AddressRefused(`${hostname} has no address`), []);
        if (found !== undefined && (byPattern || publicHosts.has(host))) {
          return callback(new AddressRefused(`${hostname} has the address ${found.address}, which is not public`), []);
        }
        if (found === undefined) publicHosts.add(host);
        if (options.all === true) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error as NodeJS.ErrnoException, []), // of the resolver
    );
  };
}

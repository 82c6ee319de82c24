import { BlockList, isIPv6 } from "node:net";

/**
 * True for an IP address that is not on the public internet: loopback, private and link-local ones, those of carriers
 * and of tests, and those that are not of one host (IANA special-purpose address registries, RFC 6890).
 */
export function isPrivateAddress(address: string): boolean {
  const [bare = ""] = address.split("%", 1);
  // An IPv4 address in an IPv6 one counts as itself.
  return privateRanges.check(bare, isIPv6(bare) ? "ipv6" : "ipv4");
}

const privateRanges = new BlockList();

for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  privateRanges.addSubnet(network, prefix, "ipv4");

for (const [network, prefix] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const)
  privateRanges.addSubnet(network, prefix, "ipv6");

import { isHttp } from "../../bindings.js";
import { comparePlaces } from "../reason.js";
import type { Port } from "../service.js";
import type { Comparison } from "./comparison.js";

/** The declared ports, and those of bindings that only pages show. */
export function unifyPorts({ declared, shown, isBound, disagree, add }: Comparison): readonly Port[] {
  const added: Port[] = [];
  for (const port of shown.ports) {
    const [place] = port.evidence.address.places;
    const same = declared.ports.filter(({ binding }) => binding === port.binding);
    const [first] = same;
    if (first === undefined) {
      const sightings = shown.operations
        .filter(({ name }) => !isBound(name, port.binding))
        .flatMap(({ bindings }) => bindings.filter(({ binding }) => binding === port.binding))
        .map((sighting) => sighting.place);
      if (sightings.length === 0) continue;
      add(`the binding ${port.binding} at ${port.address}`, place ?? sightings.toSorted(comparePlaces)[0]);
      added.push(port);
    } else if (!same.some(({ address }) => isOneAddress(address, port))) {
      const [declaredPlace] = first.evidence.address.places;
      disagree({ found: `the address ${port.address}`, expected: first.address, place, declared: declaredPlace });
    }
  }
  return [...declared.ports, ...added];
}

/** True if the addresses agree. For HTTP, a page shows the address and the location of an operation as one path. */
function isOneAddress(declared: string, { address, binding }: Port): boolean {
  const [one, other] = [serverPath(declared), serverPath(address)];
  return one === other || (isHttp(binding) && (one.startsWith(other) || other.startsWith(one)));
}

/** The path in lower case: pages seldom show a scheme and a port, and servers of ASMX ignore case. */
function serverPath(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url === undefined ? address : (url.hostname + url.pathname).replace(/\/$/, "").toLowerCase();
}

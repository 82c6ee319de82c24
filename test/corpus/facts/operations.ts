import type { Binding } from "../../../generator/bindings.js";
import { clark, type HttpOperation, type Operation, type QName } from "../../../generator/model/service.js";
import type { OperationBinding, Port, Service } from "../../../generator/model/service.js";
import type { Comparison } from "./comparison.js";
import { compareMessage } from "./messages.js";

/** A declared operation, the first of each binding of those that a page shows as one, with its address. */
export interface Bound {
  readonly operation: Operation;
  readonly binding: OperationBinding;
  readonly address: string;
}

/** The elements of parts that `parts=` leaves out of the bodies, and no header block has. */
export interface UnboundParts {
  readonly request: readonly QName[];
  readonly response: readonly QName[];
}

export function compareOperation(
  comparison: Comparison,
  shown: Operation,
  { name, ports }: Service,
  bound: readonly Bound[],
  isLeftOut: (binding: Binding) => boolean,
  unbound: UnboundParts,
): void {
  const { tally } = comparison;
  const where = `${name} ${shown.name}`;
  tally.agrees("operation");
  for (const { binding, address } of bound) {
    const found = shown.bindings.find((each) => each.binding === binding.binding);
    if (found === undefined) {
      // Printed as a form, it has one parameter, which mostly differs from the members of the SOAP request.
      if ("content" in binding) tally.cannot("binding", "XML over HTTP POST");
      else tally.wrong("binding", `${where}: ${binding.binding} is missing`);
      continue;
    }
    tally.agrees("binding");
    compareBinding(comparison, found, addressOf(ports, found.binding), { binding, address }, where);
  }
  for (const { binding } of shown.bindings) {
    if (bound.some((each) => each.binding.binding === binding)) continue;
    if (isLeftOut(binding)) tally.cannot("binding", "not callable");
    else tally.wrong("binding", `${where}: ${binding} is not bound`);
  }
  const soap = bound.find(({ binding }) => !("location" in binding))?.operation;
  if (soap === undefined) return;
  tally.check("one-way", shown.response === undefined, soap.response === undefined, where);
  compareMessage(comparison, shown.request, soap.request, `${where} request`, false, unbound.request);
  if (shown.response === undefined || soap.response === undefined) return;
  const [body] = soap.response.body;
  const showsMore = bound.some(
    ({ binding }) => "root" in binding && (body === undefined || clark(binding.root) !== clark(body.name)),
  );
  compareMessage(comparison, shown.response, soap.response, `${where} response`, showsMore, unbound.response);
}

function compareBinding(
  { tally }: Comparison,
  shown: OperationBinding,
  shownAddress: string,
  { binding, address }: Pick<Bound, "binding" | "address">,
  where: string,
): void {
  if (!("location" in shown) || !("location" in binding)) {
    tally.check("address", printedAddress(shownAddress), printedAddress(address), where);
    const actions = [shown, binding].map((each) => ("action" in each && each.action) || "");
    if (binding.binding === "soap11") tally.check("SOAPAction", actions[0], actions[1], where);
    return;
  }
  const found = callAddress(shownAddress, shown.location);
  const expected = callAddress(address, binding.location);
  const isStraight = found !== expected && withoutSlash(address, binding.location).includes(found);
  if (isStraight) tally.cannot("address", "HTTP location without a slash");
  else tally.check("address", found, expected, where);
  const names = ({ parameters }: HttpOperation) => parameters.map(({ name }) => name);
  if (binding.content === undefined) tally.check("parameter", names(shown), names(binding), where);
  else tally.cannot("parameter", "XML over HTTP POST");
  const roots = [shown, binding].map(({ root }) => root && clark(root));
  if (roots[1] !== undefined) tally.check("HTTP root", roots[0], roots[1], where);
}

/** The address of a call over HTTP GET and POST, as on a page. */
function callAddress(address: string, location: string): string {
  return printedAddress(address.replace(/\/$/, "") + location);
}

/** The forms on a page of a location without a leading slash, or with the last segment of the address. */
function withoutSlash(address: string, location: string): readonly string[] {
  const last = address.slice(address.lastIndexOf("/") + 1);
  return [location.slice(1), last + location].map((straight) => printedAddress(address + straight));
}

export function addressOf(ports: readonly Port[], binding: Binding): string {
  return ports.find((port) => port.binding === binding)?.address ?? "";
}

/** A page shows the host without its port, and the path; an address of a folder may end in a slash or not. */
export function printedAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url === undefined ? address : (url.hostname + url.pathname).replace(/\/+$/, "");
}

import { clark, type HttpOperation, type Operation, type Port } from "../../../generator/model/service.js";
import type { BoundOperation } from "../../support/wsdl.js";
import type { Comparison } from "./comparison.js";
import type { Row } from "./exemptions.js";
import { compareMessage } from "./messages.js";
import { shownGlobal } from "./shown.js";

export function compareOperation(
  comparison: Comparison,
  operation: Operation,
  bound: readonly BoundOperation[],
  ports: readonly Port[],
  where: string,
): void {
  const { tally } = comparison;
  const [soap] = bound.filter(({ binding }) => binding === "soap11" || binding === "soap12");
  for (const each of bound) {
    const found = operation.bindings.find(({ binding }) => binding === each.binding);
    if (found === undefined) {
      const row = leftOut(comparison, each, soap);
      if (row === undefined) tally.wrong("binding", `${where}: ${each.binding} is missing`);
      else tally.cannot("binding", row);
      continue;
    }
    tally.agrees("binding");
    const port = ports.find(({ binding }) => binding === each.binding)?.address ?? "";
    if ("location" in found) compareHttp(comparison, found, each, port, where);
    else {
      if (found.binding === "soap11") tally.check("SOAPAction", found.action ?? "", each.action ?? "", where);
      compareAddress(comparison, port, each.address, where);
    }
  }
  const extra = operation.bindings.filter(({ binding }) => !bound.some((each) => each.binding === binding));
  for (const { binding } of extra) tally.wrong("binding", `${where}: ${binding} is not bound`);
  if (soap === undefined) return;
  tally.check("one-way", operation.response === undefined, soap.output === undefined, where);
  compareMessage(comparison, operation.request, soap, soap.input, soap.name, `${where} request`, false);
  if (operation.response !== undefined && soap.output !== undefined) {
    const [body] = soap.output.parts;
    const showsMore = bound.some(
      ({ binding, output }) =>
        binding.startsWith("http") && output?.parts.some(({ element }) => element !== body?.element),
    );
    compareMessage(
      comparison,
      operation.response,
      soap,
      soap.output,
      `${soap.name}Response`,
      `${where} response`,
      showsMore,
    );
  }
}

function compareHttp(
  comparison: Comparison,
  found: HttpOperation,
  bound: BoundOperation,
  port: string,
  where: string,
): void {
  const { tally } = comparison;
  compareAddress(comparison, port + found.location, bound.address + (bound.action ?? ""), where);
  const names = found.parameters.map(({ name }) => name);
  tally.check(
    "parameter",
    names,
    bound.input.parts.map(({ name }) => name),
    where,
  );
  const [root] = bound.output?.parts ?? [];
  if (root?.element !== undefined) tally.check("HTTP root", found.root && clark(found.root), root.element, where);
}

function compareAddress({ tally }: Comparison, found: string, expected: string, where: string): void {
  tally.check("address", shownAddress(found), shownAddress(expected), where);
}

/** A page shows the host without its port, and the path; an address of a folder may end in a slash or not. */
export function shownAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url === undefined ? address : (url.hostname + url.pathname).replace(/\/+$/, "");
}

/** Why an operation's binding to HTTP may be left out: its parameters are not the members of its SOAP request. */
function leftOut(
  { schemas }: Comparison,
  { binding, input }: BoundOperation,
  soap: BoundOperation | undefined,
): Row | undefined {
  if (!binding.startsWith("http") || soap === undefined) return undefined;
  if (input.parts.some(({ element }) => element !== undefined)) return "HTTP part of an element";
  const [root] = soap.input.parts.flatMap(({ element }) =>
    element === undefined ? [] : (shownGlobal(schemas, element) ?? []),
  );
  const type = root?.type();
  const count = soap.style === "rpc" ? soap.input.parts.length : type?.kind === "complex" ? type.members.length : 0;
  return count === input.parts.length ? undefined : "HTTP parameters";
}

import { isHttpUrl, unknownAddress } from "../../bindings.js";
import { distinctDemands } from "../../policies/demands.js";
import type { Report } from "../../diagnostic.js";
import type { Wsdl, WsdlBinding, WsdlPort, WsdlService } from "../../read/wsdl/wsdl.js";
import type { Place } from "../../source.js";
import { clark, type Port } from "../service.js";
import { declared } from "./declared.js";
import type { CallableBinding } from "./bound-operations.js";
import type { ReportUnresolved } from "./unresolved.js";

/** The binding, if the runtime supports its protocol; otherwise reports it. */
export function callableBinding(
  binding: WsdlBinding,
  wsdl: Wsdl,
  report: Report,
  reportUnresolved: ReportUnresolved,
): CallableBinding | undefined {
  const { protocol, place } = binding;
  const leaveOut = (found: string, expected: string, at: Place): undefined => {
    const message = `found ${found}, expected ${expected}; binding ${binding.name.local} is left out`;
    report({ severity: "warning", code: "binding-left-out", message, place: at });
  };
  if (protocol.kind === "other") {
    return leaveOut(
      protocol.what === "" ? "no protocol" : protocol.what,
      "a binding of SOAP 1.1, SOAP 1.2 or HTTP",
      place,
    );
  }
  if ("style" in protocol && protocol.transport !== undefined) {
    return leaveOut(`transport ${protocol.transport.uri}`, "SOAP over HTTP", protocol.transport.place);
  }
  const portType = wsdl.portTypes.get(clark(binding.portType));
  if (portType !== undefined) return { binding, kind: protocol.kind, portType };
  reportUnresolved("port type", binding.portType, place, `binding ${binding.name.local} is left out`);
  return undefined;
}

/** The port for callers; undefined without a callable address. */
export function portOf(
  port: WsdlPort,
  service: WsdlService,
  { kind, binding, portType }: CallableBinding,
  report: Report,
): Port | undefined {
  const { name, address, addressPlace, place } = port;
  const attached = [service, port, binding, portType];
  const demands = distinctDemands(attached.flatMap((component) => component.demands));
  if (address !== undefined && isHttpUrl(address)) {
    return {
      name,
      binding: kind,
      ...(demands.length === 0 ? {} : { demands }),
      address,
      evidence: { address: declared(place) },
    };
  }
  report({
    severity: "warning",
    code: "address-unknown",
    doubt: "address",
    message: `found ${address === undefined ? "no address" : `address ${JSON.stringify(address)}`} at port ${name}, expected an HTTP URL`,
    place: addressPlace,
    setting: { address: unknownAddress },
  });
  return undefined;
}

import { suggest } from "../../../templates/stand-in/suggestion.js";
import type { Binding } from "../../bindings.js";
import type { Operation, Service } from "../../model/service.js";
import type { CallOptions } from "../options.js";
import { UsageError } from "../shell.js";

export interface FoundOperation {
  readonly operation: Operation;
  readonly service: Service;
}

/** Finds an operation by its name, or by `Service/Operation` if several services have it. */
export function findOperation(name: string | undefined, services: readonly Service[]): FoundOperation {
  const all = services.flatMap((service) => service.operations.map((operation) => ({ operation, service })));
  if (name === undefined) {
    const names = [...new Set(all.map(({ operation }) => operation.name))];
    throw new UsageError(`found no name of an operation, expected one; ${suggest("", names)}`);
  }
  const [found, other] = all.filter(
    ({ operation, service }) => operation.name === name || `${service.name}/${operation.name}` === name,
  );
  if (found === undefined) {
    const names = all.map(({ operation }) => operation.name);
    throw new UsageError(
      `found no operation ${JSON.stringify(name)}, expected one of the spec; ${suggest(name, names)}`,
    );
  }
  if (other !== undefined) {
    const names = [found, other].map(({ service }) => `${service.name}/${name}`);
    throw new UsageError(`found ${name} in several services, expected one of ${names.join(", ")}`);
  }
  return found;
}

/** The binding, by default the first one, and the address: that of `--address`, of the operation, or of the port. */
export function portOf(
  { operation, service: { name, ports } }: FoundOperation,
  options: CallOptions,
): { readonly binding: Binding; readonly address: string } {
  const bound = operation.bindings.map(({ binding }) => binding);
  const binding = options.binding ?? bound[0];
  if (binding === undefined || !bound.includes(binding)) {
    throw new UsageError(`found --binding ${options.binding ?? ""}, expected one of ${bound.join(", ")}`);
  }
  if (options.address !== undefined && !/^https?:\/\//i.test(options.address)) {
    throw new UsageError(
      "found --address without http:// or https://, expected an address such as https://shop.example/shop.asmx",
    );
  }
  const address =
    options.address ?? operation.address?.address ?? ports.find((port) => port.binding === binding)?.address;
  if (address === undefined || !/^https?:\/\//i.test(address)) {
    throw new UsageError(`found no address of ${name} for ${binding}, expected --address https://…`);
  }
  return { binding, address };
}

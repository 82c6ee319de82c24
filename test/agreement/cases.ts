/** Random services with an exchange for each operation, and their clients. */
import fc from "fast-check";
import { join } from "node:path";
import { defaultConfiguration } from "../../generator/configuration.js";
import { emitServices } from "../../generator/emit/client.js";
import type { OutputFile } from "../../generator/emit/output-file.js";
import { formatService } from "../../generator/model/format/format-service.js";
import type { Service } from "../../generator/model/service.js";
import { literal } from "./literal.js";
import { services } from "./services.js";
import { exchanges, type Exchange } from "./values.js";

export interface Case {
  readonly service: Service;
  /** For each operation. */
  readonly values: readonly Exchange[];
}

/** Random services with every construct of the model. */
export function cases(): fc.Arbitrary<Case> {
  return services().chain(casesOf);
}

/** A service with random exchanges. */
export function casesOf(service: Service): fc.Arbitrary<Case> {
  return exchanges(service).map((values) => ({
    service,
    values,
    [fc.toStringMethod]: () => `${formatService(service, { explain: false })}${literal(values)}`,
  }));
}

/** A client whose tables are checked against its interfaces when it is compiled. */
export async function emitted(service: Service): Promise<OutputFile[]> {
  const checked = join(import.meta.dirname, "../emit/table-of.js");
  const spec = { name: service.name, path: "specs/shop" };
  return emitServices([service], { spec, configuration: defaultConfiguration, checked });
}

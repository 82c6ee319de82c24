import { defaultConfiguration, type Configuration } from "../../generator/configuration.js";
import { hasErrors, type Diagnostic } from "../../generator/diagnostic.js";
import { emitServices } from "../../generator/emit/client.js";
import { inspect } from "../../generator/inspect.js";
import type { Spec } from "../../generator/source.js";

export interface Generated {
  /** The files by path; empty if a diagnostic is an error. */
  readonly modules: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  /** `error group-recursive shop.wsdl:3:7`, one for each diagnostic. */
  readonly found: readonly string[];
}

/** Generates from the texts of a spec, by their paths in it. */
export async function generated(
  texts: Readonly<Record<string, string>>,
  more: Partial<Spec> = {},
  configuration: Configuration = defaultConfiguration,
): Promise<Generated> {
  const sources = Object.entries(texts).map(([path, text]) => ({ path, text }));
  const spec: Spec = { name: "shop", path: "specs/shop", sources, ...more };
  const { services, diagnostics } = inspect(spec, configuration);
  const files = hasErrors(diagnostics) ? [] : await emitServices(services, { spec, configuration });
  return {
    modules: new Map(files.map(({ path, text }) => [path, text])),
    diagnostics,
    found: diagnostics.map(
      ({ severity, code, place }) => `${severity} ${code} ${place.path}:${place.line}:${place.column}`,
    ),
  };
}

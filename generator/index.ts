/**
 * The public API of soapwright: texts in, texts out. What reads folders and writes files is the command line.
 *
 *     const { files, diagnostics } = await generate(specs, defaultConfiguration, await readRuntime());
 */
export { generate, type GeneratedSpec, type Generation, type GenerationOptions } from "./generate.js";
export type { RuntimeSource } from "./emit/runtime.js";
export type { OutputFile } from "./emit/output-file.js";
export { inspect, type Inspection } from "./inspect.js";
export { readRuntime } from "./commands/package.js";
export {
  defaultConfiguration,
  readConfiguration,
  type Configuration,
  type Override,
  type Scalars,
  type ServiceConfiguration,
} from "./configuration.js";
export { hasErrors, type Diagnostic, type Report, type Severity } from "./diagnostic.js";
export { formatPlace, type CatalogEntry, type Place, type Source, type Spec } from "./source.js";
export type { LeftOut } from "./model/left-out.js";
export { modelVersion } from "./model/service.js";
export type * from "./model/service.js";
export type { Demand } from "./policies/demands.js";
export type { Binding } from "./bindings.js";
export type { BuiltinName } from "./builtins.js";

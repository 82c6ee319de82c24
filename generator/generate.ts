import { wantsServer, type Configuration } from "./configuration.js";
import { hasErrors, withHint, type Diagnostic } from "./diagnostic.js";
import { emitClients } from "./emit/client.js";
import { emitContracts } from "./emit/contract.js";
import { modulesOf } from "./emit/modules.js";
import type { Module } from "./emit/module.js";
import type { OutputFile } from "./emit/output-file.js";
import { runtimeFiles, type RuntimeSource } from "./emit/runtime.js";
import { inspect } from "./inspect.js";
import { unknownFacts } from "./model/assumptions.js";
import { wsdlAddress } from "./model/report-unsettled.js";
import type { Service } from "./model/service.js";
import { isOperation, type LeftOut } from "./model/left-out.js";
import type { Spec } from "./source.js";

/** The outcome of a run. */
export interface Generation {
  /** The files of the specs without errors, and the runtime; empty if all specs have errors. */
  readonly files: readonly OutputFile[];
  readonly specs: readonly GeneratedSpec[];
  /** Diagnostics in the order of their discovery. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The outcome for one spec. */
export interface GeneratedSpec {
  readonly name: string;
  readonly path: string;
  /** True if the path is that of its only file. */
  readonly isFile: boolean;
  /** False if the spec has an error; then none of its files is generated. */
  readonly isGenerated: boolean;
  /** The modules that export its operations. */
  readonly clients: readonly Pick<Module, "path" | "runtime" | "addresses" | "operations">[];
  /** The number of operations in its clients. */
  readonly operations: number;
  /** The operations that its clients lack. */
  readonly leftOut: readonly LeftOut[];
  /** The facts that no source of the spec states: `the response of GetStock`. */
  readonly unknown: readonly string[];
  /** The URL at which its WSDL may be; undefined without an operation. */
  readonly wsdl: string | undefined;
}

/** Facts about the files that exist, and a listener for progress. */
export interface GenerationOptions {
  /** Called before each spec. */
  readonly start?: (spec: Spec) => void;
  /**
   * True for a spec with sources that could not be read. It is inspected nevertheless, so that one run reports
   * everything.
   */
  readonly isBroken?: (spec: Spec) => boolean;
  /**
   * The operations that the existing modules of a spec export. Leaving one of them out is an error until `ignore` names
   * it.
   */
  readonly exportedBy?: (spec: Spec) => ReadonlySet<string>;
}

/** Generates the clients of `specs`, the modules that serve them, and the shared runtime. */
export async function generate(
  specs: readonly Spec[],
  configuration: Configuration,
  runtime: readonly RuntimeSource[],
  options: GenerationOptions = {},
): Promise<Generation> {
  const { files, diagnostics, ...generation } = await generateModules(specs, configuration, options);
  const added: Diagnostic[] = [];
  const shared = runtimeFiles(runtime, files, configuration, (diagnostic) => void added.push(diagnostic));
  return {
    ...generation,
    files: hasErrors(added) || files.length === 0 ? [] : [...files, ...shared],
    diagnostics: [...diagnostics, ...added],
  };
}

/** Generates everything but the runtime, which other modules may share. */
export async function generateModules(
  specs: readonly Spec[],
  configuration: Configuration,
  { start, isBroken, exportedBy }: GenerationOptions = {},
): Promise<Generation> {
  const files: OutputFile[] = [];
  const generated: GeneratedSpec[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const spec of specs) {
    start?.(spec);
    const { services, leftOut, documents, ...inspection } = inspect(spec, configuration);
    const found = [...inspection.diagnostics, ...lostOperations(spec, leftOut, exportedBy?.(spec))];
    diagnostics.push(...found);
    const isGenerated = !hasErrors(found) && isBroken?.(spec) !== true;
    const operations = services.reduce((sum, service) => sum + service.operations.length, 0);
    const modules = isGenerated ? modulesOf(services, { name: spec.name, configuration }) : [];
    // Whole modules would keep the types of all specs in memory.
    const clients = modules.slice(0, services.length).map(({ path, runtime, addresses, operations }) => {
      return { path, runtime, addresses, operations };
    });
    generated.push({
      name: spec.name,
      path: spec.path,
      isFile: spec.sources.some(({ path }) => path === spec.path),
      isGenerated,
      clients,
      operations,
      leftOut: leftOut.filter(isOperation),
      unknown: [...new Set(services.flatMap(unknownFacts))],
      wsdl: services.map(wsdlAddress)[0],
    });
    if (!isGenerated) continue;
    const isServed = ({ name }: Service): boolean => wantsServer(configuration, spec.name, name);
    files.push(
      ...(await emitClients(modules, spec, leftOut)),
      ...(await emitContracts(modules, services, { spec, configuration, documents, isServed })),
    );
  }
  return { files, specs: generated, diagnostics };
}

/** Reports operations that disappear, because programs that call them would stop compiling without an explanation. */
function lostOperations(
  { name: spec }: Spec,
  leftOut: readonly LeftOut[],
  exported: ReadonlySet<string> = new Set(),
): readonly Diagnostic[] {
  return leftOut
    .filter((each) => isOperation(each) && exported.has(each.name))
    .map(({ name, reason, place }) => {
      const lost: Diagnostic = {
        severity: "error",
        code: "operation-lost",
        message: `found ${name} in the present client, expected it in the new one as well, but it is left out: ${reason}`,
        place,
        hint: "correct the source at this place",
        setting: { ignore: [name] },
      };
      return withHint(lost, spec);
    });
}

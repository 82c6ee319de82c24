import type { Binding } from "../bindings.js";
import type { Service } from "../model/service.js";
import type { ImportedName, Module } from "./module.js";

/** What the module that serves a service declares, every name chosen: what the templates print. */
export interface Contract {
  readonly service: Pick<Service, "name" | "namespace" | "documentation">;
  readonly names: ContractNames;
  readonly bindings: readonly Binding[];
  /** `/shop.asmx` */
  readonly address: string;
  /** How it imports the client, the runtime and the WSDL. */
  readonly paths: {
    readonly client: string;
    readonly runtime: string;
    readonly documents: string | undefined;
  };
  /** The client, its types under the names that they have here. */
  readonly client: Module;
  /** What it uses of the client and, beside what every such module needs, of the runtime. */
  readonly imports: readonly ImportedName[];
  readonly runtimeTypes: readonly string[];
}

export interface ContractNames {
  /** Of what is exported, and of the function that makes the contract. */
  readonly handlers: string;
  readonly serve: string;
  readonly memory: string;
  readonly contract: string;
  /** What is imported, by its name in the client. */
  readonly imported: ReadonlyMap<string, string>;
}

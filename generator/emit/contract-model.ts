import type { Binding } from "../bindings.js";
import type { Service } from "../model/service.js";
import type { Module } from "./module.js";

/** The declarations of the module that serves a service, with all names chosen: the input of the templates. */
export interface Contract {
  readonly service: Pick<Service, "name" | "namespace">;
  readonly names: ContractNames;
  readonly bindings: readonly Binding[];
  /** `/shop.asmx` */
  readonly address: string;
  /** The paths of its imports: the runtime, the help pages and the WSDL. */
  readonly paths: {
    readonly runtime: string;
    readonly pages: string;
    readonly documents: string | undefined;
  };
  /** The client, with its symbols as imports. */
  readonly client: Module;
}

export interface ContractNames {
  /** The names of the exports, and of the function that creates the contract. */
  readonly handlers: string;
  readonly serve: string;
  readonly memory: string;
  readonly contract: string;
  /** The local names of imports, by their names in the client. */
  readonly tables: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, string>;
}

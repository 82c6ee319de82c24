import type { Binding } from "../bindings.js";
import type { Service } from "../model/service.js";
import type { Module } from "./module.js";

/** What the module that serves a service declares, every name chosen: what the templates print. */
export interface Contract {
  readonly service: Pick<Service, "name" | "namespace">;
  readonly names: ContractNames;
  readonly bindings: readonly Binding[];
  /** `/shop.asmx` */
  readonly address: string;
  /** How it imports the runtime, the help pages and the WSDL. */
  readonly paths: {
    readonly runtime: string;
    readonly pages: string;
    readonly documents: string | undefined;
  };
  /** The client, as this module imports it. */
  readonly client: Module;
}

export interface ContractNames {
  /** Of what is exported, and of the function that makes the contract. */
  readonly handlers: string;
  readonly serve: string;
  readonly memory: string;
  readonly contract: string;
  /** The local names of what is imported, by the names in the client. */
  readonly tables: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, string>;
}

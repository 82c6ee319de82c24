/** A service that declares faults, types derived from each other and SOAP encoding, as the generator prints one. */
import {
  dateTime,
  decimal,
  declaredFaults,
  derivation,
  encoded,
  int,
  string,
  type Operation,
  type Table,
} from "../../templates/runtime/index.js";
import type { Contract } from "../../templates/runtime/server.js";
import { emptyPages } from "../support/empty-pages.js";

const namespace = "urn:depot";

export interface Crate {
  $type?: "Crate" | "ColdCrate" | undefined;
  Weight: string;
  Degrees?: number | undefined;
}

export interface Store {
  Shelf?: number | undefined;
  Crate: Crate[];
}

export interface Stored {
  Last: Crate;
  At: string;
}

export interface Entry {
  entry: { Text: string; Sum: string; Next?: Entry["entry"] | undefined };
}

export function storeOperation(): Operation<Store, Stored, { Key?: string | undefined }, { Full?: { Free: number } }> {
  return {
    name: "Store",
    action: "urn:depot#Store",
    request: { body: { namespace, sequence: { Store: StoreTable } } },
    response: {
      body: { namespace, sequence: { StoreResponse: { namespace, sequence: { Last: CrateTable, At: dateTime } } } },
      header: { namespace, sequence: { Key: { type: string, minOccurs: 0 } } },
    },
    faults: declaredFaults({ detail: { namespace, sequence: { Full: { type: FullTable, minOccurs: 0 } } } }),
  };
}

/** In SOAP encoding, where entries may be graphs. */
export function bookOperation(): Operation<Entry, Entry> {
  const body: Table = { namespace, sequence: { Book: { sequence: { entry: EntryTable } } } };
  return {
    name: "Book",
    action: "urn:depot#Book",
    request: { body, encoded },
    response: { body: { namespace, sequence: { BookResponse: { sequence: { entry: EntryTable } } } }, encoded },
  };
}

/** There is no value of its response, which is of an abstract type without others. */
export function ghostOperation(): Operation<object, object> {
  const Ghost: Table = { namespace, type: { name: "Ghost", namespace }, abstract: true, derivation: derivation({}) };
  return {
    name: "Ghost",
    action: "urn:depot#Ghost",
    request: { body: { namespace, sequence: { Ghost: { namespace } } } },
    response: { body: { namespace, sequence: { GhostResponse: { namespace, sequence: { Ghost } } } } },
  };
}

export function depotContract(): Contract {
  const bindings = ["soap11", "soap12"] as const;
  return {
    name: "Depot",
    namespace,
    bindings,
    path: "/depot.asmx",
    operations: {
      store: { operation: storeOperation, bindings },
      book: { operation: bookOperation, bindings },
      ghost: { operation: ghostOperation, bindings },
    },
    pages: emptyPages,
  };
}

function StoreTable(): Table {
  return {
    namespace,
    sequence: { Shelf: { type: int, minOccurs: 0 }, Crate: { type: CrateTable, minOccurs: 0, maxOccurs: Infinity } },
  };
}

function CrateTable(): Table {
  return {
    namespace,
    sequence: { Weight: decimal },
    type: { name: "Crate", namespace },
    derivation: derivation({ ColdCrate: ColdCrateTable }),
  };
}

function ColdCrateTable(): Table {
  return { namespace, sequence: { Weight: decimal, Degrees: int }, type: { name: "ColdCrate", namespace } };
}

function FullTable(): Table {
  return { namespace, sequence: { Free: int } };
}

function EntryTable(): Table {
  return {
    sequence: { Text: string, Sum: decimal, Next: { type: EntryTable, minOccurs: 0 } },
    type: { name: "Entry", namespace },
  };
}

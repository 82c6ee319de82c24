/** Messages in SOAP encoding for the tests, as the generator prints them. */
import {
  attributes,
  anyType,
  base64Binary,
  decimal,
  derivation,
  encoded,
  enumeration,
  guid,
  int,
  named,
  string,
  type Message,
  type OpenContent,
  type Table,
} from "../../templates/runtime/index.js";

import type { Element } from "../../templates/runtime/complex/table.js";

export const namespace = "urn:farm";
export const types = "urn:farm:types";

/** A message of one wrapper element with these parts. */
export function message(wrapper: string, parts: Readonly<Record<string, Element>>): Message {
  return { body: { namespace, sequence: { [wrapper]: { namespace: "", sequence: parts } } }, encoded };
}

export const find: Message = message("find", { what: { type: FarmTable, nillable: true } });
export const found: Message = message("findResponse", {
  return: { type: FarmTable, minOccurs: 0, nillable: true },
  left: { type: int, minOccurs: 0 },
});

export interface Farm extends OpenContent {
  name: string;
  id?: string | undefined;
  size?: Size | undefined;
  worth?: string | null | undefined;
  seal?: Uint8Array | undefined;
  owner?: Person | null | undefined;
  staff?: (Person | null)[] | null | undefined;
  animals?: Animal[] | undefined;
  numbers?: number[] | undefined;
  grid?: (string | null)[][] | undefined;
  plan?: number[][] | undefined;
  barns?: (Person | null)[][][] | undefined;
  plans?: number[][][] | undefined;
  note?: string[] | undefined;
  more?: unknown;
  $color?: string | undefined;
}

export function FarmTable(): Table {
  return {
    namespace: types,
    type: { name: "Farm", namespace: types },
    attributes: attributes({ $color: { type: string, use: "optional" } }),
    sequence: {
      name: string,
      id: { type: guid, minOccurs: 0 },
      size: { type: SizeType(), minOccurs: 0 },
      worth: { type: decimal, minOccurs: 0, nillable: true },
      seal: { type: base64Binary, minOccurs: 0 },
      owner: { type: PersonTable, minOccurs: 0, nillable: true },
      staff: { type: { list: { item: { type: PersonTable, nillable: true } } }, minOccurs: 0, nillable: true },
      animals: { type: { list: { item: AnimalTable } }, minOccurs: 0 },
      numbers: { type: { list: { item: int } }, minOccurs: 0 },
      grid: { type: { list: { row: { list: { item: { type: string, nillable: true } } } } }, minOccurs: 0 },
      plan: { type: { list: { row: { list: { item: int } } }, dimensions: 2 }, minOccurs: 0 },
      barns: { type: { list: { row: BarnRow }, dimensions: 3 }, minOccurs: 0 },
      plans: { type: { list: { plan: { list: { row: { list: { item: int } } }, dimensions: 2 } } }, minOccurs: 0 },
      note: { type: string, minOccurs: 0, maxOccurs: Infinity },
      more: { type: anyType, minOccurs: 0, nillable: true },
    },
  };
}

function BarnRow(): Table {
  return { list: { row: { list: { item: { type: PersonTable, nillable: true } } } }, dimensions: 2 };
}

export type Size = "small" | "large";

function SizeType() {
  return named(enumeration<Size>(["small", "large"]), { name: "Size", namespace: types });
}

export interface Person extends OpenContent {
  name: string;
  boss?: Person | null | undefined;
  friends?: (Person | null)[] | undefined;
}

export function PersonTable(): Table {
  return {
    namespace: types,
    type: { name: "Person", namespace: types },
    sequence: {
      name: string,
      boss: { type: PersonTable, minOccurs: 0, nillable: true },
      friends: { type: { list: { item: { type: PersonTable, nillable: true } } }, minOccurs: 0 },
    },
  };
}

export type Animal = AnimalBase | Dog | Cat;

export interface AnimalBase extends OpenContent {
  $type?: "Animal" | undefined;
  legs: number;
}

export interface Dog extends OpenContent {
  $type?: "Dog" | undefined;
  legs: number;
  tail: string;
}

export interface Cat extends OpenContent {
  $type?: "Cat_urn" | undefined;
  legs: number;
  purrs: number;
}

export function AnimalTable(): Table {
  return {
    namespace: types,
    type: { name: "Animal", namespace: types },
    derivation: derivation({ Dog: DogTable, Cat_urn: CatTable }),
    sequence: { legs: int },
  };
}

function DogTable(): Table {
  return { namespace: types, type: { name: "Dog", namespace: types }, sequence: { legs: int, tail: string } };
}

function CatTable(): Table {
  return {
    namespace: "urn:cats",
    type: { name: "Cat_urn", namespace: "urn:cats", local: "Cat" },
    sequence: { legs: int, purrs: int },
  };
}

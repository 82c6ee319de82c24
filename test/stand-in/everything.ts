/** A table with every construct, for tests of the stand-in. */
import {
  simpleContent,
  attributes,
  anyType,
  base64Binary,
  boolean,
  char,
  choice,
  date,
  dateTimeAsDate,
  decimal,
  derivation,
  double,
  duration,
  enumeration,
  fixed,
  hexBinary,
  int,
  integer,
  list,
  long,
  mixed,
  openEnumeration,
  optional,
  repeated,
  restricted,
  sequence,
  string,
  token,
  union,
  unsignedByte,
  wildcard,
  withDefault,
  type Message,
  type Table,
} from "../../templates/runtime/index.js";

const namespace = "urn:everything";

/** An element of its type in the body: the message's value is that element's. */
export const everything: Message = { body: { namespace, sequence: { Everything: EverythingTable } } };

function EverythingTable(): Table {
  return {
    namespace,
    attributes: attributes({
      $id: int,
      $lang: { type: token, use: "optional" },
      $ref: { type: hexBinary, use: "optional" },
    }),
    sequence: {
      Simple: SimpleTable,
      Simples: { type: SimpleTable, minOccurs: 0, maxOccurs: Infinity },
      Lists: ListsTable,
      Chosen: ChosenTable,
      Pet: { type: PetTable, minOccurs: 0, nillable: true },
      Odd: OddTable,
      Text: {
        namespace,
        text: simpleContent(decimal),
        attributes: attributes({ $unit: { type: string, use: "optional" } }),
      },
      Mixed: { type: MixedTable, minOccurs: 0 },
      Rows: { namespace, sequence: { $rows: { type: repeated(RowTable()), minOccurs: 0, maxOccurs: Infinity } } },
      Whole: { type: anyType, minOccurs: 0 },
      Open: {
        namespace,
        sequence: { A: { type: int, minOccurs: 0 }, $any: { type: wildcard(), minOccurs: 0, maxOccurs: 3 } },
      },
      Self: { type: EverythingTable, minOccurs: 0 },
    },
  };
}

function SimpleTable(): Table {
  return {
    namespace,
    sequence: {
      string,
      token: { type: token, nillable: true },
      boolean,
      int,
      byte: unsignedByte,
      long,
      integer,
      decimal,
      double,
      date,
      instant: dateTimeAsDate,
      duration,
      char,
      base64: base64Binary,
      hex: { type: hexBinary, nillable: true },
      closed: enumeration(["Draft", "Sent"]),
      open: openEnumeration(["Read", "Write"]),
      code: restricted(string, { patterns: ["[A-Z]{3}"] }),
      small: restricted(integer, { maxInclusive: "10" }),
      either: union(int, hexBinary, list(boolean)),
      usual: withDefault(int, "5"),
      only: fixed(string, "v1"),
    },
  };
}

function ListsTable(): Table {
  return {
    namespace,
    sequence: {
      numbers: { list: { long } },
      nils: { type: { list: { string: { type: string, nillable: true } } }, nillable: true },
      grid: { list: { row: { type: { list: { cell: int } }, nillable: true } } },
      flags: list(enumeration(["Read", "Write"])),
      bytes: restricted(list(hexBinary), { maxLength: 4 }),
      repeated: { type: double, minOccurs: 0, maxOccurs: 4 },
    },
  };
}

function ChosenTable(): Table {
  return {
    namespace,
    sequence: { Shelf: int, Hall: string, Row: { type: int, minOccurs: 0 }, Note: string },
    content: sequence(choice("Shelf", sequence("Hall", "Row")), optional(sequence("Note"))),
  };
}

function PetTable(): Table {
  return {
    namespace,
    sequence: { Name: string },
    type: { name: "Pet", namespace },
    abstract: true,
    derivation: derivation({ Cat: CatTable, Dog: DogTable }),
  };
}

function CatTable(): Table {
  return { namespace, sequence: { Name: string, Lives: int }, type: { name: "Cat", namespace } };
}

function DogTable(): Table {
  return {
    namespace,
    sequence: { Name: string, Friend: { type: PetTable, minOccurs: 0 } },
    type: { name: "Dog", namespace },
  };
}

/** Properties that every object has, or seems to have. */
function OddTable(): Table {
  return {
    namespace,
    sequence: {
      constructor: { type: int, minOccurs: 0 },
      toString: { type: string, minOccurs: 0 },
      ["__proto__"]: { type: OddTable, minOccurs: 0 },
      hasOwnProperty: { type: int, minOccurs: 0, maxOccurs: 2 },
    },
  };
}

function MixedTable(): Table {
  const items: Table = { namespace, sequence: { b: string, i: int } };
  return { namespace, sequence: { $mixed: { type: mixed(items), minOccurs: 0, maxOccurs: Infinity } } };
}

function RowTable(): Table {
  return { namespace, sequence: { Key: string, Value: { type: int, minOccurs: 0 } } };
}

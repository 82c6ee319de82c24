/** Messages for the tests of forms, in the form that the generator prints. The name of each states its content. */
import {
  simpleContent,
  attributes as attributesOf,
  anyType,
  base64Binary,
  boolean,
  choice,
  date,
  dateTime,
  decimal,
  derivation,
  double,
  duration,
  enumeration,
  fixed,
  guid,
  hexBinary,
  int,
  language,
  list,
  long,
  mixed,
  named,
  normalizedString,
  openEnumeration,
  optional,
  repeated,
  restricted,
  sequence,
  string,
  token,
  union,
  wildcard,
  withDefault,
  type Message,
  type Table,
} from "../../templates/runtime/index.js";

const namespace = "urn:forms";

/** A message with one element, `Call`, and its content. */
function call(inside: Omit<Table, "namespace">): Message {
  return { body: { namespace, sequence: { Call: { namespace, ...inside } } } };
}

const sizes = ["small", "large"] as const;
const code = restricted(string, { maxLength: 5, patterns: ["[0-9]+"] });

export const scalars = call({
  documentation: "All that is typed as one text.",
  sequence: {
    Text: { type: string, documentation: "The text of the message." },
    Line: normalizedString,
    Word: token,
    Whole: int,
    Large: long,
    Exact: decimal,
    Rough: double,
    Sure: boolean,
    When: dateTime,
    Day: date,
    Span: duration,
    Id: guid,
    Bytes: base64Binary,
    Digest: hexBinary,
    Size: enumeration(sizes),
    Colour: openEnumeration(["red", "green"]),
    Code: named(code, { name: "Code", namespace }),
    Life: restricted(int, { minInclusive: "1", maxInclusive: "9", enumeration: ["01", "2", "9"] }),
    Numbers: restricted(list(int), { length: 3 }),
    Sizes: list(enumeration(sizes)),
    Moment: union(dateTime, date),
    Place: union(enumeration(sizes), string),
    Version: fixed(int, "2"),
    State: withDefault(enumeration(sizes), "small"),
  },
});

export const presence = call({
  sequence: {
    Must: string,
    May: { type: int, minOccurs: 0 },
    Nil: { type: int, nillable: true },
    Both: { type: boolean, minOccurs: 0, nillable: true },
    Inner: { type: { sequence: { A: string, B: { type: int, minOccurs: 0 } } }, minOccurs: 0 },
    // Names that every object has.
    constructor: { type: string, minOccurs: 0 },
    ["__proto__"]: { type: string, minOccurs: 0 },
  },
});

export const lists = call({
  sequence: {
    Line: { type: string, minOccurs: 2, maxOccurs: 4 },
    Number: { type: int, minOccurs: 0, maxOccurs: Infinity, nillable: true },
    Order: {
      type: { sequence: { Sku: string, Tag: { type: token, minOccurs: 0, maxOccurs: Infinity } } },
      minOccurs: 0,
      maxOccurs: Infinity,
    },
    Names: { type: { list: { Name: { type: string, nillable: true } } }, minOccurs: 0, nillable: true },
  },
});

export const attributes = call({
  attributes: attributesOf({
    $lang: { type: language, use: "optional", documentation: "Of the text." },
    $at: dateTime,
  }),
  sequence: {
    Log: {
      type: { attributes: attributesOf({ $level: int }), text: simpleContent(restricted(string, { minLength: 1 })) },
      minOccurs: 0,
    },
  },
});

export const choices = call({
  sequence: {
    Id: string,
    Ship: { type: { sequence: { Street: string } } },
    Shop: string,
    Day: { type: date, minOccurs: 0 },
    Card: string,
    Cash: decimal,
    Currency: { type: enumeration(["EUR", "USD"]), minOccurs: 0 },
    Left: { type: int, maxOccurs: Infinity },
    Right: int,
  },
  content: sequence(
    "Id",
    optional(choice("Ship", sequence("Shop", "Day"))),
    choice("Card", sequence("Cash", "Currency")),
    choice("Left", sequence(optional(sequence("Left")), "Right")),
  ),
});

export const derived = call({
  sequence: { Pet: Animal, Pets: { type: Animal, minOccurs: 0, maxOccurs: Infinity }, Thing: { type: Thing } },
});

function Animal(): Table {
  return {
    namespace,
    type: { name: "Animal", namespace },
    documentation: "Of any kind.",
    sequence: { Name: string },
    derivation: derivation({ Dog, Cat }),
  };
}

function Dog(): Table {
  return {
    namespace,
    type: { name: "Dog", namespace },
    sequence: { Name: string, Friends: { type: Animal, minOccurs: 0, maxOccurs: Infinity } },
    derivation: derivation({ Puppy }),
  };
}

function Cat(): Table {
  return { namespace, type: { name: "Cat", namespace }, sequence: { Name: string, Lives: int } };
}

function Puppy(): Table {
  return {
    namespace,
    type: { name: "Puppy", namespace },
    attributes: attributesOf({ $weeks: int }),
    sequence: { Name: string, Friends: { type: Animal, minOccurs: 0, maxOccurs: Infinity } },
  };
}

function Thing(): Table {
  return {
    namespace,
    type: { name: "Thing", namespace },
    abstract: true,
    sequence: { Sku: string },
    derivation: derivation({ Book }),
  };
}

function Book(): Table {
  return { namespace, type: { name: "Book", namespace }, sequence: { Sku: string, Title: string } };
}

export const groups = call({
  sequence: {
    $choice: {
      type: repeated({
        sequence: { Red: int, Green: string },
        content: choice("Red", "Green"),
      }),
      maxOccurs: Infinity,
    },
    $sequence: {
      type: repeated({
        sequence: { Key: string, $any: { type: wildcard(), minOccurs: 0, maxOccurs: Infinity } },
      }),
      minOccurs: 0,
      maxOccurs: Infinity,
    },
    End: boolean,
  },
});

export const xml = call({
  sequence: {
    Free: { type: anyType, minOccurs: 0, nillable: true },
    $any: { type: wildcard({ not: namespace }), minOccurs: 0, maxOccurs: 2 },
  },
});

export const text = call({
  attributes: attributesOf({ $lang: { type: language, use: "optional" } }),
  sequence: {
    $mixed: { type: mixed({ sequence: { b: string, i: Mixed, $any: wildcard(["urn:a", ""]) } }), minOccurs: 0 },
  },
});

function Mixed(): Table {
  return { namespace, sequence: { $mixed: { type: mixed({ sequence: { b: string, i: Mixed } }), minOccurs: 0 } } };
}

/** A value inside itself, which it need not have, and one which could never end. */
export const recursive = call({
  sequence: { Tree: Tree, Loop: { type: { sequence: { Next: Loop } }, minOccurs: 0 } },
});

function Tree(): Table {
  return {
    namespace,
    sequence: { Leaf: string, Branch: Tree, Twigs: { list: { Twig: Tree } } },
    content: choice("Branch", "Leaf", "Twigs"),
  };
}

function Loop(): Table {
  return { namespace, sequence: { Next: Loop } };
}

export const number: Message = { body: { namespace, sequence: { Number: int } } };

export const parts: Message = {
  body: { namespace, sequence: { A: int, B: { type: string, minOccurs: 0, nillable: true, maxOccurs: Infinity } } },
};

export const nothing: Message = { body: {} };

const markup = "</p><img src=x onerror=alert(1)><script>alert(2)</script>";

/** Texts that would take effect if they were interpreted. */
export const hostile = call({
  documentation: markup,
  sequence: {
    Open: { type: openEnumeration([markup]), documentation: markup },
    Closed: enumeration([markup, "' onfocus=alert(3) x='"]),
    Fixed: fixed(string, markup),
    Named: named(restricted(string, { patterns: [`.*|${markup}`] }), { name: markup, namespace }),
  },
});

/** Every construct at once. */
export const everything: Message = {
  body: {
    namespace,
    sequence: Object.fromEntries(
      Object.entries({ scalars, presence, lists, attributes, choices, derived, groups, xml, text }).map(
        ([name, { body }]) => [name, body.sequence?.["Call"] ?? string],
      ),
    ),
  },
};

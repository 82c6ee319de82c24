import { expect, test } from "vitest";
import { elementsIn } from "../../../generator/model/traversal.js";
import { clark } from "../../../generator/model/service.js";
import { declare, messages, sending, serviceOf, showContent, typesOf } from "./declare.js";

const element = (name: string, type: string, more = "") => `<xs:element name="${name}" type="${type}" ${more}/>`;
const complex = (name: string, content: string, more = "") =>
  `<xs:complexType name="${name}" ${more}>${content}</xs:complexType>`;
const sequence = (...particles: readonly string[]) => `<xs:sequence>${particles.join("")}</xs:sequence>`;
const extension = (base: string, content: string) =>
  `<xs:complexContent><xs:extension base="${base}">${content}</xs:extension></xs:complexContent>`;
const restriction = (base: string, content: string) =>
  `<xs:complexContent><xs:restriction base="${base}">${content}</xs:restriction></xs:complexContent>`;
const root = (...particles: readonly string[]) =>
  `<xs:element name="Root"><xs:complexType>${sequence(...particles)}</xs:complexType></xs:element>`;

test("only the types that messages reach are there, outer before inner", () => {
  const types = typesOf(
    root(element("a", "tns:A"), element("b", "tns:B")) +
      complex("B", sequence(element("c", "tns:C"))) +
      complex("A", sequence(element("c", "tns:C"))) +
      complex("C", "") +
      complex("Unused", ""),
  );
  expect([...types.keys()]).toEqual(["Root", "A", "C", "B"]);
});

test("an extension has its base's attributes and content before its own", () => {
  const types = typesOf(
    element("Root", "tns:C") +
      complex("A", sequence(element("a", "xs:int")) + '<xs:attribute name="x"/>') +
      complex("B", extension("tns:A", '<xs:choice><xs:element name="b"/><xs:element name="c"/></xs:choice>')) +
      complex("C", extension("tns:B", sequence(element("d", "xs:int")) + '<xs:attribute name="y" use="required"/>')),
  );
  expect(showContent(types.get("C"))).toBe("a, (b | c), d");
  expect(types.get("C")).toMatchObject({
    attributes: [
      { name: { local: "x" }, use: "optional" },
      { name: { local: "y" }, use: "required" },
    ],
  });
  expect([...types.keys()]).toEqual(["C"]);
});

test("a restriction has its own content, its base's attributes narrowed, and none that are prohibited", () => {
  const types = typesOf(
    element("Root", "tns:B") +
      complex(
        "A",
        `${sequence(element("a", "xs:int"), element("b", "xs:int", 'minOccurs="0"'))}
        <xs:attribute name="x" type="xs:string"/><xs:attribute name="y"/>`,
      ) +
      complex(
        "B",
        restriction(
          "tns:A",
          `${sequence(element("a", "xs:int"))}
        <xs:attribute name="x" type="xs:int" use="required" fixed="1"/><xs:attribute name="y" use="prohibited"/>`,
        ),
      ),
  );
  expect(showContent(types.get("B"))).toBe("a");
  expect(types.get("B")).toMatchObject({
    attributes: [{ name: { local: "x" }, type: { name: "int" }, use: "required", fixed: "1" }],
  });
});

test("a type says which are derived from it directly, and those are reached with it", () => {
  const types = typesOf(
    root(element("pet", "tns:Animal")) +
      complex("Poodle", extension("tns:Dog", "")) +
      complex("Dog", extension("tns:Animal", sequence(element("bark", "xs:string")))) +
      complex("Animal", sequence(element("name", "xs:string")), 'abstract="true"'),
  );
  expect([...types.keys()]).toEqual(["Root", "Animal", "Dog", "Poodle"]);
  expect(types.get("Animal")).toMatchObject({ abstract: true, derived: ["{urn:shop}Dog"] });
  expect(types.get("Dog")).toMatchObject({ derived: ["{urn:shop}Poodle"] });
  expect(types.get("Poodle")).not.toHaveProperty("derived");
  expect(showContent(types.get("Poodle"))).toBe("name, bark");
});

test("what is derived from any type is derived from nothing", () => {
  const types = typesOf(
    element("Root", "tns:A") + complex("A", restriction("xs:anyType", sequence(element("a", "xs:int")))),
  );
  expect(showContent(types.get("A"))).toBe("a");
});

test("a type that is derived from itself is an error", () => {
  const { diagnostics } = declare(
    sending(element("Root", "tns:A") + complex("A", extension("tns:B", "")) + complex("B", extension("tns:A", ""))),
  );
  expect(messages(diagnostics)).toEqual([
    "error derivation-cycle: found A derived from itself, expected a type that is not derived at the end of its bases",
    "error derivation-cycle: found B derived from itself, expected a type that is not derived at the end of its bases",
  ]);
});

test("simple content is text with attributes, whatever it is derived from", () => {
  const simple = (kind: string, base: string, content: string) =>
    `<xs:simpleContent><xs:${kind} base="${base}">${content}</xs:${kind}></xs:simpleContent>`;
  const types = typesOf(
    root(element("p", "tns:Price"), element("s", "tns:SmallPrice")) +
      complex("Price", simple("extension", "xs:decimal", '<xs:attribute name="currency" type="xs:string"/>')) +
      complex("SmallPrice", simple("restriction", "tns:Price", '<xs:maxInclusive value="9"/>')),
  );
  expect(types.get("Price")).toMatchObject({
    content: { kind: "text", type: { kind: "builtin", name: "decimal" } },
    attributes: [{ name: { local: "currency" } }],
  });
  expect(types.get("SmallPrice")).toMatchObject({
    content: { kind: "text", type: { kind: "type", name: "{urn:shop}SmallPrice_value" } },
    attributes: [{ name: { local: "currency" } }],
  });
  expect(types.get("SmallPrice_value")).toMatchObject({ base: "decimal", facets: { maxInclusive: "9" } });
});

test("attribute groups are expanded, references have their declaration's type, xml:lang needs none", () => {
  const types = typesOf(
    `<xs:element name="Root"><xs:complexType><xs:attributeGroup ref="tns:g"/><xs:attribute ref="xml:lang"/></xs:complexType></xs:element>
     <xs:attributeGroup name="g"><xs:attribute ref="tns:size" use="required"/><xs:attributeGroup ref="tns:h"/></xs:attributeGroup>
     <xs:attributeGroup name="h"><xs:attribute name="colour" default="red"/></xs:attributeGroup>
     <xs:attribute name="size" type="xs:int" default="3"/>`.replace(
      "<xs:element",
      '<xs:element xmlns:xml="http://www.w3.org/XML/1998/namespace"',
    ),
  );
  expect(types.get("Root")).toMatchObject({
    attributes: [
      { name: { namespace: "urn:shop", local: "size" }, type: { name: "int" }, use: "required", default: "3" },
      { name: { namespace: "", local: "colour" }, default: "red", use: "optional" },
      { name: { namespace: "http://www.w3.org/XML/1998/namespace", local: "lang" } },
    ],
  });
});

test("anonymous types are called as their elements, and by their parent too where that is taken", () => {
  const item = (name: string, inner: string) =>
    `<xs:element name="${name}"><xs:complexType>${sequence(inner)}</xs:complexType></xs:element>`;
  const types = typesOf(
    root(item("Line", element("a", "xs:int")), item("Other", item("Line", element("b", "xs:int"))), item("Named", "")) +
      complex("Named", ""),
  );
  expect([...types.keys()]).toEqual(["Root", "Line", "Other", "Other_Line", "Root_Named"]);
  expect(types.get("Other_Line")).toMatchObject({ anonymous: true });
});

test("an anonymous type that is reached in two ways is one type", () => {
  const types = typesOf(
    root(element("b", "tns:B"), element("c", "tns:C")) +
      complex(
        "A",
        sequence(
          `<xs:element name="x"><xs:complexType>${sequence(element("a", "xs:int"))}</xs:complexType></xs:element>`,
        ),
      ) +
      complex("B", extension("tns:A", "")) +
      complex("C", extension("tns:A", "")),
  );
  expect([...types.keys()]).toEqual(["Root", "B", "x", "C"]);
});

test("the type of a global element beside a type of its name has another", () => {
  const types = typesOf(root(element("a", "tns:Root")) + complex("Root", ""));
  expect([...types.keys()]).toEqual(["RootElement", "Root"]);
  expect(types.get("RootElement")).toMatchObject({ anonymous: true, wrapper: true });
  expect(types.get("Root")).not.toHaveProperty("wrapper");
});

const simple = (name: string, content: string) =>
  `<xs:simpleType${name && ` name="${name}"`}>${content}</xs:simpleType>`;
const restricted = (base: string, facets: string) => `<xs:restriction base="${base}">${facets}</xs:restriction>`;

test("steps of a restriction are one: the nearest bound, all patterns, those of a step as alternatives", () => {
  const types = typesOf(
    element("Root", "tns:B") +
      simple(
        "A",
        restricted(
          "xs:string",
          '<xs:maxLength value="9"/><xs:minLength value="1"/><xs:pattern value="a+"/><xs:pattern value="b+"/>',
        ),
      ) +
      simple("B", restricted("tns:A", '<xs:maxLength value="5"/><xs:pattern value=".{2,}"/>')),
  );
  expect(types.get("B")).toMatchObject({
    base: "string",
    enumeration: [],
    facets: { minLength: 1, maxLength: 5, patterns: ["(a+)|(b+)", ".{2,}"] },
  });
});

test("a bound takes the place of the base's, inclusive or not", () => {
  const types = typesOf(
    element("Root", "tns:B") +
      simple("A", restricted("xs:int", '<xs:minExclusive value="0"/><xs:maxInclusive value="10"/>')) +
      simple("B", restricted("tns:A", '<xs:minInclusive value="2"/>')),
  );
  expect(types.get("B")).toMatchObject({ base: "int", facets: { minInclusive: "2", maxInclusive: "10" } });
  expect(types.get("B")).not.toHaveProperty("facets.minExclusive");
});

test("an enumeration is that of the last step that has one; an anonymous one is Parent_Child", () => {
  const types = typesOf(
    root(
      `<xs:element name="size">${simple("", restricted("tns:Size", '<xs:enumeration value="S"/><xs:enumeration value="L"/>'))}</xs:element>`,
    ) +
      simple(
        "Size",
        restricted("xs:string", '<xs:enumeration value="S"/><xs:enumeration value="M"/><xs:enumeration value="L"/>'),
      ),
  );
  expect([...types.keys()]).toEqual(["Root", "Root_size"]);
  expect(types.get("Root_size")).toMatchObject({
    kind: "simple",
    enumeration: ["S", "L"],
    open: false,
    anonymous: true,
  });
});

test("white space that is not kept makes a string a token", () => {
  const types = typesOf(
    element("Root", "tns:A") + simple("A", restricted("xs:string", '<xs:whiteSpace value="collapse"/>')),
  );
  expect(types.get("A")).toMatchObject({ kind: "simple", base: "token" });
});

test("lists and unions keep their items and members, and facets of a list count items", () => {
  const types = typesOf(
    root(element("l", "tns:Few"), element("u", "tns:Either")) +
      simple("Many", '<xs:list itemType="xs:int"/>') +
      simple("Few", restricted("tns:Many", '<xs:maxLength value="3"/>')) +
      simple(
        "Either",
        `<xs:union memberTypes="xs:int tns:Many">${simple("", restricted("xs:string", '<xs:enumeration value="none"/>'))}</xs:union>`,
      ),
  );
  expect(types.get("Few")).toMatchObject({
    kind: "list",
    item: { kind: "builtin", name: "int" },
    facets: { maxLength: 3 },
  });
  expect(types.get("Either")).toMatchObject({
    kind: "union",
    members: [{ name: "int" }, { name: "{urn:shop}Many" }, { name: "{urn:shop}Either_member" }],
  });
  expect(types.get("Either_member")).toMatchObject({ enumeration: ["none"] });
});

test("members listed of a union or a list are texts", () => {
  const types = typesOf(
    element("Root", "tns:B") +
      simple("A", '<xs:union memberTypes="xs:int xs:string"/>') +
      simple("B", restricted("tns:A", '<xs:enumeration value="1"/><xs:enumeration value="many"/>')),
  );
  expect(types.get("B")).toMatchObject({ kind: "simple", base: "token", enumeration: ["1", "many"] });
});

test("the types of Microsoft and of SOAP encoding are builtins, and so is any type", () => {
  const types = typesOf(
    root(
      element("g", "ms:guid"),
      element("c", "ms:char"),
      element("s", "soapenc:string"),
      element("b", "soapenc:base64"),
      '<xs:element name="a"/>',
    ),
  );
  expect(types.get("Root")).toMatchObject({
    content: {
      particles: ["guid", "char", "string", "base64Binary", "anyType"].map((name) => ({
        type: { kind: "builtin", name },
      })),
    },
  });
});

test("an array of SOAP encoding is one repeated item of the type that it says", () => {
  const array = (name: string, arrayType: string, content = "") =>
    complex(
      name,
      restriction("soapenc:Array", `${content}<xs:attribute ref="soapenc:arrayType" wsdl:arrayType="${arrayType}"/>`),
    );
  const types = typesOf(
    root(element("a", "tns:Ints"), element("b", "tns:Named"), element("c", "tns:Rows"), element("d", "soapenc:Array")) +
      array("Ints", "xs:int[]") +
      array("Named", "xs:string[]", sequence(element("name", "xs:string", 'maxOccurs="unbounded"'))) +
      array("Rows", "xs:int[][]"),
  );
  const item = { minOccurs: 0, maxOccurs: "unbounded", nillable: true };
  expect(types.get("Ints")).toMatchObject({
    array: true,
    attributes: [],
    content: { particles: [{ ...item, name: { namespace: "", local: "item" }, type: { name: "int" } }] },
  });
  expect(types.get("Named")).toMatchObject({
    content: { particles: [{ ...item, name: { local: "name" }, type: { name: "string" } }] },
  });
  expect(types.get("Rows")).toMatchObject({
    array: true,
    content: { particles: [{ type: { name: "{urn:shop}ArrayOfint" } }] },
  });
  expect(types.get("ArrayOfint")).toMatchObject({
    array: true,
    anonymous: true,
    content: { particles: [{ type: { name: "int" } }] },
  });
  expect(types.get("Array")).toMatchObject({ array: true, content: { particles: [{ type: { name: "anyType" } }] } });
});

test("an array of several dimensions is one of rows", () => {
  const array = (name: string, arrayType: string) =>
    complex(
      name,
      restriction("soapenc:Array", `<xs:attribute ref="soapenc:arrayType" wsdl:arrayType="${arrayType}"/>`),
    );
  const of = (arrayType: string) => {
    const { services, diagnostics } = declare(sending(root(element("a", "tns:A")) + array("A", arrayType)));
    const types = new Map(services[0]?.types.map((type) => [clark(type.name), type]));
    const shown = (key: string): string => {
      const type = types.get(key);
      if (type?.kind !== "complex") return key;
      const [item] = elementsIn(type.content);
      return `${type.dimensions ?? 1}(${item === undefined ? "" : shown(item.type.name)}${item?.nillable ? " | nil" : ""})`;
    };
    return { shown: shown("{urn:shop}A"), messages: messages(diagnostics) };
  };
  expect(of("xs:int[]")).toEqual({ shown: "1(int | nil)", messages: [] });
  expect(of("xs:int[,]")).toEqual({ shown: "2(1(int | nil))", messages: [] });
  expect(of("xs:int[,,]")).toEqual({ shown: "3(2(1(int | nil)))", messages: [] });
  expect(of("xs:int[,][]")).toEqual({ shown: "1(2(1(int | nil)) | nil)", messages: [] });
  expect(of("xs:int[][,]")).toEqual({ shown: "2(1(1(int | nil) | nil))", messages: [] });
  expect(of(`xs:int[${",".repeat(8)}]`)).toEqual({
    shown: "1(int | nil)",
    messages: [
      "warning array-dimensions: found A with 9 dimensions, expected at most 8; its items are read and sent in a row, as of one dimension",
    ],
  });
});

test("arrays in arrays deeper than any service has them hold XML", () => {
  const declared = (depth: number) => {
    const type = `xs:int${"[]".repeat(depth)}`;
    const array = `<xs:attribute ref="soapenc:arrayType" wsdl:arrayType="${type}"/>`;
    const { services, diagnostics } = declare(
      sending(root(element("a", "tns:A")) + complex("A", restriction("soapenc:Array", array))),
    );
    return {
      types: services[0]?.types.filter(({ kind }) => kind === "complex").length,
      messages: messages(diagnostics),
    };
  };
  const { types, messages: found } = declared(8);
  expect([types, found]).toEqual([(declared(1).types ?? 0) + 7, []]);
  expect(declared(10_000)).toEqual({
    types: declared(1).types,
    messages: [
      "warning array-dimensions: found A of arrays 10000 deep, expected at most 8; its items are read and sent as XML",
    ],
  });
});

test("a complex type where a text is wanted is an error", () => {
  const { diagnostics } = declare(
    sending(
      complex("A", "") +
        '<xs:element name="Root"><xs:complexType><xs:attribute name="a" type="tns:A"/></xs:complexType></xs:element>',
    ),
  );
  expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["error component-mismatch"]);
});

test("a builtin type in another case is taken for what it can only mean", () => {
  const { services, diagnostics } = declare(sending(root(element("a", "xs:dateTIME"))));
  expect(services[0]?.types[0]).toMatchObject({ content: { particles: [{ type: { name: "dateTime" } }] } });
  expect(messages(diagnostics)).toEqual([
    "warning component-inexact: found type dateTIME of XML Schema, expected dateTime, which it is taken for",
  ]);
});

test("documentation is kept, and every fact is declared at its place", () => {
  const note = (text: string) => `<xs:annotation><xs:documentation>${text}</xs:documentation></xs:annotation>`;
  const types = typesOf(
    `<xs:element name="Root" type="tns:A"/>
    <xs:complexType name="A">${note("All of it.")}<xs:sequence>
      <xs:element name="a" type="xs:int">${note("Part of it.")}</xs:element></xs:sequence></xs:complexType>`,
  );
  const declared = {
    kind: "declared",
    places: [{ path: "shop/shop.wsdl", line: expect.any(Number) as number, column: expect.any(Number) as number }],
  };
  expect(types.get("A")).toMatchObject({
    documentation: "All of it.",
    evidence: { name: declared, content: declared },
    content: {
      particles: [
        {
          documentation: "Part of it.",
          evidence: { name: declared, type: declared, minOccurs: declared, maxOccurs: declared, nillable: declared },
        },
      ],
    },
  });
});

test("chains of ten thousand types, bases, elements and restrictions are read without recursion", () => {
  const depth = 10_000;
  const chain = (build: (index: number) => string) =>
    Array.from({ length: depth }, (_, index) => build(index)).join("");
  const nested = typesOf(
    element("Root", "tns:T0") +
      chain((index) =>
        complex(`T${index}`, sequence(element("a", index < depth - 1 ? `tns:T${index + 1}` : "xs:int"))),
      ),
  );
  expect(nested.size).toBe(depth);
  const extended = typesOf(
    element("Root", `tns:T${depth - 1}`) +
      chain((index) =>
        complex(
          `T${index}`,
          index === 0 ? "" : extension(`tns:T${index - 1}`, sequence(element(`e${index}`, "xs:int"))),
        ),
      ),
  );
  expect(extended.size).toBe(1);
  const [last] = extended.values();
  expect(last?.kind === "complex" && last.content.kind === "sequence" && last.content.particles.length).toBe(depth - 1);
  const steps = typesOf(
    element("Root", `tns:T${depth - 1}`) +
      chain((index) => simple(`T${index}`, restricted(index === 0 ? "xs:int" : `tns:T${index - 1}`, ""))),
  );
  expect([...steps.values()]).toMatchObject([{ kind: "simple", base: "int" }]);
});

test("a model is the same after JSON", () => {
  const service = serviceOf(sending(root(element("a", "xs:int"), '<xs:any maxOccurs="unbounded"/>')));
  expect(JSON.parse(JSON.stringify(service))).toEqual(service);
});

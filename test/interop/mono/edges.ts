/** Values that are too rare among random ones are sent and returned. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesFrom, listFrom } from "../../../templates/runtime/index.js";
import type { SiteCaller, SiteOrigin } from "./site.js";

const soap = ["soap11", "soap12"] as const;
const bindings = [...soap, "httpGet", "httpPost"] as const;

/** Objects of builtin types. */
const builtinObjects: readonly unknown[] = [
  5,
  "a & b",
  true,
  { $type: "xsd:double", $value: 3.5 },
  { $type: "xsd:float", $value: -0.5 },
  { $type: "xsd:decimal", $value: "1.25" },
  { $type: "xsd:long", $value: 5n },
  { $type: "xsd:unsignedLong", $value: 18446744073709551615n },
  { $type: "xsd:unsignedByte", $value: 4 },
  { $type: "xsd:byte", $value: -4 },
  { $type: "xsd:short", $value: -2 },
  { $type: "xsd:dateTime", $value: "2020-01-02T00:00:00Z" },
  { $type: "xsd:base64Binary", $value: new Uint8Array([1, 2]) },
  { $type: "ms:guid", $value: "00000000-0000-0000-0000-0000000000aa" },
  { $type: "ms:char", $value: "c" },
];

/** Objects of types that the service declares. */
const namedObjects: readonly unknown[] = [
  { $type: "Address", Street: "A", Town: "B", Code: 5n },
  { $type: "Puppy", Name: "Rex", Bones: 3 },
  { $type: "Car", Wheels: 4, Maker: "A" },
  { $type: "Vehicle", Wheels: 2 },
  { $type: "ArrayOfString", $value: ["a", null, ""] },
  { $type: "ArrayOfInt", $value: [1, 2] },
];

export function edges(site: () => SiteCaller, origin: SiteOrigin): void {
  describe.each(bindings)("over %s", (binding) => {
    const echo = async (operation: string, value: unknown): Promise<unknown> => {
      const reply = await site().call("Values.asmx", operation, binding, { value });
      return reply.kind === "ok" ? Object.values(reply.value)[0] : reply;
    };

    test("texts of all characters that XML takes", async () => {
      // XML turns returns into line feeds, and ASP.NET ignores text of white space only.
      const text = fc
        .string({ unit: "binary", minLength: 1 })
        .filter((text) => text.trim() !== "" && !/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text));
      await fc.assert(
        fc.asyncProperty(text, async (text) => {
          expect(await echo("String", text)).toBe(text);
        }),
        { numRuns: 50 },
      );
    });

    // Pages show flags like any enumeration, of which a value has one member.
    if (origin === "wsdl")
      test("all flags at once, and some", async () => {
        expect(await echo("OneAccess", ["Read", "Write"])).toEqual(["Read", "Write"]);
        expect(await echo("Accesses", [["Read", "Write"], ["Write"]])).toEqual([["Read", "Write"], ["Write"]]);
      });

    test("numbers at their bounds", async () => {
      expect(await echo("Double", Infinity)).toBe(Infinity);
      expect(await echo("Single", -Infinity)).toBe(-Infinity);
      expect(await echo("Double", NaN)).toBeNaN();
      expect(await echo("Double", 5e-324)).toBe(5e-324);
      expect(await echo("Double", 1.7976931348623157e308)).toBe(1.7976931348623157e308);
      expect(await echo("Double", 0.1)).toBe(0.1);
      expect(await echo("Int64", -9223372036854775808n)).toBe(-9223372036854775808n);
      expect(await echo("UInt64", 18446744073709551615n)).toBe(18446744073709551615n);
      expect(await echo("Decimal", "-79228162514264337593543950335")).toBe("-79228162514264337593543950335");
      expect(await echo("Decimal", "0.0000000000000000000000000001")).toBe("0.0000000000000000000000000001");
    });

    test("bytes of all sizes", async () => {
      // ASP.NET takes a query of 2,048 characters.
      const bytes = Uint8Array.from({ length: 128 }, (_, index) => 255 - 2 * index);
      expect(await echo("Bytes", bytes)).toEqual(bytes);
    });

    test("characters, also those that mark up", async () => {
      for (const character of ["<", "&", '"', " ", "é", "漢", "\uffff"]) {
        expect(await echo("Char", character)).toBe(character);
      }
    });
  });

  describe.each(soap)("over %s", (binding) => {
    const echo = async (operation: string, value: unknown): Promise<unknown> => {
      const reply = await site().call("Shapes.asmx", operation, binding, { value });
      return reply.kind === "ok" ? Object.values(reply.value)[0] : reply;
    };

    test("lists and bytes that are streamed", async () => {
      const values = async (operation: string, value: unknown): Promise<unknown> => {
        const reply = await site().call("Values.asmx", operation, binding, { value });
        return reply.kind === "ok" ? Object.values(reply.value)[0] : reply;
      };
      const numbers = Array.from({ length: 10_000 }, (_, number) => number);
      expect(await values("Int32s", listFrom(numbers))).toEqual(numbers);
      const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256);
      expect(await values("Bytes", bytesFrom([bytes.subarray(0, 1), bytes.subarray(1)]))).toEqual(bytes);
    });

    test("an instant stays what it is, though .NET says it in its own time zone", async () => {
      const reply = await site().call("Values.asmx", "DateTime", binding, {
        value: "2024-02-29T23:30:00.1234567-05:30",
      });
      const back = reply.kind === "ok" ? String(reply.value["DateTimeResult"]) : "";
      expect(back).toContain(".1234567");
      expect(Date.parse(back)).toBe(Date.parse("2024-03-01T05:00:00.123Z"));
    });

    test("XML that any element may be", async () => {
      const element = {
        name: "value",
        namespace: "http://shapes.example/",
        attributes: [],
        children: [
          {
            name: "Given",
            namespace: "urn:given",
            attributes: [{ name: "kind", namespace: "", value: `"a" & <b>` }],
            children: ["before ", { name: "b", namespace: "", attributes: [], children: ["bold"] }, " after"],
          },
        ],
      };
      expect(await echo("Element", element)).toMatchObject({ children: element.children });
    });

    test.each(builtinObjects)("an object is a value of its type: %o", async (value) => {
      expect(await echo("Anything", value)).toEqual(value);
    });

    // Pages name no types.
    if (origin === "wsdl")
      test.each(namedObjects)("an object is a value of a type of the service: %o", async (value) => {
        expect(await echo("Anything", value)).toEqual(value);
      });

    test("objects in a list have types of their own", async () => {
      const values = [...builtinObjects, ...(origin === "wsdl" ? namedObjects : []), null];
      expect(await echo("Anythings", values)).toEqual(values);
    });

    test("a DataSet is its schema and its rows, and comes back when it is sent", async () => {
      const reply = await site().call("Shapes.asmx", "Rows", binding, { count: 3 });
      const set = reply.kind === "ok" ? reply.value["RowsResult"] : reply;
      const text = JSON.stringify(set);
      for (const found of ["Set", "Größe 1", "Größe 3"]) expect(text).toContain(found);
      const back = await echo("Table", set);
      // A client from pages has the element itself.
      expect(JSON.stringify(back)).toBe(text.replace("RowsResult", "TableResult"));
    });
  });

  describe.each(soap)("in SOAP encoding over %s", (binding) => {
    const call = async (operation: string, request: unknown): Promise<unknown> => {
      const reply = await site().call("Encoded.asmx", operation, binding, request);
      return reply.kind === "ok" ? Object.values(reply.value)[0] : reply;
    };

    test("one value that is there twice is one", async () => {
      const person = { Name: "Ada", Age: 36, Grade: "Good" };
      expect(await call("Same", { one: person, other: person })).toBe(true);
      expect(await call("Same", { one: person, other: { ...person } })).toBe(false);
    });

    test("so is one in a header block", async () => {
      const person = { Name: "Ada", Age: 36, Grade: "Good" };
      const paired = (Pair: object) => site().call("Encoded.asmx", "Paired", binding, {}, { header: { Pair } });
      const one = await paired({ One: person, Other: person });
      expect(one).toMatchObject({ kind: "ok", value: { PairedResult: true } });
      const { Pair } = one.kind === "ok" ? (one.header as { readonly Pair: Readonly<Record<string, unknown>> }) : {};
      expect(Pair?.["One"]).toMatchObject(person);
      expect(Pair?.["Other"]).toBe(Pair?.["One"]);
      const two = await paired({ One: person, Other: { ...person } });
      expect(two).toMatchObject({ kind: "ok", value: { PairedResult: false }, header: { Pair: { Other: person } } });
    });

    test("a ring of values is a ring, sent and received", async () => {
      interface Knot {
        Label?: string;
        Next?: Knot;
      }
      const ring = (await call("Ring", { length: 3 })) as Knot;
      expect(ring.Next?.Next?.Next).toBe(ring);
      expect([ring.Label, ring.Next?.Label, ring.Next?.Next?.Label]).toEqual(["1", "2", "3"]);
      const sent: Knot = { Label: "a" };
      sent.Next = { Label: "b", Next: sent };
      const back = (await call("Graph", { value: sent })) as Knot;
      expect(back.Next?.Next).toBe(back);
      expect([back.Label, back.Next?.Label]).toEqual(["a", "b"]);
    });
  });

  test.each(["httpGet", "httpPost"] as const)(
    "a ring over %s, which has no references, is refused",
    async (binding) => {
      const reply = await site().call("Encoded.asmx", "Ring", binding, { length: 3 });
      expect(reply).toMatchObject({ kind: "http", status: 500, body: expect.stringContaining("circular") as string });
    },
  );
}

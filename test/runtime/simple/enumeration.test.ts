import * as builtin from "../../../templates/runtime/simple/enumeration.js";
import { describe, expect, test } from "vitest";
import { parseParameter } from "../../../templates/runtime/simple/parameter.js";
import { expectRefused, expectUnwritable, read, written } from "../read-simple.js";

describe("enumerations", () => {
  const status = builtin.enumeration(["Draft", "Sent", " odd "] as const);
  const open = builtin.openEnumeration(["Read", "Write", "Read Only"] as const);

  test("a closed one holds its members only", () => {
    expect(read(status, " Draft ")).toBe("Draft");
    expect(read(status, " odd ")).toBe(" odd ");
    expect(written(status, "Sent")).toBe("Sent");
    expect(() => read(status, "Lost")).toThrow('expected "Draft", "Sent" or " odd ", found "Lost"');
    expectRefused(status, "draft");
    expectRefused(status, "__proto__");
    expectUnwritable(status, "constructor");
    expectUnwritable(status, 0);
  });

  test("many members are not all named in a message", () => {
    const letters = builtin.enumeration([..."abcdefgh"]);
    expect(() => parseParameter(letters, "z")).toThrow(
      'expected "a", "b", "c", "d", "e", "f" or one of 2 others, found "z"',
    );
    expect(() => parseParameter(builtin.enumeration(["a"]), "z")).toThrow('expected "a", found "z"');
    expect(() => parseParameter(builtin.enumeration([]), "z")).toThrow('expected nothing, found "z"');
  });

  test("an open one holds any text", () => {
    expect(read(open, " Append\n")).toBe("Append");
    expect(read(open, "Read")).toBe("Read");
    expect(written(open, "Append")).toBe("Append");
    expectUnwritable(open, 1);
  });

  test("flags are a list in XML and separated by commas in a parameter", () => {
    expect(written(open, "Read Write")).toBe("Read Write");
    expect(open.form("Read Write")).toBe("Read, Write");
    expect(open.form("Read Only")).toBe("Read Only");
    expect(open.form("Read Append")).toBe("Read Append");
  });
});

import { expect, test } from "vitest";
import { bufferMethods, methodsOf } from "../../../templates/runtime/xml/native.js";

test("the methods of Node's Buffer are used, and those of a Buffer written in JavaScript are not", () => {
  expect(bufferMethods).toBe(Buffer.prototype);
  expect(methodsOf({ Buffer: { prototype: { write: () => 0, indexOf: () => 0 } } })).toBeUndefined();
  expect(methodsOf({})).toBeUndefined();
});

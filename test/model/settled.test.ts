import { expect, test } from "vitest";
import type { Diagnostic } from "../../generator/diagnostic.js";
import { withoutSettled } from "../../generator/model/settled.js";
import { reason } from "../../generator/model/reason.js";
import { inferOp } from "./infer.js";

const place = { path: "specs/shop/GetPrice.txt", line: 1, column: 1 };
const addressUnknown: Diagnostic = { severity: "warning", code: "address-unknown", message: "found none", place };
const doubted: Diagnostic = { ...addressUnknown, doubt: "address" };

test("a doubt about a type stays while its element has the type that was assumed", () => {
  const { service, diagnostics } = inferOp("<Weight>heavy</Weight>", "");
  expect(diagnostics.map(({ code }) => code)).toEqual(["placeholder-unknown"]);
  expect(withoutSettled(diagnostics, [service])).toEqual(diagnostics.map(({ doubt: _, ...diagnostic }) => diagnostic));
});

test("a doubt about addresses stays until each service has one from the configuration", () => {
  const { service } = inferOp("<Weight>int</Weight>", "");
  const port = {
    binding: "soap11",
    address: "https://shop.example/",
    evidence: { address: reason("overridden", []) },
  } as const;
  const addressed = { ...service, ports: [port] };
  expect(withoutSettled([doubted], [addressed, service])).toEqual([addressUnknown]);
  expect(withoutSettled([doubted], [])).toEqual([addressUnknown]);
  expect(withoutSettled([doubted], [addressed])).toEqual([]);
});

test("a doubt about the address of one operation is settled by the address that an override gives it", () => {
  const { service } = inferOp("<Weight>int</Weight>", "");
  const [operation] = service.operations;
  const [binding] = operation?.bindings ?? [];
  if (operation === undefined || binding === undefined) throw new Error("expected an operation");
  const here: Diagnostic = { ...doubted, place: binding.place };
  const address = { address: "https://shop.example/", evidence: { address: reason("overridden", []) } };
  expect(withoutSettled([here, doubted], [{ ...service, operations: [{ ...operation, address }] }])).toEqual([
    addressUnknown,
  ]);
});

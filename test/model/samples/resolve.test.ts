import { expect, test } from "vitest";
import { get, infer, inferOp, memberOf, page, readPages, typeNamed, wrapped } from "../infer.js";

test("cut SOAP content is filled in from the HTTP reply, which shows one level more", () => {
  const soapResult = '<OpResult><A><B><C xsi:nil="true" /></B></A></OpResult>';
  const xsi = 'd5p1:nil="true" xmlns:d5p1="http://www.w3.org/2001/XMLSchema-instance"';
  const reply = `<Order xmlns="urn:shop"><A><B><C><Id>[int]</Id><D ${xsi} /></C></B></A></Order>`;
  const { lines, service, diagnostics } = infer(readPages(page("Op", wrapped("", soapResult), get("Op", "", reply))));
  expect(lines.slice(1)).toEqual([
    "Order(A?: A | nil)",
    "A(B?: B | nil)",
    "B(C?: C | nil)",
    "C(Id?: int | nil, D?: D | nil)",
    "D = unknown",
  ]);
  expect(memberOf(service, "B", "C").evidence.type.kind).toBe("shown");
  expect(diagnostics).toMatchObject([
    { severity: "warning", code: "content-unknown", hint: expect.stringContaining("C.D") as string },
  ]);
  expect(typeNamed(service, "D").evidence.content.kind).toBe("assumed");
});

test("cut content is not filled in from another element of the same name", () => {
  const cut = '<R><A><B><Item xsi:nil="true" /></B></A></R>';
  const { lines, diagnostics } = inferOp("<Item><Id>[int]</Id></Item>", cut);
  expect(lines).toEqual(expect.arrayContaining(["Op_Item(Id: int)", "B(Item?: B_Item | nil)", "B_Item = unknown"]));
  expect(diagnostics).toMatchObject([
    { severity: "warning", code: "content-unknown", hint: expect.stringContaining("B.Item") as string },
  ]);
});

test("cut content that could be of two types stays unknown", () => {
  const two = "<P><Item><Id>[int]</Id></Item></P><Q><Item><Code>[string]</Code></Item></Q>";
  const { lines, codes } = inferOp(two, '<R><A><B><Item xsi:nil="true" /></B></A></R>');
  expect(lines).toEqual(expect.arrayContaining(["P_Item(Id: int)", "Q_Item(Code?: string)", "B_Item = unknown"]));
  expect(codes).toEqual(["content-unknown"]);
});

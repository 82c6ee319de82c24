import { expect, test } from "vitest";
import { infer, inferOp, page, readPages, soap } from "../infer.js";
import { node } from "../cut-node.js";

test("a type that contains itself comes out recursive", () => {
  const { lines, codes } = inferOp("", `<OpResult><Name>[string]</Name>${node(2)}</OpResult>`);
  expect(lines).toEqual([
    "Op(): OpResponse(OpResult?: OpResult | nil)",
    "OpResult(Name?: string | nil, Next?: Next | nil)",
    "Next(Name?: string | nil, Next?: Next | nil)",
  ]);
  expect(codes).toEqual([]);
});

test("sightings that differ only below the depth limit are one type; those that differ above it are two", () => {
  const whole = "<Order><Line><Item><Id>[int]</Id></Item></Line></Order>";
  const other = "<Order><Line><Item><Code>[string]</Code></Item></Line></Order>";
  const deep = '<R><Order><Line><Item xsi:nil="true" /></Line></Order></R>';
  expect(inferOp(whole, deep).lines).toEqual([
    "Op(Order?: Order): OpResponse(R?: R | nil)",
    "Order(Line?: Line | nil)",
    "Line(Item?: Item | nil)",
    "Item(Id?: int | nil)",
    "R(Order?: Order | nil)",
  ]);
  const { lines } = inferOp(`<X>${whole}</X><Y>${other}</Y>`);
  expect(lines).toEqual([
    "Op(X?: X, Y?: Y): OpResponse()",
    "X(Order?: X_Order)",
    "X_Order(Line?: X_Order_Line)",
    "X_Order_Line(Item?: X_Order_Line_Item)",
    "X_Order_Line_Item(Id: int)",
    "Y(Order?: Y_Order)",
    "Y_Order(Line?: Y_Order_Line)",
    "Y_Order_Line(Item?: Y_Order_Line_Item)",
    "Y_Order_Line_Item(Code?: string)",
  ]);
});

test("many shapes of one name, and a chain of references longer than the stack, take no undue work", () => {
  const shapes = Array.from(
    { length: 1500 },
    (_, index) => `<P${index}><Item><M${index}>[int]</M${index}></Item></P${index}>`,
  );
  expect(inferOp(shapes.join("")).service.types).toHaveLength(3002);
  const blocks = Array.from(
    { length: 5000 },
    (_, index) =>
      `<types:T${index} id="id${index}" xsi:type="types:T${index}"><n href="#id${index + 1}" /></types:T${index}>`,
  );
  const text = soap("Op", {
    bodyAttributes: 'soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"',
    request: `<tns:Op><n href="#id0" /></tns:Op>${blocks.join("")}`,
    response: "<tns:OpResponse />",
  });
  expect(infer(readPages(page("Op", text))).lines[0]).toBe("Op(n?: T0): OpResponse()");
});

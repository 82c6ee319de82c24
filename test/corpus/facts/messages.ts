import { clark, type Message } from "../../../generator/model/service.js";
import { splitName, type BoundMessage, type BoundOperation } from "../../support/wsdl.js";
import type { Comparison } from "./comparison.js";
import { shownGlobal, shownOfType, unqualified, type Rendered, type ShownElement, type ShownType } from "./shown.js";
import { compareMembers } from "./types.js";

/** Complex elements at this depth are cut. */
const depthLimit = 4;

export function compareMessage(
  comparison: Comparison,
  found: Message,
  { style }: BoundOperation,
  expected: BoundMessage,
  wrapper: string,
  where: string,
  showsMore: boolean,
): void {
  const { schemas, tally } = comparison;
  const at = { where, depth: 0, limit: depthLimit, showsMore };
  const header = expected.header.flatMap(({ element }) =>
    element === undefined ? [] : (shownGlobal(schemas, element) ?? []),
  );
  compareMembers(comparison, found.header, header, { ...at, where: `${where} header` }, "header block");
  tally.check("body", found.use, expected.use, where);
  if (expected.use === "encoded") {
    compareEncoded(comparison, found, style, expected, wrapper, where);
    return;
  }
  const blocks = new Set(expected.header.map(({ element }) => element));
  const rest = expected.parts.filter(({ element }) => element === undefined || !blocks.has(element));
  const parts = rest.length > 0 ? rest : expected.parts;
  for (const { element } of parts) {
    if (style === "document" && element === undefined) tally.cannot("body", "part without element");
    else if (element !== undefined && schemas.find("element", element) === undefined)
      tally.cannot("body", "body not declared");
  }
  const body =
    style === "rpc"
      ? [rpcWrapper(schemas, expected, wrapper)]
      : parts.flatMap(({ element }) => (element === undefined ? [] : (shownGlobal(schemas, element) ?? [])));
  compareMembers(comparison, found.body, body, at, "body");
}

/** The parts of RPC, or the one element of a document, with whatever they refer to in its place. */
function compareEncoded(
  comparison: Comparison,
  found: Message,
  style: "document" | "rpc",
  expected: BoundMessage,
  wrapper: string,
  where: string,
): void {
  const schemas = { ...comparison.schemas, encoded: true };
  const at = { where, depth: 0, limit: Infinity, showsMore: false };
  if (style === "rpc") {
    comparison.tally.check("body", found.wrapper && clark(found.wrapper), `{${expected.namespace}}${wrapper}`, where);
    const parts = expected.parts.map(({ name, type = "" }) =>
      unqualified(name, false, () => shownOfType(schemas, type)),
    );
    compareMembers(comparison, found.body, parts, { ...at, depth: 1 }, "body");
    return;
  }
  const roots = expected.parts.map(({ type = "" }): ShownElement => {
    return { kind: "element", ...splitName(type), repeated: false, type: () => shownOfType(schemas, type) };
  });
  compareMembers(comparison, found.body, roots, at, "body");
}

function rpcWrapper(schemas: Rendered, message: BoundMessage, local: string): ShownElement {
  const members = message.parts.map(({ name, type }): ShownElement => {
    return unqualified(name, false, () => shownOfType(schemas, type ?? ""));
  });
  const type = (): ShownType => {
    if (members.length === 0) return { kind: "empty", row: "empty type" };
    return { kind: "complex", declaration: undefined, name: undefined, attributes: [], members, lost: [] };
  };
  return { kind: "element", namespace: message.namespace, local, repeated: false, type };
}

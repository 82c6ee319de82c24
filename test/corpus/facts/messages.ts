import { elementsIn } from "../../../generator/model/traversal.js";
import { clark, type Element, type Message, type QName } from "../../../generator/model/service.js";
import type { At, Comparison } from "./comparison.js";
import type { Member } from "./printed.js";
import { compareMembers } from "./types.js";

/** Complex elements at this depth are cut. */
const depthLimit = 4;

export function compareMessage(
  comparison: Comparison,
  shown: Message,
  declared: Message,
  where: string,
  showsMore: boolean,
  unbound: readonly QName[] = [],
): void {
  const { tally } = comparison;
  const encoded = declared.use === "encoded";
  const at: At = { where, depth: 0, limit: encoded ? Infinity : depthLimit, encoded, showsMore };
  compareMembers(comparison, shown.header, declared.header, { ...at, where: `${where} header` }, "header block");
  tally.check("body", shown.use, declared.use, where);
  if (declared.wrapper === undefined) {
    const extras = unbound.map((name): Member => ({ kind: "extra", name, row: "part outside of the body" }));
    const body = [...blocksInBody(declared), ...declared.body, ...extras];
    if (shown.body.length === 0 && body.length > 0) tally.cannot("body", "body not declared");
    else compareMembers(comparison, shown.body, body, at, "body");
    return;
  }
  const inWrapper = { ...at, depth: 1 };
  if (shown.wrapper !== undefined) {
    tally.check("body", clark(shown.wrapper), clark(declared.wrapper), where);
    compareMembers(comparison, shown.body, declared.body, inWrapper, "body");
    return;
  }
  // Literal RPC looks like a document with one element around the parts.
  const roots = shown.body.map(({ name }) => clark(name));
  tally.check("body", roots, [clark(declared.wrapper)], where);
  compareMembers(comparison, membersOf(shown.body[0], comparison), declared.body, inWrapper, "element name");
}

/** A body that is an element of the header as well is printed as often as the message has it. */
function blocksInBody({ header, body }: Message): readonly Element[] {
  return header.filter((block) => body.some(({ name }) => clark(name) === clark(block.name)));
}

function membersOf(root: Element | undefined, { shown }: Comparison): readonly Element[] {
  const type = root?.type.kind === "type" ? shown.get(root.type.name) : undefined;
  return type?.kind === "complex" ? elementsIn(type.content) : [];
}

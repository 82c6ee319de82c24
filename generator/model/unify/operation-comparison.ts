import type { Binding } from "../../bindings.js";
import type { HttpOperation, Message, Operation, OperationBinding, QName } from "../service.js";
import { clark } from "../service.js";
import { elementsIn } from "../traversal.js";
import type { Comparison } from "./comparison.js";
import { compareElements, type At } from "./elements.js";
import { elementText } from "./texts.js";

/** Compares the messages of an operation and its addressing. */
export function compareOperation(declared: Operation, shown: Operation, comparison: Comparison): void {
  const at = { comparison };
  const isUnknown = shown.response?.evidence !== undefined;
  for (const binding of declared.bindings) compareAction(binding, shown, comparison);
  compareMessage(declared.request, shown.request, { ...at, where: `the request of ${declared.name}` }, declared, shown);
  if (isUnknown) return;
  if (declared.response !== undefined && shown.response !== undefined) {
    const response = { ...at, where: `the response of ${declared.name}` };
    compareMessage(declared.response, shown.response, response, declared, shown);
  } else if (declared.response !== shown.response) {
    const found = shown.response === undefined ? "no response" : "a response";
    const expected = declared.response === undefined ? "none" : "one";
    comparison.disagree({
      found: `${found} of ${declared.name}`,
      expected,
      place: shown.place,
      declared: declared.place,
    });
  }
}

/** Compares the SOAPAction. Help pages always show that of SOAP 1.1, but seldom that of SOAP 1.2. */
function compareAction(declared: OperationBinding, { bindings }: Operation, { disagree }: Comparison): void {
  const shown = bindings.find(({ binding }) => binding === declared.binding);
  if (shown === undefined || !("action" in shown) || !("action" in declared)) return;
  if (shown.action === declared.action || shown.evidence?.action.kind === "assumed") return;
  disagree({
    found: `SOAPAction ${JSON.stringify(shown.action)}`,
    expected: JSON.stringify(declared.action),
    place: shown.place,
    declared: declared.place,
  });
}

function compareMessage(
  declared: Message,
  shown: Message,
  at: At,
  { place: declaredPlace }: Operation,
  { place }: Operation,
): void {
  const { comparison, where } = at;
  const disagree = (found: string, expected: string): void =>
    comparison.disagree({ found: `${found} in ${where}`, expected, place, declared: declaredPlace });
  for (const block of shown.header) {
    const same = declared.header.find(({ name }) => clark(name) === clark(block.name));
    if (same !== undefined) compareElements([same], [block], at);
    else disagree(`the header block ${block.name.local}`, headerNames(declared));
  }
  if (shown.use !== declared.use) {
    disagree(shown.use, declared.use);
    return;
  }
  const root = rootOf(declared);
  const shownRoot = rootOf(shown);
  // A page shows an empty body if its renderer found no declaration.
  if (root === undefined || shownRoot === undefined) return;
  if (clark(root) !== clark(shownRoot)) {
    disagree(elementText(shownRoot), elementText(root));
    return;
  }
  const inWrapper = declared.wrapper !== undefined && shown.wrapper === undefined;
  compareElements(declared.body, inWrapper ? wrappedIn(shown, comparison) : shown.body, at);
}

/** The declared message with the mustUnderstand of header blocks, which only samples show. */
export function withMandatoryBlocks(declared: Message, shown: Message): Message {
  const mandatory = new Set(shown.header.filter((block) => block.mustUnderstand).map(({ name }) => clark(name)));
  const isMandatory = ({ name }: Message["header"][number]): boolean => mandatory.has(clark(name));
  if (!declared.header.some(isMandatory)) return declared;
  const header = declared.header.map((block): typeof block =>
    isMandatory(block) ? { ...block, mustUnderstand: true } : block,
  );
  return { ...declared, header };
}

function headerNames({ header }: Message): string {
  return header.length === 0 ? "no header block" : header.map(({ name }) => name.local).join(" or ");
}

/** Reads a literal RPC message, which looks like a document with one element around the parts. */
function wrappedIn({ body }: Message, { shownTypes }: Comparison): Message["body"] {
  const [root] = body;
  const type = root?.type.kind === "type" ? shownTypes.get(root.type.name) : undefined;
  return type?.kind === "complex" ? elementsIn(type.content) : [];
}

function rootOf({ wrapper, body }: Message): QName | undefined {
  return wrapper ?? body[0]?.name;
}

/** The declared bindings, and those on pages that fit the declared messages. */
export function unifyBindings(
  declared: Operation,
  shown: Operation,
  { declared: service, declaredTypes, isBound, add, disagree }: Comparison,
): readonly OperationBinding[] {
  const isDeclared = (binding: Binding): boolean =>
    declared.bindings.some((each) => each.binding === binding) ||
    isBound(declared.name, binding) ||
    isBound(shown.name, binding);
  const added = shown.bindings.filter(({ binding }) => !isDeclared(binding));
  const fitting = added.filter((binding) => !("location" in binding) || fits(binding));
  for (const { binding, place } of fitting) {
    // A binding without a declared port has been reported with its address.
    if (service.ports.some((port) => port.binding === binding)) {
      add(`the operation ${declared.name} over ${binding}`, place, {
        declared: declared.place,
      });
    }
  }
  return [...declared.bindings, ...fitting];

  function fits({ binding, parameters, result, place }: HttpOperation): boolean {
    const names = new Set(memberNames(declared.request));
    const results = declared.response === undefined ? [] : memberNames(declared.response);
    const isFit =
      parameters.length === names.size &&
      parameters.every(({ element }) => names.has(element)) &&
      (result === undefined || results.includes(result));
    if (!isFit) {
      const found = `${declared.name} over ${binding} with other parameters or another result`;
      disagree({ found, expected: "those", place, declared: declared.place });
    }
    return isFit;
  }

  function memberNames({ style, body }: Message): readonly string[] {
    const [root] = body;
    const type = style === "document" && root?.type.kind === "type" ? declaredTypes.get(root.type.name) : undefined;
    const elements = type?.kind === "complex" ? elementsIn(type.content) : style === "rpc" ? body : [];
    return elements.map(({ name }) => name.local);
  }
}

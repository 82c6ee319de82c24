import type { AnyOperation } from "../../../templates/runtime/binding/binding.js";
import type { ReplyMisfit } from "../../../templates/stand-in/reply-reading.js";
import type { Configuration } from "../../configuration.js";
import type { InspectedSpec } from "../../inspect.js";
import type { Message, Operation } from "../../model/service.js";
import { envelopeNamespaces } from "../../namespaces.js";
import { readXml } from "../../read/xml.js";
import { lineStarts, type Place } from "../../source.js";
import { printStandIn } from "../../stand-in/print-stand-in.js";
import { loadStandIn } from "../load-stand-in.js";
import { readStandIn } from "../package.js";
import type { RecordedReply } from "./replies-in.js";

/** A misfit with its place in the file of traffic. */
export interface PlacedMisfit extends Pick<ReplyMisfit, "path" | "expected" | "override"> {
  readonly place: Place;
}

/** A reply that was read as the reply of an operation. */
export interface ReadReply {
  readonly operation: string;
  readonly isFault: boolean;
  /** The misfits without those of redacted values. */
  readonly misfits: readonly PlacedMisfit[];
  readonly redacted: number;
  /** The elements that the spec does not know: `GetPrice.response/Order/Discount`. */
  readonly unknown: readonly string[];
}

export function fits({ misfits }: ReadReply): boolean {
  return misfits.length === 0;
}

/** A reply with the operation to which it belongs. */
export interface KnownReply extends RecordedReply {
  readonly binding: "soap11" | "soap12";
  readonly operation: NamedOperation;
}

/** An operation by its name and the index of its service, since several services may have one of that name. */
interface NamedOperation {
  readonly service: number;
  readonly name: string;
}

/** An envelope that belongs to no operation: a request, a reply of another service, or a fault that tells none. */
export interface OtherEnvelope extends RecordedReply {
  /** The local name of the element in its Body; undefined for text other than an envelope. */
  readonly root: string | undefined;
}

export interface Assigned {
  readonly known: readonly KnownReply[];
  readonly others: readonly OtherEnvelope[];
}

/**
 * Finds the operation of each reply by the element in its Body; that of a fault by the element in its detail, or by the
 * request of the exchange.
 */
export function assignReplies(replies: readonly RecordedReply[], specs: readonly InspectedSpec[]): Assigned {
  const operations = specs
    .flatMap(({ services }) => services)
    .flatMap((each, service) => each.operations.map((operation) => ({ ...operation, service })));
  const byResponse = operationsBy(operations, ({ response }) => rootsOf(response));
  const byRequest = operationsBy(operations, ({ request }) => rootsOf(request));
  const byDetail = operationsBy(operations, ({ faults }) => faults.map(({ element }) => element.name.local));
  const known: KnownReply[] = [];
  const others: OtherEnvelope[] = [];
  for (const reply of replies) {
    const found = envelopeIn(reply.text);
    const ofFault = (): NamedOperation | undefined => {
      const asked = reply.request === undefined ? undefined : envelopeIn(reply.request)?.root;
      return byRequest.get(asked ?? "") ?? byDetail.get(found?.detail ?? "");
    };
    const operation = found?.root === "Fault" ? ofFault() : byResponse.get(found?.root ?? "");
    if (found === undefined || operation === undefined) others.push({ ...reply, root: found?.root });
    else known.push({ ...reply, binding: found.binding, operation });
  }
  return { known, others };
}

/** Reads replies against specs, in their order. */
export async function readReplies(
  replies: readonly KnownReply[],
  specs: readonly InspectedSpec[],
  configuration: Configuration,
): Promise<readonly ReadReply[]> {
  const { modules, contracts, remove } = await loadStandIn(
    await printStandIn(specs, configuration, await readStandIn()),
  );
  try {
    const operations = contracts.map((contract) => {
      const all = Object.values(contract().operations).map(({ operation }): (() => AnyOperation) => operation);
      return new Map(all.map((operation) => [operation().name, operation]));
    });
    const readings: ReadReply[] = [];
    for (const { text, place, binding, operation } of replies) {
      const make = operations[operation.service]?.get(operation.name);
      if (make === undefined) throw new TypeError(`no contract has the operation ${operation.name}`);
      const { kind, misfits, unknown } = await modules.readReplyOf(make, binding, new TextEncoder().encode(text));
      const starts = lineStarts(text);
      const considered = misfits.filter(({ isRedacted }) => !isRedacted);
      readings.push({
        operation: operation.name,
        isFault: kind === "fault",
        redacted: misfits.length - considered.length,
        unknown: unknown.map((path) => `${operation.name}.response/${path}`),
        misfits: considered.map(({ path, expected, override, line, column }) => ({
          path,
          expected,
          override,
          place: place((starts[line - 1] ?? 0) + Math.max(0, column - 1)),
        })),
      });
    }
    return readings;
  } finally {
    await remove();
  }
}

/** Operations by names of elements; the first of several with one. */
function operationsBy(
  operations: readonly (Operation & NamedOperation)[],
  elements: (operation: Operation) => readonly string[],
): ReadonlyMap<string, NamedOperation> {
  const found = new Map<string, NamedOperation>();
  for (const operation of operations) {
    for (const element of elements(operation)) {
      if (!found.has(element)) found.set(element, operation);
    }
  }
  return found;
}

function rootsOf(message: Message | undefined): readonly string[] {
  const root = message?.wrapper ?? message?.body[0]?.name;
  return root === undefined ? [] : [root.local];
}

interface FoundEnvelope {
  readonly binding: "soap11" | "soap12";
  /** The local name of the first element in its Body. */
  readonly root: string;
  /** The local name of the first element in the detail of a fault. */
  readonly detail: string | undefined;
}

function envelopeIn(text: string): FoundEnvelope | undefined {
  const reading = readXml(text.replace(/^[\ufeff\s]*/, ""));
  if (reading.kind !== "document" || reading.root.localName !== "Envelope") return undefined;
  const binding = (["soap11", "soap12"] as const).find(
    (each) => envelopeNamespaces[each] === reading.root.namespaceURI,
  );
  type Node = typeof reading.root;
  const inside = (node: Node | undefined): readonly Node[] =>
    Array.from(node?.childNodes ?? []).filter((each) => each.nodeType === reading.root.ELEMENT_NODE) as Node[];
  const [root] = inside(inside(reading.root).find(({ localName }) => localName === "Body"));
  const [detail] = inside(inside(root).find(({ localName }) => localName?.toLowerCase() === "detail"));
  if (binding === undefined || root === undefined) return undefined;
  return { binding, root: root.localName ?? "", detail: detail?.localName ?? undefined };
}

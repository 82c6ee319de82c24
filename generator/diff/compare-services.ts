import { overHttp, overSoap } from "../bindings.js";
import { listed } from "../listed.js";
import {
  clark,
  isUnknown,
  typesByKey,
  type AttachmentPart,
  type Content,
  type Element,
  type Message,
  type Operation,
  type OperationBinding,
  type Service,
} from "../model/service.js";
import { demandKey, demandText, type Demand } from "../policies/demands.js";
import { withoutUnreached } from "../model/reach.js";
import { changesOf, type Change, type Difference, type Direction } from "./change.js";
import { compareContents } from "./compare-members.js";
import { typeComparison } from "./compare-types.js";
import { sayChanged, type At, type Comparison } from "./comparison.js";

/** The changes from one version of a spec to another. Services correspond by name; so do the only ones of both. */
export function compareServices(before: readonly Service[], after: readonly Service[]): readonly Change[] {
  const [old, ...others] = before;
  const [present, ...more] = after;
  if (old !== undefined && present !== undefined && others.length + more.length === 0)
    return compareService(old, present);
  const byName = new Map(after.map((service) => [service.name, service]));
  const names = new Set(before.map(({ name }) => name));
  const alone = (rule: "service-added" | "service-removed", { name }: Service, message: string): readonly Change[] =>
    changesOf(name, [{ rule, path: "", message, direction: undefined, before: undefined, after: undefined }]);
  return [
    ...before.flatMap((service) => {
      const same = byName.get(service.name);
      return same === undefined ? alone("service-removed", service, "is gone") : compareService(service, same);
    }),
    ...after.flatMap((service) => (names.has(service.name) ? [] : alone("service-added", service, "is new"))),
  ];
}

function compareService(before: Service, after: Service): readonly Change[] {
  const differences: Difference[] = [];
  const report = (difference: Difference): void => void differences.push(difference);
  const comparison = typeComparison(typesByKey(before.types), typesByKey(after.types), report);
  comparePorts(before, after, report);
  const byName = new Map(after.operations.map((operation) => [operation.name, operation]));
  const names = new Set(before.operations.map(({ name }) => name));
  for (const operation of before.operations) {
    const same = byName.get(operation.name);
    const gone = {
      path: operation.name,
      message: "is gone",
      direction: undefined,
      before: operation.place,
      after: undefined,
    };
    if (same === undefined) report({ rule: "operation-removed", ...gone });
    else compareOperations(operation, same, comparison, report);
    comparison.finish();
  }
  for (const { name, place } of after.operations) {
    if (names.has(name)) continue;
    report({
      rule: "operation-added",
      path: name,
      message: "is new",
      direction: undefined,
      before: undefined,
      after: place,
    });
  }
  reportTypes(before, after, report);
  return changesOf(after.name, differences);
}

/** Reports types that are gone. A version in the namespace does not change the name that a program imports. */
function reportTypes(before: Service, after: Service, report: ReportDifference): void {
  const types = typesByKey(after.types);
  const known = typesByKey(before.types);
  const moved = new Set(after.types.flatMap(({ name }) => (known.has(clark(name)) ? [] : [name.local])));
  // The types that only lost operations used are lost with them.
  const operations = new Set(after.operations.map(({ name }) => name));
  const kept = before.operations.filter(({ name }) => operations.has(name));
  for (const { name, evidence } of withoutUnreached({ ...before, operations: kept }).types) {
    if (types.has(clark(name)) || moved.has(name.local)) continue;
    const message = "names no type any more";
    const places = { before: evidence.name.places[0], after: undefined };
    report({ rule: "type-removed", path: name.local, message, direction: undefined, ...places });
  }
}

type ReportDifference = (difference: Difference) => void;

/** Compares the addresses of bindings that both have, and the demands on callers there. */
function comparePorts(before: Service, after: Service, report: ReportDifference): void {
  for (const { binding, address, evidence, demands = [] } of after.ports) {
    const same = before.ports.filter((port) => port.binding === binding);
    const known = same.find((port) => port.address === address) ?? same[0];
    if (known === undefined) continue;
    const places = { before: known.evidence.address.places[0], after: evidence.address.places[0] };
    const own = { path: "", direction: undefined, ...places };
    if (known.address !== address) {
      const message = `has moved from ${known.address} to ${address} over ${binding}`;
      report({ rule: "address-changed", ...own, message });
    }
    compareDemands(known.demands, demands, binding, (message) => report({ rule: "demands-changed", ...own, message }));
  }
}

function compareDemands(
  before: readonly Demand[] = [],
  after: readonly Demand[] = [],
  binding: string,
  report: (message: string) => void,
): void {
  const texts = (all: readonly Demand[], others: readonly Demand[]): string => {
    const known = new Set(others.map(demandKey));
    return listed(all.filter((demand) => !known.has(demandKey(demand))).map(demandText));
  };
  const [added, gone] = [texts(after, before), texts(before, after)];
  const parts = [
    ...(added === "" ? [] : [`demands ${added} over ${binding}`]),
    ...(gone === "" ? [] : [`no longer demands ${gone} over ${binding}`]),
  ];
  if (parts.length > 0) report(parts.join(", and "));
}

function compareOperations(
  before: Operation,
  after: Operation,
  comparison: Comparison,
  report: ReportDifference,
): void {
  const own = { path: before.name, direction: undefined, before: before.place, after: after.place };
  const [oldAddress, address] = [before, after].map((each) => each.address?.address ?? "the address of the service");
  if (oldAddress !== address)
    report({ rule: "address-changed", ...own, message: `was at ${oldAddress}, is at ${address}` });
  compareBindings(before, after, (difference) => report({ ...own, ...difference }));
  const at = (part: string, direction: Direction): At => ({ ...own, path: `${before.name}.${part}`, direction });
  for (const { binding, reply } of after.bindings.filter(overHttp)) {
    const known = before.bindings.filter(overHttp).find((bound) => bound.binding === binding)?.reply;
    if (known !== undefined && reply !== undefined) comparison.types(known.type, reply.type, at(binding, "replies"));
  }
  compareMessages(comparison, before.request, after.request, at("request", "requests"));
  const [oldReply, reply] = [before.response, after.response];
  if (oldReply !== undefined && reply !== undefined) {
    compareMessages(comparison, oldReply, reply, at("response", "replies"));
  } else if (reply !== undefined) report({ rule: "reply-added", ...own, message: "was one-way, replies" });
  else if (oldReply !== undefined) report({ rule: "reply-removed", ...own, message: "replied, is one-way" });
  compareFaults(before, after, comparison, own, report);
  compareElements(comparison, before.headerFaults, after.headerFaults, at("fault.header", "replies"));
}

function compareBindings(
  before: Operation,
  after: Operation,
  report: (difference: Pick<Difference, "rule" | "message">) => void,
): void {
  for (const bound of after.bindings) {
    const known = before.bindings.find(({ binding }) => binding === bound.binding);
    if (known === undefined) report({ rule: "binding-added", message: `can be called over ${bound.binding}` });
    else if (target(known) !== target(bound)) {
      report({ rule: "action-changed", message: `was ${target(known)} over ${bound.binding}, is ${target(bound)}` });
    }
    if (known !== undefined && overSoap(known) && overSoap(bound)) {
      compareDemands(known.demands, bound.demands, bound.binding, (message) =>
        report({ rule: "demands-changed", message }),
      );
    }
  }
  for (const { binding } of before.bindings) {
    if (after.bindings.some((bound) => bound.binding === binding)) continue;
    report({ rule: "binding-removed", message: `can no longer be called over ${binding}` });
  }
}

/** The part of a call that names the operation. */
function target(bound: OperationBinding): string {
  if (overSoap(bound)) {
    const { action = "", addressingAction } = bound;
    const soapAction = `the SOAPAction ${JSON.stringify(action)}`;
    return addressingAction === undefined
      ? soapAction
      : `${soapAction} and the Action ${JSON.stringify(addressingAction)}`;
  }
  if (bound.content !== undefined) return `${bound.location} with ${bound.content}`;
  return `${bound.location}?${bound.parameters.map(({ name }) => name).join("&")}`;
}

function compareMessages(comparison: Comparison, before: Message, after: Message, at: At): void {
  const [oldForm, form] = [formOf(before), formOf(after)];
  if (oldForm !== form && !isUnknown(before)) sayChanged(comparison, "message-form", at, oldForm, form);
  const [old, present] = [rootOf(before), rootOf(after)];
  if (old !== undefined && present !== undefined) comparison.types(old.type, present.type, at);
  else compareElements(comparison, before.body, after.body, at);
  compareElements(comparison, before.header, after.header, { ...at, path: `${at.path}.header` });
  compareAttachments(comparison, before.parts, after.parts, at);
}

function compareAttachments(
  { say }: Comparison,
  before: readonly AttachmentPart[] = [],
  after: readonly AttachmentPart[] = [],
  at: At,
): void {
  const known = new Map(before.map((part) => [part.name, part]));
  for (const { name, types, place } of after) {
    const same = known.get(name);
    known.delete(name);
    if (same === undefined) say("attachment-added", { ...at, after: place }, `has the new attachment ${name}`);
    else if (same.types.join() !== types.join()) {
      const message = `the attachment ${name} was ${same.types.join(" or ")}, is ${types.join(" or ")}`;
      say("attachment-type", { ...at, before: same.place, after: place }, message);
    }
  }
  for (const { name, place } of known.values())
    say("attachment-removed", { ...at, before: place }, `has lost the attachment ${name}`);
}

function compareElements(
  comparison: Comparison,
  before: readonly Element[] = [],
  after: readonly Element[] = [],
  { path, direction }: At,
): void {
  const all = (particles: readonly Element[]): Content => ({ kind: "sequence", particles });
  compareContents(comparison, all(before), all(after), path, direction);
}

/** `document literal GetPrice of "urn:shop"` */
function formOf(message: Message): string {
  const { style, use, wrapper } = message;
  const root = wrapper ?? rootOf(message)?.name;
  return [style, use, ...(root === undefined ? [] : [root.local, "of", JSON.stringify(root.namespace)])].join(" ");
}

/** The only element of a body without an rpc wrapper; `formOf` compares its name. */
function rootOf({ wrapper, body }: Message): Element | undefined {
  return wrapper === undefined && body.length === 1 ? body[0] : undefined;
}

function compareFaults(
  before: Operation,
  after: Operation,
  comparison: Comparison,
  own: Omit<Difference, "rule" | "message">,
  report: ReportDifference,
): void {
  const nameOf = ({ element }: Operation["faults"][number]): string => clark(element.name);
  const known = new Map(before.faults.map((fault) => [nameOf(fault), fault]));
  for (const fault of after.faults) {
    const same = known.get(nameOf(fault));
    if (same === undefined)
      report({ rule: "fault-added", ...own, message: `may reply with the new fault ${fault.element.name.local}` });
    else
      comparison.types(same.element.type, fault.element.type, {
        ...own,
        path: `${before.name}.fault`,
        direction: "replies",
      });
    known.delete(nameOf(fault));
  }
  for (const { element } of known.values())
    report({ rule: "fault-removed", ...own, message: `no longer replies with the fault ${element.name.local}` });
}

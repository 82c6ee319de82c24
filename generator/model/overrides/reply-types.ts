import { groupBy } from "../../group-by.js";
import { elementsIn, elementsOf, referencesOf, replyElements } from "../traversal.js";
import { reach } from "../reach.js";
import { renameTypes } from "../rename-types.js";
import { clark, type Operation, type QName, type Service, type Type } from "../service.js";

/**
 * The service with the requests of `service` and the replies of `changed`, which has the same operations and types with
 * other facts. A type that differs and that both reach becomes two: that of replies is called `Order_reply`. So do the
 * types that refer to one.
 */
export function withReplies(service: Service, changed: Service): Service {
  // Where no fact differs, the evidence of the replies is the better one.
  const types = service.types.map((type, index) => sameFacts(type, changed.types[index]) ?? type);
  const ofRequests = reach(
    service.operations.flatMap(({ request }) => elementsOf(request)),
    { ...service, types },
  );
  const ofReplies = reach(changed.operations.flatMap(replyElements), changed);
  const differing = types.filter((type, index) => type !== changed.types[index]).map(({ name }) => clark(name));
  const apart = new Set([...referring(differing, types)].filter((key) => ofReplies.has(key)));
  const names = namesInReplies(
    types.filter(({ name }) => apart.has(clark(name)) && ofRequests.has(clark(name))),
    types,
  );
  const keys = types.map(({ name }) => clark(name));
  const own = changed.types.filter((_, index) => apart.has(keys[index] ?? ""));
  const replies = renameTypes({ ...changed, types: own }, names);
  const copies = new Map(own.map(({ name }, index) => [clark(name), replies.types[index]]));
  return {
    ...service,
    operations: service.operations.map((operation, index) => withReply(operation, replies.operations[index])),
    types: types.flatMap((type) => {
      const copy = copies.get(clark(type.name));
      if (copy === undefined) return type;
      return names.has(clark(type.name)) ? [type, copy] : copy;
    }),
  };
}

function withReply({ request, ...operation }: Operation, replying: Operation | undefined): Operation {
  return replying === undefined ? { ...operation, request } : { ...replying, request };
}

/** The second type, if its elements and attributes occur as those of the first. */
function sameFacts(type: Type, other: Type | undefined): Type | undefined {
  return other !== undefined && occurrences(type) === occurrences(other) ? other : undefined;
}

function occurrences(type: Type): string {
  if (type.kind !== "complex") return "";
  return JSON.stringify([
    type.attributes.map(({ use }) => use),
    elementsIn(type.content).map(({ name, minOccurs, maxOccurs, nillable }) => [
      name.namespace,
      minOccurs,
      maxOccurs,
      nillable,
    ]),
  ]);
}

/** The keys, and those of the types that refer to them at any depth. */
function referring(keys: readonly string[], types: readonly Type[]): ReadonlySet<string> {
  const uses = types.flatMap((type) => referencesOf(type).map(({ name }) => ({ name, user: clark(type.name) })));
  const byName = groupBy(uses, ({ name }) => name);
  const found = new Set(keys);
  // Keys that are added meanwhile are visited, too.
  for (const key of found) for (const { user } of byName.get(key) ?? []) found.add(user);
  return found;
}

function namesInReplies(types: readonly Type[], all: readonly Type[]): ReadonlyMap<string, QName> {
  const taken = new Set(all.map(({ name }) => clark(name)));
  return new Map(
    types.map(({ name }) => {
      let own = { ...name, local: `${name.local}_reply` };
      while (taken.has(clark(own))) own = { ...own, local: `${own.local}_` };
      taken.add(clark(own));
      return [clark(name), own];
    }),
  );
}

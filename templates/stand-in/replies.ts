import { isMediaType } from "../runtime/attachments/content-type.js";
import { writeEnvelope } from "../runtime/binding/envelope.js";
import { openContent } from "../runtime/complex/open-content.js";
import { explain, misfit, RequestError } from "../runtime/error.js";
import { writeFaultEnvelope, type NewFault } from "../runtime/server/fault-envelope.js";
import { listed } from "../runtime/simple/simple.js";
import type { AnyOperation } from "../runtime/binding/binding.js";
import type { Message } from "../runtime/complex/operation.js";
import type { Table } from "../runtime/complex/table.js";
import { faultHeaderOf } from "../runtime/server/fault.js";
import type { BoundParts, NewAttachment } from "../runtime/packaging.js";
import { base64Binary } from "../runtime/simple/binary.js";
import { string } from "../runtime/simple/text.js";
import { fromJson, partFromJson, tableFromJson, type Conversion } from "./json.js";
import { listFromJson, objectFromJson, type FromJson } from "./object-json.js";
import { placeIn, problemAt, problemWithin, type Place, type Problem } from "./problem.js";
import { simpleFromJson } from "./simple-json.js";

/** A reply in a file, for requests that contain `when`, or for all requests if that is undefined. */
export type FileReply = {
  readonly when: unknown;
  /** Its index in the file; undefined if that holds no list. */
  readonly entry: number | undefined;
} & (
  | { readonly kind: "message"; readonly value: unknown; readonly header: object; readonly parts?: FileParts }
  | { readonly kind: "fault"; readonly fault: NewFault<object>; readonly header: object }
);

/** Attachments of a reply, by the names that the spec binds. */
type FileParts = Readonly<Record<string, NewAttachment>>;

/** The replies of a file in order, or all its problems. */
export type ReplyFile =
  | { readonly kind: "replies"; readonly replies: readonly FileReply[] }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] };

/** The problems of a reply file for this operation; empty if it fits. */
export function replyProblems(operation: AnyOperation, json: unknown): readonly Problem[] {
  const file = replyFileOf(operation, json);
  return file.kind === "problems" ? file.problems : [];
}

/** Converts a file of one reply or a list of them. Checks them as on writing, without facets and list lengths. */
export function replyFileOf(operation: AnyOperation, json: unknown): ReplyFile {
  const { response } = operation;
  if (response === undefined) {
    return {
      kind: "problems",
      problems: [problemAt(null, `expected no replies, because ${operation.name} is one-way`)],
    };
  }
  const problems: Problem[] = [];
  const reply = (one: unknown, entry: number | undefined) => {
    const place = entry === undefined ? null : placeIn(null, entry);
    return replyFromJson(operation, response, one, place, entry, problems);
  };
  const replies = Array.isArray(json) ? json.map(reply) : [reply(json, undefined)];
  if (problems.length > 0) return { kind: "problems", problems };
  return { kind: "replies", replies: replies.filter((one) => one !== undefined) };
}

/** True if a value contains everything in a part. Lists must have equal lengths. */
export function holds(value: unknown, part: unknown): boolean {
  if (part === undefined) return true;
  if (typeof part !== "object" || part === null) return Object.is(value, part);
  if (typeof value !== "object" || value === null) return false;
  if (part instanceof Date) return value instanceof Date && value.getTime() === part.getTime();
  if (Array.isArray(part) || part instanceof Uint8Array) {
    if (!(Array.isArray(value) || value instanceof Uint8Array) || value.length !== part.length) return false;
    return part.every((item: unknown, index: number) => holds(value[index], item));
  }
  const own = new Map<string, unknown>(Object.entries(value));
  return Object.entries(part).every(([name, inner]) => holds(own.get(name), inner));
}

/** Converts a reply; undefined if it does not fit. */
function replyFromJson(
  operation: AnyOperation,
  response: Message,
  json: unknown,
  place: Place | null,
  entry: number | undefined,
  problems: Problem[],
): FileReply | undefined {
  const before = problems.length;
  const headerTable = isFault(json) ? faultHeaderOf(operation) : (response.header ?? {});
  const parts = objectFromJson(json, place, problems, replyProperties(operation, response, headerTable, problems));
  if (parts === undefined) return undefined;
  if (parts.has("fault")) {
    if (parts.has("value")) problems.push(problemAt(place, "expected a value or a fault, found both"));
    if (parts.has("parts")) problems.push(problemAt(place, "expected parts or a fault, which has none, found both"));
  } else {
    if (!parts.has("value")) settle(fromJson(response, undefined), placeIn(place, "value"), problems);
    if (!parts.has("header")) settle(tableFromJson(headerTable, {}), placeIn(place, "header"), problems);
  }
  if (problems.length > before) return undefined;
  const when = parts.get("when");
  // Both are parts, which have been checked.
  const fault = parts.get("fault") as NewFault<object> | undefined;
  const header = parts.get("header") ?? {};
  const attached = parts.get("parts") as FileParts | undefined;
  const reply: FileReply =
    fault === undefined
      ? { kind: "message", when, entry, value: parts.get("value"), header, ...(attached && { parts: attached }) }
      : { kind: "fault", when, entry, fault, header };
  const refused = refusal(operation, response, reply);
  if (refused !== undefined) problems.push(problemAt(place, refused));
  return reply;
}

function isFault(json: unknown): boolean {
  return typeof json === "object" && json !== null && "fault" in json && json.fault !== undefined;
}

function replyProperties(
  operation: AnyOperation,
  response: Message,
  headerTable: Table,
  problems: Problem[],
): ReadonlyMap<string, FromJson> {
  return new Map<string, FromJson>([
    ["when", (json, place) => settle(partFromJson(operation.request, json), place, problems)],
    ["value", (json, place) => settle(fromJson(response, json), place, problems)],
    ["header", (json, place) => settle(tableFromJson(headerTable, json), place, problems)],
    ["fault", (json, place) => faultFromJson(operation, json, place, problems)],
    ...(response.parts === undefined ? [] : [["parts", partsFromJsonOf(response.parts, problems)] as const]),
  ]);
}

/** Reads attachments by the names that the spec binds, each with its content in base64. */
function partsFromJsonOf(bound: BoundParts, problems: Problem[]): FromJson {
  const part: FromJson = (json, place) => {
    const properties = new Map<string, FromJson>([
      ["content", (content, at) => simpleFromJson(base64Binary, content, at, problems)],
      ["contentType", (type, at) => mediaTypeFromJson(type, at, problems)],
    ]);
    const found = objectFromJson(json, place, problems, properties);
    if (found?.has("content") === false)
      problems.push(problemAt(placeIn(place, "content"), "expected base64, found nothing"));
    return found && Object.fromEntries(found);
  };
  return (json, place) => {
    const found = objectFromJson(json, place, problems, new Map(Object.keys(bound).map((name) => [name, part])));
    return found && Object.fromEntries(found);
  };
}

function mediaTypeFromJson(json: unknown, place: Place, problems: Problem[]): unknown {
  if (typeof json !== "string" || !isMediaType(json))
    problems.push(problemAt(place, explain(misfit("a media type", json))));
  return json;
}

const codes = ["Sender", "Receiver", "MustUnderstand", "VersionMismatch", "DataEncodingUnknown"] as const;

function faultFromJson({ faults }: AnyOperation, json: unknown, place: Place, problems: Problem[]): unknown {
  const text: FromJson = (part, at) => simpleFromJson(string, part, at, problems);
  const properties = new Map<string, FromJson>([
    ["code", (part, at) => codeFromJson(part, at, problems)],
    ["subcodes", (part, at) => listFromJson(part, at, problems, text)],
    ["reason", text],
    ["actor", text],
    ["node", text],
    ["role", text],
    ["detail", (part, at) => settle(tableFromJson(faults?.detail ?? {}, part), at, problems)],
  ]);
  const parts = objectFromJson(json, place, problems, properties);
  if (parts === undefined) return undefined;
  for (const [name, expected] of [
    ["code", listed(codes)],
    ["reason", "string"],
  ] as const) {
    if (!parts.has(name)) problems.push(problemAt(placeIn(place, name), `expected ${expected}, found nothing`));
  }
  return Object.fromEntries(parts);
}

function codeFromJson(json: unknown, place: Place, problems: Problem[]): unknown {
  if (!codes.some((code) => code === json)) problems.push(problemAt(place, explain(misfit(listed(codes), json))));
  return json;
}

/** The value of a conversion. Moves its problems to the document that contains it. */
function settle(conversion: Conversion, place: Place, problems: Problem[]): unknown {
  if (conversion.kind === "value") return conversion.value;
  for (const problem of conversion.problems) problems.push(problemWithin(place, problem));
  return undefined;
}

/** The error of writing a reply, for problems that conversion does not detect. */
function refusal(operation: AnyOperation, response: Message, reply: FileReply): string | undefined {
  try {
    switch (reply.kind) {
      case "message":
        writeEnvelope("soap11", response, reply.value, reply.header, [], { openContent });
        break;
      case "fault":
        writeFaultEnvelope("soap11", reply.fault, operation.faults?.detail, reply.header, faultHeaderOf(operation));
    }
    return undefined;
  } catch (error) {
    if (error instanceof RequestError) return error.message;
    throw error;
  }
}

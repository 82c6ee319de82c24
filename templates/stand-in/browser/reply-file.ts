import { RequestError, type Reply } from "../../runtime/index.js";
import type { AnyOperation } from "../../runtime/binding/binding.js";
import { toJson, type Json } from "../json.js";
import { replyProblems } from "../replies.js";

/** The reply file that would give this reply; undefined if a file cannot express it. */
export function replyFileText(operation: AnyOperation, reply: Reply<unknown, unknown, unknown>): string | undefined {
  try {
    const file = replyJson(reply);
    if (file === undefined || replyProblems(operation, file).length > 0) return undefined;
    return JSON.stringify(file, undefined, 2);
  } catch (error) {
    // The value is too deep, or not a tree.
    if (error instanceof RequestError) return undefined;
    throw error;
  }
}

function replyJson(reply: Reply<unknown, unknown, unknown>): Json | undefined {
  switch (reply.kind) {
    case "ok":
      return { value: toJson(reply.value), ...withoutEmpty({ header: reply.header }) };
    case "fault": {
      // A file has a single reason, in English, and codes without namespaces.
      const { reasons: _, codes: __, ...fault } = reply.fault;
      return {
        fault: { code: fault.code, reason: fault.reason, ...withoutEmpty(fault) },
        ...withoutEmpty({ header: reply.header }),
      };
    }
    case "http":
    case "malformed":
      return undefined;
  }
}

/** The members that are not empty, in JSON. */
function withoutEmpty(object: object): { readonly [name: string]: Json } {
  const members = Object.entries(object).map(([name, member]) => [name, toJson(member)] as const);
  return Object.fromEntries(members.filter(([, json]) => !isEmpty(json)));
}

function isEmpty(json: Json): boolean {
  return json === null || (typeof json === "object" && Object.keys(json).length === 0);
}

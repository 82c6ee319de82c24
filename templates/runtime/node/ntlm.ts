import { randomBytes } from "node:crypto";
import type { Agent, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { TransportRequest } from "../binding/transport.js";
import { TransportError } from "../error.js";
import { readChallenges } from "../network/challenge.js";
import { withHeader } from "../network/with-header.js";
import { channelBinding } from "./channel-binding.js";
import { authenticateMessage, negotiateMessage } from "./ntlm-message.js";

/** Credentials for NTLM version 2, also as the mechanism of Negotiate. */
export interface NtlmCredentials {
  /** The origin that they are for, such as `https://intranet.example`; no other one is sent them. */
  readonly origin: string;
  /** The name of the user, or `DOMAIN\user`. */
  readonly username: string;
  /** The password, of which only hashes are sent. */
  readonly password: string;
  /** The domain of the user, unless `username` has it; empty by default. */
  readonly domain?: string | undefined;
  /** The name of this computer; empty by default. */
  readonly workstation?: string | undefined;
}

/** Sends a request over the connections of a pool, and returns the head of its response with its connection. */
export type Send = (request: TransportRequest, agent: Agent) => Promise<IncomingMessage>;

/** A connection, which NTLM authenticates in place of each request. */
interface Slot {
  readonly agent: Agent;
  /** The socket that has been authenticated. */
  socket: Socket | undefined;
}

/** Sends requests over connections that are authenticated, each for one request at a time. */
export interface NtlmPool {
  readonly send: (request: TransportRequest, send: Send) => Promise<IncomingMessage>;
  readonly close: () => void;
}

export function ntlmPool(credentials: NtlmCredentials, newAgent: () => Agent, maxConnections: number): NtlmPool {
  const all = new Set<Slot>();
  const idle: Slot[] = [];
  const waiting = new Set<() => void>();
  const take = async (signal: AbortSignal): Promise<Slot> => {
    for (;;) {
      signal.throwIfAborted();
      const slot = idle.pop();
      if (slot !== undefined) return slot;
      if (all.size < maxConnections) {
        const added: Slot = { agent: newAgent(), socket: undefined };
        all.add(added);
        return added;
      }
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          waiting.delete(wake);
          signal.removeEventListener("abort", wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener("abort", wake);
      });
    }
  };
  return {
    async send(request, send) {
      const slot = await take(request.signal);
      const release = (): void => {
        if (all.has(slot)) idle.push(slot);
        const [wake] = waiting;
        wake?.();
      };
      try {
        const reply = await exchange(slot, request, send, credentials);
        reply.once("close", release);
        return reply;
      } catch (error) {
        release();
        throw error;
      }
    },
    close() {
      for (const { agent } of all) agent.destroy();
      all.clear();
      idle.length = 0;
      for (const wake of waiting) wake();
    },
  };
}

async function exchange(
  slot: Slot,
  request: TransportRequest,
  send: Send,
  credentials: NtlmCredentials,
): Promise<IncomingMessage> {
  if (slot.socket !== undefined && !slot.socket.destroyed) {
    const reply = await send(request, slot.agent);
    if (reply.statusCode !== 401 || request.body instanceof ReadableStream) return reply;
    await drain(reply);
  }
  slot.socket = undefined;
  const { reply: challenged, scheme, token } = await negotiate("NTLM", slot, request, send);
  if (challenged.statusCode !== 401) {
    // The server asks for nothing, at least of this request.
    if (request.body === undefined) return challenged;
    await drain(challenged);
    return send(request, slot.agent);
  }
  if (token === "") return challenged;
  const { socket } = challenged;
  await drain(challenged);
  const [, prefix = "", name = credentials.username] = /^([^\\]*)\\([^]*)$/.exec(credentials.username) ?? [];
  const { password, domain = prefix, workstation = "" } = credentials;
  const user = { username: name, password, domain, workstation };
  // The time of Windows: since 1601, in units of 100 ns.
  const time = BigInt(Date.now() + 11_644_473_600_000) * BigInt(10_000);
  const variables = { clientChallenge: randomBytes(8), time, channelBinding: channelBinding(socket) };
  const message = authenticateMessage(negotiateMessage(), Buffer.from(token, "base64"), user, variables);
  const reply = await send(authorized(request, scheme, message), slot.agent);
  if (reply.socket !== socket) {
    reply.destroy();
    throw new TransportError("the server closed the connection that NTLM was to authenticate", {
      reason: "authentication",
    });
  }
  if (reply.statusCode !== 401) slot.socket = socket;
  return reply;
}

/** Sends the first message without a body, which the server refuses to read yet. Takes Negotiate if NTLM is not offered. */
async function negotiate(
  scheme: "NTLM" | "Negotiate",
  slot: Slot,
  request: TransportRequest,
  send: Send,
): Promise<{ readonly reply: IncomingMessage; readonly scheme: string; readonly token: string }> {
  const { body, ...head } = request;
  const empty =
    body === undefined
      ? head
      : { ...head, headers: withHeader(head.headers, "Content-Length"), body: new Uint8Array() };
  const reply = await send(authorized(empty, scheme, negotiateMessage()), slot.agent);
  const offered = readChallenges(reply.headers["www-authenticate"] ?? "");
  const token = offered.find((each) => each.scheme === scheme.toLowerCase())?.token ?? "";
  const isOther = token === "" && scheme === "NTLM" && offered.some((each) => each.scheme === "negotiate");
  if (reply.statusCode !== 401 || !isOther) return { reply, scheme, token };
  await drain(reply);
  return negotiate("Negotiate", slot, request, send);
}

function authorized(request: TransportRequest, scheme: string, message: Uint8Array): TransportRequest {
  const value = `${scheme} ${Buffer.from(message).toString("base64")}`;
  return { ...request, headers: withHeader(request.headers, "Authorization", value) };
}

const maxDrained = 1_000_000;

/** Reads a body that nobody wants, so that its connection can be used again. */
async function drain(reply: IncomingMessage): Promise<void> {
  let left = maxDrained;
  for await (const chunk of reply as AsyncIterable<Uint8Array>) {
    left -= chunk.length;
    if (left < 0) break; // which ends the connection
  }
}

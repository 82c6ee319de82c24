import type { IncomingMessage, OutgoingMessage, Step } from "../binding/step.js";
import type { Bytes } from "../xml/output.js";
import { readChallenges } from "./challenge.js";
import { TransportError } from "../error.js";
import { hex } from "../hex.js";
import { discard } from "./discard.js";
import { md5 } from "./md5.js";
import { withHeader } from "./with-header.js";

/** The user that signs in. */
export interface DigestCredentials {
  /** The name of the user, which is sent. */
  readonly username: string;
  /** The password, of which only a hash is sent. */
  readonly password: string;
}

/** The challenge of a server, and how often its nonce was used. */
interface Session {
  readonly parameters: ReadonlyMap<string, string>;
  readonly algorithm: Algorithm;
  readonly isSession: boolean;
  readonly qop: "auth" | "auth-int" | undefined;
  readonly opaque: string | undefined;
  nonce: string;
  count: number;
}

type Algorithm = "MD5" | "SHA-256";

type Outgoing = Pick<OutgoingMessage, "url" | "method" | "httpHeaders" | "body">;
type Incoming = Pick<IncomingMessage, "status" | "httpHeaders" | "body">;

/** A step, which also takes messages that no port has made. */
type DigestStep = <Request extends Outgoing, Reply extends Incoming>(
  message: Request,
  next: (message: Request) => Promise<Reply>,
) => Promise<Reply>;

/**
 * A step for HTTP Digest authentication (RFC 7616): MD5 and SHA-256, also `-sess`, `auth` and `auth-int`. The first
 * request is answered by a challenge and repeated; later ones take its nonce, or the next one that the server names. For
 * `auth-int` a streamed request is collected. A streamed request that no challenge is known for is preceded by one
 * without a body; it is sent once. If the server asks for Digest only then, the call rejects with a TransportError, and
 * the next one answers the challenge.
 */
export function digest(credentials: DigestCredentials): DigestStep & Pick<Step, "after"> {
  const sessions = new Map<string, Session>();
  const step: DigestStep = async (message, next) => {
    const { origin } = new URL(message.url);
    let session = sessions.get(origin);
    let isNew = false;
    let { body } = message;
    for (let attempt = 0; ; attempt++) {
      const isProbe = session === undefined && attempt === 0 && body instanceof ReadableStream;
      const request = { ...message, body: isProbe ? new Uint8Array() : body };
      const sent = session === undefined ? request : await authorized(request, session, credentials);
      // Bytes that were collected for `auth-int` can be sent again.
      if (!isProbe) ({ body } = sent);
      const reply = await next(sent);
      renew(session, reply);
      const challenge = reply.status === 401 ? strongest(reply) : undefined;
      if (challenge !== undefined) sessions.set(origin, challenge);
      else if (!isProbe) return reply;
      const isStale = challenge?.parameters.get("stale")?.toLowerCase() === "true";
      const isSpent = sent.body instanceof ReadableStream;
      if (isSpent && challenge !== undefined && (session === undefined || isStale)) {
        discard(reply);
        throw new TransportError(
          `the server asked for ${isStale ? "a new nonce of " : ""}Digest after the streamed request, which can be sent only once; call again, as its challenge is known now`,
          { reason: "authentication" },
        );
      }
      // The credentials are wrong if they are refused with the nonce of the challenge before.
      if (attempt === 3 || isSpent || (isNew && !isStale)) return reply;
      discard(reply);
      session = challenge;
      isNew = challenge !== undefined;
    }
  };
  return Object.assign(step, { after: "packing" } as const);
}

/** Takes the nonce that the server names for the next request. */
function renew(session: Session | undefined, { httpHeaders }: Incoming): void {
  const info = httpHeaders.get("authentication-info");
  if (session === undefined || info === null || info === undefined) return;
  const nonce = readChallenges(`Digest ${info}`)[0]?.parameters.get("nextnonce");
  if (nonce === undefined) return;
  session.nonce = nonce;
  session.count = 0;
}

/** The challenge for Digest with the strongest algorithm that is known here. */
function strongest({ httpHeaders }: Incoming): Session | undefined {
  const sessions = readChallenges(httpHeaders.get("www-authenticate") ?? "").flatMap(({ scheme, parameters }) => {
    const [, name, suffix] = /^(MD5|SHA-256)(-sess)?$/i.exec(parameters.get("algorithm") ?? "MD5") ?? [];
    const nonce = parameters.get("nonce");
    const offered = parameters
      .get("qop")
      ?.toLowerCase()
      .split(/[\s,]+/);
    const qop = (["auth", "auth-int"] as const).find((each) => offered?.includes(each));
    if (scheme !== "digest" || name === undefined || nonce === undefined || (offered !== undefined && !qop)) return [];
    const algorithm: Algorithm = name.toUpperCase() === "MD5" ? "MD5" : "SHA-256";
    const isSession = suffix !== undefined;
    return [{ parameters, algorithm, isSession, qop, opaque: parameters.get("opaque"), nonce, count: 0 }];
  });
  return sessions.find(({ algorithm }) => algorithm === "SHA-256") ?? sessions[0];
}

/** The request with the answer to a challenge. */
async function authorized<Request extends Outgoing>(
  message: Request,
  session: Session,
  { username, password }: DigestCredentials,
): Promise<Request> {
  const { algorithm, isSession, qop, opaque, nonce, parameters } = session;
  const realm = parameters.get("realm") ?? "";
  const count = (++session.count).toString(16).padStart(8, "0");
  const random = hex(crypto.getRandomValues(new Uint8Array(16)));
  const body =
    qop === "auth-int" ? new Uint8Array(await new Response(message.body ?? null).arrayBuffer()) : message.body;
  const { pathname, search } = new URL(message.url);
  const uri = pathname + search;
  const hash = (...parts: readonly string[]): Promise<string> => hashOf(algorithm, encoder.encode(parts.join(":")));
  const secret = await hash(username, realm, password);
  const key = isSession ? await hash(secret, nonce, random) : secret;
  const target = [message.method, uri];
  if (qop === "auth-int" && body instanceof Uint8Array) target.push(await hashOf(algorithm, body));
  const request = await hash(...target);
  const response = await (qop === undefined
    ? hash(key, nonce, request)
    : hash(key, nonce, count, random, qop, request));
  const isHashed = parameters.get("userhash")?.toLowerCase() === "true";
  const user = isHashed ? await hash(username, realm) : username;
  const fields = [
    // RFC 5987 for letters that a quoted string cannot have.
    /^[\x20-\x7e]*$/.test(user)
      ? `username=${quoted(user)}`
      : `username*=UTF-8''${encodeURIComponent(user).replace(/[!'()*]/g, percent)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(uri)}`,
    ...(parameters.has("algorithm") ? [`algorithm=${algorithm}${isSession ? "-sess" : ""}`] : []),
    ...(qop === undefined && !isSession ? [] : [`cnonce="${random}"`]),
    ...(qop === undefined ? [] : [`qop=${qop}`, `nc=${count}`]),
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    ...(isHashed ? ["userhash=true"] : []),
    `response="${response}"`,
  ];
  const httpHeaders = withHeader(message.httpHeaders, "Authorization", `Digest ${fields.join(", ")}`);
  return { ...message, httpHeaders, body };
}

const encoder = /* @__PURE__ */ new TextEncoder();

async function hashOf(algorithm: Algorithm, bytes: Bytes): Promise<string> {
  return algorithm === "MD5" ? md5(bytes) : hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/** A quoted-string (RFC 9110, 5.6.4). */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

import {
  readBody,
  type HttpHeaders,
  type TransportRequest,
  type TransportResponse,
} from "../../../templates/runtime/binding/transport.js";
import { readChallenges } from "../../../templates/runtime/network/challenge.js";
import { digest, type DigestCredentials } from "../../../templates/runtime/network/digest.js";
import { withHeader } from "../../../templates/runtime/network/with-header.js";
import {
  nodeTransport,
  type NodeTransport,
  type NodeTransportOptions,
} from "../../../templates/runtime/node/transport.js";

/** The user name and the password for a service, whatever scheme it asks for. */
export type Login = DigestCredentials;

/**
 * A transport that answers the challenges of the services it is used for: Digest, NTLM, Negotiate with NTLM, Basic, the first of
 * them that the service offers. Basic is sent over https before it is asked for; over http a password is in clear only where the
 * service offers nothing better. Credentials that were refused are not sent in another scheme.
 */
export function signingIn(login: Login | undefined, options: NodeTransportOptions): NodeTransport {
  const plain = nodeTransport(options);
  if (login === undefined) return plain;
  const answerDigest = digest(login);
  /** The transports by the origins that have asked for NTLM. */
  const ntlm = new Map<string, NodeTransport>();
  const basic = new Set<string>();

  const send = async (url: string, request: TransportRequest): Promise<TransportResponse> => {
    const { origin } = new URL(url);
    const known = ntlm.get(origin);
    if (known !== undefined) return known(url, request);
    const headers = basic.has(origin)
      ? withBasic(request.headers, login)
      : { ...request.headers, ...ahead(url, login) };
    const { response, answered } = await sendPlain(url, { ...request, headers });
    const offered = response.status === 401 ? schemesOf(response.headers) : [];
    if (answered === "digest" || (answered !== undefined && offered.includes(answered))) return response;
    if (offered.includes("ntlm") || offered.includes("negotiate")) {
      const transport = nodeTransport({ ...options, ntlm: { origin, ...login } });
      ntlm.set(origin, transport);
      return transport(url, request);
    }
    if (!offered.includes("basic")) return response;
    basic.add(origin);
    return plain(url, { ...request, headers: withBasic(request.headers, login) });
  };

  /** Sends a request over the connections without NTLM. The body of a refusal is read, so that its connection is free again. */
  const sendPlain = async (
    url: string,
    request: TransportRequest,
  ): Promise<{ readonly response: TransportResponse; readonly answered: string | undefined }> => {
    const { method, headers: httpHeaders, body } = request;
    const { response, answered } = await answerDigest({ url, method, httpHeaders, body }, async (message) => {
      const sent = message.body;
      const received = await plain(url, {
        ...request,
        headers: message.httpHeaders,
        ...(sent !== undefined && { body: sent }),
      });
      const refusal = received.status === 401 ? await readBody(received.body, longestRefusal) : undefined;
      return {
        status: received.status,
        httpHeaders: received.headers,
        body: new Uint8Array(),
        response: refusal === undefined ? received : { ...received, body: refusal.body },
        answered: /^\w+/.exec(message.httpHeaders["Authorization"] ?? "")?.[0].toLowerCase(),
      };
    });
    return { response, answered };
  };

  const close = (): void => {
    for (const each of [plain, ...ntlm.values()]) each.close();
  };
  return Object.assign(send, { close });
}

const longestRefusal = 65_536;

/** The headers with the credentials that are sent before the service asks: Basic (RFC 7617), where nobody can read along. */
export function ahead(url: string, login: Login): Readonly<Record<string, string>> {
  return new URL(url).protocol === "https:" ? withBasic({}, login) : {};
}

function withBasic(
  headers: Readonly<Record<string, string>>,
  { username, password }: Login,
): Readonly<Record<string, string>> {
  return withHeader(headers, "Authorization", `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`);
}

function schemesOf(headers: HttpHeaders): readonly string[] {
  return readChallenges(headers.get("www-authenticate") ?? "").map(({ scheme }) => scheme);
}

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { proxyFor, type ProxyEnvironment } from "../../../templates/runtime/node/proxy.js";
import { isMissing } from "../files.js";
import type { ConnectionOptions } from "../options.js";
import { UsageError, type Shell } from "../shell.js";
import type { Login } from "./sign-in.js";

/** How services are reached, and signed in to. */
export interface Credentials {
  readonly httpHeaders: Readonly<Record<string, string>>;
  /** Undefined if the headers hold the credentials, or there are none. */
  readonly login?: Login;
  readonly tls: TlsFiles;
  /** A URL, or the environment with `HTTPS_PROXY` and others. */
  readonly proxy?: string | ProxyEnvironment;
}

/** PEM texts. */
export interface TlsFiles {
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly ca?: Buffer;
}

/**
 * The credentials, certificates and the proxy that the options and the environment give. Credentials and the client certificate are
 * sent to the origins that the user named, and never written.
 */
export async function credentials(
  { user, bearer, httpHeader = [], cert, key, ca, proxy }: ConnectionOptions,
  { directory, environment }: Pick<Shell, "directory" | "environment">,
): Promise<Credentials> {
  if (user !== undefined && bearer !== undefined)
    throw new UsageError("found --user and --bearer, expected one of them");
  if (key !== undefined && cert === undefined) throw new UsageError("found --key without --cert, expected both");
  const headers = new Map<string, string>();
  const token = bearer ?? (user === undefined ? environment["SOAPWRIGHT_TOKEN"] : undefined);
  const name = user ?? (token === undefined ? environment["SOAPWRIGHT_USER"] : undefined);
  const login = name === undefined ? undefined : loginOf(name, environment["SOAPWRIGHT_PASSWORD"]);
  if (token !== undefined) headers.set("Authorization", `Bearer ${checkedValue("--bearer", token)}`);
  for (const header of httpHeader) {
    const [, name = "", value = ""] = /^([!#$%&'*+.^`|~\w-]+)\s*:\s*(.*?)\s*$/s.exec(header) ?? [];
    if (name === "") throw new UsageError("found an --http-header without a name, expected 'Name: value'");
    headers.set(name, checkedValue(`--http-header ${name}`, value));
  }
  const read = (option: string, path: string | undefined): Promise<Buffer | undefined> =>
    readPem(option, path, directory);
  const [certText, keyText, caText] = await Promise.all([read("--cert", cert), read("--key", key), read("--ca", ca)]);
  const isAuthorized = [...headers.keys()].some((each) => each.toLowerCase() === "authorization");
  return {
    httpHeaders: Object.fromEntries(headers),
    ...(login && !isAuthorized && { login }),
    ...(proxy !== undefined && { proxy: checkedProxy(proxy, environment) }),
    tls: {
      ...(certText && { cert: certText, key: keyText ?? certText }),
      ...(caText && { ca: caText }),
    },
  };
}

/** The password is that of `name:password`, or else of the environment. Throws a UsageError without one. */
export function loginOf(user: string, environmentPassword: string | undefined): Login {
  const colon = user.indexOf(":");
  const password = colon < 0 ? environmentPassword : user.slice(colon + 1);
  if (password === undefined) {
    throw new UsageError(
      "found --user without a password, expected it in SOAPWRIGHT_PASSWORD, or --user name:password",
    );
  }
  return { username: colon < 0 ? user : user.slice(0, colon), password };
}

/** The proxy of `--proxy`: a URL, or the environment for `env`. */
function checkedProxy(text: string, environment: ProxyEnvironment): string | ProxyEnvironment {
  const proxy = text === "env" ? environment : text;
  try {
    for (const scheme of ["https", "http"]) proxyFor(new URL(`${scheme}://service.invalid`), proxy);
    return proxy;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`--${error.message}, such as http://proxy.example:3128, or env for HTTPS_PROXY`);
  }
}

/** True if a request was sent with credentials. */
export function holdsCredentials({ httpHeaders, login }: Pick<Credentials, "httpHeaders" | "login">): boolean {
  return login !== undefined || Object.keys(httpHeaders).some((name) => /^(?:authorization|cookie)$/i.test(name));
}

/** Does not show the value, because it may be a secret. */
function checkedValue(option: string, value: string): string {
  if (/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return value;
  throw new UsageError(`found a value of ${option} with a line break or another character, expected Latin-1 text`);
}

async function readPem(option: string, path: string | undefined, directory: string): Promise<Buffer | undefined> {
  if (path === undefined) return undefined;
  try {
    return await readFile(resolve(directory, path));
  } catch (error) {
    if (isMissing(error)) throw new UsageError(`found no file at ${path}, expected the PEM file of ${option}`);
    throw error;
  }
}

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isMissing } from "../files.js";
import type { FetchOptions } from "../options.js";
import { UsageError, type Shell } from "../shell.js";
import type { DownloadOptions } from "./download.js";

/**
 * The HTTP headers and certificates that the options and the environment give. They are sent to the origins that the user
 * named, and never written.
 */
export async function credentials(
  { user, bearer, httpHeader = [], cert, key, ca }: FetchOptions,
  { directory, environment }: Pick<Shell, "directory" | "environment">,
): Promise<Pick<DownloadOptions, "httpHeaders" | "tls">> {
  if (user !== undefined && bearer !== undefined)
    throw new UsageError("found --user and --bearer, expected one of them");
  if (key !== undefined && cert === undefined) throw new UsageError("found --key without --cert, expected both");
  const headers = new Map<string, string>();
  const token = bearer ?? (user === undefined ? environment["SOAPWRIGHT_TOKEN"] : undefined);
  const login = user ?? (token === undefined ? environment["SOAPWRIGHT_USER"] : undefined);
  if (token !== undefined) headers.set("Authorization", `Bearer ${checkedValue("--bearer", token)}`);
  else if (login !== undefined) headers.set("Authorization", basic(login, environment["SOAPWRIGHT_PASSWORD"]));
  for (const header of httpHeader) {
    const [, name = "", value = ""] = /^([!#$%&'*+.^`|~\w-]+)\s*:\s*(.*?)\s*$/s.exec(header) ?? [];
    if (name === "") throw new UsageError("found an --http-header without a name, expected 'Name: value'");
    headers.set(name, checkedValue(`--http-header ${name}`, value));
  }
  const read = (option: string, path: string | undefined): Promise<Buffer | undefined> =>
    readPem(option, path, directory);
  const [certText, keyText, caText] = await Promise.all([read("--cert", cert), read("--key", key), read("--ca", ca)]);
  return {
    httpHeaders: Object.fromEntries(headers),
    tls: {
      ...(certText && { cert: certText, key: keyText ?? certText }),
      ...(caText && { ca: caText }),
    },
  };
}

/** HTTP Basic (RFC 7617). The password is that of `name:password`, or else of the environment. */
function basic(user: string, environmentPassword: string | undefined): string {
  const colon = user.indexOf(":");
  const name = colon < 0 ? user : user.slice(0, colon);
  const password = colon < 0 ? environmentPassword : user.slice(colon + 1);
  if (password === undefined) {
    throw new UsageError(
      "found --user without a password, expected it in SOAPWRIGHT_PASSWORD, or --user name:password",
    );
  }
  return `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`;
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

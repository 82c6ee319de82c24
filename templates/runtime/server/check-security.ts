import { headerBlock } from "../binding/header-block.js";
import { Malformed, misfit, explain } from "../error.js";
import { base64Type, passwordType, wsse, wsu } from "../security/names.js";
import { textIn } from "../security/security.js";
import { timeIn, timeOf, type ClockOptions } from "../security/timestamp.js";
import { base64 } from "../security/base64.js";
import { passwordDigest } from "../security/username-token.js";
import { elementsIn, type XmlElement } from "../xml/element.js";
import { elementMaker } from "../xml/new-element.js";
import { encodeUtf8 } from "../xml/utf8.js";
import type { SecurityCheck } from "./contract.js";
import { ServiceFault } from "./fault.js";
import { rememberNonces, type Nonces } from "./nonces.js";

/** How passwords are found or checked, and which requests are refused. */
export type CheckSecurityOptions = PasswordCheck &
  ClockOptions & {
    /** Names of operations that may be called without a token, such as one that tells the time of the service. */
    readonly anonymous?: readonly string[] | undefined;
    /** `required` refuses a request without a Timestamp. By default one is checked if it is there. */
    readonly timestamp?: "optional" | "required" | undefined;
    /**
     * The difference in milliseconds that is accepted between the clocks, and the age of a digest; 300,000 by default.
     * Nonces are remembered for twice as long.
     */
    readonly tolerance?: number | undefined;
    /**
     * The most nonces that are remembered; 100,000 by default. Requests with one more are refused. A user takes at
     * most nine tenths of what the others leave.
     */
    readonly maxNonces?: number | undefined;
  };

/** Finds out if a password is right; a digest needs the password itself. */
export type PasswordCheck =
  | {
      /** Returns the password of a user, undefined for an unknown one. */
      readonly password: (username: string) => Found | Promise<Found>;
      readonly verifyPassword?: undefined;
    }
  | {
      /** Returns true if the password is that of the user, where only a hash of it is kept. A digest is then refused. */
      readonly verifyPassword: (username: string, password: string) => boolean | Promise<boolean>;
      readonly password?: undefined;
    };

type Found = string | null | undefined;

/**
 * Checks the UsernameToken of each SOAP request and its Timestamp (WS-Security 1.1.1), for the option `security` of a
 * service: `security: checkSecurity({ password: (username) => passwords.get(username) })`. A digest is accepted once. A
 * response to a request with a Timestamp has one too. A Security header block with a signature or encryption is not
 * understood.
 */
export function checkSecurity(options: CheckSecurityOptions): SecurityCheck {
  const { anonymous = [], timestamp = "optional", tolerance = 300_000, maxNonces = 100_000, clockOffset = 0 } = options;
  const check: unknown = options.password ?? options.verifyPassword;
  if (typeof check !== "function")
    throw new TypeError(`checkSecurity: ${explain(misfit("a function password or verifyPassword", check))}`);
  const clock: Clock = { now: () => Date.now() + clockOffset, tolerance };
  // A token is accepted until its time plus the tolerance, and its time can be in the future by as much.
  const nonces = rememberNonces(maxNonces, 2 * tolerance);
  return {
    block: { namespace: wsse, name: "Security" },
    anonymous,
    understands: (blocks) => elementsOf(blocks).every((element) => isToken(element) || isTimestamp(element)),
    async check(blocks, operation) {
      try {
        const own = blocks.filter(isSecurity);
        if (own.length > 1) throw securityFault("InvalidSecurity", `expected one Security block, found ${own.length}`);
        const elements = elementsOf(own);
        const stamp = onlyOne(elements.filter(isTimestamp), "Timestamp");
        const token = onlyOne(elements.filter(isToken), "UsernameToken");
        const isAnonymous = token === undefined && anonymous.includes(operation);
        if (stamp !== undefined) checkTimestamp(stamp, clock);
        else if (timestamp === "required" && !isAnonymous) throw absent("a Timestamp");
        if (token === undefined && !isAnonymous) throw absent("a UsernameToken");
        const username = token && (await authenticate(token, options, clock, nonces));
        return { username, answerBlocks: () => (stamp === undefined ? [] : [stamped(clock)]) };
      } catch (error) {
        throw error instanceof Malformed ? securityFault("InvalidSecurity", error.message) : error;
      }
    },
  };
}

/** The codes of WS-Security (Web Services Security: SOAP Message Security 1.1.1, 12). */
type SecurityCode =
  "FailedAuthentication" | "InvalidSecurity" | "InvalidSecurityToken" | "MessageExpired" | "UnsupportedSecurityToken";

function securityFault(name: SecurityCode, reason: string): ServiceFault {
  return new ServiceFault({ code: "Sender", subcodes: [{ namespace: wsse, name }], reason });
}

function absent(what: string): ServiceFault {
  return securityFault("InvalidSecurity", `expected ${what} in a Security header block, found none`);
}

function isSecurity({ namespace, name }: XmlElement): boolean {
  return namespace === wsse && name === "Security";
}

function isToken({ namespace, name }: XmlElement): boolean {
  return namespace === wsse && name === "UsernameToken";
}

function isTimestamp({ namespace, name }: XmlElement): boolean {
  return namespace === wsu && name === "Timestamp";
}

/** The content of the Security blocks among these. */
function elementsOf(blocks: readonly XmlElement[]): readonly XmlElement[] {
  return blocks.filter(isSecurity).flatMap(elementsIn);
}

function onlyOne(elements: readonly XmlElement[], name: string): XmlElement | undefined {
  if (elements.length > 1) throw new Malformed(`expected one ${name}, found ${elements.length}`);
  return elements[0];
}

/** The time of the service, and the accepted difference from it. */
interface Clock {
  readonly now: () => number;
  readonly tolerance: number;
}

function checkTimestamp(stamp: XmlElement, clock: Clock): void {
  const created = timeIn(stamp, "Created");
  const expires = timeIn(stamp, "Expires") ?? created;
  if (created === undefined || expires === undefined)
    throw new Malformed("expected Created in the Timestamp, found none");
  checkCreated(created, clock);
  if (expires < created) throw new Malformed("expected a Timestamp that expires after it was created");
  checkAge(expires, clock);
}

function checkCreated(created: number, clock: Clock): void {
  const now = clock.now();
  if (created <= now + clock.tolerance) return;
  throw new Malformed(`expected a time before ${shownNow(now)}, found ${timeOf(created)}`);
}

function checkAge(end: number, clock: Clock): void {
  const now = clock.now();
  if (end >= now - clock.tolerance) return;
  throw securityFault(
    "MessageExpired",
    `expected a message that is valid at ${shownNow(now)}, found one of ${timeOf(end)}`,
  );
}

function shownNow(now: number): string {
  return `${timeOf(now)} by the clock of the service`;
}

/** A Security block with the time of the answer. */
function stamped({ now: time, tolerance }: Clock): ReturnType<typeof headerBlock> {
  const now = time();
  const element = elementMaker(wsu, "wsu");
  const times = [element("Created", [timeOf(now)]), element("Expires", [timeOf(now + tolerance)])];
  return headerBlock(elementMaker(wsse, "wsse")("Security", [element("Timestamp", times)]));
}

/** The most characters of a user name, of a nonce and of its time. */
const longestName = 1024;

/** Returns the name of the user whose password the token proves. Rejects with a ServiceFault otherwise. */
async function authenticate(
  token: XmlElement,
  { password, verifyPassword }: CheckSecurityOptions,
  clock: Clock,
  nonces: Nonces,
): Promise<string> {
  const username = textIn(token, wsse, "Username") ?? "";
  if (username === "" || username.length > longestName) throw invalid(`a Username of up to ${longestName} characters`);
  const secret = textIn(token, wsse, "Password");
  if (secret === undefined) throw failed();
  const type = attributeOf(token, "Password", "Type") ?? `${passwordType}Text`;
  const isDigest = type === `${passwordType}Digest`;
  if (!isDigest && type !== `${passwordType}Text`) throw unsupported("a password as text or a digest");
  const nonce = nonceIn(token);
  const created = textIn(token, wsu, "Created")?.trim();
  if (created !== undefined && created.length > longestName)
    throw invalid(`a time of up to ${longestName} characters in Created`);
  const time = timeIn(token, "Created");
  if (time !== undefined) {
    checkCreated(time, clock);
    checkAge(time, clock);
  }
  let isRight: boolean;
  if (verifyPassword !== undefined) {
    if (isDigest) throw unsupported("a password as text, since the service cannot check a digest");
    const verified: unknown = await verifyPassword(username, secret);
    isRight = verified === true;
  } else {
    // An unknown user takes as long as a wrong password.
    const known = knownPassword(await password(username)) ?? base64(crypto.getRandomValues(new Uint8Array(16)));
    if (!isDigest) isRight = await isSame(secret, known);
    else {
      if (nonce === undefined || created === undefined) throw invalid("Nonce and Created beside a digest");
      isRight = await isSame(secret.trim(), await passwordDigest(nonce, created, known));
    }
  }
  if (!isRight) throw failed();
  // Only now, so that no stranger can use up the nonces of others. Nothing is awaited between asking and adding.
  // A digest covers the nonce and the time, and not the name, under another form of which it could be sent again.
  const outcome = nonce === undefined ? "added" : nonces.add(`${base64(nonce)} ${created ?? ""}`, userOf(username));
  if (outcome === "known") throw invalid("a new Nonce in each request");
  if (outcome === "full")
    throw new ServiceFault({ code: "Receiver", reason: "too many requests with a nonce: try again in a few minutes" });
  return username;
}

/** One name for the forms of a name that a lookup may take for the same. */
function userOf(username: string): string {
  return username.trim().toLowerCase();
}

function knownPassword(found: unknown): string | undefined {
  if (typeof found === "string") return found;
  if (found === undefined || found === null) return undefined;
  throw new TypeError(`checkSecurity: expected a password or undefined, found a value of the type ${typeof found}`);
}

function invalid(expected: string): ServiceFault {
  return securityFault("InvalidSecurityToken", `expected ${expected}`);
}

function unsupported(expected: string): ServiceFault {
  return securityFault("UnsupportedSecurityToken", `expected ${expected}`);
}

function failed(): ServiceFault {
  return securityFault("FailedAuthentication", "the user name or the password is wrong");
}

function nonceIn(token: XmlElement): Uint8Array | undefined {
  const text = textIn(token, wsse, "Nonce");
  if (text === undefined) return undefined;
  const encoding = attributeOf(token, "Nonce", "EncodingType") ?? base64Type;
  if (encoding !== base64Type || text.length > longestName)
    throw invalid(`a Nonce in base64 of up to ${longestName} characters`);
  try {
    return Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
  } catch {
    throw invalid("a Nonce in base64");
  }
}

/** An attribute of the first child of this name. */
function attributeOf(token: XmlElement, child: string, attribute: string): string | undefined {
  const found = elementsIn(token).find(({ name, namespace }) => name === child && namespace === wsse);
  return found?.attributes.find(({ name, namespace }) => name === attribute && namespace === "")?.value.trim();
}

/** Compares texts in a time that does not depend on where they differ. */
async function isSame(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([a, b].map((text) => crypto.subtle.digest("SHA-256", encodeUtf8(text))));
  const other = new Uint8Array(second ?? []);
  return new Uint8Array(first ?? []).reduce((difference, byte, at) => difference | (byte ^ other[at]!), 0) === 0; // equally long
}

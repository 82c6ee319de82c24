import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { redactHttpHeader } from "../../../templates/runtime/redaction.js";
import type { CallOutcome, DryRequest, ReceivedPart } from "../../../templates/stand-in/service-call.js";
import { shownCode, shownPath } from "../files.js";
import type { CallOptions } from "../options.js";
import { visible } from "../print-diagnostics.js";
import { printRemark, type Remark } from "../print-remark.js";
import { replyContent } from "../reply-content.js";
import { exitCodes, UsageError, type ExitCode, type Shell } from "../shell.js";
import { curlCall } from "./curl.js";
import { replyParts, reportLeftOut, reportParts } from "./parts.js";
import { contentHint, statusHint, type Called } from "./status-hint.js";

/** Prints what came of a call, and writes the files that the options name. */
export async function printOutcome(
  outcome: CallOutcome,
  options: CallOptions,
  called: Called & { readonly hasLogin: boolean },
  shell: Shell,
): Promise<ExitCode> {
  switch (outcome.kind) {
    case "problems":
      for (const problem of outcome.problems) printRemark("error", { message: problem }, shell);
      return exitCodes.errors;
    case "ok":
      // A one-way operation replies nothing.
      if (outcome.value !== null) shell.out(jsonText(outcome.value));
      await keep(
        {
          value: outcome.value,
          ...(hasEntries(outcome.header) && { header: outcome.header }),
          ...replyParts(outcome.parts),
        },
        outcome.parts,
        options,
        shell,
      );
      return exitCodes.fine;
    case "fault":
      printRemark("error", faultRemark(outcome.fault), shell);
      shell.out(jsonText({ fault: outcome.fault }));
      await keep({ fault: outcome.fault }, outcome.parts, options, shell);
      return exitCodes.errors;
    case "malformed":
      printRemark("error", { message: outcome.reason, hint: misfitHint(outcome) }, shell);
      printBody(outcome.body, shell);
      return exitCodes.errors;
    case "http": {
      const content = replyContent(outcome.body);
      const found =
        content === undefined ? "a reply" : content === "nothing" ? "an empty reply" : `${content} in a reply`;
      const message = `found ${found} of status ${outcome.status}, expected a message of the service`;
      printRemark("error", { message, hint: statusHint(outcome, called) ?? contentHint(content, called) }, shell);
      if (content !== "compressed data") printBody(outcome.body, shell);
      return exitCodes.errors;
    }
    case "dry":
      shell.out(
        options.curl === true
          ? curlCall(outcome.request, { ...options, isSignedIn: called.hasLogin })
          : requestText(outcome.request),
      );
      return exitCodes.fine;
  }
}

function faultRemark(fault: unknown): Remark {
  const hint = "call sends no header block of WS-Security: give it with --header-blocks, or call the function";
  return { message: "the service replied with a fault", ...(asksForSecurity(fault) && { hint }) };
}

/** A misfit that no override settles may still be one that lenient reading accepts. */
function misfitHint({ override, isLenient }: Extract<CallOutcome, { kind: "malformed" }>): string | undefined {
  if (override !== "") return `in overrides: ${override}; or save the reply, and npx soapwright learn finds them`;
  return isLenient ? "no override settles it, but a port with `reading: lenient` reads this reply" : undefined;
}

/** True for the fault of a service that misses a token, or refuses one (WS-Security 1.1, 12). */
function asksForSecurity(fault: unknown): boolean {
  const text = JSON.stringify(fault);
  return /"(?:[^"\\]*:)?(?:InvalidSecurity|InvalidSecurityToken|FailedAuthentication|FailedCheck)"/.test(text);
}

function printBody(body: string, shell: Shell): void {
  if (body.trim() !== "") shell.out(`${body.trimEnd()}\n`);
}

function hasEntries(json: unknown): boolean {
  return typeof json === "object" && json !== null && Object.keys(json).length > 0;
}

/** Writes the attachments of a reply, and the reply file, also if the attachments cannot be written: the call was made. */
async function keep(
  reply: object,
  parts: readonly ReceivedPart[],
  { saveParts, repliesTo }: CallOptions,
  shell: Shell,
): Promise<void> {
  try {
    await reportParts(parts, saveParts, shell);
  } finally {
    await save(reply, repliesTo, shell);
    if (repliesTo !== undefined) reportLeftOut(parts, shell);
  }
}

/** Saves a reply as a reply file of `soapwright serve`. The reply has been printed, so a failure loses nothing. */
async function save(reply: object, path: string | undefined, shell: Shell): Promise<void> {
  if (path === undefined) return;
  const file = resolve(shell.directory, path);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, jsonText(reply), { flag: "wx" });
    shell.err(`saved the reply in ${visible(shownPath(shell.directory, path))}\n`);
  } catch (error) {
    throw new UsageError(
      `cannot write the reply to ${path}${shownCode(error)}, expected --replies-to with the path of a file`,
    );
  }
}

function jsonText(json: unknown): string {
  return `${JSON.stringify(json, null, 2)}\n`;
}

function requestText({ method, url, httpHeaders, body }: DryRequest): string {
  const headers = Object.entries(httpHeaders).map(([name, value]) => `${name}: ${redactHttpHeader(name, value)}`);
  return `${[`${method} ${url}`, ...headers, ...(body === undefined ? [] : ["", body])].join("\n")}\n`;
}

import type { Reply } from "../../runtime/index.js";
import type { AnyOperation } from "../../runtime/binding/binding.js";
import type { Asked, Exchange, Outcome } from "./call.js";
import { make } from "./dom.js";
import { replyText, requestText } from "./http-message.js";
import { callStatement, literal, quoted } from "./literal.js";
import { replyFileText } from "./reply-file.js";
import { textView } from "./text-view.js";

/** The operation of an exchange, for code and for reply files. */
export interface Subject {
  /** The name of the client's function, and the path of its module below `/-/`. */
  readonly name: string;
  readonly client: string;
  readonly replyFile: string;
  readonly operation: AnyOperation;
}

/** An exchange, shown as values and as bytes. */
export function exchangeView({ asked, sent, received, outcome }: Exchange, subject: Subject): readonly HTMLElement[] {
  const reply = outcome.kind === "reply" ? outcome.reply : undefined;
  const file = reply && replyFileText(subject.operation, reply);
  const folder = make("code", {}, "--replies");
  return [
    ...(reply === undefined ? [] : [textView("Reply as a value", literal(shown(reply)))]),
    textView("Call in TypeScript", callText(asked, subject)),
    ...(sent === undefined ? [] : [textView("Request as it was sent", requestText(sent))]),
    ...(received === undefined ? [] : [textView("Reply as it was received", replyText(received))]),
    ...(file === undefined
      ? []
      : [
          textView(
            `Reply file ${subject.replyFile}`,
            file,
            "In the folder of ",
            folder,
            " it is what the operation replies from then on.",
          ),
        ]),
  ];
}

/** The attachments of a call in code, which reads their files. */
function named(parts: NonNullable<Asked["parts"]>): object {
  const entries = Object.entries(parts).map(([part, { content, contentType }]) => {
    const isFile = content instanceof File;
    const file = (): string => `await openAsBlob(${quoted(isFile ? content.name : part)})`;
    return [
      part,
      { content: file, contentType: contentType ?? (isFile && content.type !== "" ? content.type : undefined) },
    ];
  });
  return Object.fromEntries(entries) as object;
}

/** Summarizes the outcome of a call. */
export function summary(outcome: Outcome): string {
  switch (outcome.kind) {
    case "reply":
      return replySummary(outcome.reply);
    case "unfit":
      return `The request does not fit, and was not sent: ${outcome.error.message}`;
    case "no reply":
      return `There was no reply: ${outcome.error.message}`;
    case "cancelled":
      return "The call was cancelled";
  }
}

function replySummary(reply: Reply<unknown, unknown, unknown>): string {
  const { status } = reply;
  switch (reply.kind) {
    case "ok":
      return `ok: a reply that fits the spec (HTTP status ${status})`;
    case "fault":
      return `fault: ${reply.fault.code}: ${reply.fault.reason} (HTTP status ${status})`;
    case "http":
      return `http: no message of the service (HTTP status ${status})`;
    case "malformed":
      return `malformed: ${reply.reason} (HTTP status ${status})`;
  }
}

/** A reply without its HTTP headers, which are shown with its bytes. */
function shown({ httpHeaders: _, ...reply }: Reply<unknown, unknown, unknown>): object {
  return reply;
}

function callText({ binding, address, request, header, parts }: Asked, { name, client }: Subject): string {
  const generated = (path: string): string => quoted(decodeURIComponent(path).replace("/-/", "./generated/"));
  const passed = [
    { code: `${binding}(${quoted(address)})` },
    { value: request },
    ...(header === undefined && parts === undefined ? [] : [{ value: { header, parts: parts && named(parts) } }]),
  ];
  return [
    ...(parts === undefined ? [] : [`import { openAsBlob } from "node:fs";`]),
    `import { ${name} } from ${generated(client)};`,
    `import { ${binding} } from ${generated("/-/runtime/index.js")};`,
    "",
    callStatement("const reply = await ", name, passed),
  ].join("\n");
}

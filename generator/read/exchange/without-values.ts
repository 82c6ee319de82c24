import type { Diagnostic } from "../../diagnostic.js";
import type { Reading } from "../help-page/reading.js";

/** Removes values of the message from diagnostics, because traffic is full of secrets. */
export function withoutValues(reading: Reading): Reading {
  const { content, remarks } = reading;
  return {
    ...reading,
    content: content.kind === "broken" ? { ...content, diagnostic: plain(content.diagnostic) } : content,
    remarks: remarks.filter(({ severity }) => severity !== "note").map(plain),
  };
}

function plain(diagnostic: Diagnostic): Diagnostic {
  const message = messages.get(diagnostic.code);
  return message === undefined ? diagnostic : { ...diagnostic, message };
}

/** Replacements for messages that quote the text. */
const messages: ReadonlyMap<string, string> = new Map([
  ["sample-cut", "found the end of the message inside its envelope, expected all of it"],
  ["sample-not-well-formed", "found a message that is not well-formed, expected an envelope"],
  ["sample-not-soap", "found XML other than an envelope, expected an envelope"],
  ["text-not-read", "found text in the envelope, expected elements only"],
  ["binding-contradiction", "found headers of another kind of message, expected those of the envelope"],
]);

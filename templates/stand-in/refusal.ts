/** The reasons of responses that refuse a request. */
import { readEnvelope } from "../runtime/binding/envelope.js";
import { Malformed } from "../runtime/error.js";

/** The longest reason: it can repeat what was sent. */
const longest = 300;

/** Reads the reason of a response, in one line: that of its fault, or its text. Empty if it states none. */
export async function refusalReason(response: Response): Promise<string> {
  const allowed = response.headers.get("allow");
  if (response.status === 405 && allowed !== null) return `expected ${allowed.replaceAll(", ", " or ")}`;
  const body = new Uint8Array(await response.clone().arrayBuffer());
  const isXml = /[/+]xml/.test(response.headers.get("content-type") ?? "");
  const reason = (isXml ? faultReason(body) : new TextDecoder().decode(body)).trim().replace(/\s+/g, " ");
  return reason.length > longest ? `${reason.slice(0, longest)}…` : reason;
}

function faultReason(envelope: Uint8Array): string {
  try {
    const content = readEnvelope(envelope, { body: {} });
    return content?.kind === "fault" ? content.fault.reason : "";
  } catch (error) {
    if (error instanceof Malformed) return "";
    throw error;
  }
}

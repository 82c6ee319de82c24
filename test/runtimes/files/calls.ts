import { findNext, keep } from "./generated/archive.js";
import { httpGet, httpPost, soap11, soap12 } from "./generated/runtime/index.js";
import { playBackSigned } from "./signatures.js";

/**
 * Calls the archive over each binding, with all kinds of values that differ between runtimes, and returns a line for each reply,
 * followed by those of signed messages.
 */
export async function callArchive(address: string): Promise<string[]> {
  const lines: string[] = [];
  const Id = BigInt("9007199254740993");
  const Created = new Date("2026-02-28T23:59:59.500Z");
  for (const port of [soap11(address), soap12(address)]) {
    const Content = new Uint8Array([0, 127, 128, 255]);
    const reply = await keep(port, { Document: { Id, Content, Created, Title: "Zoë & 漢字", Page: ["one", ""] } });
    if (reply.kind === "ok") {
      const kept = reply.value.KeepResult;
      const pages = (kept.Page || []).length;
      lines.push(
        `${port.binding} ${kept.Id} ${kept.Content.join()} ${kept.Created.toISOString()} ${kept.Title} ${pages}`,
      );
    } else lines.push(`${port.binding} ${reply.kind}`);
  }
  for (const port of [soap11(address), soap12(address), httpGet(address), httpPost(address)]) {
    const reply = await findNext(port, { Id, After: Created });
    lines.push(`${port.binding} ${reply.kind === "ok" ? reply.value.FindNextResult : reply.kind}`);
  }
  for (const port of [soap11(address), soap12(address)]) {
    const reply = await findNext(port, { Id: BigInt(-1), After: Created });
    const missing = reply.kind === "fault" && reply.fault.detail ? reply.fault.detail.Missing : undefined;
    lines.push(`${port.binding} ${reply.kind} ${missing ? missing.Id : "without a detail"}`);
  }
  return lines.concat(await playBackSigned());
}

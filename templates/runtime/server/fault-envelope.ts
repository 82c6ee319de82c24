import type { HeaderBlock, SoapBinding } from "../binding/binding.js";
import { writeAround } from "../binding/envelope.js";
import type { Fault, FaultCode } from "../binding/reply.js";
import { openContent } from "../complex/open-content.js";
import { planOf } from "../complex/plan.js";
import type { OpenContent, Table } from "../complex/table.js";
import { writeContent } from "../complex/write.js";
import { rethrowWithin } from "../error.js";
import type { Bytes, Output } from "../xml/output.js";

/** The required parts of a fault. A part that does not exist in its version of SOAP is left out. */
export type NewFault<Detail = OpenContent> = Partial<Omit<Fault<Detail>, "codes" | "subcodes">> & {
  readonly code: FaultCode;
  readonly reason: string;
  /**
   * The most general first. In SOAP 1.1 a local name follows a dot (`Client.Authentication`), and a name with a namespace
   * takes the place of the codes before it, as WS-Security and WS-Addressing define theirs.
   */
  readonly subcodes?: readonly (string | QualifiedCode)[];
};

type QualifiedCode = Fault["codes"][number];

/**
 * Writes a fault in its envelope. `faults` is the table of its detail, `headerTable` that of its header blocks, to
 * which `blocks` are added. Throws a RequestError if a value does not fit its type.
 */
export function writeFaultEnvelope(
  binding: SoapBinding,
  fault: NewFault<object>,
  faults?: Table,
  header: object = {},
  headerTable?: Table,
  blocks: readonly HeaderBlock[] = [],
): Bytes {
  return writeAround(binding, { openContent }, headerTable, header, blocks, (output) =>
    writeFault(output, binding, fault, faults),
  );
}

/**
 * Writes a Fault element, where the prefix `soap` is bound to its version. Throws a RequestError if the detail does not
 * fit.
 */
function writeFault(output: Output, binding: SoapBinding, fault: NewFault<object>, faults: Table = {}): void {
  const { code, subcodes = [], reason, actor, node, role, detail = {} } = fault;
  const write = (tag: string, text: string | undefined, namespace?: string): void => {
    if (text === undefined) return;
    output.ascii(`<${tag}`);
    if (namespace !== undefined) output.attribute("xmlns:code", namespace);
    output.ascii(">");
    output.text(text);
    output.ascii(`</${tag.replace(/ .*/, "")}>`);
  };
  output.ascii("<soap:Fault>");
  if (binding === "soap11") {
    const { text, namespace } = codeOf11(code, subcodes);
    write("faultcode", text, namespace);
    write("faultstring", reason);
    write("faultactor", actor);
  } else {
    output.ascii("<soap:Code>");
    write("soap:Value", `soap:${code}`);
    for (const subcode of subcodes) {
      output.ascii("<soap:Subcode>");
      if (typeof subcode === "string") write("soap:Value", subcode);
      else write("soap:Value", `code:${subcode.name}`, subcode.namespace);
    }
    output.ascii(`${"</soap:Subcode>".repeat(subcodes.length)}</soap:Code><soap:Reason>`);
    write('soap:Text xml:lang="en"', reason);
    output.ascii("</soap:Reason>");
    write("soap:Node", node);
    write("soap:Role", role);
  }
  const tag = binding === "soap11" ? "detail" : "soap:Detail";
  const start = output.length;
  output.ascii(`<${tag}>`);
  const empty = output.length;
  try {
    writeContent(output, planOf(faults), detail, "");
  } catch (error) {
    return rethrowWithin(error, "detail");
  }
  if (output.length === empty) output.length = start;
  else output.ascii(`</${tag}>`);
  output.ascii("</soap:Fault>");
}

/** The faultcode of SOAP 1.1, and the namespace of its prefix unless that is SOAP's. */
function codeOf11(
  code: FaultCode,
  subcodes: readonly (string | QualifiedCode)[],
): { readonly text: string; readonly namespace: string | undefined } {
  let text = `soap:${code === "Sender" ? "Client" : code === "Receiver" ? "Server" : code}`;
  let namespace: string | undefined;
  for (const subcode of subcodes) {
    if (typeof subcode === "string") text += `.${subcode}`;
    else {
      text = `code:${subcode.name}`;
      ({ namespace } = subcode);
    }
  }
  return { text, namespace };
}

/** Reading and writing by soapwright, without any other library. Each prepares itself, and returns the work to measure. */
import { FaxItemExTable, FaxStatusExResponseTable } from "../generated/interfax.js";
import { dateTime, dateTimeAsDate, int, string, type Table } from "../generated/runtime/index.js";
import { planOf, type Plan } from "../generated/runtime/complex/plan.js";
import { readContent } from "../generated/runtime/complex/read.js";
import { writeContent } from "../generated/runtime/complex/write.js";
import type { Element, Particle } from "../generated/runtime/complex/table.js";
import { Cursor } from "../generated/runtime/xml/cursor.js";
import { Output } from "../generated/runtime/xml/output.js";
import { faxOperation, responseOf } from "./interfax.js";

/** Reads a reply of `count` records; with the option `"dateTime": "Date"` if `dates`. */
export function reading(count: number, dates = false): () => unknown {
  useOtherTypes();
  const plan = dates ? bodyWithDates() : body();
  const bytes = documentOf(count);
  return () => {
    const cursor = new Cursor(bytes);
    cursor.start();
    return readContent(cursor, plan);
  };
}

export function writing(count: number): () => unknown {
  useOtherTypes();
  const plan = body();
  const value = { FaxStatusExResponse: responseOf(count) };
  return () => {
    const output = new Output();
    writeContent(output, plan, value, "");
    return output.done();
  };
}

/** The Body of a reply of `count` records. */
export function documentOf(count: number): Uint8Array {
  const output = new Output();
  output.ascii('<Body xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">');
  writeContent(output, body(), { FaxStatusExResponse: responseOf(count) }, "");
  output.ascii("</Body>");
  return output.done().slice();
}

function body(): Plan {
  const { response } = faxOperation();
  if (response === undefined) throw new Error("the operation has no response");
  return planOf(response.body);
}

function bodyWithDates(): Plan {
  const item = FaxItemExTable();
  const members: Record<string, Particle> = {};
  for (const [key, particle] of Object.entries(item.sequence ?? {}))
    members[key] =
      "type" in particle && particle.type === dateTime ? { ...(particle as Element), type: dateTimeAsDate } : particle;
  const list: Table = { list: { FaxItemEx: { ...item, sequence: members } } };
  const response = FaxStatusExResponseTable();
  const { namespace = "", sequence } = response;
  const wrapper = { ...response, sequence: { ...sequence, FaxStatusExResult: list } };
  return planOf({ namespace, sequence: { FaxStatusExResponse: wrapper } });
}

/** A client has read other types before this one: the engine is measured as it is then. */
function useOtherTypes(): void {
  const encoder = new TextEncoder();
  for (let type = 0; type < 40; type++) {
    const keys = Array.from({ length: 4 + (type % 9) }, (_, k) => `m${type}_${k}`);
    const table: Table = {
      namespace: "urn:other",
      sequence: Object.fromEntries(keys.map((key, k) => [key, k % 2 === 0 ? int : string])),
    };
    const plan = planOf(table);
    const bytes = encoder.encode(`<r xmlns="urn:other">${keys.map((key) => `<${key}>12</${key}>`).join("")}</r>`);
    for (let round = 0; round < 100; round++) {
      const cursor = new Cursor(bytes);
      cursor.start();
      writeContent(new Output(), plan, readContent(cursor, plan), "urn:other");
    }
  }
}

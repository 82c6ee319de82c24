/** The contestants of the benchmarks. Each prepares itself, and returns the work to measure. */
import { string, int, type Table } from "../generated/runtime/index.js";
import { Cursor } from "../generated/runtime/xml/cursor.js";
import { Output } from "../generated/runtime/xml/output.js";
import { planOf, type Plan } from "../generated/runtime/complex/plan.js";
import { readContent } from "../generated/runtime/complex/read.js";
import { writeContent } from "../generated/runtime/complex/write.js";
import { calling, codec, passing } from "./calls.js";
import { description } from "./fax-service.js";
import { faxOperation, responseOf } from "./interfax.js";

type Work = () => unknown;

export const contestants: { readonly [name: string]: () => Work | Promise<Work> } = {
  "read 1: soapwright": () => reading(1),
  "read 1: JSON.parse": () => parsing(1),
  "read 1: node-soap": () => soapReading(1),
  "read 50: soapwright": () => reading(50),
  "read 50: JSON.parse": () => parsing(50),
  "read 50: node-soap": () => soapReading(50),
  "write 1000: soapwright": () => writing(1000),
  "write 1000: JSON.stringify": () => {
    const response = responseOf(1000);
    return () => JSON.stringify(response);
  },
  "write 1000: node-soap": () => soapWriting(1000),
  "call: soapwright": () => calling(),
  "call: with a step": () => calling(passing),
  "call: codec alone": () => codec(),
};

const namespace = "http://www.interfax.cc";

function body(): Plan {
  const { response } = faxOperation();
  if (response === undefined) throw new Error("the operation has no response");
  return planOf(response.body);
}

function documentOf(plan: Plan, count: number): Uint8Array {
  const output = new Output();
  output.ascii('<Body xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">');
  writeContent(output, plan, { FaxStatusExResponse: responseOf(count) }, "");
  output.ascii("</Body>");
  return output.done().slice();
}

function reading(count: number): Work {
  useOtherTypes();
  const plan = body();
  const bytes = documentOf(plan, count);
  return () => {
    const cursor = new Cursor(bytes);
    cursor.start();
    return readContent(cursor, plan);
  };
}

function writing(count: number): Work {
  useOtherTypes();
  const plan = body();
  const value = { FaxStatusExResponse: responseOf(count) };
  return () => {
    const output = new Output();
    writeContent(output, plan, value, "");
    return output.done();
  };
}

function parsing(count: number): Work {
  const text = JSON.stringify(responseOf(count));
  return () => JSON.parse(text) as unknown;
}

async function soapReading(count: number): Promise<Work> {
  const service = await description();
  const content = new TextDecoder().decode(documentOf(body(), count)).replace(/^<Body[^>]*>|<\/Body>$/g, "");
  const xml = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${content}</soap:Body></soap:Envelope>`;
  return () => service.xmlToObject(xml) as unknown;
}

async function soapWriting(count: number): Promise<Work> {
  const service = await description();
  const request = { Faxes: { FaxItemEx: responseOf(count).FaxStatusExResult } };
  return (): unknown => service.objectToDocumentXML("FaxStatusEx", request, "t", namespace, "FaxStatusEx");
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

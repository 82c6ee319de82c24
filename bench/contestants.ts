/** The contestants of the benchmarks. Each prepares itself, and returns the work to measure. */
import { calling, codec, passing } from "./calls.js";
import { documentOf, reading, writing } from "./codec.js";
import { description } from "./fax-service.js";
import { responseOf } from "./interfax.js";
import { shapeContestants } from "./shapes.js";

type Work = () => unknown;

export const contestants: { readonly [name: string]: () => Work | Promise<Work> } = {
  "read 1: soapwright": () => reading(1),
  "read 1: JSON.parse": () => parsing(1),
  "read 1: node-soap": () => soapReading(1),
  "read 50: soapwright": () => reading(50),
  "read 50: JSON.parse": () => parsing(50),
  "read 50: node-soap": () => soapReading(50),
  "read 50, dates: soapwright": () => reading(50, true),
  "read 50, dates: JSON.parse and new Date": () => parsingDates(50),
  "write 1000: soapwright": () => writing(1000),
  "write 1000: JSON.stringify and encode": () => {
    const response = responseOf(1000);
    const encoder = new TextEncoder();
    return () => encoder.encode(JSON.stringify(response));
  },
  "write 1000: node-soap": () => soapWriting(1000),
  ...shapeContestants,
  "call: soapwright": () => calling(),
  "call: with a step": () => calling(passing),
  "call: codec alone": () => codec(),
};

const namespace = "http://www.interfax.cc";

function parsing(count: number): Work {
  const text = JSON.stringify(responseOf(count));
  return () => JSON.parse(text) as unknown;
}

function parsingDates(count: number): Work {
  const text = JSON.stringify(responseOf(count));
  return () => {
    const value = JSON.parse(text) as { FaxStatusExResult: Record<string, unknown>[] }; // as it was written
    for (const record of value.FaxStatusExResult)
      for (const key of ["SubmitTime", "PostponeTime", "CompletionTime"]) record[key] = new Date(String(record[key]));
    return value;
  };
}

async function soapReading(count: number): Promise<Work> {
  const service = await description();
  const content = new TextDecoder().decode(documentOf(count)).replace(/^<Body[^>]*>|<\/Body>$/g, "");
  const xml = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${content}</soap:Body></soap:Envelope>`;
  return () => service.xmlToObject(xml) as unknown;
}

async function soapWriting(count: number): Promise<Work> {
  const service = await description();
  const request = { Faxes: { FaxItemEx: responseOf(count).FaxStatusExResult } };
  return (): unknown => service.objectToDocumentXML("FaxStatusEx", request, "t", namespace, "FaxStatusEx");
}

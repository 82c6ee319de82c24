/** The contestants of the benchmarks for each work. Each prepares itself, and returns the work to measure. */
import { calling, codec, passing } from "./calls.js";
import { documentOf, reading, writing } from "./codec.js";
import { wsdl } from "./fax-service.js";
import { responseOf } from "./interfax.js";
import { fastXmlParser, nodeSoap, strongSoap, type Peer } from "./peers.js";
import { secured } from "./secured.js";
import { shapes } from "./shapes.js";

export type Prepare = () => (() => unknown) | Promise<() => unknown>;
export type Contestants = { readonly [contestant: string]: Prepare };

const operation = "FaxStatusEx";
const namespace = "http://www.interfax.cc";

export const works: { readonly [work: string]: Contestants } = {
  "read 1 record": readers(1),
  "read 50 records": readers(50),
  "read 1,000 records": readers(1000),
  "read 50 records with Dates": {
    soapwright: () => reading(50, true),
    JSON: () => parsingDates(50),
    ...peersReading(50, ["node-soap"]), // it has no other form of a dateTime
  },
  ...shapes,
  "write 1 record": writers(1),
  "write 1,000 records": writers(1000),
  "call over a transport in memory": { soapwright: () => calling() },
  "call with a step": { soapwright: () => calling(passing) },
  "encode and decode the messages of a call": { soapwright: () => codec() },
  ...secured,
};

function readers(count: number): Contestants {
  return {
    soapwright: () => reading(count),
    JSON: () => {
      const text = JSON.stringify(responseOf(count));
      return () => JSON.parse(text) as unknown;
    },
    ...peersReading(count, ["fast-xml-parser", "node-soap", "strong-soap"]),
  };
}

function peersReading(count: number, names: readonly string[]): Contestants {
  return pick(names, (peer) => {
    const xml = envelopeOf(count);
    return () => peer.read(xml);
  });
}

function writers(count: number): Contestants {
  const request = (): object => ({ Faxes: { FaxItemEx: responseOf(count).FaxStatusExResult } });
  return {
    soapwright: () => writing(count),
    JSON: () => {
      const response = responseOf(count);
      const encoder = new TextEncoder();
      return () => encoder.encode(JSON.stringify(response));
    },
    ...pick(["fast-xml-parser", "node-soap", "strong-soap"], (peer) => {
      const value = request();
      return () => peer.write(value);
    }),
  };
}

const peers: { readonly [name: string]: () => Pick<Peer, "read" | "write"> | Promise<Peer> } = {
  "fast-xml-parser": fastXmlParser,
  "node-soap": () => nodeSoap(wsdl(), operation, namespace),
  "strong-soap": () => strongSoap(wsdl(), operation),
};

function pick(names: readonly string[], workOf: (peer: Pick<Peer, "read" | "write">) => () => unknown): Contestants {
  return Object.fromEntries(
    names.map((name) => [
      name,
      async () => {
        const peer = await peers[name]?.();
        if (peer === undefined) throw new Error(`no contestant ${name}`);
        return workOf(peer);
      },
    ]),
  );
}

function envelopeOf(count: number): string {
  const content = new TextDecoder().decode(documentOf(count)).replace(/^<Body[^>]*>|<\/Body>$/g, "");
  return `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${content}</soap:Body></soap:Envelope>`;
}

function parsingDates(count: number): () => unknown {
  const text = JSON.stringify(responseOf(count));
  return () => {
    const value = JSON.parse(text) as { FaxStatusExResult: Record<string, unknown>[] }; // as it was written
    for (const record of value.FaxStatusExResult)
      for (const key of ["SubmitTime", "PostponeTime", "CompletionTime"]) record[key] = new Date(String(record[key]));
    return value;
  };
}

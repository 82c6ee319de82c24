import { applyOverrides, type Corrections } from "../../generator/model/overrides/apply-overrides.js";
import { formatService } from "../../generator/model/format/format-service.js";
import { fromSamples } from "../../generator/model/from-samples.js";
import { reportUnsettled } from "../../generator/model/report-unsettled.js";
import type { ComplexType, Element, Service, Type } from "../../generator/model/service.js";
import type { Diagnostic } from "../../generator/diagnostic.js";
import type { HelpPage } from "../../generator/read/help-page/help-page.js";
import { readHelpPage } from "../../generator/read/help-page/read-help-page.js";

/** The messages of an operation in one version of SOAP: the content of bodies and headers. */
export interface SoapMessages {
  readonly request?: string;
  readonly requestHeader?: string;
  /** Absent: a page without one; "202": one-way. */
  readonly response?: string;
  readonly responseHeader?: string;
  /** An attribute of the body element: `soap:encodingStyle="…"`. */
  readonly bodyAttributes?: string;
  readonly version?: "soap11" | "soap12";
  readonly path?: string;
  readonly action?: string;
}

/** A SOAP section as help pages print it. In a sample, `[int]` is a placeholder that the page marks. */
export function soap(operation: string, messages: SoapMessages): string {
  const { version = "soap11", path = "/Shop.asmx", action = `urn:shop/${operation}` } = messages;
  const type = version === "soap11" ? "text/xml" : "application/soap+xml";
  const envelope = (header: string | undefined, body: string): string => {
    const prefix = version === "soap11" ? "soap" : "soap12";
    const namespace =
      version === "soap11" ? "http://schemas.xmlsoap.org/soap/envelope/" : "http://www.w3.org/2003/05/soap-envelope";
    const encoding =
      version === "soap11" ? "http://schemas.xmlsoap.org/soap/encoding/" : "http://www.w3.org/2003/05/soap-encoding";
    return [
      `<${prefix}:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"`,
      ` xmlns:soapenc="${encoding}" xmlns:tns="urn:shop" xmlns:types="urn:shop/types" xmlns:${prefix}="${namespace}">`,
      header === undefined ? "" : `<${prefix}:Header>${header}</${prefix}:Header>`,
      `<${prefix}:Body ${messages.bodyAttributes ?? ""}>${body}</${prefix}:Body></${prefix}:Envelope>`,
    ].join("");
  };
  const soapAction = version === "soap11" ? `\nSOAPAction: "${action}"` : "";
  const head = `POST ${path} HTTP/1.1\nHost: shop.example\nContent-Type: ${type}; charset=utf-8\nContent-Length: length${soapAction}\n\n`;
  const answer = `HTTP/1.1 200 OK\nContent-Type: ${type}; charset=utf-8\nContent-Length: length\n\n`;
  const { request, response } = messages;
  return [
    `<h3>${version === "soap11" ? "SOAP 1.1" : "SOAP 1.2"}</h3>`,
    request === undefined ? "" : pre(head + envelope(messages.requestHeader, request)),
    response === undefined
      ? ""
      : pre(response === "202" ? "HTTP/1.1 202 Accepted" : answer + envelope(messages.responseHeader, response)),
  ].join("\n");
}

/** The reply of a fault, with the elements of its detail. */
export function fault(detail: string, { version = "soap11", status = "500 Internal Server Error" } = {}): string {
  const [prefix, namespace, body] =
    version === "soap11"
      ? [
          "soap",
          "http://schemas.xmlsoap.org/soap/envelope/",
          `<faultcode>soap:Client</faultcode><faultstring>No</faultstring><detail>${detail}</detail>`,
        ]
      : [
          "soap12",
          "http://www.w3.org/2003/05/soap-envelope",
          `<soap12:Code><soap12:Value>soap12:Sender</soap12:Value></soap12:Code><soap12:Reason><soap12:Text xml:lang="en">No</soap12:Text></soap12:Reason><soap12:Detail>${detail}</soap12:Detail>`,
        ];
  const envelope = `<${prefix}:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:${prefix}="${namespace}"><${prefix}:Body><${prefix}:Fault>${body}</${prefix}:Fault></${prefix}:Body></${prefix}:Envelope>`;
  return pre(`HTTP/1.1 ${status}\nContent-Type: text/xml; charset=utf-8\n\n${envelope}`);
}

/** An HTTP GET section; without a response the operation is void. */
export function get(operation: string, query: string, response?: string): string {
  const answer =
    response === undefined
      ? "HTTP/1.1 200 OK"
      : `HTTP/1.1 200 OK\nContent-Type: text/xml; charset=utf-8\nContent-Length: length\n\n<?xml version="1.0"?>\n${response}`;
  return [
    "<h3>HTTP GET</h3>",
    pre(`GET /Shop.asmx/${operation}?${query} HTTP/1.1\nHost: shop.example\n`),
    pre(answer),
  ].join("\n");
}

function pre(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<pre>${escaped.replace(/\[([^\]]*)\]/g, "<font class=value>$1</font>")}</pre>`;
}

/** A page of one operation. */
export function page(operation: string, ...sections: readonly string[]): string {
  return `<html><body><h2>${operation}</h2>\n${sections.join("\n")}\n</body></html>`;
}

/** The request and response of an operation `Op`, in the wrappers of ASMX. */
export function wrapped(request: string, response = "", operation = "Op"): string {
  return soap(operation, {
    request: `<${operation} xmlns="urn:shop">${request}</${operation}>`,
    response: `<${operation}Response xmlns="urn:shop">${response}</${operation}Response>`,
  });
}

export interface Inferred {
  readonly service: Service;
  readonly diagnostics: readonly Diagnostic[];
  readonly codes: readonly string[];
  /** The lines of the operations and of the types, without the bindings. */
  readonly lines: readonly string[];
}

export function readPages(...texts: readonly string[]): readonly HelpPage[] {
  return texts.map((text, index) => readHelpPage({ path: `page${index}.html`, text }, () => undefined));
}

/** Infers a service from pages, with the diagnostics of the model but not of the reader. */
export function infer(pages: readonly HelpPage[], corrections: Corrections = {}): Inferred {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const place = { path: "soapwright.config.json", line: 1, column: 1 };
  const [service, ...others] = applyOverrides(
    fromSamples(pages, "shop", report).services,
    corrections,
    report,
    () => place,
  );
  if (service === undefined || others.length > 0) throw new Error("the pages do not show one service");
  reportUnsettled(service, report);
  const [, signatures = ""] = formatService(service, { explain: false }).split("\noperations\n");
  const lines = signatures
    .split("\n")
    .filter((line) => line.startsWith("  "))
    .map((line) =>
      line
        .trim()
        .replaceAll("~", "")
        .replace(/ {2}(?:(?:soap11|soap12|httpGet|httpPost) ?)+$/, ""),
    );
  return { service, diagnostics, codes: diagnostics.map(({ code }) => code), lines };
}

/** Infers from one page of the operation `Op` with this request and response. */
export function inferOp(request: string, response?: string): Inferred {
  return infer(readPages(page("Op", wrapped(request, response))));
}

export function typeNamed(service: Service, local: string): Type {
  const type = service.types.find(({ name }) => name.local === local);
  if (type === undefined) throw new Error(`the service has no type ${local}`);
  return type;
}

export function complexNamed(service: Service, local: string): ComplexType {
  const type = typeNamed(service, local);
  if (type.kind !== "complex") throw new Error(`${local} is an enumeration`);
  return type;
}

export function memberOf(service: Service, type: string, member: string): Element {
  const { content } = complexNamed(service, type);
  const found = content.kind === "sequence" ? content.particles : [];
  const element = found.find((particle) => particle.kind === "element" && particle.name.local === member);
  if (element?.kind !== "element") throw new Error(`${type} has no element ${member}`);
  return element;
}

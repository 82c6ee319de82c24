import { recordingPage } from "../../generator/read/exchange/recording-page.js";
import { readHttpFile } from "../../generator/read/exchange/read-http-file.js";
import { infer, type Inferred } from "./infer.js";

/** The content of the bodies in a request and, if it is known, in its response. */
export interface Call {
  readonly request: string;
  /** The header blocks of the request. */
  readonly header?: string;
  readonly response?: string;
  /** With its scheme. */
  readonly host?: string;
}

/** Infers a service from recorded calls, whose operations are named after their elements. */
export function observe(...calls: readonly Call[]): Inferred {
  const namespaces = `xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"`;
  const envelope = (body: string, header?: string): string => {
    const blocks = header === undefined ? "" : `<s:Header>${header}</s:Header>`;
    return `<s:Envelope ${namespaces}>${blocks}<s:Body>${body}</s:Body></s:Envelope>`;
  };
  const blocks = calls.map(({ request, header, response, host = "https://shop.example" }) => {
    const reply = response === undefined ? "" : `\n\nHTTP/1.1 200 OK\n\n${envelope(response)}`;
    return `POST ${host}/shop.asmx\nSOAPAction: ""\n\n${envelope(request, header)}${reply}\n`;
  });
  const source = { path: "shop.http", text: blocks.join("\n###\n") };
  const ignore = (): void => undefined;
  return infer([recordingPage(source, readHttpFile(source, ignore), () => true, ignore)]);
}

/** Infers from calls of the operation `Op`, by the members of each response. */
export function observeReplies(...responses: readonly string[]): Inferred {
  return observe(
    ...responses.map((response) => ({
      request: '<Op xmlns="urn:shop"/>',
      response: `<OpResponse xmlns="urn:shop">${response}</OpResponse>`,
    })),
  );
}

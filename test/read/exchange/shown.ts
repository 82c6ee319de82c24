import type { Exchange, RecordedRequest, RecordedResponse } from "../../../generator/read/exchange/exchange.js";

export function envelope(body: string): string {
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`;
}

/** An exchange as the text that would travel, as far as the file shows it. */
export function shown({ name, request, responses }: Exchange) {
  return {
    ...(name === undefined ? {} : { name }),
    request: request && message(`${request.method} ${request.url?.text ?? ""}`.trim(), request),
    responses: responses.map((response) => message(response.status?.toString() ?? "", response)),
  };
}

function message(line: string, { headers, body }: RecordedRequest | RecordedResponse): string {
  const head = [line, ...headers.map(({ name, value }) => `${name}: ${value.text}`)].join("\n");
  return body === undefined ? head : `${head}\n\n${body.text}`;
}

import { expect, test } from "vitest";
import { readConfiguration } from "../../../generator/configuration.js";
import { inspect } from "../../../generator/inspect.js";

const envelope = (body: string) =>
  `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${body}</soap:Body></soap:Envelope>`;
const request = envelope('<Sow xmlns="urn:garden"><bed>int</bed></Sow>');
const response = envelope('<SowResponse xmlns="urn:garden"><SowResult>int</SowResult></SowResponse>');

function codes(text: string): readonly string[] {
  const configuration = readConfiguration(undefined, () => undefined);
  const spec = { name: "garden", path: "specs/garden", sources: [{ path: "specs/garden/page.txt", text }] };
  return inspect(spec, configuration).diagnostics.map(({ code }) => code);
}

test("a response below the call of curl that it answers lacks no request", () => {
  const call = `curl https://garden.example/bed.asmx -H 'SOAPAction: urn:garden/Sow' -d '${request}'`;
  expect(codes(`${call}\n\n${response}\n`)).not.toContain("request-missing");
});

test("a message that no binding shows is reported with its operation, once", () => {
  expect(codes(response)).toEqual(["message-missing", "spec-empty"]);
  expect(codes(request).filter((code) => code.endsWith("-missing"))).toEqual(["message-missing"]);
});

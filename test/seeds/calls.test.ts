/** The generated clients of the seeds, calling a server that answers with the samples' own messages. */
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import { getJobStatus } from "../../generated/discountasp.js";
import { faxStatusEx, type FaxItemEx } from "../../generated/interfax.js";
import { getProcessStatus, WSProcessStatus_Status } from "../../generated/listrak.js";
import { getImageStatus, rejectProcessedImage } from "../../generated/pixelz.js";
import {
  httpGet,
  httpPost,
  ReplyError,
  RequestError,
  soap11,
  soap12,
  TransportError,
  unwrap,
  type Port,
} from "../../generated/runtime/index.js";
import { loopback, type Loopback, type Received } from "../support/loopback.js";
import { fill, seed, tree, type Binding, type Seed } from "../support/seed.js";

/** The server's answer, by the binding of the request. */
type Answer = (binding: Binding) => { readonly status?: number; readonly type?: string; readonly body: string };

let server: Loopback;
let answer: Answer;

beforeAll(async () => {
  server = await loopback((request, response) => {
    const binding = bindingOf(request);
    const { status = 200, type, body } = answer(binding);
    response.writeHead(status, { "Content-Type": type ?? types[binding] });
    response.end(body);
  });
});

afterAll(() => server.close());

const types: Readonly<Record<Binding, string>> = {
  soap11: "text/xml; charset=utf-8",
  soap12: "application/soap+xml; charset=utf-8",
  httpGet: "text/xml; charset=utf-8",
  httpPost: "text/xml; charset=utf-8",
};

function bindingOf(request: Received): Binding {
  if (request.method === "GET") return "httpGet";
  const type = request.httpHeaders["content-type"] ?? "";
  return type.startsWith("application/x-www-form-urlencoded")
    ? "httpPost"
    : type.startsWith("application/soap+xml")
      ? "soap12"
      : "soap11";
}

function last(): Received {
  const request = server.received.at(-1);
  if (request === undefined) throw new Error("nothing was received");
  return request;
}

/** Answers with the sample's response, its placeholders filled. */
function answerWith(
  sample: Seed,
  values: Readonly<Record<string, readonly string[]>>,
  edit = (text: string) => text,
): void {
  answer = (binding) => ({ body: edit(fill(sample.response(binding), values)) });
}

/** Every character that must be escaped somewhere, white space that must be kept, and characters beyond 16 bits. */
const text = ` <&>"']]>\t\n\r end é 漢 😀 `;

const soapPorts = [
  ["soap11", soap11],
  ["soap12", soap12],
] as const;

/** Compares a SOAP request with the sample's, with placeholders replaced by the sent values. */
function expectSample(
  sample: Seed,
  binding: "soap11" | "soap12",
  action: string,
  values: Readonly<Record<string, readonly string[]>>,
): void {
  const { httpHeaders, method, url, body } = last();
  expect({ method, url }).toEqual({ method: "POST", url: sample.path });
  if (binding === "soap11") {
    expect(httpHeaders["content-type"]).toBe("text/xml; charset=utf-8");
    expect(httpHeaders["soapaction"]).toBe(`"${action}"`);
  } else {
    expect(httpHeaders["content-type"]).toBe(`application/soap+xml; charset=utf-8; action="${action}"`);
    expect(httpHeaders["soapaction"]).toBeUndefined();
  }
  expect(tree(body)).toEqual(tree(fill(sample.request(binding), values)));
}

/** Checks the parameters of an HTTP request against the sample's names. */
function expectParameters(sample: Seed, operation: string, values: readonly string[]): void {
  const { method, url, body } = last();
  const [path, query] = url.split("?");
  expect(path).toBe(`${sample.path}/${operation}`);
  const parameters = new URLSearchParams(method === "GET" ? query : body);
  expect([...parameters]).toEqual(sample.parameters.map((name, k) => [name, values[k]]));
}

describe("pixelz", () => {
  const status = seed("pixelz/GetImageStatus.txt");
  const values = {
    contactEmail: ["me@example.com"],
    contactAPIkey: [text],
    imageTicket: ["0"],
    customerImageId: [""],
    ImageTicket: ["936da01f-9abd-4d9d-80c7-02af85c822a8"],
    CustomerImageId: [text],
    ProductId: ["p"],
    StatusName: [""],
    StatusId: ["-3"],
    IsPaid: ["true"],
    ThumbnailImageURL: ["https://example.com/?a=1&b=2"],
    string: ["https://example.com/1", text],
  };
  const request = { contactEmail: "me@example.com", contactAPIkey: text, imageTicket: "0", customerImageId: "" };
  const response = {
    GetImageStatusResult: {
      ImageStatus: {
        ImageTicket: "936da01f-9abd-4d9d-80c7-02af85c822a8",
        CustomerImageId: text,
        ProductId: "p",
        StatusName: "",
        StatusId: -3,
        IsPaid: true,
        ThumbnailImageURL: "https://example.com/?a=1&b=2",
        FinalImagesURL: ["https://example.com/1", text],
      },
    },
  };

  test.each(soapPorts)("GetImageStatus over %s", async (binding, port) => {
    answerWith(status, values);
    const reply = await getImageStatus(port(server.origin + status.path), request);
    expect(unwrap(reply)).toEqual(response);
    expectSample(status, binding, "http://removethebackground.com/GetImageStatus", values);
  });

  test.each([
    ["httpGet", httpGet],
    ["httpPost", httpPost],
  ])("GetImageStatus over %s gives the same", async (_, port) => {
    answerWith(status, values);
    const reply = await getImageStatus(port(server.origin + status.path), request);
    expect(unwrap(reply)).toEqual(response);
    expectParameters(status, "GetImageStatus", ["me@example.com", text, "0", ""]);
  });

  const reject = seed("pixelz/RejectProcessedImage.txt");
  const ports = [...soapPorts, ["httpGet", httpGet], ["httpPost", httpPost]] as const;

  test.each(ports)("RejectProcessedImage over %s, whose result is only shown empty", async (_, port) => {
    const call = () => rejectProcessedImage(port(server.origin + reject.path), { imageTicket: "0", comment: text });
    answerWith(reject, {});
    expect(unwrap(await call())).toEqual({ RejectProcessedImageResult: { $value: "" } });
    answerWith(reject, {}, (xml) => xml.replace(/<(\w+)( xmlns="[^"]*")? \/>/, "<$1$2>as text</$1>"));
    expect(unwrap(await call())).toEqual({ RejectProcessedImageResult: { $value: "as text" } });
    answerWith(reject, {}, (xml) => xml.replace(/<(\w+)( xmlns="[^"]*")? \/>/, "<$1$2><Done>true</Done></$1>"));
    expect(unwrap(await call())).toEqual({
      RejectProcessedImageResult: {
        $any: [{ name: "Done", namespace: "http://removethebackground.com/", attributes: [], children: ["true"] }],
      },
    });
  });
});

describe("discountasp", () => {
  const sample = seed("discountasp/GetJobStatus.txt");
  const values = {
    key: [text],
    jobId: ["936da01f-9abd-4d9d-80c7-02af85c822a8"],
    JobName: ["create"],
    Status: ["Running"],
    StartDateTime: ["2026-02-28T23:59:59.1234567+01:00"],
    ErrorMessage: [""],
  };

  test.each(soapPorts)("GetJobStatus of a job that still runs, over %s", async (binding, port) => {
    answerWith(sample, values, (xml) =>
      xml.replace("<CompletedDateTime>dateTime</CompletedDateTime>", '<CompletedDateTime xsi:nil="true" />'),
    );
    const reply = await getJobStatus(port(server.origin + sample.path), {
      key: text,
      jobId: "936da01f-9abd-4d9d-80c7-02af85c822a8",
    });
    expect(unwrap(reply)).toEqual({
      GetJobStatusResult: {
        JobName: "create",
        Status: "Running",
        StartDateTime: "2026-02-28T23:59:59.1234567+01:00",
        CompletedDateTime: null,
        ErrorMessage: "",
      },
    });
    expectSample(sample, binding, "http://api.discountasp.net/GetJobStatus", values);
  });

  test("the HTTP bindings, which its page does not show, do not compile", () => {
    // @ts-expect-error: the page shows SOAP 1.1 and 1.2 only
    expectTypeOf(getJobStatus).toBeCallableWith(httpGet(server.origin), { jobId: "" });
  });
});

describe("interfax", () => {
  const sample = seed("interfax/FaxStatusEx.txt");
  const request = {
    Username: text,
    Password: "secret",
    LastTransactionID: 2147483647,
    MaxItems: -1,
    TotalCount: 0,
    ListSize: 0,
    ResultCode: 0,
  };
  const sent = {
    Username: [text],
    Password: ["secret"],
    LastTransactionID: ["2147483647"],
    MaxItems: ["-1"],
    TotalCount: ["0"],
    ListSize: ["0"],
    ResultCode: ["0"],
  };

  /** The sample's response with `count` faxes. */
  function withFaxes(count: number): (xml: string) => string {
    return (xml) => {
      const [item = ""] = /<FaxItemEx>[^]*?<\/FaxItemEx>\s*/.exec(xml) ?? [];
      return xml.replace(/<FaxItemEx>[^]*<\/FaxItemEx>\s*/, item.repeat(count));
    };
  }

  const faxes = {
    ParentTransactionID: ["1"],
    TransactionID: ["2"],
    SubmitTime: ["2026-03-04T05:06:07Z"],
    PostponeTime: ["0001-01-01T00:00:00"],
    CompletionTime: ["2026-03-04T05:06:07.25"],
    UserID: [text],
    PagesSent: ["-32768"],
    Status: ["0"],
    Duration: ["0"],
    PagesSubmitted: ["32767"],
    Priority: ["1"],
    Units: ["79228162514264337593543950335"],
    CostPerUnit: ["-0.10"],
    RetriesToPerform: ["0"],
    TrialsPerformed: ["0"],
    TotalCount: ["2"],
    ListSize: ["2"],
    ResultCode: ["0"],
  };

  describe.each(soapPorts)("FaxStatusEx over %s", (binding, port) => {
    test.each([0, 1, 2])("with %i faxes", async (count) => {
      answerWith(sample, faxes, withFaxes(count));
      const value = unwrap(await faxStatusEx(port(server.origin + sample.path), request));
      expect(value).toMatchObject({ TotalCount: 2, ListSize: 2, ResultCode: 0 });
      expect(value.FaxStatusExResult).toHaveLength(count);
      for (const fax of value.FaxStatusExResult ?? []) {
        expect(fax).toMatchObject({
          UserID: text,
          PagesSent: -32768,
          Units: "79228162514264337593543950335",
          CostPerUnit: "-0.10",
        });
        expect(Object.keys(fax ?? {})).toHaveLength(27);
      }
      expectSample(sample, binding, "http://www.interfax.cc/FaxStatusEx", sent);
    });
  });

  test("a list is a list to the compiler", () => {
    type Result = Awaited<ReturnType<typeof faxStatusEx>> & { kind: "ok" };
    expectTypeOf<Result["value"]["FaxStatusExResult"]>().toEqualTypeOf<(FaxItemEx | null)[] | null | undefined>();
  });

  test.each<[string, object, string]>([
    [
      "a value out of range",
      { ...request, MaxItems: 2147483648 },
      "FaxStatusEx.MaxItems: expected int, found 2147483648",
    ],
    ["a missing value", { Username: "" }, "FaxStatusEx.LastTransactionID: expected int, found nothing"],
    [
      "a character that XML cannot hold",
      { ...request, Username: "\u0001" },
      "FaxStatusEx.Username: expected characters that XML can hold, found U+0001",
    ],
    ["a property of another name", { ...request, UserName: "x" }, "FaxStatusEx.UserName: expected no such property"],
  ])("%s is refused before anything is sent", async (_, value, message) => {
    const before = server.received.length;
    const call = faxStatusEx(soap11(server.origin + sample.path), value as typeof request);
    await expect(call).rejects.toThrow(RequestError);
    await expect(call).rejects.toThrow(message);
    expect(server.received).toHaveLength(before);
  });
});

describe("listrak", () => {
  const sample = seed("listrak/GetProcessStatus.txt");
  const values = {
    UserName: [text],
    Password: ["secret"],
    ProcessID: ["42"],
    ListID: ["7"],
    ProcessName: ["import"],
    ProcessStartTime: ["2026-03-04T05:06:07"],
    ProcessCompleteTime: ["2026-03-04T05:06:08"],
    Status: ["ProcessingCompleted"],
  };
  const header = { WSUser: { UserName: text, Password: "secret" } };

  test.each(soapPorts)("GetProcessStatus with its header block, over %s", async (binding, port) => {
    answerWith(sample, values);
    const { WSProcessStatus } = unwrap(
      await getProcessStatus(port(server.origin + sample.path), { ProcessID: 42 }, { header }),
    );
    expect(WSProcessStatus).toEqual({
      ProcessID: 42,
      ListID: 7,
      ProcessName: "import",
      ProcessStartTime: "2026-03-04T05:06:07",
      ProcessCompleteTime: "2026-03-04T05:06:08",
      Status: "ProcessingCompleted",
    });
    expectSample(sample, binding, "http://webservices.listrak.com/v31/GetProcessStatus", values);
  });

  test("a member that the page does not list is read unchanged", async () => {
    answerWith(sample, { ...values, Status: ["Archived"] });
    const { WSProcessStatus } = unwrap(
      await getProcessStatus(soap12(server.origin + sample.path), { ProcessID: 42 }, { header }),
    );
    expect(WSProcessStatus?.Status).toBe("Archived");
    expect(WSProcessStatus_Status).not.toContain("Archived");
  });

  test("without its header block it does not compile, and is refused", async () => {
    // @ts-expect-error: the header block is required
    const call = getProcessStatus(soap11(server.origin + sample.path), { ProcessID: 42 }, {});
    await expect(call).rejects.toThrow(RequestError);
    await expect(call).rejects.toThrow("WSUser: expected an object, found nothing");
  });

  test("a reply that does not fit is malformed, with its path and line", async () => {
    answerWith(sample, { ...values, ListID: ["seven"] });
    const reply = await getProcessStatus(soap11(server.origin + sample.path), { ProcessID: 42 }, { header });
    expect(reply).toMatchObject({
      kind: "malformed",
      reason: 'GetProcessStatusResponse/WSProcessStatus/ListID (line 6): expected int, found "seven"',
    });
  });
});

describe("other replies of a server", () => {
  const sample = seed("pixelz/GetImageStatus.txt");
  const call = (port: Port<"soap11" | "soap12" | "httpGet" | "httpPost">) => getImageStatus(port, {});
  const at = () => server.origin + sample.path;

  const fault11 = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault>
    <faultcode>soap:Client.Key</faultcode><faultstring>no such key</faultstring><faultactor>urn:a</faultactor>
    <detail><Code xmlns="urn:d">7</Code></detail></soap:Fault></soap:Body></soap:Envelope>`;
  const fault12 = (detail: string) => `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><s:Fault>
    <s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value xmlns:k="urn:k">k:Key</s:Value></s:Subcode></s:Code>
    <s:Reason><s:Text xml:lang="en">no such key</s:Text></s:Reason>
    <${detail}><Code xmlns="urn:d">7</Code></${detail}></s:Fault></s:Body></s:Envelope>`;

  test.each([
    [200, fault11],
    [500, fault11],
    [200, fault12("s:Detail")],
    [400, fault12("s:Detail")],
    [500, fault12("detail")],
  ])("a fault with status %i", async (status, body) => {
    answer = () => ({ status, body });
    for (const port of [soap11(at()), soap12(at())]) {
      expect(await call(port)).toMatchObject({
        kind: "fault",
        status,
        fault: {
          code: "Sender",
          subcodes: ["Key"],
          reason: "no such key",
          detail: { $any: [{ name: "Code", namespace: "urn:d", children: ["7"] }] },
        },
      });
    }
  });

  test("a proxy's page", async () => {
    answer = () => ({ status: 502, type: "text/html", body: "<html><body><p>Bad gateway</body></html>" });
    for (const port of [soap11(at()), soap12(at()), httpGet(at()), httpPost(at())]) {
      const reply = await call(port);
      expect(reply).toMatchObject({ kind: "http", status: 502 });
      expect(() => unwrap(reply)).toThrow(ReplyError);
    }
  });

  test("an answer that is cut inside its XML", async () => {
    answer = (binding) => ({ body: sample.response(binding).slice(0, -40) });
    for (const port of [soap11(at()), soap12(at()), httpGet(at()), httpPost(at())]) {
      expect(await call(port)).toMatchObject({ kind: "malformed", status: 200 });
    }
  });

  test("an error of ASP.NET over HTTP GET", async () => {
    answer = () => ({
      status: 500,
      type: "text/plain; charset=utf-8",
      body: "System.ArgumentException: no such key\r\n",
    });
    expect(await call(httpGet(at()))).toMatchObject({
      kind: "http",
      status: 500,
      body: "System.ArgumentException: no such key\r\n",
    });
  });

  test("a document type, however harmless", async () => {
    answer = (binding) => ({ body: `<!DOCTYPE x>${sample.response(binding)}` });
    expect(await call(soap11(at()))).toMatchObject({
      kind: "malformed",
      reason: expect.stringContaining("document type") as string,
    });
  });

  test("nothing: refused, cut and slow", async () => {
    const lost = await loopback((request, response) => {
      if (request.url.includes("slow")) return;
      response.writeHead(200, { "Content-Type": "text/xml", "Content-Length": "1000" });
      response.write("<a>");
      setTimeout(() => response.destroy(), 20);
    });
    await expect(call(soap11(lost.origin))).rejects.toThrow(TransportError);
    const slow = soap11(`${lost.origin}/slow`);
    await expect(getImageStatus(slow, {}, { signal: AbortSignal.timeout(50) })).rejects.toThrow(TransportError);
    const reason = new Error("changed my mind");
    await expect(getImageStatus(slow, {}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await lost.close();
    await expect(call(soap11(lost.origin))).rejects.toThrow(TransportError);
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readHelpPage } from "../../generator/read/help-page/read-help-page.js";
import type { HelpPage } from "../../generator/read/help-page/help-page.js";
import { infer, memberOf, typeNamed } from "../model/infer.js";

function seed(folder: string): readonly HelpPage[] {
  const url = new URL(`../../specs/${folder}/`, import.meta.url);
  return readdirSync(url).map((name) => {
    const source = { path: `specs/${folder}/${name}`, text: readFileSync(new URL(name, url), "utf8") };
    return readHelpPage(source, ({ message }) => expect.unreachable(message));
  });
}

test.each([
  ["discountasp", ["GetJobStatus", "GetJobStatusResponse", "GetJobStatusResult"]],
  ["interfax", ["FaxStatusEx", "FaxStatusExResponse", "FaxStatusExResult", "FaxItemEx"]],
  ["listrak", ["WSUser", "GetProcessStatus", "GetProcessStatusResponse", "WSProcessStatus", "WSProcessStatus_Status"]],
  [
    "pixelz",
    [
      "GetImageStatus",
      "GetImageStatusResponse",
      "ImageStatusResponse",
      "ImageStatus",
      "FinalImagesURL",
      "RejectProcessedImage",
      "RejectProcessedImageResponse",
      "RejectImageResponse",
    ],
  ],
])("%s: the names of its types, in the order in which they are reached", (folder, names) => {
  const { service, codes } = infer(seed(folder));
  expect(service.types.map(({ name }) => name.local)).toEqual(names);
  expect(new Set(service.types.map(({ name }) => name.namespace))).toEqual(new Set([service.namespace]));
  expect(codes).toEqual([]);
});

test.each([
  ["discountasp", "http://api.discountasp.net/", "https://api.discountasp.net/1.0/customerapi.asmx", 2],
  ["interfax", "http://www.interfax.cc", "https://ws.interfax.net/dfs.asmx", 2],
  ["listrak", "http://webservices.listrak.com/v31/", "https://webservices.listrak.com/v31/IntegrationService.asmx", 2],
  ["pixelz", "http://removethebackground.com/", "https://api.pixelz.com/soap.asmx", 4],
])("%s: its namespace and its ports", (folder, namespace, address, bindings) => {
  const { service } = infer(seed(folder));
  expect(service.namespace).toBe(namespace);
  expect(service.ports.map((port) => port.address)).toEqual(Array<string>(bindings).fill(address));
});

test("the signatures of the operations", () => {
  const signatures = ["discountasp", "interfax", "listrak", "pixelz"].flatMap((folder) => {
    const { lines, service } = infer(seed(folder));
    return lines.slice(0, service.operations.length);
  });
  expect(signatures).toEqual([
    "GetJobStatus(key?: string, jobId: guid): GetJobStatusResponse(GetJobStatusResult?: GetJobStatusResult | nil)",
    "FaxStatusEx(Username?: string, Password?: string, LastTransactionID: int, MaxItems: int, TotalCount: int, ListSize: int, ResultCode: int): FaxStatusExResponse(FaxStatusExResult?: FaxStatusExResult | nil, TotalCount?: int | nil, ListSize?: int | nil, ResultCode?: int | nil)",
    "GetProcessStatus(ProcessID: int, header WSUser: WSUser): GetProcessStatusResponse(WSProcessStatus?: WSProcessStatus | nil)",
    "GetImageStatus(contactEmail?: string, contactAPIkey?: string, imageTicket?: string, customerImageId?: string): GetImageStatusResponse(GetImageStatusResult?: ImageStatusResponse | nil)",
    "RejectProcessedImage(contactEmail?: string, contactAPIkey?: string, imageTicket?: string, comment?: string, customerImageId?: string, markupImageUrl?: string): RejectProcessedImageResponse(RejectProcessedImageResult?: RejectImageResponse | nil)",
  ]);
});

test("facts of pixelz: the name from the HTTP reply, the list, the empty result, the HTTP bindings", () => {
  const { service } = infer(seed("pixelz"));
  expect(typeNamed(service, "ImageStatusResponse")).toMatchObject({ anonymous: false });
  expect(typeNamed(service, "ImageStatus")).toMatchObject({ anonymous: true, reply: true });
  expect(memberOf(service, "FinalImagesURL", "string")).toMatchObject({ maxOccurs: "unbounded", nillable: true });
  expect(typeNamed(service, "RejectImageResponse")).toMatchObject({ anonymous: false, content: { kind: "unknown" } });
  const [getImageStatus] = service.operations;
  expect(getImageStatus?.bindings).toMatchObject([
    { binding: "soap11", action: "http://removethebackground.com/GetImageStatus" },
    { binding: "soap12" },
    {
      binding: "httpGet",
      location: "/GetImageStatus",
      root: { local: "ImageStatusResponse" },
      result: "GetImageStatusResult",
    },
    {
      binding: "httpPost",
      location: "/GetImageStatus",
      root: { local: "ImageStatusResponse" },
      result: "GetImageStatusResult",
    },
  ]);
  expect(getImageStatus?.place).toEqual({ path: "specs/pixelz/GetImageStatus.txt", line: 7, column: 1 });
});

test("facts of listrak: the enumeration is open since a reply holds it, the header block is required", () => {
  const { service } = infer(seed("listrak"));
  expect(typeNamed(service, "WSProcessStatus_Status")).toMatchObject({
    kind: "simple",
    anonymous: true,
    open: true,
    enumeration: [
      "DataActivelyUploading",
      "DataUploaded",
      "DataReadyForProcessing",
      "ProcessingData",
      "ProcessingCompleted",
      "ProcessingFailed",
    ],
  });
  expect(service.operations[0]?.request.header).toMatchObject([{ name: { local: "WSUser" }, minOccurs: 1 }]);
});

test("evidence names the places in both bindings", () => {
  const { service } = infer(seed("discountasp"));
  const { evidence } = memberOf(service, "GetJobStatus", "jobId");
  const path = "specs/discountasp/GetJobStatus.txt";
  const places = [
    { path, line: 29, column: 7 },
    { path, line: 66, column: 7 },
  ];
  expect(evidence).toEqual({
    name: { kind: "shown", places },
    type: { kind: "shown", places },
    minOccurs: { kind: "assumed", places },
    maxOccurs: { kind: "assumed", places },
    nillable: { kind: "assumed", places },
  });
});

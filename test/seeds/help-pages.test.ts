import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { formatPlace } from "../../generator/source.js";
import type { PageOperation, Sample } from "../../generator/read/help-page/help-page.js";
import { brief, elements, read } from "../read/help-page/read.js";

function seed(path: string): { service: string | undefined; operation: PageOperation; codes: readonly string[] } {
  const { page, codes } = read(readFileSync(`specs/${path}`, "utf8"), `specs/${path}`);
  expect(page.operations).toHaveLength(1);
  const [operation] = page.operations;
  if (operation === undefined) throw new Error("no operation");
  return { service: page.service, operation, codes };
}

/** One line for each sample: its place, its kind and its content. */
function lines({ samples }: PageOperation): readonly string[] {
  return samples.map((sample) =>
    [`${sample.place.line}:${sample.place.column}`, ...head(sample), ...content(sample)].join(" "),
  );
}

function head(sample: Sample): readonly string[] {
  const where = sample.message === "request" ? `${sample.host}${sample.path}` : String(sample.status);
  return [sample.binding, where];
}

function content(sample: Sample): readonly string[] {
  if ("header" in sample) {
    const action = sample.action === undefined ? [] : [`<${sample.action}>`];
    return [...action, ...sample.header.map(brief), "|", ...(sample.body ?? []).map(brief)];
  }
  const parameters = sample.parameters?.map(({ name, value, place }) => `${name}=${value}@${place.column}`);
  return parameters ?? [brief(sample.content)];
}

const namespaces = (operation: PageOperation) =>
  new Set(
    operation.samples.flatMap((sample) =>
      "header" in sample
        ? [...sample.header, ...elements(sample.body)].map(({ namespace }) => namespace)
        : sample.content?.kind === "element"
          ? [sample.content.namespace]
          : [],
    ),
  );

test("discountASP: indented, with blank lines and a description", () => {
  const { service, operation, codes } = seed("discountasp/GetJobStatus.txt");
  const result =
    "GetJobStatusResponse(GetJobStatusResult(JobName:string, Status:string, StartDateTime:dateTime, CompletedDateTime:dateTime, ErrorMessage:string))";
  expect(codes).toEqual([]);
  expect(service).toBe("CustomerApi");
  expect(operation.name).toBe("GetJobStatus");
  expect(operation.documentation).toBe("Get the status on an asynchronous job");
  expect(formatPlace(operation.place)).toBe("specs/discountasp/GetJobStatus.txt:18:1");
  expect(namespaces(operation)).toEqual(new Set(["http://api.discountasp.net/"]));
  expect(lines(operation)).toEqual([
    "18:1 soap11 api.discountasp.net/1.0/customerapi.asmx <http://api.discountasp.net/GetJobStatus> | GetJobStatus(key:string, jobId:guid)",
    `33:1 soap11 200 | ${result}`,
    "56:1 soap12 api.discountasp.net/1.0/customerapi.asmx | GetJobStatus(key:string, jobId:guid)",
    `70:1 soap12 200 | ${result}`,
  ]);
});

test("InterFax: flattened, the heading glued to the sentence before it, a list of 27 elements", () => {
  const { service, operation, codes } = seed("interfax/FaxStatusEx.txt");
  const request =
    "FaxStatusEx(Username:string, Password:string, LastTransactionID:int, MaxItems:int, TotalCount:int, ListSize:int, ResultCode:int)";
  expect(codes).toEqual([]);
  expect(service).toBe("InterFax");
  expect(operation.name).toBe("FaxStatusEx");
  expect(operation.documentation).toBe(
    "Returns full information (27 fields - see Reference) regarding a fax transaction's current status.",
  );
  expect(namespaces(operation)).toEqual(new Set(["http://www.interfax.cc"]));
  const [request11, response11, request12, response12] = lines(operation);
  expect(request11).toBe(`8:1 soap11 ws.interfax.net/dfs.asmx <http://www.interfax.cc/FaxStatusEx> | ${request}`);
  expect(request12).toBe(`102:1 soap12 ws.interfax.net/dfs.asmx | ${request}`);
  expect(response11?.replace("27:1 soap11", "")).toBe(response12?.replace("120:1 soap12", ""));
  expect(response11).toMatch(/TrialsPerformed:short\)\), TotalCount:int, ListSize:int, ResultCode:int\)$/);
  const [, response] = operation.samples;
  const [body] = response !== undefined && "body" in response ? elements(response.body) : [];
  const [result] = body?.children ?? [];
  const items = result?.kind === "element" ? result.children : [];
  expect(items.map((item) => (item.kind === "element" ? item.children.length : 0))).toEqual([27, 27]);
});

test("Listrak: no title, header blocks, an enumeration, headings of their own for request and response", () => {
  const { service, operation, codes } = seed("listrak/GetProcessStatus.txt");
  const result = `GetProcessStatusResponse(WSProcessStatus(ProcessID:int, ListID:int, ProcessName:string, ProcessStartTime:dateTime, ProcessCompleteTime:dateTime, Status:DataActivelyUploading or DataUploaded or DataReadyForProcessing or ProcessingData or ProcessingCompleted or ProcessingFailed))`;
  expect(codes).toEqual([]);
  expect(service).toBeUndefined();
  expect(operation.name).toBe("GetProcessStatus");
  expect(operation.documentation).toMatch(/^Provides status information .* against a account\.$/);
  expect(namespaces(operation)).toEqual(new Set(["http://webservices.listrak.com/v31/"]));
  expect(lines(operation)).toEqual([
    "5:1 soap11 webservices.listrak.com/v31/IntegrationService.asmx <http://webservices.listrak.com/v31/GetProcessStatus> WSUser(UserName:string, Password:string) | GetProcessStatus(ProcessID:int)",
    `25:1 soap11 200 | ${result}`,
    "45:1 soap12 webservices.listrak.com/v31/IntegrationService.asmx WSUser(UserName:string, Password:string) | GetProcessStatus(ProcessID:int)",
    `64:1 soap12 200 | ${result}`,
  ]);
});

test("Pixelz GetImageStatus: four bindings, heads of HTTP on one line, an HTTP root of its own name", () => {
  const { service, operation, codes } = seed("pixelz/GetImageStatus.txt");
  const image =
    "ImageStatus(ImageTicket:guid, CustomerImageId:string, ProductId:string, StatusName:string, StatusId:int, IsPaid:boolean, ThumbnailImageURL:string, FinalImagesURL(string:string, string:string))";
  const request =
    "GetImageStatus(contactEmail:string, contactAPIkey:string, imageTicket:string, customerImageId:string)";
  const names = ["contactEmail", "contactAPIkey", "imageTicket", "customerImageId"];
  const parameters = (columns: readonly number[]) =>
    names.map((name, index) => `${name}=string@${columns[index]}`).join(" ");
  expect(codes).toEqual([]);
  expect(service).toBe("soap");
  expect(operation.documentation).toBeUndefined();
  expect(namespaces(operation)).toEqual(new Set(["http://removethebackground.com/"]));
  expect(lines(operation)).toEqual([
    `7:1 soap11 api.pixelz.com/soap.asmx <http://removethebackground.com/GetImageStatus> | ${request}`,
    `23:1 soap11 200 | GetImageStatusResponse(GetImageStatusResult(${image}))`,
    `50:1 soap12 api.pixelz.com/soap.asmx | ${request}`,
    `65:1 soap12 200 | GetImageStatusResponse(GetImageStatusResult(${image}))`,
    `92:1 httpGet api.pixelz.com/soap.asmx/GetImageStatus ${parameters([31, 51, 72, 91])}`,
    `93:1 httpGet 200 ImageStatusResponse(${image})`,
    `114:1 httpPost api.pixelz.com/soap.asmx/GetImageStatus ${parameters([133, 153, 174, 193])}`,
    `115:1 httpPost 200 ImageStatusResponse(${image})`,
  ]);
});

test("Pixelz RejectProcessedImage: whole responses on one line, empty elements", () => {
  const { service, operation, codes } = seed("pixelz/RejectProcessedImage.txt");
  expect(codes).toEqual([]);
  expect(service).toBe("soap");
  expect(lines(operation).filter((line) => / 200 /.test(line))).toEqual([
    "25:1 soap11 200 | RejectProcessedImageResponse(RejectProcessedImageResult)",
    "55:1 soap12 200 | RejectProcessedImageResponse(RejectProcessedImageResult)",
    "69:1 httpGet 200 RejectImageResponse",
    "73:1 httpPost 200 RejectImageResponse",
  ]);
  const [, , , , , response] = operation.samples;
  const root = response !== undefined && "content" in response ? response.content : undefined;
  expect(root?.place).toEqual({ path: "specs/pixelz/RejectProcessedImage.txt", line: 69, column: 117 });
});

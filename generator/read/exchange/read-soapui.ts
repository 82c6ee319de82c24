import type { Element } from "@xmldom/xmldom";
import type { Report } from "../../diagnostic.js";
import { formatPlace, placesOf, type Source } from "../../source.js";
import { readXml } from "../xml.js";
import type { Definition, Exchange, RecordedHeader, RecordedRequest, RecordedResponse, Recording } from "./exchange.js";
import { excerptAt, joinPieces, type Excerpt, type Piece } from "./excerpt.js";
import { withVariables, type Variables } from "./variables.js";
import { elementsNamed, firstXml, xmlText, type XmlFile } from "./xml-text.js";

/**
 * Reads a SoapUI project: its WSDLs, and for each operation the saved requests, those of test steps, and the responses
 * of mock services.
 */
export function readSoapUi(source: Source, report: Report): Recording {
  const place = placesOf(source);
  const document = readXml(source.text);
  if (document.kind !== "document") {
    report({
      severity: "error",
      code: "recording-not-well-formed",
      message: "found XML that is not well-formed, expected a project of SoapUI",
      place: place(document.offset),
    });
    return { exchanges: [], definitions: [] };
  }
  const file: XmlFile = { text: source.text, place, document };
  const project: Project = { file, root: document.root, variables: variablesOf(file, document.root), report };
  const interfaces = elementsNamed(document.root, "interface").filter((each) => each.hasAttribute("bindingName"));
  return {
    exchanges: exchangesIn(project, interfaces),
    definitions: interfaces.flatMap((each) => definitionsOf(file, each)),
  };
}

interface Project {
  readonly file: XmlFile;
  readonly root: Element;
  readonly variables: Variables;
  readonly report: Report;
}

function exchangesIn(project: Project, interfaces: readonly Element[]): readonly Exchange[] {
  const { file, root } = project;
  const steps = elementsBelow(root, "testSuite", "testCase", "testStep")
    .filter((step) => step.getAttribute("type") === "request")
    .flatMap((step) => elementsNamed(step, "config"));
  const tested = byOperation(
    steps.map((config) => ({
      key: keyOf(textOf(file, config, "interface"), textOf(file, config, "operation")),
      item: elementsNamed(config, "request"),
    })),
  );
  const mocked = byOperation(
    elementsBelow(root, "mockService", "mockOperation").map((mock) => ({
      key: keyOf(mock.getAttribute("interface") ?? "", mock.getAttribute("operation") ?? ""),
      item: elementsNamed(mock, "response"),
    })),
  );
  return interfaces.flatMap((each) => {
    const endpoint = commonEndpoint(project, each);
    return elementsNamed(each, "operation").flatMap((operation) => {
      const name = operation.getAttribute("name") ?? "";
      const key = keyOf(each.getAttribute("name") ?? "", name);
      const calls = [...elementsNamed(operation, "call"), ...(tested.get(key) ?? [])];
      const requests = calls.flatMap(
        (call) => requestOf(project, call, headersOf(file, each, operation), endpoint) ?? [],
      );
      const mocks = (mocked.get(key) ?? []).flatMap((mock) => responseOf(file, mock) ?? []);
      const responses = mocks.length === 0 && isOneWay(operation) ? [accepted(project, operation)] : mocks;
      const [first, ...others] = requests;
      if (first === undefined && responses.length === 0) return [];
      return [
        { operation: name, ...(first && { request: first }), responses },
        ...others.map((request) => ({ operation: name, request, responses: [] })),
      ];
    });
  });
}

function isOneWay(operation: Element): boolean {
  return operation.getAttribute("isOneWay") === "true" || operation.getAttribute("type") === "One-Way";
}

/** The response of a one-way operation. */
function accepted({ file }: Project, operation: Element): RecordedResponse {
  return { place: file.place(file.document.offsetOf(operation)), status: 202, headers: [] };
}

function byOperation(
  parts: readonly { readonly key: string; readonly item: readonly Element[] }[],
): ReadonlyMap<string, readonly Element[]> {
  const map = new Map<string, Element[]>();
  for (const { key, item } of parts) {
    const known = map.get(key);
    if (known === undefined) map.set(key, [...item]);
    else known.push(...item);
  }
  return map;
}

function keyOf(service: string, operation: string): string {
  return `${service}\n${operation}`;
}

/** `endpoint` gives that of requests without one of their own. */
function requestOf(
  { file, variables, report }: Project,
  call: Element,
  headers: readonly RecordedHeader[],
  endpoint: () => Excerpt | undefined,
): RecordedRequest | undefined {
  const body = messageOf(file, call, "request");
  if (body === undefined) return undefined;
  const [own] = endpointsIn(file, [call]);
  const request = { place: body.place(0), method: "POST", headers, body };
  return withVariables(request, own ?? endpoint(), variables, settingHint, report);
}

function endpointsIn(file: XmlFile, parents: readonly Element[]): readonly Excerpt[] {
  return parents
    .flatMap((each) => elementsNamed(each, "endpoint"))
    .flatMap((each) => xmlText(file, each) ?? [])
    .filter(({ text }) => text.trim() !== "");
}

/** A function that gives the first endpoint of an interface, and reports another the first time. */
function commonEndpoint({ file, report }: Project, service: Element): () => Excerpt | undefined {
  const [first, ...others] = endpointsIn(file, elementsNamed(service, "endpoints"));
  let other = others.find(({ text }) => text.trim() !== first?.text.trim());
  return () => {
    if (first !== undefined && other !== undefined) reportTwo(first, other, report);
    other = undefined;
    return first;
  };
}

function reportTwo(first: Excerpt, other: Excerpt, report: Report): void {
  const related = first.place(0);
  report({
    severity: "warning",
    code: "addresses-differ",
    doubt: "address",
    message: `found the endpoint ${other.text.trim()}, expected only ${first.text.trim()} as at ${formatPlace(related)}, which requests without an endpoint take`,
    place: other.place(0),
    related: [related],
    hint: "give each request its endpoint in SoapUI",
    setting: { address: other.text.trim() },
  });
}

function settingHint(name: string, value: string): string {
  return `give the property ${name} a value in the project, such as ${value}`;
}

function headersOf(file: XmlFile, service: Element, operation: Element): readonly RecordedHeader[] {
  const action = operation.getAttributeNode("action");
  const place = file.place(file.document.offsetOf(action ?? operation) + (action === null ? 0 : 1));
  if (action === null) return [];
  if (service.getAttribute("soapVersion") !== "1_2")
    return [{ name: "soapaction", value: excerptAt(place, `"${action.value}"`) }];
  const type = `application/soap+xml${action.value === "" ? "" : `;action="${action.value}"`}`;
  return [{ name: "content-type", value: excerptAt(place, type) }];
}

function responseOf(file: XmlFile, mock: Element): RecordedResponse | undefined {
  const body = messageOf(file, mock, "responseContent");
  if (body === undefined) return undefined;
  const status = Number(mock.getAttribute("httpResponseStatus") ?? "");
  return { place: body.place(0), ...(status > 0 && { status }), headers: [], body };
}

/** A message as text. SoapUI ends lines with the two characters `\r`. */
function messageOf(file: XmlFile, parent: Element, name: string): Excerpt | undefined {
  const [element] = elementsNamed(parent, name);
  const excerpt = element && xmlText(file, element);
  if (excerpt === undefined || excerpt.text.trim() === "") return undefined;
  const pieces: Piece[] = [];
  let start = 0;
  for (const { index } of excerpt.text.matchAll(/\\r(?=\r?\n|$)/g)) {
    pieces.push({ text: excerpt.text.slice(start, index), start });
    start = index + 2;
  }
  return pieces.length === 0
    ? excerpt
    : joinPieces([...pieces, { text: excerpt.text.slice(start), start }], excerpt.place);
}

/** Newer projects store the text of a WSDL, older ones its tree. */
function definitionsOf(file: XmlFile, service: Element): readonly Definition[] {
  return elementsNamed(service, "definitionCache").flatMap((cache) =>
    elementsNamed(cache, "part").flatMap((part) => {
      const [content] = elementsNamed(part, "content");
      if (content === undefined) return [];
      const text = cache.getAttribute("type") === "TEXT" ? xmlText(file, content) : firstXml(file, content);
      return text === undefined || text.text.trim() === "" ? [] : [{ url: textOf(file, part, "url"), text }];
    }),
  );
}

function variablesOf(file: XmlFile, root: Element): Variables {
  const properties = elementsBelow(root, "properties", "property");
  return new Map(properties.map((each) => [textOf(file, each, "name"), textOf(file, each, "value")]));
}

function textOf(file: XmlFile, parent: Element, name: string): string {
  const [element] = elementsNamed(parent, name);
  return (element && xmlText(file, element)?.text.trim()) ?? "";
}

function elementsBelow(root: Element, ...names: readonly string[]): readonly Element[] {
  return names.reduce<readonly Element[]>(
    (parents, name) => parents.flatMap((each) => elementsNamed(each, name)),
    [root],
  );
}

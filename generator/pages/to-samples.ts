import { encodingNamespaces, envelopeNamespaces } from "../namespaces.js";
import type { HttpSample, PageOperation, Sample, SampleElement, SampleParameter } from "../read/help-page/help-page.js";
import type { Place } from "../source.js";
import { encodedBody, encodedHeader } from "./encoded.js";
import type { Filling } from "./filling.js";
import { isRepeated, literalWriter } from "./literal.js";
import { sampleParts } from "./sample-parts.js";
import { anyXml, parameterValue, placeholders } from "./placeholders.js";
import { typeTable, type TypeTable } from "./type-table.js";
import { elementsIn } from "../model/traversal.js";
import { listItem } from "../model/content-kind.js";
import { clark, isUnknown } from "../model/service.js";
import type {
  Element,
  HttpOperation,
  Message,
  Operation,
  Port,
  QName,
  Service,
  SoapOperation,
} from "../model/service.js";

/**
 * The samples that ASMX would show for a service: the inverse of `fromSamples`. Facts without a form in samples are
 * lost; `filling` decides what is shown of types. Places are those of the model.
 */
export function toSamples(service: Service, filling: Filling = placeholders): readonly PageOperation[] {
  const types = typeTable(service.types);
  return service.operations.map((operation) => ({
    name: operation.name,
    ...(operation.documentation === undefined ? {} : { documentation: operation.documentation }),
    place: operation.place,
    samples: operation.bindings.flatMap((bound): readonly Sample[] => {
      const port = service.ports.find(({ binding }) => binding === bound.binding);
      return "location" in bound
        ? httpSamples(operation, bound, port, types, filling)
        : soapSamples(operation, bound, port, types, filling);
    }),
    faults: [],
    missing: [],
  }));
}

function soapSamples(
  { request, response }: Operation,
  { binding, action, place }: SoapOperation,
  port: Port | undefined,
  types: TypeTable,
  filling: Filling,
): readonly Sample[] {
  const content = (message: Message, direction: Sample["message"]) => {
    const use = { binding, direction, place };
    const blocks = message.header.filter((block) => block.use === undefined);
    const shown = [
      ...literalWriter(place, types, filling).elements(blocks, 0),
      ...encodedHeader(
        use,
        message.header.filter((block) => !blocks.includes(block)),
        types,
        filling,
      ),
    ];
    const header = shown.map(markedAs(message, binding));
    if (message.use === "literal") return { header, body: literalBody(message, place, types, filling) };
    const body = encodedBody(use, message, types, filling);
    return { header, body, encodingStyle: encodingNamespaces[binding] };
  };
  return [
    {
      message: "request",
      binding,
      ...addressOf(port, ""),
      ...(action === undefined ? {} : { action }),
      ...content(request, "request"),
      place,
    },
    response === undefined
      ? { message: "response", binding, status: 202, header: [], place }
      : { message: "response", binding, status: 200, ...content(response, "response"), place },
  ];
}

/** Adds mustUnderstand to the header blocks of a message that have it. */
function markedAs({ header }: Message, binding: SoapOperation["binding"]): (block: SampleElement) => SampleElement {
  const mandatory = new Set(header.filter((block) => block.mustUnderstand).map(({ name }) => clark(name)));
  const name: QName = { namespace: envelopeNamespaces[binding], local: "mustUnderstand" };
  return (block) => {
    if (!mandatory.has(clark({ namespace: block.namespace, local: block.name }))) return block;
    const mark = sampleParts(block.place).attribute(name, { text: "1" });
    return { ...block, attributes: [mark, ...block.attributes] };
  };
}

function literalBody(message: Message, place: Place, types: TypeTable, filling: Filling) {
  if (isUnknown(message)) return [sampleParts(place).text(anyXml)];
  const { wrapper, body } = message;
  const writer = literalWriter(place, types, filling);
  if (wrapper === undefined) return writer.elements(body, 0);
  return [sampleParts(place).element(wrapper, [], writer.elements(body, 1))];
}

function httpSamples(
  { request, response }: Operation,
  bound: HttpOperation,
  port: Port | undefined,
  types: TypeTable,
  filling: Filling,
): readonly Sample[] {
  const { binding, place } = bound;
  const elements = membersOf(request, types);
  const parameters = bound.parameters.flatMap(({ name, element }): readonly SampleParameter[] => {
    const found = elements.find((member) => member.name.local === element);
    const parameter = { name, value: parameterValue, place };
    return found !== undefined && isList(found, types) ? [parameter, parameter] : [parameter];
  });
  const content = response && httpContent(bound, response, types, filling);
  return [
    {
      message: "request",
      binding,
      ...requestOf(bound, port, parameters),
      ...xmlRequest(bound, request, types, filling),
      place,
    },
    {
      message: "response",
      binding,
      status: response === undefined ? 202 : 200,
      ...(content === undefined ? {} : { content }),
      place,
    },
  ];
}

/** The request of HTTP: its parameters follow the path or are part of it. */
function requestOf(
  { location, urlReplacement }: HttpOperation,
  port: Port | undefined,
  parameters: readonly SampleParameter[],
): Pick<HttpSample, "path" | "location" | "host" | "parameters"> {
  if (!urlReplacement) return { ...addressOf(port, location), parameters };
  const names = new Set(parameters.map(({ name }) => name));
  const path = location.replace(/\(([^()]*)\)/g, (written, name: string) =>
    names.has(name) ? parameterValue : written,
  );
  return { ...addressOf(port, path), parameters: [] };
}

/** The XML document of a request, which has the content of a SOAP body alone. */
function xmlRequest(
  { content, place }: HttpOperation,
  { body: [root] }: Message,
  types: TypeTable,
  filling: Filling,
): Pick<HttpSample, "content" | "contentType"> {
  if (content === undefined || root === undefined) return {};
  return { content: literalWriter(place, types, filling).root(root), contentType: content };
}

/**
 * The content of an HTTP reply. The root has the content of the result's type at depth 0, so it shows one level more
 * than SOAP.
 */
function httpContent(
  { root, result, reply, text, place }: HttpOperation,
  response: Message,
  types: TypeTable,
  filling: Filling,
): HttpSample["content"] {
  // ASMX shows only XML content.
  if (text) return undefined;
  if (reply !== undefined) return literalWriter(place, types, filling).root(reply);
  if (root === undefined) return result === undefined ? undefined : { kind: "text", ...anyXml, place };
  const element =
    result === undefined ? response.body[0] : membersOf(response, types).find(({ name }) => name.local === result);
  return element && literalWriter(place, types, filling).root({ ...element, name: root });
}

/** The elements for parameters and results: the parts of RPC, or the members of a wrapper element. */
function membersOf({ wrapper, body }: Message, types: TypeTable): readonly Element[] {
  const [root, ...others] = body;
  if (wrapper !== undefined || root === undefined || others.length > 0) return body;
  const type = types.complex(root.type);
  return type?.content.kind === "sequence" ? elementsIn(type.content) : body;
}

function isList(element: Element, types: TypeTable): boolean {
  const type = types.complex(element.type);
  return isRepeated(element) || (type !== undefined && listItem(type) !== undefined);
}

/** The address in the form of pages, without scheme, port and query. */
function addressOf(port: Port | undefined, location: string): Pick<Sample, "path" | "location" | "host"> {
  if (port === undefined || !URL.canParse(port.address)) return { location };
  const { hostname, pathname } = new URL(port.address);
  return { path: `${pathname}${location}`, location, host: hostname };
}

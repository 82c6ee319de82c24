import type { Element } from "@xmldom/xmldom";
import type { Report } from "../../diagnostic.js";
import type { Place } from "../../source.js";
import { documentationOf } from "../xsd/documentation.js";
import { attributeOf, childrenOf, wordsOf, type Markup } from "../xsd/markup.js";
import { wsdlNamespace } from "../../namespaces.js";
import {
  placeOf,
  readLabel,
  readName,
  readQName,
  readReference,
  requireAttribute,
  warn,
  type Reading,
  type References,
} from "../xsd/reading.js";
import { headOf, named } from "./component-head.js";
import { readBinding } from "./read-binding.js";
import { demandsIn, operationDemands, type Demands } from "./read-policy.js";
import type {
  PortType,
  WsdlBinding,
  WsdlMessage,
  WsdlMessageUse,
  WsdlOperation,
  WsdlPart,
  WsdlPort,
  WsdlService,
} from "./wsdl.js";

/** One WSDL document without its schemas. */
export interface Definitions {
  readonly imports: readonly WsdlImport[];
  readonly messages: readonly WsdlMessage[];
  readonly portTypes: readonly PortType[];
  readonly bindings: readonly WsdlBinding[];
  readonly services: readonly WsdlService[];
}

export interface WsdlImport {
  readonly namespace?: string;
  readonly location?: string;
  readonly place: Place;
}

export function readDefinitions(markup: Markup, report: Report, references: References): Definitions {
  const target = attributeOf(markup.root, "targetNamespace")?.value ?? "";
  const reading: Reading = { markup, target, unprefixed: "", report, ...references };
  const demands = demandsIn(markup, report);
  return {
    imports: [...named(markup.root, "import"), ...named(markup.root, "include")].map((each) => importOf(each, markup)),
    messages: named(markup.root, "message").flatMap((each) => readMessage(each, reading, demands)),
    portTypes: named(markup.root, "portType").flatMap((each) => readPortType(each, reading, demands)),
    bindings: named(markup.root, "binding").flatMap((each) => readBinding(each, reading, demands)),
    services: named(markup.root, "service").flatMap((each) => readService(each, reading, demands)),
  };
}

function importOf(element: Element, markup: Markup): WsdlImport {
  const namespace = attributeOf(element, "namespace")?.value;
  const location = attributeOf(element, "location")?.value ?? attributeOf(element, "schemaLocation")?.value;
  return {
    ...(namespace === undefined ? {} : { namespace }),
    ...(location === undefined || location === "" ? {} : { location }),
    place: markup.placeOf(element),
  };
}

function readMessage(element: Element, reading: Reading, demands: Demands): readonly WsdlMessage[] {
  const head = headOf(element, reading);
  if (head === undefined) return [];
  const parts = named(element, "part").flatMap((each) => readPart(each, reading));
  return [{ ...head, parts, demands: demands(element) }];
}

function readPart(element: Element, reading: Reading): readonly WsdlPart[] {
  const name = readName(element, reading);
  if (name === undefined) return [];
  const declaration = attributeOf(element, "element");
  const type = attributeOf(element, "type");
  return [
    {
      name,
      ...(declaration === undefined ? {} : { element: readReference("element", declaration, reading) }),
      ...(type === undefined ? {} : { type: readReference("type", type, reading) }),
      place: reading.markup.placeOf(element),
      contentPlace: reading.markup.placeOf((declaration ?? type)?.node ?? element),
    },
  ];
}

function readPortType(element: Element, reading: Reading, demands: Demands): readonly PortType[] {
  const head = headOf(element, reading);
  if (head === undefined) return [];
  const operations = named(element, "operation").flatMap((each) => readOperation(each, reading, demands));
  return [{ ...head, operations, demands: demands(element) }];
}

function readOperation(element: Element, reading: Reading, demands: Demands): readonly WsdlOperation[] {
  const name = readName(element, reading);
  if (name === undefined) return [];
  const [first] = childrenOf(element).filter(
    ({ localName, namespaceURI }) =>
      namespaceURI === wsdlNamespace && (localName === "input" || localName === "output"),
  );
  const [inputElement] = named(element, "input");
  const [outputElement] = named(element, "output");
  const input = inputElement && readMessageUse(inputElement, reading);
  const output = outputElement && readMessageUse(outputElement, reading);
  const startsWithOutput = first?.localName === "output";
  const pattern = startsWithOutput
    ? inputElement === undefined
      ? "notification"
      : "solicit-response"
    : outputElement === undefined
      ? "one-way"
      : "request-response";
  const faults = named(element, "fault").flatMap((each) => {
    const use = readMessageUse(each, reading);
    return use === undefined ? [] : [{ ...use, ...documentationOf(each) }];
  });
  return [
    {
      name,
      ...documentationOf(element),
      pattern,
      parameterOrder: wordsOf(attributeOf(element, "parameterOrder")?.value ?? ""),
      ...(input === undefined ? {} : { input }),
      ...(output === undefined ? {} : { output }),
      faults,
      demands: operationDemands(element, demands),
      place: reading.markup.placeOf(element),
    },
  ];
}

function readMessageUse(element: Element, reading: Reading): WsdlMessageUse | undefined {
  const message = requireAttribute(element, "message", reading);
  if (message === undefined) return undefined;
  const name = attributeOf(element, "name")?.value;
  const action = actionOf(element);
  return {
    ...(name === undefined || name === "" ? {} : { name }),
    message: readQName(message, reading),
    ...(action === undefined ? {} : { action }),
    place: placeOf(reading, message),
  };
}

/** The Action of WS-Addressing, in any of the namespaces of its versions: `wsam:Action`, `wsaw:Action`. */
function actionOf(element: Element): string | undefined {
  for (const { localName, namespaceURI, value } of element.attributes) {
    if (localName === "Action" && namespaceURI?.includes("/addressing") === true && value.trim() !== "")
      return value.trim();
  }
  return undefined;
}

function readService(element: Element, reading: Reading, demands: Demands): readonly WsdlService[] {
  const head = headOf(element, reading);
  if (head === undefined) return [];
  const ports = named(element, "port").flatMap((each) => readPort(each, reading, demands));
  return [{ ...head, ports, demands: demands(element) }];
}

function readPort(element: Element, reading: Reading, demands: Demands): readonly WsdlPort[] {
  const name = readLabel(element, reading);
  const binding = requireAttribute(element, "binding", reading);
  if (name === undefined || binding === undefined) return [];
  const extensions = childrenOf(element).filter(({ localName }) => localName === "address");
  const [address] = extensions.flatMap((each) => attributeOf(each, "location") ?? []);
  if (extensions.length > 1) {
    warn(
      reading,
      "element-unexpected",
      element,
      `found port ${name} with several addresses, expected one; the first is read`,
    );
  }
  return [
    {
      name,
      binding: readQName(binding, reading),
      ...(address === undefined || address.value === "" ? {} : { address: address.value }),
      demands: demands(element),
      addressPlace: reading.markup.placeOf(address?.node ?? element),
      ...documentationOf(element),
      place: reading.markup.placeOf(element),
    },
  ];
}

import type { Source } from "../../source.js";
import { serializationNamespace, xsdNamespace } from "../../namespaces.js";
import { addressingSchemas } from "./well-known/addressing.js";
import { microsoftSchemas } from "./well-known/microsoft.js";
import { notificationSchemas } from "./well-known/notification.js";
import { securitySchemas } from "./well-known/security.js";
import { soapSchemas } from "./well-known/soap.js";

/**
 * Our own schema of a namespace that services use without providing it, as far as messages need it. A schema in the
 * spec takes precedence.
 */
export function wellKnownSchema(namespace: string): Source | undefined {
  const declarations = wellKnown.get(namespace);
  if (declarations === undefined) return undefined;
  const prefixes = [...wellKnownPrefixes].map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`).join("");
  const head = `<x:schema xmlns:x="${xsdNamespace}" xmlns="${namespace}" targetNamespace="${namespace}"${prefixes}`;
  return { path: namespace, text: `${head} elementFormDefault="qualified">${declarations}</x:schema>` };
}

export function isWellKnown(namespace: string): boolean {
  return wellKnown.has(namespace);
}

const wellKnownPrefixes: ReadonlyMap<string, string> = new Map([
  ["wsa", "http://www.w3.org/2005/08/addressing"],
  ["wsu", "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"],
  ["bf", "http://docs.oasis-open.org/wsrf/bf-2"],
  ["t", "http://docs.oasis-open.org/wsn/t-1"],
  ["ser", serializationNamespace],
]);

const wellKnown: ReadonlyMap<string, string> = new Map([
  ...soapSchemas,
  ...microsoftSchemas,
  ...addressingSchemas,
  ...securitySchemas,
  ...notificationSchemas,
]);

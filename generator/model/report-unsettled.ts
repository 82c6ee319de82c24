import { overSoap, unknownAddress } from "../bindings.js";
import type { Report } from "../diagnostic.js";
import { formatPlace } from "../source.js";
import { groupBy } from "../group-by.js";
import { overrideTargets } from "./overrides/override-targets.js";
import { elementsIn, operationElements } from "./traversal.js";
import { clark, type ComplexType, type Element, type Service } from "./service.js";

/** An element that samples only show cut, and the path of an override for its type. */
interface Cut {
  readonly path: string;
  readonly element: Element;
}

/** Reports what no sample shows and no override settles. */
export function reportUnsettled(service: Service, report: Report): void {
  reportCutTypes(service, report);
  reportUnknownResponses(service, report);
  reportAssumedActions(service, report);
}

/** Reports the operations whose response no sample shows, once for each page. */
function reportUnknownResponses(service: Service, report: Report): void {
  const unknown = service.operations.flatMap(({ name, response }) => {
    const [place] = response?.evidence?.content.kind === "assumed" ? response.evidence.content.places : [];
    return place === undefined ? [] : [{ name, place }];
  });
  for (const [first, ...others] of groupBy(unknown, ({ place }) => place.path).values()) {
    const { name, place } = first;
    report({
      severity: "warning",
      code: "message-missing",
      message: `found only a request of ${name}${moreOperations(others.length)}, expected a response in at least one binding; any element is accepted`,
      place,
      ...(others.length > 0 && { related: others.slice(0, maxRelated).map((each) => each.place) }),
      hint: `add a message or a page that shows it, or the WSDL (${wsdlAddress(service) ?? "?wsdl"})`,
      setting: { overrides: { [others.length === 0 ? `${name}.response` : "*.response"]: { type: "anyType" } } },
    });
  }
}

function moreOperations(count: number): string {
  return count === 0 ? "" : ` and of ${count} more operation${count === 1 ? "" : "s"}`;
}

/** The URL of the WSDL on ASMX and most other servers. The query of an address may contain a secret. */
export function wsdlAddress({ ports }: Pick<Service, "ports">): string | undefined {
  const address = ports[0]?.address ?? "";
  if (address === unknownAddress || !URL.canParse(address)) return undefined;
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}?wsdl`;
}

/** Reports the operations of SOAP 1.1 whose SOAPAction is a guess, once for each page. */
function reportAssumedActions(service: Service, report: Report): void {
  const { operations } = service;
  const guesses = operations.flatMap(({ name, bindings }) =>
    bindings
      .filter(overSoap)
      .flatMap(({ action = "", evidence, place }) =>
        evidence?.action.kind === "assumed" ? [{ name, action, place }] : [],
      ),
  );
  for (const [first, ...others] of groupBy(guesses, ({ place }) => place.path).values()) {
    const { name, action, place } = first;
    report({
      severity: "warning",
      code: "action-assumed",
      message: `found no SOAPAction of ${name}${moreOperations(others.length)}, expected one; ${JSON.stringify(action)} is assumed, as ASMX names it`,
      place,
      ...(others.length > 0 && { related: others.slice(0, maxRelated).map((each) => each.place) }),
      hint: `add the SOAPAction of the service to the sample, or the WSDL (${wsdlAddress(service) ?? "?wsdl"})`,
      setting: { overrides: { [name]: { action } } },
    });
  }
}

const maxRelated = 12;

/**
 * Reports types that samples cut at their depth limit: a note for an element whose type was found by the name in an
 * encoded sample, a warning if nothing shows the content.
 */
function reportCutTypes(service: Service, report: Report): void {
  const cuts = cutsByType(service);
  for (const type of service.types) {
    const [first, ...others] = cuts.get(clark(type.name)) ?? [];
    if (type.kind !== "complex" || first === undefined) continue;
    if (isUnknown(type)) reportUnknown(type, [first, ...others], service, report);
    else for (const cut of [first, ...others]) reportAssumed(cut, type, report);
  }
}

function cutsByType(service: Service): ReadonlyMap<string, readonly Cut[]> {
  const cuts = new Map<Element, Cut>();
  if (!allElements(service).some(isAssumed)) return new Map();
  // Each target has two paths. The one without the namespace of its type comes first.
  for (const [path, targets] of overrideTargets(service)) {
    for (const element of targets.flatMap((target) => (target.kind === "element" ? target.parts : []))) {
      const isCut = element.type.kind !== "builtin" && isAssumed(element);
      if (isCut && !cuts.has(element)) cuts.set(element, { path, element });
    }
  }
  return groupBy(cuts.values(), ({ element }) => element.type.name);
}

function allElements({ operations, types }: Service): readonly Element[] {
  return [
    ...types.flatMap((type) => (type.kind === "complex" ? elementsIn(type.content) : [])),
    ...operations.flatMap(operationElements),
  ];
}

function isAssumed({ evidence }: Element): boolean {
  return evidence.type.kind === "assumed";
}

function isUnknown({ content, evidence }: ComplexType): boolean {
  return content.kind === "unknown" && evidence.content.kind === "assumed";
}

function reportUnknown(type: ComplexType, cuts: readonly Cut[], service: Service, report: Report): void {
  const [place, ...related] = type.evidence.content.places;
  if (place === undefined) return;
  const paths = cuts.map(({ path }) => path);
  const shown = `${paths.slice(0, maxPaths).join(", ")}${paths.length > maxPaths ? ", …" : ""}`;
  report({
    severity: "warning",
    code: "content-unknown",
    message: `found ${type.name.local} only without its content, as where it is nil or nested deep in a help page, expected a message that shows it`,
    place,
    ...(related.length === 0 ? {} : { related }),
    hint: `add a page or a message that shows the content of ${shown}, or the WSDL (${wsdlAddress(service) ?? "?wsdl"})`,
    setting: { overrides: Object.fromEntries(paths.slice(0, maxPaths).map((path) => [path, { type: "anyType" }])) },
  });
}

const maxPaths = 3;

function reportAssumed({ path, element }: Cut, type: ComplexType, report: Report): void {
  const [place] = element.evidence.name.places;
  const related = type.evidence.content.places.find((each) => each !== place);
  if (place === undefined || related === undefined) return;
  report({
    severity: "note",
    code: "content-assumed",
    message: `found ${element.name.local} without its content, read as the ${type.name.local} at ${formatPlace(related)}`,
    place,
    related: [related],
    hint: "if it is another, add a message that shows its content",
    setting: { overrides: { [path]: { type: "anyType" } } },
  });
}

/** Checks with libxml2 that messages of clients are valid by the service's own schemas. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { DOMParser, XMLSerializer, type Element } from "@xmldom/xmldom";
import { defaultConfiguration as configuration } from "../../generator/configuration.js";
import { hasErrors } from "../../generator/diagnostic.js";
import { emitServices } from "../../generator/emit/client.js";
import { inspect } from "../../generator/inspect.js";
import type { Service } from "../../generator/model/service.js";
import { withCorpus } from "./corpus.js";
import { sampleOf } from "./sample.js";
import { clientsOf, type Clients } from "./wsdl/clients.js";
import { entriesOf } from "./wsdl/entries.js";
import { hasXmllint, validate } from "./wsdl/oracle.js";
import { roundTrips } from "./wsdl/round-trip.js";

const metro = "peers/eclipse-ee4j__metro-jax-ws/jaxws-ri/tests/unit/testcases";
const gisgkh = "real/graycatdeveloper__gisgkh-wsdl-java/wsdl_xsd_14.4.0.1";

/**
 * Known complaints of libxml2 about single entries, or about all if no path is given, with the reason why the message
 * is right.
 */
const pinned: readonly { readonly path?: string; readonly says: string }[] = [
  // A list type does not know its minimum number of items.
  { says: "RequestSecurityTokenCollection': Missing child element(s)" },
  {
    path: "peers/mulesoft__mule-wsdl-parser/src/test/resources/wsdl/multiple-imports-as-value/multiple-imports-base.wsdl",
    says: "ComponentScope",
  },
  { path: "peers/savonrb__savon/_history/spec/fixtures/wsdl/equifax.wsdl", says: "AnswerChoice" },
  { path: `${gisgkh}/debts/hcs-debts-service-async.wsdl`, says: "Status': This element is not expected" },
  { path: `${gisgkh}/tech-conn/hcs-tech-conn-service-async.wsdl`, says: "AnswerByNetworkType" },
  // The entry knows no type that is derived from the abstract one.
  { path: "peers/apache__cxf/testutils/src/main/resources/wsdl/cardealer.wsdl", says: "definition is abstract" },
  // A part with a type contains an element that no schema declares.
  { path: "peers/WsdlToPhp__PackageGenerator/tests/resources/ActonService2.wsdl", says: "No matching global" },
  { path: `${metro}/bugs/jaxws692/server/MyService.wsdl`, says: "No matching global" },
  {
    path: "peers/apache__cxf/systests/uncategorized/src/test/resources/wsdl_systest/cxf-993.wsdl",
    says: "No matching global",
  },
  { path: "peers/rubyjedi__soap4r/test/wsdl/simpletype/simpletype.wsdl", says: "No matching global" },
  { path: "peers/mvantellingen__python-zeep/tests/wsdl_files/soap_header.wsdl", says: "Element 'body'" },
  // It does not see that the type is derived, by way of one of another document.
  { path: `${metro}/epr/epr_subtypes/server/hello_literal.wsdl`, says: "SubType" },
];

withCorpus("wsdl", (folder) => {
  const entries = sampleOf(
    // The body of a part with a type is not an element of a schema.
    entriesOf(folder).filter(
      ({ style, notable }) => style.includes("document-literal") && !notable.has("docLiteralTypePart"),
    ),
    120,
    ({ path }) => path,
  );
  const refused: string[] = [];
  let documents = 0;
  let validated = 0;
  let clients: Clients;

  beforeAll(async () => {
    if (!hasXmllint()) throw new Error("found no xmllint; test/corpus/packages.txt names the package to install");
    clients = await clientsOf();
    return () => clients.close();
  });
  afterAll(() => {
    console.log(`xmllint: ${documents} messages of ${validated} entries; schemas refused:\n${refused.join("\n")}`);
  });

  test.each(entries.map((entry, index) => [entry.path, entry, index] as const))("%s", async (_, entry, index) => {
    const spec = entry.spec();
    const { services, diagnostics } = inspect(spec, configuration);
    // Left to wsdl.test.ts; so are schemas imported for another namespace than theirs.
    if (hasErrors(diagnostics) || diagnostics.some(({ code }) => code === "import-mismatch")) return;
    const files = await emitServices(services, { spec: { name: `entry${index}`, path: "specs/entry" }, configuration });
    const literal = documentOperations(services);
    const messages = new Map<string, string>();
    for (const [name, operation] of await clients.operations(files)) {
      if (!literal.has(operation.name)) continue;
      const trip = { runtime: clients.runtime, seed: index + 1, valid: true };
      for (const outcome of roundTrips(name, operation, trip)) {
        if (outcome.kind !== "equal" || !outcome.message.endsWith(" soap11")) continue;
        elementsIn(outcome.text).forEach((text, part) => messages.set(`${outcome.message} ${part}`, text));
      }
    }
    if (messages.size === 0) return;
    const verdict = validate(spec, messages);
    if (verdict.kind === "schemas-refused") return void refused.push(`  ${entry.path}: ${verdict.reason}`);
    validated += 1;
    documents += messages.size;
    expect(
      verdict.wrongs.filter(
        (wrong) => !pinned.some(({ path = entry.path, says }) => path === entry.path && wrong.includes(says)),
      ),
    ).toEqual([]);
  });
});

/** The names of operations whose messages are the schemas' own elements. */
function documentOperations(services: readonly Service[]): ReadonlySet<string> {
  const operations = services.flatMap((service) => service.operations);
  return new Set(
    operations
      .filter(({ request, response = request }) =>
        [request, response].every(({ style, use }) => style === "document" && use === "literal"),
      )
      .map(({ name }) => name),
  );
}

/** The header blocks, the elements of the body, and those of a fault's detail. */
function elementsIn(envelope: string): string[] {
  const root = new DOMParser().parseFromString(envelope, "text/xml").documentElement;
  const details = root === null ? [] : Array.from(root.getElementsByTagName("detail"));
  const parents = details.length > 0 ? details : children(root);
  return parents.flatMap(children).map((element) => new XMLSerializer().serializeToString(element));
}

function children(parent: Element | null): Element[] {
  return Array.from(parent?.childNodes ?? []).filter((node): node is Element => node.nodeType === node.ELEMENT_NODE);
}

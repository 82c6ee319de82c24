import type { Demand } from "../generator/demands.js";
import type { DescribedDemands, ModulePolicies } from "../generator/emit/policies.js";
import { code, type Code, type Coded } from "./code.js";
import { documentation } from "./documentation.js";
import { commentCode, commentLine, stringLiteral } from "./escape.js";
import { array, object, record, type Entry } from "./expression.js";
import type { ConstantStructure } from "./statement.js";
import { runtime } from "./symbols.js";

/** `export const security: PolicyDemands = { ports: [{ … }], operations: [] };` */
export function securityConstant({ name, ports, operations }: ModulePolicies): Coded<ConstantStructure> {
  return {
    kind: "constant",
    isExported: true,
    docs: documentation([
      "What the policies of the WSDL demand of callers, beside the messages. A call through a port that lacks what the runtime has is refused.",
      ...[...new Set(ports.flatMap((port) => adviceOf(port, port.address)))].map((line) => [line]),
      ...operations.flatMap((each) => {
        const advice = adviceOf(each, "address");
        return advice.length === 0 ? [] : [[`For ${commentLine(each.operation.name)}: ${advice.join("")}`]];
      }),
    ]),
    declarations: [
      {
        name,
        type: runtime("PolicyDemands"),
        initializer: record([
          [
            "ports",
            array(
              ports.map((port) =>
                record([
                  ["name", port.name === undefined ? undefined : stringLiteral(port.name)],
                  ["binding", stringLiteral(port.binding)],
                  ["address", port.address],
                  ...demandEntries(port),
                ]),
              ),
            ),
          ],
          [
            "operations",
            array(
              operations.map((each) =>
                record([
                  ["name", stringLiteral(each.operation.name)],
                  ["binding", stringLiteral(each.binding)],
                  ...demandEntries(each),
                ]),
              ),
            ),
          ],
        ]),
      },
    ],
    leadingTrivia: "\n",
  };
}

function demandEntries({ demands, remedy, refused }: DescribedDemands): readonly Entry[] {
  return [
    ["assertions", array(demands.map(assertion))],
    ["demands", array(refused.map(stringLiteral))],
    ["options", stringLiteral(remedy.options)],
  ];
}

function assertion({ name, within, properties, parts, message }: Demand): Code {
  const texts = (all: readonly string[] | undefined) => all && array(all.map(stringLiteral));
  return object([
    ["name", stringLiteral(name)],
    ["within", within === undefined ? undefined : stringLiteral(within)],
    ["properties", texts(properties)],
    ["parts", texts(parts)],
    ["message", message === undefined ? undefined : stringLiteral(message)],
  ]);
}

/** The port with its options, or what no option satisfies; nothing if the port needs none. */
function adviceOf({ binding, remedy: { options, missing } }: DescribedDemands, address: string): readonly string[] {
  if (missing.length > 0) return [`The runtime lacks ${commentLine(missing.join(" and "))}.`];
  return options === "" ? [] : [commentCode(`${binding}(${address}, { ${options} })`)];
}

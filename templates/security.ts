import type { Demand } from "../generator/policies/demands.js";
import type { DescribedDemands, DescribedPort, ModulePolicies } from "../generator/emit/policies.js";
import { phraseOf } from "../generator/policies/remedy.js";
import type { Code, Coded } from "./code.js";
import { documentation } from "./documentation.js";
import { commentCode, commentLine, stringLiteral } from "./escape.js";
import { array, object, record, type Entry } from "./expression.js";
import type { ConstantStructure } from "./statement.js";
import { runtime } from "./symbols.js";

/** `export const security: PolicyDemands = { ports: [{ … }], operations: [] };` */
export function securityConstant({ name, ports, operations }: ModulePolicies): Coded<ConstantStructure> {
  const isRefusing = [...ports, ...operations].some(({ refused }) => refused.length > 0);
  return {
    kind: "constant",
    isExported: true,
    docs: documentation([
      [
        "What the policies of the WSDL demand of callers, beside the messages.",
        ...(isRefusing ? ["A call through a port without these options is refused before anything is sent."] : []),
      ].join(" "),
      ...distinctAdvice(ports).flatMap(paragraphs),
      ...operations.flatMap((each) => {
        const name = commentLine(each.operation.name);
        const at = each.port === undefined ? "" : ` at \`${each.port.address}\``;
        const lacks = `In calls of ${name}${at}, the runtime lacks`;
        return paragraphs(adviceOf(each, each.port?.address ?? "address", lacks, `For ${name}${at}:`));
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
                  ["port", each.port?.name === undefined ? undefined : stringLiteral(each.port.name)],
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

/** Text, and code that stays on a line of its own so that it can be pasted. */
interface Advice {
  readonly text: string | undefined;
  readonly code: string | undefined;
}

function paragraphs({ text, code }: Advice): readonly (string | readonly string[] | undefined)[] {
  return [text, code === undefined ? undefined : [code]];
}

/** Ports of one address and one binding have the same advice. */
function distinctAdvice(ports: readonly DescribedPort[]): readonly Advice[] {
  const all = ports.map((port) =>
    adviceOf(port, port.address, `Calls to \`${port.address}\` are not checked, because the runtime lacks`),
  );
  return [...new Map(all.map((advice) => [JSON.stringify(advice), advice])).values()];
}

/** The port with its options, after what the runtime lacks, if anything; nothing if the port needs none. */
function adviceOf(
  { binding, remedy: { options, missing } }: DescribedDemands,
  address: string,
  lacking: string,
  lead?: string,
): Advice {
  const code = options === "" ? undefined : commentCode(`${binding}(${address}, { ${options} })`);
  if (missing.length === 0) return { text: code && lead, code };
  const rest = code === undefined ? "" : " It can send the rest:";
  return { text: `${lacking} ${commentLine(phraseOf(missing))}.${rest}`, code };
}

import type { ModuleAddress } from "../generator/emit/module.js";
import type { Port, Reason } from "../generator/model/service.js";
import { phraseOf, remedyFor } from "../generator/policies/remedy.js";
import type { Demand } from "../generator/policies/demands.js";
import { documentation } from "./documentation.js";
import { commentCode, commentLine, stringLiteral } from "./escape.js";
import type { ConstantStructure } from "./statement.js";

/** `export const address = "https://example.com/service.asmx";` */
export function addressConstant({ name, address, ports, demands, operations, only }: ModuleAddress): ConstantStructure {
  const bindings = only ? [] : new Set(ports.map(({ binding }) => binding));
  const users = [...bindings, ...operations.map((operation) => commentLine(operation.name))];
  const reasons = [...ports, ...operations.flatMap((operation) => operation.address ?? [])];
  const [advice, ...code] = adviceFor(demands);
  return {
    kind: "constant",
    isExported: true,
    docs: documentation([
      [...(users.length === 0 ? [] : [`For ${users.join(", ")}.`]), ...origins(reasons), advice ?? ""].join(" "),
      code,
    ]),
    declarations: [{ name, initializer: stringLiteral(address) }],
    leadingTrivia: "\n",
  };
}

/** States what callers must send besides the messages, because clients do not; the second is code that sends it. */
function adviceFor(demands: readonly Demand[]): readonly string[] {
  const { words, missing, options } = remedyFor(demands);
  if (words.length === 0) return [];
  const text = `It demands ${commentLine(phraseOf(words))}`;
  if (missing.length > 0) return [`${text}; give that in \`headerBlocks\` or in a step.`];
  return [`${text}; give the port these options:`, commentCode(options)];
}

function origins(addresses: readonly Pick<Port, "evidence">[]): string[] {
  return [...new Set(addresses.map(({ evidence }) => origin(evidence.address)))];
}

function origin({ kind }: Reason): string {
  switch (kind) {
    case "overridden":
      return "The address in the configuration.";
    case "declared":
      return "The address in the WSDL.";
    case "shown":
    case "observed":
      return "The address in the samples.";
    case "assumed":
      return "The address in the samples. They name no scheme; https is assumed.";
  }
}

import type { Binding } from "../bindings.js";
import type { Remedy } from "../policies/remedy.js";

/** The line of a program that makes a port with the options of a remedy, and the configuration that it needs. */
export function portHint(
  binding: Binding,
  { options, runtimeParts }: Pick<Remedy, "options" | "runtimeParts">,
): string {
  const parts =
    runtimeParts.length === 0
      ? ""
      : `, with the configuration "runtimeParts": ${JSON.stringify(runtimeParts)} unless the runtime is a package`;
  return `${binding}(address, { ${options} })${parts}`;
}

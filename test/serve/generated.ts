import type { Contract } from "../../templates/runtime/server.js";
import { interfaxContract } from "../../generated/interfax.server.js";
import { listrakContract } from "../../generated/listrak.server.js";
import { pixelzContract } from "../../generated/pixelz.server.js";

/**
 * What is generated from specs, whose runtime is a copy. Tests mock it by the one that they import, so that both share one as
 * they do where they are served; to the compiler the types of two copies are two.
 */
export const generatedContracts = [
  pixelzContract,
  listrakContract,
  interfaxContract,
] as unknown as readonly (() => Contract)[];

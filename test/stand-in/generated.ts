import type { Contract } from "../../templates/runtime/server.js";
import { interfaxContract } from "../../generated/interfax.server.js";
import { listrakContract } from "../../generated/listrak.server.js";
import { pixelzContract } from "../../generated/pixelz.server.js";

/**
 * Contracts generated from specs. Their runtime is a copy of the one that tests import, so its types differ to the
 * compiler.
 */
export const generatedContracts = [
  pixelzContract,
  listrakContract,
  interfaxContract,
] as unknown as readonly (() => Contract)[];

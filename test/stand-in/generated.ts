import type { Contract } from "../../templates/runtime/server.js";
import { interfaxContract } from "../../generated/interfax.server.js";
import { listrakContract } from "../../generated/listrak.server.js";
import { pixelzContract } from "../../generated/pixelz.server.js";

/** What is generated from specs. Its runtime is a copy of the one that tests import: to the compiler the types of two are two. */
export const generatedContracts = [
  pixelzContract,
  listrakContract,
  interfaxContract,
] as unknown as readonly (() => Contract)[];

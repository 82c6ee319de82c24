import { getPrice } from "../generated/shop.js";
import { soap11 } from "../generated/runtime/index.js";

/** True if an item can be ordered. */
export async function canOrder(address: string, Sku: string): Promise<boolean> {
  const reply = await getPrice(soap11(address), { Sku });
  return reply.kind === "ok";
}

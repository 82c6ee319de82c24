import { getPrice } from "./generated/shop.js";
import { unwrap, type Port } from "./generated/runtime/index.js";

/** The price of several items, in cents. */
export async function totalOf(shop: Port<"soap11">, skus: readonly string[]): Promise<number> {
  const replies = await Promise.all(skus.map((Sku) => getPrice(shop, { Sku })));
  return replies.reduce((sum, reply) => sum + Math.round(Number(unwrap(reply).GetPriceResult) * 100), 0);
}

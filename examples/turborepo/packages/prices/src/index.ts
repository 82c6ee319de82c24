import { getPrice } from "../generated/shop.js";
import { soap11, unwrap } from "../generated/runtime/index.js";

/** The price of an item. */
export async function priceOf(address: string, Sku: string): Promise<number> {
  return Number(unwrap(await getPrice(soap11(address), { Sku })).GetPriceResult);
}

import { ServiceFault } from "./generated/runtime/index.js";
import { serveShop } from "./generated/shop.server.js";

const prices = new Map([["A-1", "9.95"]]);

/** The shop as a function of a Request, which `nodeListener` calls for Express, Fastify and Node itself. */
export const shop = serveShop({
  getPrice({ Sku = "" }) {
    const price = prices.get(Sku ?? "");
    if (price === undefined) throw new ServiceFault({ code: "Sender", reason: "no such item" });
    return { GetPriceResult: price };
  },
});

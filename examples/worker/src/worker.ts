import { getPrice } from "../generated/shop.js";
import { soap11 } from "../generated/runtime/index.js";

interface Environment {
  readonly SHOP: string;
}

export default {
  /** Answers `/A-1` with the price of A-1 as JSON, so that browsers can ask for it. */
  async fetch(request: Request, { SHOP }: Environment): Promise<Response> {
    const Sku = decodeURIComponent(new URL(request.url).pathname.slice(1));
    const reply = await getPrice(soap11(SHOP), { Sku }, { signal: request.signal });
    if (reply.kind === "ok") return Response.json({ price: reply.value.GetPriceResult });
    return Response.json({ error: reply.kind }, { status: 502 });
  },
};

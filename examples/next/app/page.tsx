import { address, getPrice } from "@/generated/shop";
import { soap11 } from "@/generated/runtime";

export const dynamic = "force-dynamic";

/** A server component: the service is called on the server, so that no browser needs to reach it. */
export default async function Page() {
  const reply = await getPrice(soap11(process.env.SHOP ?? address), { Sku: "A-1" });
  return <p>{reply.kind === "ok" ? `price: ${reply.value.GetPriceResult}` : `no price: ${reply.kind}`}</p>;
}

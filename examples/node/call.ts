import { address, getPrice } from "./generated/shop.js";
import { soap11 } from "./generated/runtime/index.js";

const shop = soap11(process.env["SHOP"] ?? address);
const reply = await getPrice(shop, { Sku: "A-1" });
switch (reply.kind) {
  case "ok":
    console.log(reply.value.GetPriceResult);
    break;
  case "fault":
    console.error(reply.fault.reason);
    break;
  case "http":
    console.error(`HTTP status ${reply.status}`);
    break;
  case "malformed":
    console.error(reply.reason);
    break;
}
if (reply.kind !== "ok") process.exitCode = 1;

/** Runs one server of the benchmark, and reports its port and the processor time that it takes. */
import type { AddressInfo } from "node:net";
import { servers } from "./servers.js";

const name = process.argv[2] ?? "";
const server = servers[name]?.();
if (server === undefined) throw new Error(`no server ${JSON.stringify(name)}`);

let before = process.cpuUsage();
process.on("message", (message) => {
  const { user, system } = process.cpuUsage(before);
  if (message === "start") before = process.cpuUsage();
  process.send?.(user + system);
});
process.on("disconnect", () => process.exit());
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port)); // it listens on TCP

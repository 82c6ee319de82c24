/** Runs one client of the benchmark, and reports how many calls it makes and the processor time that they take. */
import { clients } from "./clients.js";
import type { Load } from "./results.js";
import { atOnce } from "./servers.js";

const [, , name = "", address = ""] = process.argv;
const call = await clients[name]?.(address);
if (call === undefined) throw new Error(`no client ${JSON.stringify(name)}`);

await atOnce(call, 5_000); // until the engine has compiled what matters
const before = process.cpuUsage();
const start = process.hrtime.bigint();
const count = 10_000;
await atOnce(call, count);
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
const { user, system } = process.cpuUsage(before);
const load: Load = { perSecond: count / seconds, cpu: (user + system) / count };
process.send?.(load, () => process.exit());

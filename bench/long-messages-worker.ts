/** Runs one process of the benchmark of long messages, without what other contestants load. */
import { clients, pass } from "./long-messages.js";

const [, , name = "", address, of] = process.argv;
await pass(clients, name, address, of);

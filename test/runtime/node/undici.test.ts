import { Agent, request } from "undici";
import { afterAll } from "vitest";
import { undiciTransport } from "../../../templates/runtime/node/undici.js";
import { networkTests } from "../network.js";
import { streamTests } from "./streams.js";

const dispatcher = new Agent();
afterAll(() => dispatcher.destroy());
const transport = undiciTransport((url, options) => request(url, { ...options, dispatcher }));
networkTests({ transport });
streamTests(transport);

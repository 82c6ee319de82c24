import { Agent, request } from "undici";
import { afterAll } from "vitest";
import { undiciTransport } from "../../../templates/runtime/node/undici.js";
import { networkTests } from "../network.js";

const dispatcher = new Agent();
afterAll(() => dispatcher.destroy());
networkTests({ transport: undiciTransport((url, options) => request(url, { ...options, dispatcher })) });

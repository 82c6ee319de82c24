/** The fuzzers, which `npm run fuzz` runs, and `npm test` with few runs. */
import type { Fuzzer } from "./fuzzer.js";
import { mutatedMultiparts } from "./multiparts/multiparts.js";
import { replies } from "./replies/replies.js";
import { replyFiles } from "./reply-files/reply-files.js";
import { rawRequests } from "./requests/requests.js";
import { specs } from "./specs/specs.js";
import { xml } from "./xml/xml.js";

export const fuzzers: readonly Fuzzer[] = [replies, xml, specs, replyFiles, rawRequests, mutatedMultiparts];

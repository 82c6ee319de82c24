import { readEncoded } from "./encoded-read.js";
import { writeEncoded } from "./encoded-write.js";
import type { Encoding } from "./table.js";

/** SOAP encoding (SOAP 1.1, 5; SOAP 1.2 part 2, 3): values that are graphs, typed where they stand. */
export const encoded: Encoding = { name: "SOAP encoding", writeBody: writeEncoded, readBody: readEncoded };

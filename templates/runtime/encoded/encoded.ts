import { readEncodedFaultHeader, readEncodedHeader, writeEncodedHeader } from "./header.js";
import { readEncoded } from "./read.js";
import { writeEncoded } from "./write.js";
import type { Encoding } from "../complex/table.js";

/** SOAP encoding (SOAP 1.1, 5; SOAP 1.2 part 2, 3): values that are graphs, typed where they stand. */
export const encoded: Encoding = {
  name: "SOAP encoding",
  writeBody: writeEncoded,
  writeHeader: writeEncodedHeader,
  readBody: readEncoded,
  readHeader: readEncodedHeader,
  readFaultHeader: readEncodedFaultHeader,
};

import { readEncodedFaultHeader, readEncodedHeader, writeEncodedHeader } from "./header.js";
import { openEncoded } from "./body.js";
import { writeEncoded } from "./write.js";
import type { Encoding } from "../complex/table.js";

/** SOAP encoding (SOAP 1.1, 5; SOAP 1.2 part 2, 3), whose values are graphs and carry their types. */
export const encoded: Encoding = {
  name: "SOAP encoding",
  writeBody: writeEncoded,
  writeHeader: writeEncodedHeader,
  openBody: openEncoded,
  readHeader: readEncodedHeader,
  readFaultHeader: readEncodedFaultHeader,
};

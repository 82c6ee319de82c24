import { configurationCodes } from "./configuration-codes.js";
import { declarationCodes } from "./declaration-codes.js";
import { exchangeCodes } from "./exchange-codes.js";
import { helpPageCodes } from "./help-page-codes.js";
import { outputCodes } from "./output-codes.js";
import { sampleCodes } from "./sample-codes.js";
import { sourceCodes } from "./source-codes.js";
import { wsdlCodes } from "./wsdl-codes.js";

/** All diagnostics that can be reported. `docs/diagnostics.md` is printed from it: `npm run docs`. */
export const catalogue = {
  ...sourceCodes,
  ...helpPageCodes,
  ...exchangeCodes,
  ...sampleCodes,
  ...wsdlCodes,
  ...declarationCodes,
  ...configurationCodes,
  ...outputCodes,
};

export type DiagnosticCode = keyof typeof catalogue;

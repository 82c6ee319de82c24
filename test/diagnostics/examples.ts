import type { DiagnosticCode } from "../../generator/diagnostic.js";
import type { Example } from "./example.js";
import { configurationExamples } from "./examples/configuration.js";
import { declarationExamples } from "./examples/declarations.js";
import { exchangeExamples } from "./examples/exchanges.js";
import { helpPageExamples } from "./examples/help-pages.js";
import { outputExamples } from "./examples/output.js";
import { sampleExamples } from "./examples/samples.js";
import { sourceExamples } from "./examples/sources.js";
import { wsdlExamples } from "./examples/wsdl.js";

/** An input for each code. */
export const examples: Record<DiagnosticCode, Example> = {
  ...sourceExamples,
  ...helpPageExamples,
  ...exchangeExamples,
  ...sampleExamples,
  ...wsdlExamples,
  ...declarationExamples,
  ...configurationExamples,
  ...outputExamples,
};

import { callerSuite } from "../suite.js";
import { withSoftware } from "../../server.js";

/** The system's own, which is the one that the package is for. */
const python = "/usr/bin/python3";

withSoftware("zeep calls a contract", { zeep: [python, "-c", "import zeep"] }, () => {
  callerSuite({
    forms: ["document-literal", "rpc-literal"],
    command: (wsdl) => [python, "caller.py", wsdl],
    folder: import.meta.dirname,
    blurs: { nil: "zeep gives None for an element that is absent and for one that is nil" },
  });
});

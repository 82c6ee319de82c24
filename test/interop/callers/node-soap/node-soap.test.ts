import { describe } from "vitest";
import { callerSuite } from "../suite.js";
import type { Form, SchemaStyle } from "../../echo/wsdl.js";

describe("node-soap calls a contract", () => {
  callerSuite({
    forms: ["document-literal", "rpc-literal"],
    schema: schemaOf,
    command: (wsdl, form) => [process.execPath, "caller.js", wsdl, schemaOf(form).namespace],
    blurs: { listsOfOne: "node-soap makes an array of an element only where it comes more than once" },
    wrongs: ["EchoOrder", "EchoPrice"].map((operation) => ({
      operation,
      forms: ["rpc-literal"],
      shows: /(< in an attribute's value|expected a reference that can be read|expected an attribute)/,
      because: "node-soap escapes nothing in the attributes of a part",
    })),
    folder: import.meta.dirname,
  });
});

/** In rpc/literal node-soap writes all that is in a part without a namespace. */
function schemaOf(form: Form): SchemaStyle {
  return {
    namespace: "urn:example:echo",
    elementFormDefault: form === "document-literal" ? "qualified" : "unqualified",
  };
}

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe } from "vitest";
import { echoSuite } from "../echo/suite.js";
import { wsdlOf, type Form, type SchemaStyle } from "../echo/wsdl.js";
import { holding, start, workFolder, type Command, type Server } from "../server.js";

const forms: readonly Form[] = ["document-literal", "rpc-literal"];
const bindings = ["soap11", "soap12"] as const;

describe("node-soap's server", () => {
  const hold = holding();
  let server: Server;
  beforeAll(async () => {
    const { path } = hold(workFolder("node-soap"));
    for (const form of forms)
      for (const binding of bindings)
        writeFileSync(
          join(path, `${form}.${binding}.wsdl`),
          wsdlOf(form, [binding], `http://127.0.0.1/${form}/${binding}`, schemaOf(form)),
        );
    const command: Command = [process.execPath, join(import.meta.dirname, "server.js"), path];
    server = hold(await start(command, import.meta.dirname));
  });

  echoSuite({
    forms,
    bindings,
    address: (form, binding) => `${server.address}${form}/${binding}`,
    schema: schemaOf,
    wrongs: [
      {
        operation: "EchoText",
        forms: ["rpc-literal"],
        shows: /^malformed: EchoTextResponse \(line 1\): expected <value> of "", found <value> of "urn:example:echo"/,
        because: "node-soap writes <tns:value>: parts have no namespace (WSDL 1.1, 3.5; WS-I Basic Profile 1.1, R2735)",
      },
    ],
    understandsAll: "node-soap does not look at mustUnderstand (SOAP 1.1, 4.2.3; SOAP 1.2 part 1, 5.2.3)",
    changes: [
      {
        types: ["string"],
        changed: (value) => typeof value === "string" && value !== value.trim(),
        because: "node-soap takes white space off both ends of a text",
      },
      {
        types: ["base64Binary", "hexBinary", "string"],
        changed: (value) => (value as Uint8Array | string).length === 0,
        because: "node-soap reads an empty element as nil, except for strings outside nested members",
      },
    ],
  });
});

/** The server knows one namespace only: it writes all that is in an element in that element's, or all without one. */
function schemaOf(form: Form): SchemaStyle {
  return {
    namespace: "urn:example:echo",
    elementFormDefault: form === "document-literal" ? "qualified" : "unqualified",
  };
}

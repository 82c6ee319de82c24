import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { house, type House } from "../../../agreement/house.js";
import { listen } from "../../../contract/node.js";
import { usual, type Form, type SchemaStyle } from "../../echo/wsdl.js";
import { holding, withSoftware, workFolder } from "../../server.js";
import { callerSuite, echoContract } from "../suite.js";
import { formsSuite } from "./forms.js";
import { callerOf, serverOf } from "./proxy.js";

const forms: readonly Form[] = ["document-literal", "rpc-literal", "rpc-encoded"];
const bindings = ["soap11", "soap12"] as const;

withSoftware("Mono's client calls a contract", { "mono-devel": ["test", "-x", "/usr/bin/wsdl"] }, () => {
  const hold = holding();
  const folder = hold(workFolder("mono-caller"));
  let home: House;
  beforeAll(async () => {
    home = hold(await house());
  });

  callerSuite({
    forms,
    schema: schemaOf,
    command: (wsdl, form) => callerOf(wsdl, bindings, join(folder.path, form)),
    folder: import.meta.dirname,
    blurs: {
      nil: "C# has one null for an element that is absent and for one that is nil",
      sentNil: "and so it is nil wherever it can be",
    },
  });

  describe("HTTP GET and POST", () => formsSuite(() => home, join(folder.path, "forms")));

  describe.each(forms)("the wsdl tool makes a server, too: %s", (form) => {
    test.each(bindings)("%s", async (binding) => {
      const contract = await listen(await echoContract(home, form, schemaOf(form)));
      try {
        const printed = await serverOf(`${contract.origin}/echo?wsdl`, binding, join(folder.path, `${form}-server`));
        const remarks = new Set(printed.match(/warnings|R\d{4}/g));
        // WS-I's Basic Profile 1.1, which is of SOAP 1.1, has no SOAP encoding: R2706.
        const isBeyond = form === "rpc-encoded" && binding === "soap11";
        expect(remarks).toEqual(new Set(isBeyond ? ["warnings", "R2706"] : []));
      } finally {
        await contract.close();
      }
    });
  });
});

/** Mono, like .NET, does not accept literal header blocks beside a Body in SOAP encoding. */
function schemaOf(form: Form): SchemaStyle {
  return form === "rpc-encoded" ? { ...usual, headers: "encoded" } : usual;
}

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { house, type House } from "../../../agreement/house.js";
import { listen } from "../../../contract/node.js";
import type { Form } from "../../echo/wsdl.js";
import { run, withSoftware, workFolder } from "../../server.js";
import { serviceOf, type Taken } from "../suite.js";

/** Mono takes no header block in literal use beside a Body in SOAP encoding, as the echo service has it in rpc/encoded. */
const forms: readonly Form[] = ["document-literal", "rpc-literal"];
const protocols = [
  { binding: "soap11", protocol: "Soap", code: "Server" },
  { binding: "soap12", protocol: "Soap12", code: "Receiver" },
] as const;

/** The `wsdl` tool itself is in a package of 160 MB; what it does is in the library of web services. */
withSoftware("Mono's client calls a contract", { "mono-mcs": ["mcs", "--version"] }, () => {
  const folder = workFolder("mono-caller");
  const caller = join(folder.path, "Caller.exe");
  let home: House;
  beforeAll(async () => {
    home = await house();
    run(["mcs", "-r:System.Web.Services,System.Xml", `-out:${caller}`, "Caller.cs"], import.meta.dirname);
    return async () => {
      await home.close();
      folder.remove();
    };
  });

  describe.each(forms)("%s", (form) => {
    test.each(protocols)("$binding", async ({ binding, protocol, code }) => {
      const taken: Taken[] = [];
      const server = await listen(await serviceOf(home, form, undefined, taken));
      try {
        const { stdout } = await promisify(execFile)("mono", [caller, `${server.origin}/echo?wsdl`, protocol]);
        expect(stdout.trim().split("\n")).toEqual([
          "import 0",
          "text a<&☃",
          `big ${-(2n ** 63n)}`,
          "bytes AP8=",
          "numbers 1 -2",
          "shape Circle ring 0.5",
          `fault ${code} refused -7full`,
        ]);
        expect(taken.map((each) => `${each.operation} ${each.binding}`)).toEqual(
          ["EchoText", "EchoBig", "EchoBytes", "EchoNumbers", "EchoShape", "Notify", "Refuse"].map(
            (name) => `${name} ${binding}`,
          ),
        );
      } finally {
        await server.close();
      }
    });
  });
});

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll } from "vitest";
import { echoSuite } from "../echo/suite.js";
import { wsdlOf, type Form } from "../echo/wsdl.js";
import { holding, run, start, withSoftware, workFolder, type Server } from "../server.js";

const forms: readonly Form[] = ["document-literal", "rpc-literal", "rpc-encoded"];
const sources = import.meta.dirname;

withSoftware(
  "gSOAP",
  { gsoap: ["soapcpp2", "-V"], "libgsoap-dev": ["test", "-e", "/usr/include/stdsoap2.h"], "g++": ["g++", "--version"] },
  () => {
    const servers = new Map<Form, Server>();
    const hold = holding();
    beforeAll(async () => {
      const { path } = hold(workFolder("gsoap"));
      for (const form of forms) servers.set(form, hold(await compiled(form, join(path, form))));
    });

    echoSuite({
      forms,
      bindings: ["soap11", "soap12"],
      address: (form) => servers.get(form)?.address ?? "http://127.0.0.1/",
      wrongs: [],
      // An element that is not nillable in the schema is a C++ value, and can be nil in SOAP encoding only.
      always: (form, { type, minOccurs = 1, maxOccurs = 1 }) =>
        form === "rpc-encoded" && (minOccurs > 0 || (maxOccurs > 1 && ("fit" in type || "list" in type))),
      ignored: [
        {
          property: (key, value) => value === null && key !== "Age",
          because:
            "to gSOAP nil and absent are the same null pointer, which it does not send unless the element has to be there",
        },
      ],
      changes: [
        {
          types: ["dateTime"],
          changed: (value) => typeof value === "string" && !/:\d\dZ$/.test(value),
          because: "gSOAP keeps a time_t: whole seconds in UTC",
        },
      ],
    });
  },
);

/**
 * One program for each form, because their types have the same names. It accepts both versions of SOAP, whatever its
 * WSDL declares.
 */
async function compiled(form: Form, folder: string): Promise<Server> {
  mkdirSync(folder);
  writeFileSync(join(folder, "echo.wsdl"), wsdlOf(form, ["soap11"], "http://127.0.0.1/"));
  await run(["wsdl2h", "-g", "-t", join(sources, "typemap.dat"), "-o", "echo.h", "echo.wsdl"], folder);
  await run(["soapcpp2", "-S", "-L", "-x", "-w", "-I/usr/share/gsoap/import", "echo.h"], folder);
  const source = join(sources, `${form}.cpp`);
  await run(
    ["g++", "-O0", "-w", "-I.", `-I${sources}`, "-o", "server", source, "soapC.cpp", "soapServer.cpp", "-lgsoap++"],
    folder,
  );
  return start([join(folder, "server")], folder);
}

import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { XmlElement } from "../../../templates/runtime/xml/element.js";
import { soap11, soap12, unwrap, type Operation } from "../../../templates/runtime/index.js";
import { clientsOf } from "../../corpus/wsdl/clients.js";
import { echoSuite, generated } from "../echo/suite.js";
import { wsdlOf, type Form } from "../echo/wsdl.js";
import { holding, start, withSoftware, workFolder, type Server } from "../server.js";

const forms: readonly Form[] = ["document-literal", "rpc-literal", "rpc-encoded"];
const bindings = ["soap11", "soap12"] as const;

/** PHP's own web server, saying where it listens as other servers do. */
const serve = `exec php -S 127.0.0.1:0 router.php 2> >(sed -u 's|.*(\\(http://[0-9.:]*\\)) started$|LISTENING \\1/|')`;

withSoftware(
  "PHP's SoapServer",
  { "php-cli": ["php", "-v"], "php-soap": ["php", "-r", "new SoapFault('a', 'b');"] },
  () => {
    const hold = holding();
    let server: Server;
    beforeAll(async () => {
      const folder = hold(workFolder("php"));
      copyFileSync(join(import.meta.dirname, "router.php"), join(folder.path, "router.php"));
      for (const form of forms)
        writeFileSync(join(folder.path, `${form}.wsdl`), wsdlOf(form, bindings, "http://127.0.0.1/"));
      writeFileSync(join(folder.path, "rpc-encoded-plane.wsdl"), planeWsdl());
      writeFileSync(join(folder.path, "rpc-encoded-any.wsdl"), anyWsdl());
      server = hold(await start(["bash", "-c", serve], folder.path));
    });

    echoSuite({
      forms,
      bindings,
      address: (form) => `${server.address}${form}`,
      wrongs: [],
      ignored: [
        {
          property: (key, value) => key === "$any" && isResult(value),
          because:
            "PHP names the return value (SOAP 1.2 part 2, 4.2.1) in rpc/literal too, where the WSDL does not declare it",
        },
      ],
      changes: [
        {
          types: ["string"],
          changed: (value) => typeof value === "string" && /^\s+$/.test(value),
          because: "PHP reads white space alone as nothing",
        },
        {
          types: ["unsignedLong", "integer"],
          changed: (value) => typeof value === "bigint" && value > 2n ** 63n,
          because: "PHP reads integers beyond 64 bits as doubles",
        },
        {
          types: ["float", "double"],
          changed: (value) => Number.isNaN(value),
          because: "PHP writes NAN for what XML Schema calls NaN",
        },
      ],
    });

    test.each(Object.entries({ soap11, soap12 }))("arrays of two dimensions: %s", async (_, bind) => {
      const clients = hold(await clientsOf());
      type Rows = { readonly value: readonly (readonly number[])[] };
      // As the WSDL has it.
      const echo = (await generated(clients, planeWsdl())).get("EchoRows") as Operation<Rows, Rows> | undefined;
      const port = bind(`${server.address}rpc-encoded-plane`);
      for (const value of [
        [
          [1.5, 2, 3],
          [4, 5, 6],
        ],
        [[7]],
        [[8], [9]],
      ])
        // prettier-ignore
        expect(unwrap(await port.call(() => echo ?? expect.fail("an operation"), { value }))).toEqual({ value });
    });

    test.each(Object.entries({ soap11, soap12 }))("values of any type: %s", async (_, bind) => {
      const clients = hold(await clientsOf());
      type Any = { readonly value: unknown };
      const operations = await generated(clients, anyWsdl());
      const port = bind(`${server.address}rpc-encoded-any`);
      const echoed = async (name: string, value: unknown) => {
        const operation = operations.get(name) as Operation<Any, Any> | undefined;
        return unwrap(await port.call(() => operation ?? expect.fail("an operation"), { value })).value;
      };
      const circle = { $type: "Circle", Name: "round", Radius: 1.5 };
      const values = ["text", true, -7, null, circle, { $type: "ArrayOfInt", $value: [1, 2] }];
      for (const value of values) expect(await echoed("EchoBig", value)).toEqual(value);
      expect(await echoed("EchoRows", values)).toEqual(values);
      // PHP has one type of numbers with fractions.
      const half = { $type: "xsd:float", $value: 1.5 };
      expect(await echoed("EchoBig", { ...half, $type: "xsd:double" })).toEqual(half);
    });
  },
);

/** In which EchoBig has a value of any type, and EchoRows an array of them. */
function anyWsdl(): string {
  return wsdlOf("rpc-encoded", bindings, "http://127.0.0.1/")
    .replaceAll('name="value" type="xsd:long"', 'name="value" type="xsd:anyType"')
    .replace('"double[][]"', '"anyType[]"');
}

/** In which EchoRows has no array of arrays but one of two dimensions. */
function planeWsdl(): string {
  return wsdlOf("rpc-encoded", bindings, "http://127.0.0.1/").replace('"double[][]"', '"double[,]"');
}

/** True if the value is only `rpc:result`. */
function isResult(value: unknown): boolean {
  const [only, ...others] = value as readonly XmlElement[];
  return others.length === 0 && only?.name === "result" && only.namespace === "http://www.w3.org/2003/05/soap-rpc";
}

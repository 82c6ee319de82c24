// The echo service on node-soap's server: `node server.js FOLDER`, where the WSDL of `/FORM/BINDING` is `FORM.BINDING.wsdl`.
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { argv } from "node:process";
import { listen } from "soap";

const [, , folder = "."] = argv;
const namespace = "urn:example:echo";

/** What the server would read as a number or a Date stays the text that it is. */
const text = (value) => value;
const types = ["long", "integer", "decimal", "float", "double", "dateTime", "date"];

/** A value that was read, as one to be written: the prefix in an xsi:type is declared only where it stands as an object. */
function answer(value) {
  if (Array.isArray(value)) return value.map(answer);
  if (typeof value !== "object" || value === null) return value;
  const { attributes: { "xsi:type": type, ...others } = {}, ...members } = value;
  const derived = type && { xsi_type: { type: type.replace(/.*:/, ""), prefix: "tns", xmlns: namespace } };
  return {
    ...((derived || Object.keys(others).length > 0) && { attributes: { ...others, ...derived } }),
    ...Object.fromEntries(Object.entries(members).map(([name, member]) => [name, answer(member)])),
  };
}

/** Faults whose detail is what was given. */
const faults = {
  soap11: (detail) => ({ faultcode: "soap:Server", faultstring: "refused", detail, statusCode: 500 }),
  soap12: (Detail) => ({ Code: { Value: "soap:Receiver" }, Reason: { Text: "refused" }, Detail, statusCode: 500 }),
};

const server = createServer((_, response) => response.writeHead(404).end());
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
for (const file of readdirSync(folder).filter((file) => file.endsWith(".wsdl"))) {
  const [form, binding] = file.split(".");
  const echo = (request) => (form === "rpc-literal" ? parts(answer(request)) : answer(request));
  /** The server would write the parts of rpc/literal with a namespace, so they are written before; EchoText shows it. */
  const parts = (values) => ({ $xml: soap.wsdl.objectToXML(values, null, "", "") });
  /** An element of the schema, which would be in no namespace. */
  const element = (name, members) => {
    const inside = form === "rpc-literal" ? ":" : "tns:";
    return { [`tns:${name}`]: Object.fromEntries(Object.entries(members).map(([key, part]) => [inside + key, part])) };
  };
  const operations = {
    EchoText: answer,
    Refuse({ value }) {
      throw { Fault: faults[binding](element("Refusal", value)) };
    },
  };
  let soap;
  await new Promise((resolve, reject) => {
    soap = listen(server, {
      path: `/${form}/${binding}`,
      xml: readFileSync(join(folder, file), "utf8"),
      services: { Echo: { [binding]: new Proxy(operations, { get: (own, name) => own[name] ?? echo }) } },
      forceSoap12Headers: binding === "soap12",
      handleNilAsNull: true,
      customDeserializer: Object.fromEntries(types.map((type) => [type, text])),
      callback: (error, { wsdl }) => {
        // The server writes xsi:nil and xsi:type, and leaves it to others to declare the prefix.
        wsdl.xmlnsInEnvelope += ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
        if (error) reject(error);
        else resolve();
      },
    });
    soap.addSoapHeader((operation, _, headers) =>
      operation === "EchoSession" ? element("Session", headers.Session) : "",
    );
  });
}
console.log(`LISTENING http://127.0.0.1:${server.address().port}/`);

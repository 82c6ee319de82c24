// Calls the echo service with node-soap: `node caller.js WSDL NAMESPACE`, the namespace being that of the types. Each line of the input is a call, each line of the output what came back.
import { createInterface } from "node:readline";
import { argv, stdin } from "node:process";
import { createClientAsync } from "soap";

const [, , address, namespace] = argv;

/** What node-soap would read as a number or a Date, and then cannot tell whole, stays the text that it is. */
const text = (value) => value;
const types = ["long", "integer", "decimal", "float", "double", "unsignedLong", "dateTime", "date"];
const options = {
  handleNilAsNull: true,
  customDeserializer: Object.fromEntries(types.map((type) => [type, text])),
  // A WSDL that is kept is shared by the clients, with the SOAP version of the last.
  disableCache: true,
};
const clients = {
  soap11: await createClientAsync(address, options),
  soap12: await createClientAsync(address, { ...options, forceSoap12Headers: true }),
};

/** A value for node-soap. */
function made(value) {
  if (Array.isArray(value)) return value.map(made);
  if (typeof value !== "object" || value === null) return value;
  const { $type: type, $value, ...members } = value;
  const attributes = type === undefined ? {} : { "xsi:type": `t:${type}` };
  const result = $value === undefined ? {} : { $value };
  for (const [name, part] of Object.entries(members))
    if (name.startsWith("$")) attributes[name.slice(1)] = part;
    else result[name] = made(part);
  return Object.keys(attributes).length === 0 ? result : { attributes, ...result };
}

/** What node-soap read. */
function printed(value) {
  if (Array.isArray(value)) return value.map(printed);
  if (value === null || value === undefined) return null;
  if (typeof value !== "object") return String(value);
  const { attributes = {}, ...members } = value;
  const { "xsi:type": type, "xsi:nil": nil, ...others } = attributes;
  if (nil === "true") return null;
  return {
    ...Object.fromEntries(Object.entries(others).map(([name, part]) => ["$" + name, part])),
    ...Object.fromEntries(Object.entries(members).map(([name, part]) => [name, printed(part)])),
    ...(type && { $type: type.replace(/.*:/, "") }),
  };
}

function called({ operation, binding, values, header }) {
  const client = clients[binding];
  client.clearSoapHeaders();
  if (header !== undefined) client.addSoapHeader(header, "", "t", namespace);
  return new Promise((resolve) => {
    client.Echo[binding][operation](made(values), (error, result, _, headers) => {
      const fault = error?.root?.Envelope.Body.Fault;
      if (fault !== undefined) resolve({ fault: faultOf(fault) });
      else if (error) resolve({ failed: String(error) });
      else resolve({ values: printed(result ?? {}), ...(headers && { header: printed(headers) }) });
    });
  });
}

function faultOf({ faultcode, faultstring, detail, Code, Reason, Detail }) {
  return {
    code: (faultcode ?? Code.Value).replace(/.*:/, ""),
    reason: faultstring ?? Reason.Text.$value ?? Reason.Text,
    detail: printed(detail ?? Detail),
  };
}

for await (const line of createInterface({ input: stdin }))
  console.log(JSON.stringify(await called(JSON.parse(line)).catch((error) => ({ failed: String(error) }))));

// Calls GetPrice with a UsernameToken: `node node-soap-token.js WSDL`. Each line of the input is a call, each line of the output what came back.
import { createInterface } from "node:readline";
import { argv, stdin } from "node:process";
import { createClientAsync, WSSecurity } from "soap";

const [, , address] = argv;

async function called({ port, username, password, passwordType }) {
  // A WSDL that is kept is shared by the clients, with the SOAP version of the last.
  const client = await createClientAsync(address, { disableCache: true, forceSoap12Headers: port === "ShopSoap12" });
  const type = passwordType === "digest" ? "PasswordDigest" : "PasswordText";
  client.setSecurity(new WSSecurity(username, password, { passwordType: type, hasNonce: true, mustUnderstand: true }));
  return new Promise((resolve) => {
    client.Shop[port].GetPrice({ Sku: "A-1" }, (error, result) => {
      const fault = error?.root?.Envelope.Body.Fault;
      if (fault !== undefined) resolve({ fault: fault.faultstring ?? fault.Reason.Text.$value ?? fault.Reason.Text });
      else if (error) resolve({ failed: String(error) });
      else resolve({ price: String(result.GetPriceResult) });
    });
  });
}

for await (const line of createInterface({ input: stdin }))
  console.log(JSON.stringify(await called(JSON.parse(line)).catch((error) => ({ failed: String(error) }))));

import { expect, test } from "vitest";
import {
  addressing,
  headerBlock,
  mtom,
  policyCheck,
  security,
  soap11,
  soap12,
  timestamp,
  usernameToken,
  type PolicyDemands,
  type PortOptions,
  type SoapPortOptions,
  type Step,
} from "../../../templates/runtime/index.js";
import { address, getOrderOperation } from "../orders.js";
import { answering, envelope, orderXml, xml } from "../wire.js";

const wsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
const passwordOptions = "steps: [security([timestamp(), usernameToken({ username, password })])]";
const demands: PolicyDemands = {
  ports: [
    {
      binding: "soap11",
      address,
      assertions: [],
      demands: ["IncludeTimestamp", "UsernameToken"],
      options: passwordOptions,
    },
    {
      name: "Addressed",
      binding: "soap11",
      address: `${address}/addressed`,
      assertions: [],
      demands: ["Addressing"],
      options: "steps: [addressing()]",
    },
  ],
  operations: [
    { name: "Sent", binding: "soap11", port: "Addressed", assertions: [], demands: ["MTOM"], options: "" },
    { name: "Stored", binding: "soap11", assertions: [], demands: ["MTOM"], options: "attachments: mtom()" },
  ],
};
const token = usernameToken({ username: "ann", password: "secret" });

/** The reason why a call is refused; the binding's SOAPAction in what is sent otherwise. */
async function refusal(
  options: SoapPortOptions = {},
  {
    at = address,
    name = "GetOrder",
    binding = soap11,
  }: { at?: string; name?: string; binding?: typeof soap11 | typeof soap12 } = {},
): Promise<string> {
  const { transport, sent } = answering(envelope("soap11", orderXml("sent")), xml);
  const operation = () => ({ ...getOrderOperation(), name, policies: policyCheck(demands) });
  try {
    await binding(at, { transport, ...options }).call(operation, { Number: 7 });
    return sent.length === 1 ? "sent" : "not sent";
  } catch (error) {
    expect(sent).toEqual([]);
    return (error as Error).message;
  }
}

test("a call through a port without what a policy demands is refused, with the options to paste", async () => {
  expect(await refusal()).toBe(
    `expected a port with IncludeTimestamp and UsernameToken, which a policy of the service demands of GetOrder: soap11(address, { ${passwordOptions} })`,
  );
  expect(await refusal({ steps: [security([token])] })).toMatch(/^expected a port with IncludeTimestamp, which/);
  expect(await refusal({ steps: [security([timestamp(), token])] })).toBe("sent");
});

test("several demands are listed with commas", async () => {
  const three: PolicyDemands = {
    ports: [
      { binding: "soap11", address, assertions: [], demands: ["MTOM", "X509Token", "UsernameToken"], options: "" },
    ],
    operations: [],
  };
  const { transport } = answering(envelope("soap11", orderXml("sent")), xml);
  const operation = () => ({ ...getOrderOperation(), policies: policyCheck(three) });
  await expect(soap11(address, { transport }).call(operation, { Number: 7 })).rejects.toThrow(
    "expected a port with MTOM, X509Token and UsernameToken, which a policy of the service demands of GetOrder",
  );
});

test("an operation has demands of its own, and an option satisfies them", async () => {
  expect(await refusal({ steps: [addressing()] }, { name: "Stored" })).toMatch(
    /^expected a port with MTOM, .*mtom\(\)/,
  );
  expect(await refusal({ attachments: mtom() }, { name: "Stored" })).toBe("sent");
});

test("the demands of an operation at one port are not those at another", async () => {
  expect(await refusal({ steps: [addressing()] }, { name: "Sent", at: `${address}/addressed` })).toMatch(/with MTOM,/);
  expect(await refusal({ attachments: mtom() }, { name: "Sent" })).toMatch(/with IncludeTimestamp and UsernameToken,/);
});

test("a step and header blocks that are written by hand satisfy demands", async () => {
  const step: Step = (message, next) => next(message);
  const own = Object.assign(step, { satisfies: ["UsernameToken", "IncludeTimestamp"] });
  expect(await refusal({ steps: [own] })).toBe("sent");
  const block = headerBlock({ name: "Security", namespace: wsse, attributes: [], children: [] });
  expect(await refusal({ headerBlocks: [block] })).toBe("sent");
  let asked = 0;
  expect(await refusal({ headerBlocks: () => [block].slice(asked++) })).toBe("sent");
  expect(asked).toBe(1);
  const other = headerBlock({ name: "Security", namespace: "urn:other", attributes: [], children: [] });
  expect(await refusal({ headerBlocks: [other] })).toMatch(/with IncludeTimestamp and UsernameToken/);
  expect(await refusal({ headerBlocks: [block] }, { at: `${address}/addressed` })).toMatch(/with Addressing,/);
});

test("the address decides between ports, and another address has to satisfy one of them", async () => {
  const elsewhere = { at: "http://staging.example/" };
  const addressed: PortOptions = { steps: [addressing({ action: "urn:get" })] };
  expect(await refusal(addressed)).toMatch(/with IncludeTimestamp and UsernameToken/);
  expect(await refusal(addressed, { at: `${address}/addressed` })).toBe("sent");
  expect(await refusal(addressed, elsewhere)).toBe("sent");
  expect(await refusal({}, elsewhere)).toMatch(/with IncludeTimestamp and UsernameToken/);
});

test("a binding without demands is not checked", async () => {
  expect(await refusal({}, { binding: soap12 })).toBe("sent");
});

test("the Action that the WSDL states is sent in place of the SOAPAction", async () => {
  const { transport, sent } = answering(envelope("soap11", orderXml("sent")), xml);
  const operation = () => ({ ...getOrderOperation(), addressingAction: "urn:orders/get" });
  await soap11(address, { transport, steps: [addressing()] }).call(operation, { Number: 7 });
  expect(sent[0]?.body).toContain(">urn:orders/get</wsa:Action>");
  expect(sent[0]?.request.headers).toMatchObject({ SOAPAction: '"http://orders.example/GetOrder"' });
});

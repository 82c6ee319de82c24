import { expect, test } from "vitest";
import { defaultConfiguration } from "../../generator/configuration.js";
import { emitServices } from "../../generator/emit/client.js";
import { inspect } from "../../generator/inspect.js";
import { formatService } from "../../generator/model/format/format-service.js";
import { samplePage, pageText } from "../../generator/pages/help-page.js";

/** No output may contain it, wherever it is in traffic. */
const secret = "hunter2-hunter2";

const security = `<w:Security xmlns:w="urn:w"><w:UsernameToken><w:Username>${secret}</w:Username><w:Password>${secret}</w:Password></w:UsernameToken></w:Security>`;
const envelope = (name: string, body: string, header = "") =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">${header}<s:Body><${name} xmlns="urn:shop">${body}</${name}></s:Body></s:Envelope>`;
const login = envelope(
  "Login",
  `<Password>${secret}</Password><Code>${secret}</Code><Key apiKey="${secret}">${secret}</Key><!-- ${secret} -->`,
  `<s:Header>${security}</s:Header>`,
);
const reply = envelope("LoginResponse", `<Token>${secret}</Token><Ok>true</Ok>`);
const broken = [
  envelope("Broken", `<Password x="${secret}>`),
  envelope("Cut", `<Password>${secret}`).slice(0, -40),
  envelope("Stray", `<A>1</A>${secret}`),
  envelope("Lost", "").replace("<s:Body>", `<s:Body>${secret}`),
  envelope("Tag", `<Password><${secret}@shop></Password>`),
  `<!DOCTYPE a [<!ENTITY x "${secret}">]>${envelope("Type", "<A>&x;</A>")}`,
];
const url = `https://me:${secret}@shop.example/shop.asmx?key=${secret}#${secret}`;
const headers = {
  Authorization: `Basic ${secret}`,
  Cookie: `session=${secret}`,
  "X-Api-Key": secret,
  SOAPAction: '"urn:shop/Login"',
};
const messages = [login, ...broken];

const postmanHeaders = Object.entries(headers).map(([key, value]) => ({ key, value }));
const harHeaders = Object.entries(headers).map(([name, value]) => ({ name, value }));
const lines = Object.entries(headers)
  .map(([name, value]) => `${name}: ${value}`)
  .join("\n");

const files: readonly (readonly [path: string, text: string])[] = [
  [
    "shop.json",
    JSON.stringify({
      info: { schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
      variable: [{ key: "password", value: secret }],
      auth: { type: "basic", basic: [{ key: "password", value: secret }] },
      item: messages.map((raw) => ({
        name: secret,
        request: { method: "POST", url, header: postmanHeaders, body: { mode: "raw", raw } },
        response: [{ code: 200, header: postmanHeaders, body: reply, cookie: [{ value: secret }] }],
      })),
    }),
  ],
  [
    "shop.har",
    JSON.stringify({
      log: {
        entries: messages.map((text) => ({
          request: { method: "POST", url, headers: harHeaders, cookies: [{ value: secret }], postData: { text } },
          response: { status: 200, headers: harHeaders, content: { text: reply } },
        })),
      },
    }),
  ],
  [
    "shop.yaml",
    `interactions:\n${messages
      .map(
        (body) =>
          `- request:\n    body: ${JSON.stringify(body)}\n    headers:\n      Authorization:\n      - ${secret}\n      SOAPAction:\n      - urn:shop/Login\n    method: POST\n    uri: ${JSON.stringify(url)}\n  response:\n    body:\n      string: ${JSON.stringify(reply)}\n    headers:\n      Set-Cookie:\n      - ${secret}\n    status:\n      code: 200\n`,
      )
      .join("")}`,
  ],
  [
    "shop.http",
    `@password = ${secret}\n${messages.map((body) => `### ${secret}\nPOST ${url}\n${lines}\n\n${body}\n\nHTTP/1.1 200 OK\n${lines}\n\n${reply}\n`).join("\n")}`,
  ],
  [
    "shop.sh",
    messages
      .map(
        (body) =>
          `curl -v -u me:${secret} -b 'a=${secret}' -H 'Authorization: ${secret}' -H 'SOAPAction: urn:shop/Login' -d '${body}' '${url}'\n> Cookie: ${secret}\n< HTTP/1.1 200 OK\n< Set-Cookie: ${secret}\n<\n${reply}\n`,
      )
      .join("\n"),
  ],
  [
    "shop.xml",
    `<c:soapui-project xmlns:c="http://eviware.com/soapui/config"><c:interface name="S" bindingName="{urn:shop}S" soapVersion="1_1"><c:endpoints><c:endpoint password="${secret}">${url.replaceAll("&", "&amp;")}</c:endpoint></c:endpoints>${messages
      .map(
        (body, index) =>
          `<c:operation name="Op${index}" action="urn:shop/Op${index}"><c:call name="${secret}"><c:credentials><c:password>${secret}</c:password></c:credentials><c:request><![CDATA[${body}]]></c:request></c:call></c:operation>`,
      )
      .join("")}</c:interface></c:soapui-project>`,
  ],
];

test.each(files)("nothing that is generated or printed of %s shows a secret of it", async (path, text) => {
  const spec = { name: "shop", path: "specs/shop", sources: [{ path: `specs/shop/${path}`, text }] };
  expect(text.split(secret).length).toBeGreaterThan(20);
  const { services, leftOut, diagnostics } = inspect(spec, defaultConfiguration);
  expect(services.flatMap(({ operations }) => operations).length).toBeGreaterThan(0);
  const modules = await emitServices(services, { spec, configuration: { ...defaultConfiguration, server: true } });
  const printed = services.flatMap((service) => [
    formatService(service, { explain: true }),
    pageText(samplePage(service)),
  ]);
  expect(JSON.stringify({ services, leftOut, diagnostics, modules, printed })).not.toContain(secret);
});

test.each([
  [
    "shop.json",
    '{"info":{"schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},"item":SECRET}',
  ],
  ["shop.har", '{"log":{"entries":["SECRET" SECRET]}}'],
  ["shop.xml", '<c:soapui-project xmlns:c="http://eviware.com/soapui/config" password=SECRET>'],
  ["shop.sh", `curl https://shop.example/ -d "${envelope("Ping", "")}" -u 'SECRET`],
])("no message about a damaged %s shows a secret of it", (path, damaged) => {
  const text = damaged.replaceAll("SECRET", secret);
  const spec = { name: "shop", path: "specs/shop", sources: [{ path: `specs/shop/${path}`, text }] };
  const { diagnostics } = inspect(spec, defaultConfiguration);
  expect(diagnostics.length).toBeGreaterThan(0);
  expect(JSON.stringify(diagnostics)).not.toContain(secret.slice(0, 3));
});

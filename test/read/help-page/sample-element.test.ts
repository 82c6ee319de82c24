import { expect, test } from "vitest";
import { infer } from "../../model/infer.js";
import { read } from "./read.js";

const envelope = (body: string) =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`;
const request = `POST /scan HTTP/1.1\nHost: scan.example\nSOAPAction: "urn:scan"\n\n${envelope('<scan xmlns="urn:s"><page>int</page></scan>')}`;
const include = '<xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:1"/>';
const response = envelope(
  `<scanResponse xmlns="urn:s"><front>${include}</front><back>${include}</back><size>int</size></scanResponse>`,
);
const parts = `HTTP/1.1 200 OK
Content-Type: multipart/related; type="application/xop+xml"; boundary="uuid:1"; start="<root>"; start-info="text/xml"

--uuid:1
Content-Id: <root>
Content-Type: application/xop+xml;charset=utf-8;type="text/xml"

${response}
--uuid:1
Content-Id: <1>
Content-Type: application/octet-stream

JVBERi
--uuid:1--
`;

test.each<[string, string]>([
  ["alone", `HTTP/1.1 200 OK\nContent-Type: text/xml\n\n${response}`],
  ["with the parts around it", parts],
])("elements whose bytes are in attachments are base64Binary, in an envelope %s", (_, answer) => {
  const { page, diagnostics } = read(`${request}\n\n${answer}`);
  expect(diagnostics).toMatchObject([{ code: "sample-with-attachment", severity: "note" }]);
  expect(diagnostics[0]?.message).toContain("<front>");
  expect(infer([page]).lines).toEqual([
    "scan(page: int): scanResponse(front?: base64Binary | nil, back?: base64Binary | nil, size?: int | nil)",
  ]);
});

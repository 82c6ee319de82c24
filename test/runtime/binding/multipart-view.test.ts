import { expect, test } from "vitest";
import { mtom, multipart, soap11, trace, type Packaging, type TraceEvent } from "../../../templates/runtime/index.js";
import { redactMultipart } from "../../../templates/runtime/binding/multipart-view.js";
import { putOrders, response } from "../streaming/batch.js";
import { answering, envelope } from "../wire.js";

const secret = "S3CRET";
const type = "multipart/related; boundary=b";

async function bodiesOf(reply: string, attachments: Packaging): Promise<string[]> {
  const events: TraceEvent[] = [];
  const { transport } = answering(reply, { headers: { "Content-Type": type } });
  const port = soap11("http://h/", { transport, attachments, trace: trace((event) => void events.push(event)) });
  const text = new TextEncoder().encode(`password=${secret}`);
  const added = [{ content: text, contentType: "text/plain", contentId: "note@h" }];
  expect((await putOrders(port, { Source: "a", File: text }, { attachments: added })).kind).toBe("ok");
  return events.map(({ body }) => body);
}

test("a trace shows the envelope of a multipart, and of its other parts the headers", async () => {
  const header = `<h:Session xmlns:h="urn:h">${secret}</h:Session>`;
  const root = response("<Source>a</Source>").replace("<soap:Body>", `<soap:Header>${header}</soap:Header><soap:Body>`);
  const part = `Content-ID: <1@h>\r\nX-Auth-Token: ${secret}\r\n ${secret}\r\n\r\n<a>${secret}</a>`;
  const reply = `${secret}\r\n--b\r\nContent-Type: text/xml\r\n\r\n${root}\r\n--b\r\n${part}\r\n--b--\r\n${secret}`;
  for (const attachments of [multipart(), mtom()]) {
    const [sent = "", received = ""] = await bodiesOf(reply, attachments);
    expect(sent + received).not.toContain(secret);
    expect(sent).toContain("<Source>a</Source>");
    expect(sent).toMatch(/\r\nContent-ID: <note@h>\r\n\r\n\[redacted\]\r\n--part-[0-9a-f]+--\r\n$/);
    expect(received).toBe(
      `--b\r\nContent-Type: text/xml\r\n\r\n${root.replace(header, "").replace("<soap:Header></soap:Header>", "[redacted]")}\r\n` +
        "--b\r\nContent-ID: <1@h>\r\nX-Auth-Token: [redacted]\r\n\r\n[redacted]\r\n--b--\r\n",
    );
  }
});

const view = (text: string, contentType = type): string =>
  redactMultipart(new TextEncoder().encode(text), contentType, (content) => new TextDecoder().decode(content));

test.each([
  ["the root is the part of start", "--b\n\n1\n--b\nContent-ID: <r>\n\n2\n--b--", `${type}; start="<r>"`, "2"],
  ["the root is cut off", "--b\n\n<a>", type, "<a>"],
  ["a longer boundary is content", "--b\n\n1\n--bc\nA: b\n\n2", type, "1\n--bc\nA: b\n\n2"],
  ["the boundary is quoted", "--a b\n\n1\n--a b--", 'multipart/related; boundary="a b"', "1"],
])("%s", (_, text, contentType, shown) => {
  expect(view(text, contentType)).toMatch(new RegExp(`\\r\\n\\r\\n${shown}(?:\\r\\n|$)`));
});

test.each([
  ["in base64", `--b\nContent-Transfer-Encoding: base64\n\n${secret}\n--b--`, type],
  ["of another type", `--b\nContent-Type: text/plain\n\n${secret}\n--b--`, type],
  ["in a multipart of its own", `--b\nContent-Type: multipart/related; boundary=c\n\n${secret}\n--b--`, type],
  ["with a line that lacks a colon", `--b\nX-Token ${secret}\n\n1\n--b--`, type],
  ["whose start names another part", `--b\n\n${secret}\n--b--`, `${type}; start="<r>"`],
  ["without a boundary", `--b\n\n${secret}\n--b--`, "multipart/related"],
  ["with another boundary", `--b\n\n${secret}\n--b--`, "multipart/related; boundary=c"],
])("leaves out a document %s", (_, text, contentType) => {
  expect(view(text, contentType)).not.toContain(secret);
  expect(view(text, contentType)).toContain("[redacted]");
});

test("an envelope outside of a multipart is shown as ever", async () => {
  const events: TraceEvent[] = [];
  const { transport } = answering(envelope("soap11", "<a/>"), { headers: { "Content-Type": "text/xml" } });
  await putOrders(soap11("http://h/", { transport, trace: trace((event) => void events.push(event)) }), {});
  expect(events[1]?.body).toBe(envelope("soap11", "<a/>"));
});

test("takes linear time", () => {
  for (const piece of ["--b\n", "--b\n\n", "--b \t", "a: b\n", "\n", "--b\n a"]) {
    const time = (length: number): number => {
      const text = `--b\n${piece.repeat(length / piece.length)}`;
      const times = Array.from({ length: 3 }, () => {
        const start = performance.now();
        view(text);
        return performance.now() - start;
      });
      return Math.min(...times);
    };
    const few = time(20_000);
    expect(time(80_000)).toBeLessThan(10 * few + 100);
  }
});

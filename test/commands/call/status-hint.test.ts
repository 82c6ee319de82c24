import { expect, test } from "vitest";
import { statusHint, type Called } from "../../../generator/commands/call/status-hint.js";

const address = "https://shop.example/shop.asmx?token=sesame";
const called: Called = { address, binding: "soap11", bindings: ["soap11", "soap12"], hasCredentials: false };

function hint(status: number, httpHeaders: Record<string, string> = {}, call: Partial<Called> = {}): string {
  return statusHint({ status, httpHeaders: new Headers(httpHeaders) }, { ...called, ...call }) ?? "";
}

test("a redirection names its target, without secrets", () => {
  expect(hint(302, { Location: "/new/shop.asmx?sig=sesame" })).toBe(
    "it redirects to https://shop.example/new/shop.asmx?sig=…; " +
      "if you trust it, repeat this with --address https://shop.example/new/shop.asmx?sig=…",
  );
  expect(hint(304)).toBe("");
});

test("a challenge is met by options, or by curl", () => {
  expect(hint(401)).toMatch(/^give credentials: --user, /);
  expect(hint(401, {}, { hasCredentials: true })).toMatch(/^the credentials were refused; check them: --user, /);
  expect(hint(401, { "WWW-Authenticate": "Negotiate, NTLM" })).toBe(
    "it asks for Negotiate, NTLM: print the call with --curl, and add --negotiate -u :",
  );
  expect(hint(401, { "WWW-Authenticate": 'Digest realm="a", Basic realm="a"' })).toMatch(/^give credentials: /);
});

test.each([404, 405])("%i names the address, without secrets", (status) => {
  expect(hint(status)).toBe("check the address: https://shop.example/shop.asmx?token=…, or give --address");
});

test("an unknown media type suggests another binding, if the operation has one", () => {
  expect(hint(415)).toBe("try another binding: --binding soap12");
  expect(hint(415, {}, { bindings: ["soap11"] })).toBe("");
});

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

test("a challenge is met by options", () => {
  expect(hint(401)).toMatch(/^give credentials: --user, /);
  expect(hint(401, {}, { hasCredentials: true })).toMatch(/^the credentials were refused; check them: --user, /);
  expect(hint(401, { "WWW-Authenticate": "Negotiate, NTLM" })).toMatch(
    /^it asks for Negotiate, NTLM: give credentials: --user, /,
  );
});

test("Kerberos, which is not supported, is left to curl", () => {
  const refused = (header: string): string => hint(401, { "WWW-Authenticate": header }, { hasCredentials: true });
  expect(refused("Negotiate")).toMatch(/; if it takes Kerberos only, send the request with curl --negotiate -u :$/);
  expect(refused("Negotiate, NTLM")).not.toContain("curl");
});

test.each([404, 405])("%i names the address, without secrets", (status) => {
  expect(hint(status)).toBe("check the address: https://shop.example/shop.asmx?token=…, or give --address");
});

test("an unknown media type suggests another binding, if the operation has one", () => {
  expect(hint(415)).toBe("try another binding: --binding soap12");
  expect(hint(415, {}, { bindings: ["soap11"] })).toBe("");
});

import { expect, test } from "vitest";
import { access } from "../../../generator/commands/fetch/access.js";

function permission(start: string, allowed: readonly string[], url: string): unknown {
  const found = access([new URL(start)], allowed).to(new URL(url));
  return found.kind === "granted"
    ? `${found.url.href}${found.byPattern ? " by pattern" : ""}`
    : (found.option ?? found.reason);
}

test.each([
  // The named origin, and its own name with http where it was reached over https.
  ["https://shop.example/a", [], "https://shop.example/b#c", "https://shop.example/b"],
  ["https://shop.example/a", [], "http://shop.example/b", "https://shop.example/b"],
  ["http://shop.example/a", [], "http://shop.example/b", "http://shop.example/b"],
  // Another port, another scheme, another host.
  ["https://shop.example/a", [], "https://shop.example:8443/b", "--allow shop.example:8443"],
  ["http://shop.example/a", [], "https://shop.example/b", "--allow shop.example"],
  ["https://shop.example/a", [], "https://cdn.example/b", "--allow cdn.example"],
  ["https://shop.example/a", [], "http://cdn.example/b", "--allow http://cdn.example"],
  ["https://shop.example/a", [], "https://shop.example.evil.example/b", "--allow shop.example.evil.example"],
  // Hosts that are allowed.
  ["https://shop.example/a", ["cdn.example"], "https://CDN.example/b", "https://cdn.example/b"],
  ["https://shop.example/a", ["cdn.example"], "https://cdn.example:8443/b", "--allow cdn.example:8443"],
  ["https://shop.example/a", ["cdn.example:8443"], "https://cdn.example:8443/b", "https://cdn.example:8443/b"],
  ["https://shop.example/a", ["cdn.example"], "http://cdn.example/b", "--allow http://cdn.example"],
  ["https://shop.example/a", ["http://cdn.example"], "http://cdn.example/b", "http://cdn.example/b"],
  ["http://shop.example/a", ["cdn.example"], "http://cdn.example/b", "http://cdn.example/b"],
  ["https://shop.example/a", ["*.example"], "https://cdn.example/b", "https://cdn.example/b by pattern"],
  ["https://shop.example/a", ["*.example"], "https://example/b", "--allow example"],
  ["https://shop.example/a", ["*.cdn.example"], "https://evilcdn.example/b", "--allow evilcdn.example"],
  // A host by the name that it has inside.
  [
    "https://shop.example/a",
    ["inside:9080=https://shop.example"],
    "http://inside:9080/b?c",
    "https://shop.example/b?c",
  ],
  ["https://shop.example/a", ["inside:9080=https://shop.example"], "http://inside/b", "--allow http://inside"],
  // Other schemes, and credentials in a URL.
  ["https://shop.example/a", ["*.example"], "file:///etc/passwd", "is of file, and only http and https are fetched"],
  ["https://shop.example/a", [], "https://me:pw@shop.example/b", "holds a user name or a password"],
])("from %s with %j, %s is %s", (start, allowed, url, expected) => {
  expect(permission(start, allowed, url)).toBe(expected);
});

test.each([
  ["https://shop.example/a", "https://shop.example:8443/b", "is on another port, 8443"],
  ["https://shop.example:8443/a", "https://shop.example/b", "is on another port, that of https"],
  ["https://shop.example:8443/a", "http://shop.example/b", "is over http"],
  ["http://shop.example/a", "https://shop.example/b", "is over https"],
  ["https://shop.example/a", "https://cdn.example/b", "is on another host, cdn.example"],
])("from %s, %s %s", (start, url, reason) => {
  expect(access([new URL(start)], []).to(new URL(url))).toMatchObject({ kind: "refused", reason });
});

test("the same path on another host may be that of the named server, and only at its origin", () => {
  const to = (url: string) => access([new URL("https://shop.example/ws/shop?wsdl")], []).to(new URL(url));
  expect(to("http://inside:9080/ws/shop?xsd=1")).toMatchObject({
    renaming: "--allow inside:9080=https://shop.example",
  });
  expect(to("http://inside:9080/other/shop.xsd")).not.toHaveProperty("renaming");
  for (const allowed of ["inside=https://other.example", "inside=", "=https://shop.example"])
    expect(() => permission("https://shop.example/a", [allowed], "https://shop.example/b")).toThrow(
      /expected a host and the origin of an address, such as internal:9080=https:\/\/shop\.example$/,
    );
});

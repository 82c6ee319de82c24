import { inspect } from "node:util";
import { expect, test } from "vitest";
import { withContentType } from "../../../templates/runtime/binding/content-type.js";
import type { HttpHeaders } from "../../../templates/runtime/binding/transport.js";

/** The headers of a transport that gives what it received. */
function received(...entries: readonly (readonly [name: string, value: string])[]): HttpHeaders {
  const values = new Map(entries);
  return {
    get: (name) => values.get(name.toLowerCase()),
    forEach: (see) => {
      for (const [name, value] of entries) see(value, name);
    },
  };
}

const xml = "text/xml; charset=utf-8";

test.each([
  ["a header of HTTP/2", ":status", "200"],
  ["a value in another alphabet", "x-city", "Győr"],
  ["a value of several lines", "x-lines", "a\nb"],
  ["a name with a space", "x y", "1"],
  ["an empty name", "", "1"],
])("headers that the web refuses are kept: %s", (_, name, value) => {
  const headers = received(["Content-Type", "multipart/related"], ["X-Trail", "1"], [name, value], ["X-Trail", "2"]);
  const copy = withContentType(headers, xml);
  expect(copy.get("content-type")).toBe(xml);
  expect(copy.get("x-trail")).toBe("1, 2");
  expect(copy.get(name)).toBe(value);
  expect(inspect(copy)).toContain("'x-trail' => '1, 2'");
  const seen: string[] = [];
  copy.forEach((_, each) => void seen.push(each));
  expect(seen).toEqual(["content-type", "x-trail", name]);
});

test("cookies beside a header that the web refuses are known apart", () => {
  const cookies = ["a=1", "b=2"];
  const headers = { ...received(["set-cookie", "a=1, b=2"], [":status", "200"]), getSetCookie: () => cookies };
  const copy = withContentType(headers, xml);
  expect(copy.getSetCookie?.()).toEqual(cookies);
  expect(copy.get("set-cookie")).toBe("a=1, b=2");
});

test("a media type that the web refuses is kept", () => {
  expect(withContentType(received(["x-trail", "1"]), "text/Ĳ").get("content-type")).toBe("text/Ĳ");
});

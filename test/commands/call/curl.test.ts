import { expect, test } from "vitest";
import { curlCall } from "../../../generator/commands/call/curl.js";

test.each([
  ["Cookie", "session=sesame", '-H "Cookie: $COOKIE"'],
  ["X-Api-Key", "sesame", '-H "X-Api-Key: $X_API_KEY"'],
  ["Ocp-Apim-Subscription-Key", "sesame", '-H "Ocp-Apim-Subscription-Key: $OCP_APIM_SUBSCRIPTION_KEY"'],
  ["Authorization", "ApiKey sesame", '-H "Authorization: $AUTHORIZATION"'],
  ["authorization", "Digest sesame", '-H "authorization: $AUTHORIZATION"'],
  ["Authorization", "Bearer sesame", '-H "Authorization: Bearer $SOAPWRIGHT_TOKEN"'],
  ["Authorization", "Basic sesame", '-u "$SOAPWRIGHT_USER:$SOAPWRIGHT_PASSWORD"'],
  ["X-Other", "Basic sesame", '-H "X-Other: $X_OTHER"'],
  ["2`$key", "sesame", "-H '2`$key: '\"$_2__KEY\""],
  ["X-Trace", "it's", "-H 'X-Trace: it'\\''s'"],
])("the header %s: %s is %s", (name, value, option) => {
  const url = "https://shop.example/";
  expect(curlCall({ method: "GET", url, httpHeaders: { [name]: value }, body: undefined })).toBe(
    `curl '${url}' \\\n  ${option}\n`,
  );
});

test("the connection is that of the options, and a password of the proxy is not shown", () => {
  const request = { method: "GET", url: "https://shop.example/", httpHeaders: {}, body: undefined };
  const options = { isSignedIn: true, cert: "my cert.pem", ca: "ca.pem", proxy: "http://me:ses@me@proxy.example:3128" };
  expect(curlCall(request, options).split(" \\\n  ")).toEqual([
    "curl 'https://shop.example/'",
    '--anyauth -u "$SOAPWRIGHT_USER:$SOAPWRIGHT_PASSWORD"',
    "--cert 'my cert.pem'",
    "--cacert 'ca.pem'",
    "--proxy 'http://proxy.example:3128'",
    '--proxy-user "$PROXY_USER:$PROXY_PASSWORD"\n',
  ]);
  expect(curlCall(request, { proxy: "env" })).toBe("curl 'https://shop.example/'\n");
});

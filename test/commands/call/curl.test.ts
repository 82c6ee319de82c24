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

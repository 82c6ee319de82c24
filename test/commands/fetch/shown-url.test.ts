import { expect, test } from "vitest";
import { withoutSecrets } from "../../../generator/commands/fetch/shown-url.js";

test.each([
  ["?wsdl&key=a", "?wsdl&key=…", ["key"]],
  ["?sv=2024&se=1&sp=r&sig=a%2Bb", "?sv=2024&se=1&sp=r&sig=…", ["sig"]],
  ["?%73ig=a", "?%73ig=…", ["%73ig"]],
  ["?design=a&op=Signal", "?design=a&op=Signal", []],
])("%s is shown as %s", (query, shown, hidden) => {
  const address = "https://shop.example/a";
  expect(withoutSecrets(new URL(address + query))).toEqual({ text: address + shown, hidden });
});

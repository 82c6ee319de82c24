import { expect, test } from "vitest";
import { remedyFor } from "../generator/demands.js";

test("demands that the runtime satisfies give the options of a port, in one security step", () => {
  const token = "a UsernameToken of WS-Security";
  expect(remedyFor(["MTOM", token, "WS-Addressing", "a Timestamp of WS-Security"])).toEqual({
    options:
      "steps: [addressing(), security([timestamp(), usernameToken({ username, password })])], attachments: mtom()",
    runtimeParts: ["addressing", "security", "attachments"],
  });
  expect(remedyFor(["MTOM"])).toEqual({ options: "attachments: mtom()", runtimeParts: ["attachments"] });
  expect(remedyFor([token, "a Kerberos token of WS-Security"])).toBeUndefined();
});

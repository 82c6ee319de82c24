import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { md5 } from "../../../templates/runtime/network/md5.js";

test("MD5 is that of OpenSSL, for all lengths around the ends of blocks", () => {
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, k) => (k * 7 + length) & 255);
    expect(md5(bytes)).toBe(createHash("md5").update(bytes).digest("hex"));
  }
});

import { expect, test } from "vitest";
import { isPrivateAddress } from "../../../generator/commands/fetch/private-address.js";

test.each([
  "0.0.0.0",
  "10.1.2.3",
  "100.64.0.1",
  "127.0.0.1",
  "127.255.255.254",
  "169.254.169.254",
  "172.31.255.255",
  "192.168.1.1",
  "198.19.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:10.0.0.1",
  "::ffff:a00:1",
  "64:ff9b::a00:1",
  "2002:a00:1::",
  "fd00::1",
  "fe80::1",
  "fe80::1%eth0",
  "ff02::1",
])("%s is not public", (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

test.each([
  "1.1.1.1",
  "100.128.0.1",
  "172.32.0.1",
  "192.169.0.1",
  "223.255.255.255",
  "::ffff:1.1.1.1",
  "2606:4700::1111",
])("%s is public", (address) => {
  expect(isPrivateAddress(address)).toBe(false);
});

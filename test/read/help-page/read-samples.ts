import { expect } from "vitest";
import type { Sample } from "../../../generator/read/help-page/help-page.js";
import { read } from "./read.js";

export const accepted = "HTTP/1.1 202 Accepted";

export const get = "GET /a.asmx/Find?q=string HTTP/1.1\nHost: a";

export function samples(text: string): readonly Sample[] {
  const { page, codes } = read(text);
  expect(codes).toEqual([]);
  return page.operations.flatMap((operation) => operation.samples);
}

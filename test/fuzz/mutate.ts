import type { Random } from "../../templates/stand-in/random-numbers.js";

/** Changes bytes at random: cuts, repeats, swaps and replaces spans, and inserts tokens. */
export function mutated(source: Uint8Array, random: Random, tokens: readonly string[]): Uint8Array {
  let bytes = Buffer.from(source);
  for (let changes = random(3) === 0 ? 1 + random(4) : 1; changes > 0; changes--)
    bytes = changedOnce(bytes, random, tokens);
  return new Uint8Array(bytes);
}

function changedOnce(bytes: Buffer<ArrayBuffer>, random: Random, tokens: readonly string[]): Buffer<ArrayBuffer> {
  const at = random(bytes.length + 1);
  const to = Math.min(bytes.length, at + 1 + random(random(8) === 0 ? 200 : 6));
  const [before, span, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)];
  const token = Buffer.from(tokens[random(tokens.length)] ?? "");
  switch (random(8)) {
    case 0:
      return Buffer.concat([before, after]);
    case 1:
      return Buffer.concat([before, span, span, after]);
    case 2:
      return Buffer.concat([before, Buffer.from([random(256)]), after]);
    case 3: {
      const other = random(bytes.length + 1);
      return Buffer.concat([before, bytes.subarray(other, other + span.length), after]);
    }
    case 4:
      return Buffer.concat([after, before]);
    case 5:
      return Buffer.concat([before, token, after]);
    default:
      return Buffer.concat([before, token, span, after]);
  }
}

/** Runs the work, and throws if it takes more than a second of the processor, whatever else the machine does. */
export async function inTime<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  const start = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(start);
  const milliseconds = Math.round((user + system) / 1000);
  if (milliseconds > 1000) throw new Error(`took ${milliseconds} ms`);
  return result;
}

/** An input for people: as text if it is UTF-8, else in base64. */
export function shownInput(bytes: Uint8Array): string {
  try {
    return JSON.stringify(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return `base64 ${Buffer.from(bytes).toString("base64")}`;
  }
}

/** The smallest input for which the same thing happens, found by cutting spans off. */
export function minimized(bytes: Uint8Array, isBad: (input: Uint8Array) => boolean): Uint8Array {
  let smallest = bytes;
  for (let length = smallest.length >> 1; length > 0; length >>= 1) {
    for (let at = 0; at + length <= smallest.length;) {
      const shorter = new Uint8Array(Buffer.concat([smallest.subarray(0, at), smallest.subarray(at + length)]));
      if (isBad(shorter)) smallest = shorter;
      else at += length;
    }
  }
  return smallest;
}

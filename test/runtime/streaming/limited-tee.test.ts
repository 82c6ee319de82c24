import { expect, test } from "vitest";
import { withLimitedTee } from "../../../templates/runtime/streaming/limited-tee.js";

const kilobyte = (value: number): Uint8Array => new Uint8Array(1024).fill(value);

/** A stream of so many kilobytes, and what its source sees. */
function streamOf(kilobytes: number) {
  const seen = { given: 0, cancelled: undefined as unknown };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (seen.given === kilobytes) return controller.close();
        controller.enqueue(kilobyte(seen.given++ % 256));
      },
      cancel(reason) {
        seen.cancelled = reason;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream: withLimitedTee(stream), seen };
}

async function bytesIn(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

test("both copies of a short stream give all of it, read at once or one after the other", async () => {
  const expected = await bytesIn(streamOf(8).stream);
  expect(expected).toHaveLength(8192);
  const atOnce = streamOf(8).stream.tee();
  expect(await Promise.all(atOnce.map(bytesIn))).toEqual([expected, expected]);
  const [first, second] = streamOf(8).stream.tee();
  expect(await bytesIn(second)).toEqual(expected);
  expect(await bytesIn(first)).toEqual(expected);
});

test("a copy that is more than a megabyte behind fails, and the other one gives all", async () => {
  const { stream, seen } = streamOf(1100);
  const [left, read] = stream.tee();
  expect(await bytesIn(read)).toHaveLength(1100 * 1024);
  expect(seen.given).toBe(1100);
  await expect(bytesIn(left)).rejects.toThrow(
    "expected a copy of the stream that is read, which keeps at most 1048576 bytes",
  );
});

test("copies of any length are whole if they are read at the same speed", async () => {
  const copies = await Promise.all(streamOf(3000).stream.tee().map(bytesIn));
  expect(copies.map(({ length }) => length)).toEqual([3_072_000, 3_072_000]);
});

test("a source is read only as fast as its faster copy", async () => {
  const { stream, seen } = streamOf(10);
  const [first, second] = stream.tee();
  const reader = first.getReader();
  await reader.read();
  await reader.read();
  expect(seen.given).toBe(2);
  await second.getReader().read();
  expect(seen.given).toBe(2);
});

test("a source is cancelled when no copy is wanted any more, and fails both copies with its error", async () => {
  const { stream, seen } = streamOf(10);
  const [first, second] = stream.tee();
  await first.cancel("first");
  expect(seen.cancelled).toBeUndefined();
  await second.cancel("second");
  expect(seen.cancelled).toBe("second");

  const failing = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("lost")) });
  for (const copy of withLimitedTee(failing).tee()) await expect(bytesIn(copy)).rejects.toThrow("lost");
});

import { connect } from "node:net";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { listen } from "../../generator/commands/serve/listen.js";

test("a caller that sends its head slowly is refused after ten seconds, one that sends its body slowly after a minute", async () => {
  const { origin, close } = await listen((request) => void request.resume(), "127.0.0.1", 0);
  try {
    const { port } = new URL(origin);
    const time = async (start: string): Promise<[status: string, seconds: number]> => {
      const began = performance.now();
      const socket = connect(Number(port), "127.0.0.1");
      await once(socket, "connect");
      socket.write(start);
      const drip = setInterval(() => socket.write("x"), 500);
      const answer = await text(socket);
      clearInterval(drip);
      return [answer.split("\r\n", 1).join(""), (performance.now() - began) / 1000];
    };
    const [head, body] = await Promise.all([
      time("POST / HTTP/1.1\r\nHost: a\r\nX: "),
      time("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10000\r\n\r\n"),
    ]);
    expect([head[0], body[0]]).toEqual(["HTTP/1.1 408 Request Timeout", "HTTP/1.1 408 Request Timeout"]);
    expect(head[1]).toBeLessThan(13);
    expect(body[1]).toBeLessThan(63);
  } finally {
    await close();
  }
});

import fastify from "fastify";
import { nodeListener } from "./generated/runtime/index.js";
import { shop } from "./shop.js";

const app = fastify();
const listener = nodeListener(shop);
// In a plugin, so that other routes keep their parsers: the service reads the body itself, whatever its media type.
app.register((service, _options, done) => {
  service.removeAllContentTypeParsers();
  service.addContentTypeParser("*", (_request, _body, parsed) => parsed(null));
  service.all("/shop.asmx", (request, reply) => {
    reply.hijack();
    listener(request.raw, reply.raw);
  });
  done();
});
app.post("/orders", (request) => request.body);
await app.listen({ port: Number(process.env["PORT"] ?? 8080), host: "127.0.0.1" });

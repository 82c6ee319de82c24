import express from "express";
import { nodeListener } from "./generated/runtime/index.js";
import { shop } from "./shop.js";

const app = express();
const listener = nodeListener(shop);
// Before express.json() and other readers of bodies: the service reads the body itself.
app.all("/shop.asmx", (request, response) => listener(request, response));
app.use(express.json());
app.post("/orders", (request, response) => void response.json(request.body));
app.listen(Number(process.env["PORT"] ?? 8080), "127.0.0.1");

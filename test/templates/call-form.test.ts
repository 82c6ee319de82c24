/** Calls as users write them: the compiler accepts those that have their header blocks, and refuses the others. */
import { expect, test } from "vitest";
import { defaultConfiguration } from "../../generator/configuration.js";
import { emitServices } from "../../generator/emit/client.js";
import { compile } from "../support/compile.js";
import { complex, element, http, message, operation, port, service, simple, soap } from "../support/model.js";

const soaps = [soap("soap11"), soap("soap12")];
const body = [element("In", "In")];
const login = element("Login", "Login");
const session = element("Session", "string");
const note = element("Note", "string?");

const grade = element("Grade", "Literal");
const reply = { root: grade.name, reply: grade };

const out = message([element("Out", "string")]);
const shop = service(
  [
    operation("Pay", {
      request: message(body, [login, note]),
      response: out,
      bindings: [...soaps, http("httpGet", "/Pay")],
    }),
    operation("Move", { request: message(body, [login, session, note]), response: out, bindings: soaps }),
    operation("Find", {
      request: message(body, [note]),
      response: out,
      bindings: [...soaps, http("httpPost", "/Find")],
    }),
    operation("Ping", { request: message(body), response: out, bindings: [...soaps, http("httpGet", "/Ping")] }),
    operation("Form", { request: message(body), response: out, bindings: [http("httpPost", "/Form")] }),
    operation("Grade", {
      request: message(body),
      response: message([element("GradeResponse", "GradeResponse")]),
      bindings: [
        ...soaps,
        http("httpGet", "/Grade", { ...reply, result: "GradeResult" }),
        http("httpPost", "/Grade", reply),
      ],
    }),
  ],
  [
    complex("In", { Id: "int" }),
    complex("Login", { Key: "string" }),
    complex("GradeResponse", { GradeResult: "Encoded" }, { wrapper: true }),
    simple("Encoded", ["not-so-good"]),
    simple("Literal", ["Bad"]),
  ],
  { ports: [port("soap11"), port("soap12"), port("httpGet"), port("httpPost")] },
);

const spec = { name: "shop", path: "specs/shop" };
const files = await emitServices([shop], { spec, configuration: defaultConfiguration });
const modules = files.map(({ path, text }) => [path, text] as const);

/** The compiler's messages on one expression. */
function problemsOf(expression: string): string[] {
  const user = `
    import { lenient, soap11, soap12, httpGet, httpPost, type HeaderBlock, type Port } from "./runtime/index.js";
    import { find, form, grade, move, pay, ping, type Login } from "./shop.js";
    declare const block: HeaderBlock, either: Port<"soap11" | "httpGet">;
    const address = "http://localhost", In = { Id: 1 }, Login = { Key: "k" }, Session = "s", Note = "n";
    void [lenient, soap11, soap12, httpGet, httpPost, find, form, grade, move, pay, ping, block, either, In, Login, Session, Note];
    export const login: Login = Login, port: Port<"soap12"> = soap12(address, { header: { Login } });
    export const call = ${expression};`;
  return compile(new Map([...modules, ["user.ts", user]]));
}

test.each([
  // required, given by the call or by the port
  "pay(soap11(address), In, { header: { Login } })",
  "pay(soap11(address), In, { header: { Login, Note }, headerBlocks: [block] })",
  "pay(soap11(address, { header: { Login } }), In)",
  "pay(soap11(address, { header: () => ({ Login, Session }) }), In, { signal: AbortSignal.timeout(1) })",
  "pay(soap12(address, { header: { Login } }), In, { header: { Note } })",
  "pay(soap12(address, { header: { Login } }), In, { header: { Login: { Key: 'other' } } })",
  "pay(httpGet(address), In)",
  "move(soap11(address), In, { header: { Login, Session } })",
  "move(soap11(address, { header: { Login, Session } }), In)",
  "move(soap11(address, { header: { Login } }), In, { header: { Session } })",
  "move(soap11(address, { header: { Login } }), In, { header: { Session, Login, Note } })",
  // optional
  "find(soap11(address), In)",
  "find(soap11(address), In, { header: { Note }, headerBlocks: [block] })",
  "find(httpPost(address), In, { httpHeaders: {} })",
  // none
  "ping(soap11(address, { header: { Login }, headerBlocks: [block] }), In, { headerBlocks: [block] })",
  "ping(httpGet(address), In, { credentials: { bearer: 't' } })",
  "ping(either, In)",
  "form(httpPost(address), In, {})",
  // with another reply over HTTP
  "grade(soap11(address), In).then((reply) => reply.kind === 'ok' && reply.value.GradeResult === 'not-so-good')",
  "grade(httpGet(address), In).then((reply) => reply.kind === 'ok' && reply.value.GradeResult === 'Bad')",
  "grade(httpPost(address), In).then((reply) => reply.kind === 'ok' && reply.value === 'Bad')",
  // of a lenient port, whose values may be absent
  "ping(soap11(address, { reading: lenient }), In).then((reply) => reply.kind === 'ok' && reply.value?.length)",
  "pay(soap11(address, { reading: lenient, header: { Login } }), In)",
])("the compiler accepts %s", (expression) => {
  expect(problemsOf(expression)).toEqual([]);
});

test.each([
  ["pay(soap11(address), In)", "'Login' is missing"],
  ["pay(port, In)", "'Login' is missing"],
  ["pay(soap11(address, { header: { Session } }), In)", "'Login' is missing"],
  ["pay(soap11(address), In, { header: { Note } })", "'Login' is missing"],
  ["pay(soap11(address, { header: { Login: { Key: 1 } } }), In)", "'number' is not assignable to type 'string'"],
  ["pay(httpGet(address), In, { header: { Login } })", "'undefined'"],
  ["pay(httpGet(address), In, { headerBlocks: [block] })", "'undefined'"],
  ["move(soap11(address), In, { header: { Login } })", "'Session' is missing"],
  ["move(soap11(address, { header: { Login } }), In, { header: { Note } })", "'Session' is missing"],
  ["find(httpPost(address), In, { header: { Note } })", "'undefined'"],
  ["ping(httpGet(address), In, { headerBlocks: [block] })", "'undefined'"],
  ["ping(soap11(address), In, { header: { Login } })", "'header' does not exist"],
  ["form(httpPost(address), In, { headerBlocks: [block] })", "'undefined'"],
  ["form(soap11(address), In)", "not assignable"],
  [
    "grade(soap11(address), In).then((reply) => reply.kind === 'ok' && reply.value.GradeResult === 'Bad')",
    "no overlap",
  ],
  ["grade(httpGet(address), In).then((reply) => reply.kind === 'ok' && reply.value === 'Bad')", "no overlap"],
  ["grade(httpGet(address), In, { headerBlocks: [block] })", "No overload matches"],
  [
    "ping(soap11(address, { reading: lenient }), In).then((reply) => reply.kind === 'ok' && reply.value.length)",
    "possibly 'null' or 'undefined'",
  ],
  ["soap11(address, { reading: lenient }) satisfies Port<'soap11'>", '"lenient"'],
  ["httpGet(address, { header: { Login } })", "'header' does not exist"],
  ["httpPost(address, { headerBlocks: [block] })", "'headerBlocks' does not exist"],
])("the compiler refuses %s: %s", (expression, reason) => {
  const problems = problemsOf(expression);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(reason);
});

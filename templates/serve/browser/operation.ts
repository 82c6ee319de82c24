/** The form of an operation's page: it calls the operation through its generated client, and shows what went over the wire. */
import type { Binding } from "../../runtime/port.js";
import { messageValue, NoValue, randomFrom, valueOf, type Choices } from "../random.js";
import { clientFunction, exchangeOf, tablesOf, type Asked } from "./call.js";
import type { Control, Reading } from "./control.js";
import { pageElement } from "./page-element.js";
import { exchangeView, summary, type Subject } from "./exchange-view.js";
import { messageForm, tableForm } from "./form.js";

const form = pageElement("call", HTMLFormElement);
const status = pageElement("status", HTMLElement);
const { client = "", function: name = "", path = "", replyFile = "" } = form.dataset;

/** `kind` is what the style sheet knows it by; the text alone says it too. */
function say(text: string, kind = ""): void {
  status.textContent = text;
  status.dataset["kind"] = kind;
}

try {
  await start();
} catch (error) {
  say(`The form could not be made: ${String(error)}`, "problem");
}

async function start(): Promise<void> {
  const call = await clientFunction(client, name);
  const operation = tablesOf(call);
  const { request } = operation;
  const subject: Subject = { name, client, replyFile, operation };
  const [cancel, exchange] = [pageElement("cancel", HTMLButtonElement), pageElement("exchange", HTMLElement)];
  const blocks = pageElement("header-blocks", HTMLElement);
  const message = messageForm(request, "Request");
  const header = request.header && tableForm(request.header, "Header blocks");
  let running: AbortController | undefined;
  let seed = 0;

  pageElement("message", HTMLElement).append(message.element);
  if (header !== undefined) blocks.append(header.element);
  form.addEventListener("change", showBlocks);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (running === undefined) void run();
  });
  cancel.addEventListener("click", () => running?.abort());
  pageElement("fill", HTMLButtonElement).addEventListener("click", fill);
  showBlocks();
  form.hidden = false;

  function showBlocks(): void {
    blocks.hidden = header === undefined || !isSoap(chosen());
  }

  /** Other values each time, and the same ones again after the page is loaded anew. */
  function fill(): void {
    const choices: Choices = { random: randomFrom(++seed), valid: true };
    try {
      message.set(messageValue(request, choices));
      if (request.header !== undefined) header?.set(valueOf(request.header, choices));
      say("Random values are filled in");
    } catch (error) {
      if (!(error instanceof NoValue)) throw error;
      say(`No random value is known: ${error.message}`, "problem");
    }
  }

  async function run(): Promise<void> {
    const asked = read();
    if (asked === undefined) return;
    running = new AbortController();
    setRunning(true);
    say(`Calling ${name}…`);
    try {
      const ended = await exchangeOf(call, asked, running.signal);
      exchange.replaceChildren(...exchangeView(ended, subject));
      say(summary(ended.outcome), ended.outcome.kind === "reply" ? ended.outcome.reply.kind : "problem");
    } catch (error) {
      say(`The call could not be made: ${String(error)}`, "problem");
    } finally {
      running = undefined;
      setRunning(false);
    }
  }

  /** The button that cancels takes the focus with it when it goes; then it goes back to the one that calls. */
  function setRunning(isRunning: boolean): void {
    if (!isRunning && document.activeElement === cancel) pageElement("send", HTMLButtonElement).focus();
    cancel.hidden = !isRunning;
    form.ariaBusy = String(isRunning);
  }

  /** Undefined where the form has problems, to the first of which the focus goes. */
  function read(): Asked | undefined {
    const binding = chosen();
    const controls = header === undefined || !isSoap(binding) ? [message] : [header, message];
    const readings = new Map(controls.map((control) => [control, control.read()]));
    const count = sum([...readings.values()].map((reading) => (reading.kind === "problems" ? reading.count : 0)));
    if (count > 0) {
      exchange.replaceChildren();
      say(`${count === 1 ? "One input has a problem" : `${count} inputs have problems`}; nothing was sent`, "problem");
      controls.find((control) => readings.get(control)?.kind === "problems")?.focusFirstProblem?.();
      return undefined;
    }
    const blocks = valueIn(header, readings);
    return {
      binding,
      address: location.origin + path,
      request: valueIn(message, readings),
      ...(typeof blocks === "object" && blocks !== null && { header: blocks }),
    };
  }
}

function chosen(): Binding {
  const binding = new FormData(form).get("binding");
  if (binding === "soap11" || binding === "soap12" || binding === "httpGet" || binding === "httpPost") return binding;
  throw new Error("expected a binding to be chosen");
}

function isSoap(binding: Binding): boolean {
  return binding === "soap11" || binding === "soap12";
}

function valueIn(control: Control | undefined, readings: ReadonlyMap<Control, Reading>): unknown {
  const reading = control && readings.get(control);
  return reading?.kind === "value" ? reading.value : undefined;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
